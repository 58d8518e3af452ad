"""What differs between two documents of a unit, in words."""

import pytest

from regions.differences import differences, fact_text
from regions.documents import documents
from tests.regions.made_units import WEEKDAYS, changed, make_unit, open_on

pytestmark = pytest.mark.django_db


@pytest.fixture
def document():
    unit = open_on(make_unit("Vårdcentralen Exempel", phone="+46406280499"), WEEKDAYS, "08.00-17.00")
    changed(unit, "2026-12-24", note="Julafton")
    return documents([unit.pk])[unit.pk]


def told(before, after, **names):
    return [(each.label, each.before, each.after) for each in differences(before, after, **names)]


def with_day(document, day, *hours):
    kept = [span for span in document["spans"] if span["day"] != day]
    return document | {"spans": kept + [{"purpose": "visit", "day": day, "opens": a, "closes": b} for a, b in hours]}


def test_nothing(document):
    assert differences(document, dict(document)) == []


def test_hours_by_day(document):
    short = with_day(document, 4, ("08:00:00", "15:00:00"))
    assert told(document, short) == [("Öppettider fredag", "08.00–17.00", "08.00–15.00")]
    assert told(document, with_day(document, 4)) == [("Öppettider fredag", "08.00–17.00", "Stängt")]


def test_days_that_change_alike_stand_together(document):
    after = document
    for day in (0, 1, 2):
        after = with_day(after, day, ("08:00:00", "12:00:00"), ("13:00:00", "17:00:00"))
    assert told(document, after) == [("Öppettider måndag–onsdag", "08.00–17.00", "08.00–12.00 och 13.00–17.00")]


def test_facts_in_words(document):
    after = document | {"phone": "", "languages": ["en", "ar"], "takes_new_listings": False, "closed_on": "2027-03-01"}
    assert told(document, after) == [
        ("Telefon", "040-628 04 99", "–"),
        ("Språk", "–", "Engelska, Arabiska"),
        ("Tar emot nya listningar", "–", "Nej"),
        ("Stängd för alltid från", "–", "1 mars 2027"),
    ]


def test_relations_by_name(document):
    assert told(document, document | {"part_of_id": 7}, units={7: "Exempelsjukhuset"})[0][2] == "Exempelsjukhuset"
    assert fact_text("successor_id", 8) == "mottagning nr 8"


def test_dated_changes_and_notices(document):
    two = [
        {
            "purpose": "visit",
            "first_day": "2026-12-31",
            "last_day": "2027-01-01",
            "opens": o,
            "closes": c,
            "note": "Nyår",
        }
        for o, c in (("08:00:00", "10:00:00"), ("12:00:00", "13:00:00"))
    ]
    notice = {"title": "Hissen är trasig", "text": "", "starts_at": "2026-07-01T06:00:00+00:00", "ends_at": None}
    assert told(document, document | {"exceptions": two, "notices": [notice]}) == [
        ("Öppettider 24 december 2026", "Stängt. Julafton", "–"),
        ("Öppettider 31 december 2026–1 januari 2027", "–", "08.00–10.00 och 12.00–13.00. Nyår"),
        ("Tillfällig information", "–", "Hissen är trasig. Från 1 juli 2026, kl. 08.00"),
    ]


def test_a_new_unit_and_one_that_is_gone(document):
    assert ("Namn", "–", "Vårdcentralen Exempel") in told(None, document)
    assert ("Namn", "Vårdcentralen Exempel", "–") in told(document, None)
