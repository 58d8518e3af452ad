"""How fresh facts are, and how the reader is told."""

from datetime import date

from django.template.loader import render_to_string

from regions.freshness import confirmation
from regions.models import CareUnit
from tests.regions.pages import text_of

TODAY = date(2026, 6, 1)


def told(part, **fields):
    found = confirmation(CareUnit(**fields), part, TODAY)
    return text_of(render_to_string("components/confirmed.html", {"confirmed": found}))


def test_the_day_of_the_part_counts_before_the_whole_units():
    unit = {"confirmed_on": date(2026, 1, 2), "confirmed": {"hours": "2026-05-30"}}
    assert told("hours", **unit) == "Bekräftat 30 maj 2026."
    assert told("contact", **unit).startswith("Senast bekräftat 2 januari 2026. Det är mer än 90 dagar sedan")


def test_ninety_days_are_not_too_long():
    assert told("place", confirmed_on=date(2026, 3, 3)) == "Bekräftat 3 mars 2026."
    assert "mer än 90 dagar" in told("place", confirmed_on=date(2026, 3, 2))


def test_what_nobody_has_confirmed_says_so():
    assert told("help") == "Mottagningen har inte bekräftat det här än."
