"""What the database refuses of addresses, reminders and reports, and the Swedish sentence that goes with each."""

import pytest
from django.utils import timezone

from regions.models import UnitContact, UnitReminder, UnitReport
from tests.regions.made_units import make_unit

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def an_address(**fields):
    return UnitContact(**{"unit": make_unit(), "email": "linden@example.org"} | fields)


def a_reminder(**fields):
    return UnitReminder(unit=make_unit(), **fields)


def a_report(**fields):
    return UnitReport(**{"unit": make_unit(), "part": "hours", "text": "Fel tid."} | fields)


def another_with_the_code(**fields):
    a_report(code_digest="a" * 64).save()
    return a_report(code_digest="a" * 64, **fields)


REFUSED = {
    "unitcontact_has_address": ("Fyll i mottagningens e-postadress.", [(an_address, {"email": ""})]),
    "unitreminder_answered_when_sent": (
        "En påminnelse kan inte besvaras innan den är skickad.",
        [(a_reminder, {"confirmed_at": NOW})],
    ),
    "unitreport_code_once": ("Koden är redan tagen.", [(another_with_the_code, {})]),
    "unitreport_has_text": ("Skriv vad som är fel.", [(a_report, {"text": ""})]),
    "unitreport_handled_whole": (
        "En besvarad rapport har ett utfall och en tid.",
        [(a_report, {"outcome": "mended"}), (a_report, {"answer": "Utan utfall."}), (a_report, {"handled_at": NOW})],
    ),
    "unitreport_declined_with_answer": (
        "Skriv varför det inte ändras.",
        [(a_report, {"outcome": "declined", "handled_at": NOW})],
    ),
}


def test_reports_without_a_code_are_many():
    for _ in range(2):
        a_report().save()
    assert UnitReport.objects.filter(code_digest="").count() == 2
