"""Reads of what is reported as wrong."""

from django.db.models import F, QuerySet

from accounts.models import User
from regions.models import UnitReport
from regions.models.unit import CareUnitQuerySet
from regions.permissions import units_to_edit
from regions.report_codes import digest_of


def own_reports(user: User, units: CareUnitQuerySet | None = None) -> QuerySet[UnitReport]:
    """The reports about units that the person may change, those that wait first, the oldest of them before the rest."""
    units = units_to_edit(user) if units is None else units
    reports = UnitReport.objects.filter(unit__in=units.values("pk"))
    waiting_first = F("handled_at").desc(nulls_first=True)
    return reports.select_related("unit__municipality", "handled_by").order_by(waiting_first, "created_at", "pk")


def report_of_code(code: str) -> UnitReport | None:
    """The report that a reader got the code for."""
    digest = digest_of(code)
    return UnitReport.objects.select_related("unit__region").filter(code_digest=digest).first() if digest else None
