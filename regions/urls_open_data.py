"""Open data about care units, under /oppna-data/, and the card that others put on their pages."""

from django.urls import path

from regions.views.open_data import units

urlpatterns = [
    path("oppna-data/mottagningar.json", units.units_json, name="open_units"),
    path("oppna-data/mottagningar.geojson", units.units_geojson, name="open_units_geojson"),
    path("oppna-data/mottagningar.csv", units.units_csv, name="open_units_csv"),
    path("oppna-data/mottagningar.ndjson", units.units_ndjson, name="open_units_bulk"),
    path("oppna-data/mottagningar/andringar.json", units.units_changes, name="open_units_changes"),
    path("oppna-data/mottagningar/<uuid:uid>.json", units.unit_json, name="open_unit"),
]
