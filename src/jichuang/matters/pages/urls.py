"""Addresses of pages that belong to one matter alone."""

from django.urls import path

from jichuang.matters.pages import announced

app_name = "matters"
urlpatterns = [
    path("matters/tech-sme-evaluation/announced/", announced.centre, name="announced"),
    path("matters/tech-sme-evaluation/announced/<int:pk>/", announced.announced_list, name="announced-list"),
    path("matters/tech-sme-evaluation/announced/<int:pk>/commit/", announced.commit, name="announced-commit"),
    path("matters/tech-sme-evaluation/announced/<int:pk>/lines/", announced.lines, name="announced-lines"),
]
