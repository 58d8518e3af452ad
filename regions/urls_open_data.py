"""Open data about care units, under /oppna-data/, and the card that others put on their pages."""

from django.urls import include, path, register_converter
from django.urls.converters import StringConverter

from regions.open_data.fhir import VERSIONS
from regions.open_data.hsds import RECORDS
from regions.views.open_data import card, fhir, hsds, units


class FhirVersion(StringConverter):
    """A version of FHIR as it stands in an address."""

    regex = "|".join(VERSIONS)


class HsdsRecord(StringConverter):
    """A kind of record in HSDS."""

    regex = "|".join(RECORDS)


register_converter(FhirVersion, "fhir")
register_converter(HsdsRecord, "hsds")

open_data = [
    path("mottagningar.json", units.units_json, name="open_units"),
    path("mottagningar.geojson", units.units_geojson, name="open_units_geojson"),
    path("mottagningar.csv", units.units_csv, name="open_units_csv"),
    path("mottagningar.ndjson", units.units_ndjson, name="open_units_bulk"),
    path("mottagningar/andringar.json", units.units_changes, name="open_units_changes"),
    path("mottagningar/<uuid:uid>.json", units.unit_json, name="open_unit"),
    path("fhir/CodeSystem/typ-av-vard", fhir.own_code_system, name="fhir_code_system"),
    path("fhir/<fhir:version>/metadata", fhir.metadata, name="fhir_metadata"),
    path("fhir/<fhir:version>/<str:kind>", fhir.search, name="fhir_search"),
    path("fhir/<fhir:version>/<str:kind>/<str:uid>", fhir.read, name="fhir_read"),
    path("hsds/", hsds.about, name="hsds"),
    path("hsds/<hsds:kind>", hsds.records, name="hsds_records"),
    path("hsds/<hsds:kind>/<uuid:uid>", hsds.record, name="hsds_record"),
]
urlpatterns = [
    path("inbaddat/mottagning/<uuid:uid>/", card.unit_card, name="unit_card"),
    path("oppna-data/", include(open_data)),
]
