"""Addresses of the portal."""

from django.urls import path

from jichuang.portal.pages import about, audit, home, mine, search

app_name = "portal"
urlpatterns = [
    path("", home.home, name="home"),
    path("search/", search.search, name="search"),
    path("my/", mine.mine, name="mine"),
    path("audit/", audit.journal, name="audit"),
    path("audit/verify/", audit.check, name="audit-verify"),
    path("about/", about.about, name="about"),
    path("robots.txt", about.robots, name="robots"),
]
