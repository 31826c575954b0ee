"""Addresses of the portal."""

from django.urls import path

from jichuang.portal.pages import about, audit, burden, home, messages, mine, search

app_name = "portal"
urlpatterns = [
    path("", home.home, name="home"),
    path("search/", search.search, name="search"),
    path("my/", mine.mine, name="mine"),
    path("my/messages/", messages.messages, name="messages"),
    path("my/messages/read/", messages.read_others, name="messages-read"),
    path("my/messages/choose/", messages.choose, name="messages-choose"),
    path("my/messages/<int:key>/", messages.message, name="message"),
    path("audit/", audit.journal, name="audit"),
    path("audit/verify/", audit.check, name="audit-verify"),
    path("burden/", burden.account, name="burden"),
    path("burden.xlsx", burden.workbook, name="burden-xlsx"),
    path("about/", about.about, name="about"),
    path("robots.txt", about.robots, name="robots"),
]
