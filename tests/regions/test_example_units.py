"""The example units: plausible enough to try the site on, and never to be taken for real ones."""

import re
from collections import Counter
from datetime import date
from itertools import pairwise

import pytest

from regions import facts
from regions.example_units import example_units
from regions.example_units.details import FICTION_RANGES
from regions.example_units.plan import spiral
from regions.kinds import UnitKind
from regions.models import Purpose, RedDays
from regions.sweref import in_sweden

TODAY = date(2026, 3, 2)
PLAN = list(example_units(TODAY))


def column(name):
    return [unit.fields[name] for unit in PLAN]


# ---- what there is ----


def test_every_municipality_has_a_vardcentral():
    with_one = {unit.fields["municipality_id"] for unit in PLAN if "primary_care" in unit.fields["kinds"]}
    assert with_one == set(facts.municipalities_by_code())


@pytest.mark.parametrize("kind", UnitKind.values)
def test_every_region_has_every_kind(kind):
    with_one = {unit.fields["region_id"] for unit in PLAN if kind in unit.fields["kinds"]}
    assert with_one == set(facts.regions_by_code())


def test_every_municipality_has_a_bvc():
    with_one = {unit.fields["municipality_id"] for unit in PLAN if "child_health" in unit.fields["kinds"]}
    assert with_one == set(facts.municipalities_by_code())


def test_the_largest_towns_have_more():
    count = Counter(unit.fields["municipality_id"] for unit in PLAN if "primary_care" in unit.fields["kinds"])
    assert count["0180"] == 6
    assert count["1266"] == 1
    assert sum(number >= 3 for number in count.values()) == 10


def test_units_are_in_their_municipalitys_region():
    by_code = facts.municipalities_by_code()
    for unit in PLAN:
        assert by_code[unit.fields["municipality_id"]].region_code == unit.fields["region_id"]


# ---- that it says what it is ----


def test_names_begin_with_exempel_and_are_used_once():
    assert all(name.startswith("Exempel") for name in column("name"))
    for name in ("name", "slug", "source_id"):
        assert len(set(column(name))) == len(PLAN)


def test_phone_numbers_are_reserved_for_fiction():
    reserved = {f"+{first + n}" for first, many in FICTION_RANGES for n in range(many)}
    assert len(reserved) == 495
    given = {phone for phone in column("phone") if phone}
    assert given <= reserved
    # Written out once more, as the authority writes them, so that a slip in the ranges shows.
    written = r"\+46(31390 06\d\d|40628 04\d\d|8465 004\d\d|980319 2\d\d|70174 0(60[5-9]|6[1-9]\d))".replace(" ", "")
    assert all(re.fullmatch(written, phone) for phone in reserved)


def test_nothing_in_an_address_is_real():
    assert {street.rsplit(" ", 1)[0] for street in column("street")} == {
        "Exempelgatan", "Exempeltorget", "Exempelvägen", "Låtsasvägen", "Provvägen", "Påhittsgatan", "Testtorget",
    }  # fmt: skip
    assert set(column("postal_code")) == {""}
    assert set(column("website")) == {""}
    assert set(column("hsa_id")) == {None}
    assert set(column("operator")) == {"Exempelregionen", "Exempelbolaget AB (exempel)"}


def test_notices_and_dated_changes_say_that_they_are_examples():
    assert all(notice.title.startswith("Exempel: ") for unit in PLAN for notice in unit.notices)
    assert all(dated.note.startswith("Exempel: ") for unit in PLAN for dated in unit.exceptions)


def test_each_unit_without_emergency_care_says_112_or_where_to_turn():
    urgent = {"emergency", "psychiatry", "urgent_care", "out_of_hours", "primary_care", "youth", "midwifery"}
    for unit in PLAN:
        if urgent & set(unit.fields["kinds"]):
            assert "112" in unit.fields["does_not_help_with"] + unit.fields["how_to_seek"], unit.fields["name"]


def test_psychiatric_emergency_care_is_not_where_any_emergency_is_sent():
    psychiatric = [unit for unit in PLAN if "psykiatriska akuten" in unit.fields["name"]]
    assert len(psychiatric) == 21
    assert all(unit.fields["kinds"] == ["psychiatry"] for unit in psychiatric)


# ---- that it is plausible ----


def test_positions_are_near_the_main_town_and_in_sweden():
    for unit in PLAN:
        easting, northing = unit.fields["easting"], unit.fields["northing"]
        if easting is None:
            continue
        assert in_sweden(easting, northing)
        middle = facts.main_towns()[unit.fields["municipality_id"]]
        assert 1_500 < ((easting - middle.easting) ** 2 + (northing - middle.northing) ** 2) ** 0.5 < 6_500


def test_no_two_addresses_of_a_town_are_close_together():
    malmo = facts.municipalities_by_code()["1280"]
    points = [spiral(malmo, n) for n in range(30)]
    apart = [((a - c) ** 2 + (b - d) ** 2) ** 0.5 for n, (a, b) in enumerate(points) for c, d in points[:n]]
    assert min(apart) > 200


def test_some_facts_are_missing_as_in_life_but_few():
    share = {
        "no hours": sum(not unit.spans for unit in PLAN),
        "no phone": column("phone").count(""),
        "no position": column("easting").count(None),
        "not confirmed": column("confirmed_on").count(None),
        "no languages": column("languages").count([]),
        "dated changes": sum(bool(unit.exceptions) for unit in PLAN),
        "notices": sum(bool(unit.notices) for unit in PLAN),
    }
    assert all(0 < number < 0.12 * len(PLAN) for number in share.values()), share
    assert {RedDays.CLOSED, RedDays.UNKNOWN, RedDays.AS_USUAL, RedDays.OWN_HOURS} == set(column("red_days"))


def test_dated_changes_lie_in_the_year_asked_for_and_the_rest_is_the_same_every_day():
    other = list(example_units(date(2031, 12, 31)))
    assert {dated.first_day.year for unit in other for dated in unit.exceptions} == {2031}
    assert [(unit.fields, unit.spans, unit.notices) for unit in other] == [
        (unit.fields, unit.spans, unit.notices) for unit in PLAN
    ]


def test_hours_of_one_day_do_not_overlap():
    for unit in PLAN:
        for purpose in Purpose.values:
            for day in range(8):
                spans = sorted((s.opens, s.closes) for s in unit.spans if (s.purpose, s.day) == (purpose, day))
                assert all(before[1] <= after[0] for before, after in pairwise(spans)), unit.fields["name"]


def test_a_unit_with_hours_on_red_days_says_so_and_the_other_way_round():
    for unit in PLAN:
        has_own = any(span.day == 7 for span in unit.spans)
        assert has_own == (unit.fields["red_days"] == RedDays.OWN_HOURS), unit.fields["name"]


def test_extra_units_are_scattered_and_different():
    extra = list(example_units(TODAY, 500))[len(PLAN) :]
    names = {unit.fields["name"] for unit in extra}
    assert len(names) == 500
    assert not names & set(column("name"))
    assert all(in_sweden(unit.fields["easting"], unit.fields["northing"]) for unit in extra if unit.fields["easting"])
    assert len({unit.fields["municipality_id"] for unit in extra}) > 200
