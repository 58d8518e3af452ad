"""Example addresses of the example units, and example reports of errors, in the demo."""

from datetime import timedelta

from django.utils import timezone

from accounts.demo import require_demo
from regions.example_units.choice import one_in
from regions.kinds import UnitKind
from regions.models import CareUnit, UnitContact, UnitReport
from regions.models.freshness import link_key
from regions.report_codes import digest_of

SKANE = "12"
# (code, days ago, part, text, outcome, answer); the first is about Mona's unit
REPORTS = (
    ("2345-6789-ABCD", 2, "hours", "Exempel: På dörren står att ni stänger 15.00 på fredagar.", "", ""),
    ("2345-6789-ABCE", 5, "contact", "Exempel: Ingen svarar på numret, det är avstängt.", "", ""),
    ("2345-6789-ABCF", 9, "place", "Exempel: Hissen är ur bruk sedan en vecka.", "", ""),
    ("2345-6789-ABCG", 20, "hours", "Exempel: Drop-in på torsdagar är borttagen.", "mended", "Exempel: Tack! Ändrat."),
    (
        *("2345-6789-ABCH", 30, "help", "Exempel: Ni skriver att ni tar prover, men jag fick åka någon annanstans."),
        *("declined", "Exempel: Vi tar prover på vardagar före 11. Det står under ”Så söker du vård här”."),
    ),
)


def load_freshness() -> tuple[int, int]:
    """Adds what is missing of them. Returns how many addresses and reports."""
    require_demo()
    units = CareUnit.objects.filter(is_example=True)
    without = units.filter(contact__isnull=True).values_list("pk", "slug")
    contacts = UnitContact.objects.bulk_create(
        UnitContact(unit_id=pk, email=f"{slug[:60]}@example.org", key=link_key())
        for pk, slug in without
        if not one_in(slug, "no contact", 9)
    )
    return len(contacts), _reports()


def _reports() -> int:
    nearby = CareUnit.objects.filter(is_example=True, region_id=SKANE).of_kind(UnitKind.PRIMARY_CARE).order_by("name")
    there = set(UnitReport.objects.values_list("code_digest", flat=True))
    now, made = timezone.now(), 0
    for unit, (code, days, part, text, outcome, answer) in zip(nearby[: len(REPORTS)], REPORTS, strict=False):
        if digest_of(code) in there:
            continue
        came = now - timedelta(days=days)
        said = {"outcome": outcome, "answer": answer, "handled_at": came + timedelta(days=1)} if outcome else {}
        UnitReport.objects.create(unit=unit, part=part, text=text, code_digest=digest_of(code), created_at=came, **said)
        made += 1
    return made
