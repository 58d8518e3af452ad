"""Open data about care units, under /oppna-data/, and the card that others put on their pages."""

from django.urls import path, register_converter
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

urlpatterns = [
    path("inbaddat/mottagning/<uuid:uid>/", card.unit_card, name="unit_card"),
    path("oppna-data/mottagningar.json", units.units_json, name="open_units"),
    path("oppna-data/mottagningar.geojson", units.units_geojson, name="open_units_geojson"),
    path("oppna-data/mottagningar.csv", units.units_csv, name="open_units_csv"),
    path("oppna-data/mottagningar.ndjson", units.units_ndjson, name="open_units_bulk"),
    path("oppna-data/mottagningar/andringar.json", units.units_changes, name="open_units_changes"),
    path("oppna-data/mottagningar/<uuid:uid>.json", units.unit_json, name="open_unit"),
    path("oppna-data/fhir/CodeSystem/typ-av-vard", fhir.own_code_system, name="fhir_code_system"),
    path("oppna-data/fhir/<fhir:version>/metadata", fhir.metadata, name="fhir_metadata"),
    path("oppna-data/fhir/<fhir:version>/<str:kind>", fhir.search, name="fhir_search"),
    path("oppna-data/fhir/<fhir:version>/<str:kind>/<str:uid>", fhir.read, name="fhir_read"),
    path("oppna-data/hsds/", hsds.about, name="hsds"),
    path("oppna-data/hsds/<hsds:kind>", hsds.records, name="hsds_records"),
    path("oppna-data/hsds/<hsds:kind>/<uuid:uid>", hsds.record, name="hsds_record"),
]
