"""How much of what people type into find care is understood: `asked_for_care.csv` is looked at and mended by,
`asked_for_care_held.csv` is only counted. Both were written by people who knew nothing of what the search knows.

Columns: what is typed; the kind of care; the municipality, or else the region, of the place that is meant.
"""

import csv
from pathlib import Path

import pytest

from regions.queries import understand

pytestmark = pytest.mark.django_db


def misunderstood(file):
    """Of the rows those where the kind or the place is another, and how many rows there are."""
    with (Path(__file__).parent / file).open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    return [row["query"] for row in rows if not is_understood(row)], len(rows)


def is_understood(row):
    found = understand(row["query"])
    kind = found.kind.value if found.kind else ""
    region, municipality = (found.place.region_code, found.place.municipality_code) if found.place else ("", "")
    right_place = municipality == row["municipality"] if row["municipality"] else region == row["region"]
    return kind == row["kind"] and right_place


def test_what_was_looked_at_is_understood():
    missed, count = misunderstood("asked_for_care.csv")
    assert len(missed) <= count * 0.01, missed


def test_what_nobody_looked_at_is_understood():
    missed, count = misunderstood("asked_for_care_held.csv")
    assert len(missed) <= count * 0.10, f"{len(missed)} of {count}"


def test_words_that_are_also_villages_are_no_places_where_health_is_asked_about():
    with (Path(__file__).parent / "asked_without_place.csv").open(encoding="utf-8", newline="") as opened:
        queries = [row["query"] for row in csv.DictReader(opened)]
    taken = [query for query in queries if understand(query).place]
    assert len(taken) <= len(queries) * 0.01, taken
