"""URL root: each room's pages under its stable address."""

from django.urls import URLPattern, URLResolver, include, path

from jichuang.hall.api.app import api

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/", api.urls),
    path("", include("jichuang.accounts.pages.urls")),
    path("", include("jichuang.law.pages.urls")),
    path("", include("jichuang.matters.pages.urls")),
    path("", include("jichuang.returns.pages.urls")),
    path("", include("jichuang.review.pages.urls")),
    path("", include("jichuang.hall.pages.urls")),
    path("", include("jichuang.registry.pages.urls")),
    path("", include("jichuang.passages.pages.urls")),
    path("", include("jichuang.indicators.pages.urls")),
    path("", include("jichuang.plan.pages.urls")),
    path("", include("jichuang.base.pages.urls")),
    path("", include("jichuang.portal.pages.urls")),
]
