"""Addresses of the room: /statistics/, /index/, /data/."""

from django.urls import URLPattern, URLResolver

app_name = "indicators"
urlpatterns: list[URLPattern | URLResolver] = []
