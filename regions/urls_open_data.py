"""Open data about care units, under /oppna-data/, and the card that others put on their pages."""

from django.urls import path, register_converter

from regions.open_data.fhir import VERSIONS
from regions.views.open_data import fhir, units


class FhirVersion:
    """A version of FHIR as it stands in an address."""

    regex = "|".join(VERSIONS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(FhirVersion, "fhir")

urlpatterns = [
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
]
