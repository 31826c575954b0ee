"""Addresses of bulletins: /bulletins/."""

from django.urls import path

from jichuang.indicators.pages import bulletins

urlpatterns = [
    path("bulletins/", bulletins.listed, name="bulletins"),
    path("bulletins/draft/", bulletins.draft, name="bulletin-draft"),
    path("bulletins/<slug:survey>/<slug:period>/", bulletins.show, name="bulletin"),
    path(
        "bulletins/<slug:survey>/<slug:period>/files/<slug:kind>/", bulletins.download, name="bulletin-file"
    ),
    path("bulletins/<slug:survey>/<slug:period>/<slug:deed>/", bulletins.decide, name="bulletin-deed"),
]
