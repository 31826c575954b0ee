"""Addresses of the room: /statistics/, /index/, /data/."""

from django.urls import URLPattern, URLResolver, path

from jichuang.indicators.pages import (
    bulletin_urls,
    definitions,
    flows,
    hub,
    index_urls,
    opendata,
    recording,
    sdmx_urls,
    situation,
)

app_name = "indicators"
urlpatterns: list[URLPattern | URLResolver] = [
    path("statistics/", hub.hub, name="hub"),
    path("statistics/indicators/", definitions.catalogue_page, name="catalogue"),
    path("statistics/indicators/<slug:code>/", definitions.indicator_page, name="indicator"),
    path("statistics/indicators/<slug:code>/record/", recording.record, name="record"),
    path("statistics/indicators/<slug:code>/comparable/", recording.comparable, name="comparable"),
    path("statistics/indicators/<slug:code>/rows.xlsx", definitions.rows_file, name="rows-file"),
    path("statistics/import/", recording.centre, name="import"),
    path("statistics/import/template.xlsx", recording.template, name="import-template"),
    path("statistics/import/<int:pk>/", recording.batch, name="batch"),
    path("statistics/import/<int:pk>/commit/", recording.commit, name="batch-commit"),
    path("statistics/import/<int:pk>/discard/", recording.discard, name="batch-discard"),
    path("statistics/jing-jin-ji/", flows.survey, name="flows"),
    path("statistics/situation/", situation.tables, name="situations"),
    path("statistics/situation/<str:period>/", situation.table, name="situation"),
    path("statistics/situation/<str:period>/explain/", situation.explain, name="situation-explain"),
    path("statistics/situation/<str:period>/brief/", situation.keep_brief, name="situation-brief"),
    path("statistics/situation/<str:period>/freeze/", situation.freeze, name="situation-freeze"),
    path("statistics/situation/<str:period>/chase/", situation.chase, name="situation-chase"),
    path("statistics/situation/<str:period>/table.xlsx", situation.table_file, name="situation-file"),
    path("statistics/situation/<str:period>/<slug:code>/", situation.give, name="situation-give"),
    path("data/", opendata.opened, name="data"),
    path("data/catalog.jsonld", opendata.catalog_file, name="catalog-file"),
    path("data/<slug:identifier>.csv", opendata.csv_file, name="csv"),
    path("data/<slug:identifier>.csv-metadata.json", opendata.csvw_file, name="csvw"),
    path("data/<slug:identifier>.json", opendata.json_file, name="json"),
    path("data/<slug:identifier>.xlsx", opendata.excel_file, name="excel"),
    path("feeds/<slug:key>.atom", opendata.feed_file, name="feed"),
    *sdmx_urls.urlpatterns,
    *index_urls.urlpatterns,
    *bulletin_urls.urlpatterns,
]
