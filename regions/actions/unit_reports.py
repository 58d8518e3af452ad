"""What readers and units report as wrong: taken in, answered, opened again, forgotten."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.anonymous import too_many
from accounts.audit import record
from accounts.models import User
from accounts.refusal import Refused
from language.masking import EMAIL, PHONE, mask
from regions.models import CareUnit, UnitReminder, UnitReport
from regions.permissions import may_edit
from regions.report_codes import digest_of, new_code
from regions.unit_parts import CONTACT

PER_HOUR = 20
KEPT = timedelta(days=2 * 365)
OF_UNITS = (PHONE, EMAIL)  # what staff write of a unit leads to no person


def report_error(*, unit: CareUnit, part: str, text: str, address: str) -> str:
    """Keeps what a reader wrote, and gives the code that shows the outcome: it is nowhere else. Nothing about the
    reader is kept: what could lead to a person is masked, and the address only counts, hashed, for an hour. A phone
    number is kept where the unit's own is what is wrong.

    Raises:
        Refused: too many came from the address.
    """
    if too_many("unit-report", address, PER_HOUR):
        raise Refused(_("Vi har fått många rapporter från din uppkoppling. Försök igen om en timme."))
    code = new_code()
    said = mask(text, keep=(PHONE,) if part == CONTACT else ())
    UnitReport.objects.create(unit=unit, part=part, text=said, code_digest=digest_of(code))
    return code


@transaction.atomic
def report_from_unit(*, reminder: UnitReminder, part: str, text: str) -> UnitReport:
    """Keeps what the unit's own staff wrote by their link, for whoever looks after the region's units.

    Raises:
        Refused: the link has been used too often.
    """
    if too_many("unit-report-by-link", str(reminder.pk), PER_HOUR):
        raise Refused(_("Det har kommit många rapporter med länken. Försök igen om en timme."))
    said = mask(text, keep=OF_UNITS)
    report = UnitReport.objects.create(unit=reminder.unit, part=part, text=said, from_unit=True)
    record("report.from_unit", by=None, obj=report, region_code=reminder.unit.region_id, unit=reminder.unit_id)
    return report


@transaction.atomic
def answer_report(*, by: User, report: UnitReport, outcome: str, answer: str) -> UnitReport:
    """Says what was done about a report, in words that whoever reported it reads.

    Raises:
        Refused: the person may not change the unit, someone has answered, or nothing says why it is declined.
    """
    report = _locked(by, report)
    if report.outcome:
        name = report.handled_by.name if report.handled_by else _("Någon")
        raise Refused(_("%(name)s har redan svarat på rapporten.") % {"name": name})
    if outcome == UnitReport.Outcome.DECLINED and not answer.strip():
        raise Refused(_("Skriv varför det inte ändras. Den som rapporterade läser svaret."))
    report.outcome, report.answer = outcome, mask(answer.strip(), keep=OF_UNITS)
    report.handled_at, report.handled_by = timezone.now(), by
    return _saved(by, report, "report.answered", outcome=outcome)


@transaction.atomic
def reopen_report(*, by: User, report: UnitReport) -> UnitReport:
    """Takes the answer back: the report waits again.

    Raises:
        Refused: the person may not change the unit, or the report waits already.
    """
    report = _locked(by, report)
    if not report.outcome:
        raise Refused(_("Rapporten väntar redan på svar."))
    report.outcome, report.answer = "", ""
    report.handled_at = report.handled_by = None
    return _saved(by, report, "report.reopened")


def _locked(by: User, report: UnitReport) -> UnitReport:
    reports = UnitReport.objects.select_for_update(of=("self",)).select_related("unit", "handled_by")
    found = reports.filter(pk=report.pk).first()
    if found is None:
        raise Refused(_("Rapporten finns inte kvar."))
    if not may_edit(by, found.unit):
        raise Refused(_("Du får inte svara på rapporter om den här mottagningen."))
    return found


def _saved(by: User, report: UnitReport, action: str, **details: object) -> UnitReport:
    report.save(update_fields=["outcome", "answer", "handled_at", "handled_by"])
    record(action, by=by, obj=report, region_code=report.unit.region_id, unit=report.unit_id, **details)
    return report


def forget_reports() -> int:
    """Deletes reports two years after they came, answered or not. Returns how many."""
    return UnitReport.objects.filter(created_at__lt=timezone.now() - KEPT).delete()[0]
