"""Addresses of periodic returns."""

from django.urls import path

from jichuang.returns.pages import chase, excel, mine, printed

app_name = "returns"
urlpatterns = [
    path("my/returns/", mine.mine, name="mine"),
    path("returns/<int:key>/", mine.show, name="return"),
    path("returns/<int:key>/form/", mine.form, name="form"),
    path("returns/<int:key>/form/autosave/", mine.autosave, name="autosave"),
    path("returns/<int:key>/form.pdf", printed.form, name="pdf"),
    path("returns/<int:key>/sheet.xlsx", excel.sheet, name="sheet"),
    path("returns/<int:key>/upload/", excel.upload, name="upload"),
    path("returns/<int:key>/<slug:name>/", chase.decide, name="decide"),
    path("desk/returns/", chase.periods, name="periods"),
    path("desk/returns/<slug:code>/<slug:period>/", chase.period, name="period"),
    path("desk/returns/<slug:code>/<slug:period>/list.xlsx", excel.listed, name="list"),
    path("desk/returns/<slug:code>/<slug:period>/urge/", chase.urge, name="urge"),
    path("desk/returns/<slug:code>/<slug:period>/accept/", chase.accept_clean, name="accept-clean"),
    path("desk/returns/<slug:code>/<slug:period>/freeze/", chase.freeze, name="freeze"),
]
