"""Open data as text: SDMX points, CSV with its CSVW metadata, JSON, the DCAT catalogue, Atom. Takes figures, queries nothing."""

from jichuang.indicators.opendata.atom import Entry, feed
from jichuang.indicators.opendata.catalog import catalog
from jichuang.indicators.opendata.series import flow_of, points_of
from jichuang.indicators.opendata.tables import COLUMNS, as_csv, as_json, csvw

__all__ = ["COLUMNS", "Entry", "as_csv", "as_json", "catalog", "csvw", "feed", "flow_of", "points_of"]
