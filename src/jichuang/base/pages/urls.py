"""Addresses of the kit."""

from django.urls import path

from jichuang.base.pages import demonstration, health, style

app_name = "base"
urlpatterns = [
    path("healthz", health.health, name="health"),
    path("demo/clock/next-workday/", demonstration.next_workday, name="clock-next"),
    path("demo/clock/to/", demonstration.to_day, name="clock-to"),
    path("demo/mailbox/", demonstration.mailbox, name="mailbox"),
    path("style/", style.style, name="style"),
]
