"""Addresses of the regional index, under /index/."""

from django.urls import URLPattern, path

from jichuang.indicators.pages import index_design, index_public, index_weights

urlpatterns: list[URLPattern] = [
    path("index/", index_public.home, name="index-home"),
    path("index/new/", index_design.begin, name="index-new"),
    path("index/drafts/<slug:key>/", index_design.draft, name="index-draft"),
    path("index/drafts/<slug:key>/fill/", index_design.fill, name="index-fill"),
    path("index/drafts/<slug:key>/template.xlsx", index_design.template, name="index-template"),
    path("index/drafts/<slug:key>/preview/", index_design.preview, name="index-preview"),
    path("index/drafts/<slug:key>/release/", index_design.release, name="index-publish"),
    path("index/<slug:key>/<int:number>/", index_public.release, name="index-release"),
    path("index/<slug:key>/<int:number>/units/<str:code>/", index_public.unit, name="index-unit"),
    path("index/<slug:key>/<int:number>/note/", index_public.note, name="index-note"),
    path("index/<slug:key>/<int:number>/note.pdf", index_public.note_file, name="index-note-file"),
    path("index/<slug:key>/<int:number>/ranks.xlsx", index_public.ranks_file, name="index-file"),
    path("index/<slug:key>/<int:number>/steps.xlsx", index_public.steps_file, name="index-steps"),
    path("index/<slug:key>/<int:number>/what-if/", index_weights.what_if, name="index-what-if"),
    path("index/<slug:key>/<int:number>/sensitivity/", index_weights.sensitive, name="index-sensitivity"),
]
