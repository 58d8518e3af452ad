"""The units that a person sees in the catalogue, as a file in the importer's own columns."""

from collections.abc import Callable

from django.http import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.audit import record
from accounts.private import PersonalRequest
from regions.care_unit_import.export import csv_rows, unit_rows
from regions.forms.catalogue import OwnUnitsForm
from regions.opening import SWEDEN
from regions.queries.catalogue import administered_regions, own_units
from regions.views.catalogue import catalogue_page
from regions.views.tables import csv_response, xlsx_response


def _export(answer: Callable[..., HttpResponseBase], kind: str) -> Callable[..., HttpResponseBase]:
    @require_safe
    @catalogue_page()
    def export(request: PersonalRequest) -> HttpResponseBase:
        """The units that I look after, or those of them that the list's own search finds."""
        form = OwnUnitsForm(request.GET, regions=administered_regions(request.user))
        units = own_units(request.user, timezone.localdate(timezone=SWEDEN), form.asked())
        record("units.exported", by=request.user, units=units.count(), kind=kind)
        return answer(csv_rows(unit_rows(units)), f"mottagningar.{kind}")

    return export


export_csv = _export(csv_response, "csv")
export_xlsx = _export(xlsx_response, "xlsx")
