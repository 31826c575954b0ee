"""Addresses of expert review."""

from django.urls import URLPattern

app_name = "review"
urlpatterns: list[URLPattern] = []
