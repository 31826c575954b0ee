"""Addresses of the room, under /my/passages/."""

from django.urls import path

from jichuang.passages.pages import folder

app_name = "passages"
urlpatterns = [
    path("my/passages/", folder.folder, name="folder"),
    path("my/passages/keep/", folder.keep, name="keep"),
    path("my/passages/<int:key>/move/", folder.move, name="move"),
    path("my/passages/drop/", folder.drop, name="drop"),
    path("my/passages/write/", folder.write, name="write"),
    path("my/passages/compare/", folder.compare, name="compare"),
]
