"""The example units: plausible enough to try the site on, and never to be taken for real ones."""

import io
import re
from collections import Counter
from datetime import date, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command

from accounts.models import AuditEvent
from regions import facts
from regions.example_units import ExampleUnitsError, example_units, make_example_units
from regions.example_units.details import FICTION_RANGES
from regions.example_units.plan import spiral
from regions.kinds import UnitKind
from regions.models import CareUnit, OpeningException, OpeningSpan, Purpose, RedDays, Region, UnitNotice
from regions.opening import SWEDEN, Status, is_open_q, opening_state
from regions.sweref import in_sweden

TODAY = date(2026, 3, 2)
PLAN = list(example_units(TODAY))
MONDAY_LATE = datetime(2026, 3, 2, 23, 40, tzinfo=SWEDEN)
MONDAY_MORNING = datetime(2026, 3, 2, 10, 0, tzinfo=SWEDEN)
FRIDAY_NIGHT = datetime(2026, 3, 7, 1, 0, tzinfo=SWEDEN)
SUNDAY = datetime(2026, 3, 8, 13, 0, tzinfo=SWEDEN)
CHRISTMAS_EVE = datetime(2026, 12, 24, 10, 0, tzinfo=SWEDEN)
BETWEEN_THE_HOLIDAYS = datetime(2026, 12, 28, 11, 0, tzinfo=SWEDEN)
NEW_YEARS_DAY = datetime(2027, 1, 1, 12, 0, tzinfo=SWEDEN)


def column(name):
    return [unit.fields[name] for unit in PLAN]


def everything():
    """All that the maker writes, as plain values."""
    return [
        [*model.objects.order_by("pk").values_list()] for model in (CareUnit, OpeningSpan, OpeningException, UnitNotice)
    ]


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


def test_positions_are_near_the_middle_of_the_municipality_and_in_sweden():
    by_code = facts.municipalities_by_code()
    for unit in PLAN:
        easting, northing = unit.fields["easting"], unit.fields["northing"]
        if easting is None:
            continue
        assert in_sweden(easting, northing)
        middle = by_code[unit.fields["municipality_id"]]
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
                assert all(before[1] <= after[0] for before, after in zip(spans, spans[1:], strict=False)), unit.fields[
                    "name"
                ]


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


# ---- in the database ----


def test_all_units_are_there_and_findable(units):
    there = CareUnit.objects.filter(is_example=True, source="Exempeldata")
    assert there.count() == len(PLAN)
    assert not there.filter(search__isnull=True).exists()


def test_every_value_is_one_that_a_form_would_take(units):
    for unit in CareUnit.objects.filter(source_id__startswith="example:")[::40]:
        unit.full_clean()
    for model in (OpeningSpan, OpeningException, UnitNotice):
        for row in model.objects.all()[:: max(1, model.objects.count() // 20)]:
            row.full_clean()


def test_a_second_run_changes_nothing(units):
    before, events = everything(), AuditEvent.objects.count()
    out = io.StringIO()
    call_command("make_example_units", stdout=out)
    assert out.getvalue() == f"Inget ändrades: {len(PLAN)} exempelmottagningar finns redan.\n"
    assert everything() == before
    assert AuditEvent.objects.count() == events


def test_what_someone_has_changed_is_left_until_it_is_asked_for(units):
    unit = CareUnit.objects.get(source_id="example:1280:primary_care:1")
    CareUnit.objects.filter(pk=unit.pk).update(phone="+46406280499", services=["Något annat"])
    unit.spans.all().delete()
    left = make_example_units()
    assert (left.made, left.restored, left.left) == (0, 0, 1)
    assert not unit.spans.exists()
    restored = make_example_units(restore=True)
    assert (restored.made, restored.restored, restored.left) == (0, 1, 0)
    plan = next(planned for planned in PLAN if planned.source_id == unit.source_id)
    assert set(unit.spans.values_list("purpose", "day", "opens", "closes")) == plan.spans
    there = CareUnit.objects.filter(pk=unit.pk).values(*plan.fields).get()
    assert there == plan.fields
    assert AuditEvent.objects.filter(action="example_units.made").latest("pk").details == {"made": 0, "restored": 1}


def test_a_unit_that_someone_made_their_own_is_never_touched(units):
    CareUnit.objects.filter(source_id="example:1280:primary_care:1").update(
        is_example=False, name="Vårdcentralen Linden"
    )
    assert make_example_units(restore=True).restored == 0
    assert CareUnit.objects.filter(name="Vårdcentralen Linden").exists()


def test_a_removed_unit_comes_back(units):
    CareUnit.objects.get(source_id="example:1280:pharmacy:2").delete()
    assert make_example_units().made == 1


def test_extra_units_are_made_on_request_and_stay(units):
    out = io.StringIO()
    call_command("make_example_units", count=20, stdout=out)
    assert out.getvalue().startswith("20 exempelmottagningar gjordes")
    assert make_example_units().changed == 0
    assert CareUnit.objects.filter(source_id__startswith="example:extra:").count() == 20


def test_without_regions_it_says_what_to_do_first(db):
    CareUnit.objects.all().delete()
    Region.objects.get(code="09").municipalities.all().delete()
    with pytest.raises(ExampleUnitsError, match="load_regions"):
        make_example_units()
    with pytest.raises(CommandError, match="load_regions"):
        call_command("make_example_units")


def test_less_than_no_units_is_refused():
    with pytest.raises(CommandError, match="noll eller mer"):
        call_command("make_example_units", count=-1)


# ---- open and closed ----


@pytest.mark.parametrize(
    "at",
    [MONDAY_LATE, MONDAY_MORNING, FRIDAY_NIGHT, SUNDAY, CHRISTMAS_EVE, BETWEEN_THE_HOLIDAYS, NEW_YEARS_DAY],
    ids=str,
)
def test_every_unit_can_say_whether_it_is_open_and_the_database_agrees(units, at):
    there = list(CareUnit.objects.filter(is_example=True).with_hours())
    states = {unit.pk: opening_state(unit, at) for unit in there}
    assert all(state.label for state in states.values())
    said_open = {pk for pk, state in states.items() if state.is_open}
    assert said_open == set(CareUnit.objects.filter(is_open_q(at), is_example=True).values_list("pk", flat=True))


@pytest.mark.parametrize("region", facts.regions(), ids=lambda region: region.slug)
def test_a_parent_at_2340_on_a_monday_finds_somewhere_open_in_each_region(units, region):
    here = CareUnit.objects.in_region(region.code).filter(is_open_q(MONDAY_LATE))
    assert here.of_kind("emergency").exists()
    assert here.of_kind("pharmacy").exists()


def test_emergency_care_never_closes(units):
    emergency = list(CareUnit.objects.of_kind("emergency").with_hours())
    for at in (MONDAY_LATE, FRIDAY_NIGHT, SUNDAY, CHRISTMAS_EVE, NEW_YEARS_DAY):
        assert {opening_state(unit, at).label for unit in emergency} == {"Öppet dygnet runt"}


def test_some_evening_units_pass_midnight(units):
    after_midnight = CareUnit.objects.of_kind("out_of_hours").filter(is_open_q(FRIDAY_NIGHT))
    assert after_midnight.exists()
    assert after_midnight.count() < CareUnit.objects.of_kind("out_of_hours").count()


def test_no_vardcentral_is_open_on_a_sunday(units):
    assert not CareUnit.objects.of_kind("primary_care").filter(is_open_q(SUNDAY)).exists()


def test_red_days_are_known_for_most_and_unknown_for_some(units):
    there = CareUnit.objects.filter(is_example=True).with_hours()
    states = Counter(opening_state(unit, NEW_YEARS_DAY).status for unit in there)
    assert all(states[status] for status in Status)
    assert states[Status.UNKNOWN] < len(there) / 4


def test_the_coming_christmas_is_dated(units):
    this_year = datetime.now(SWEDEN).year
    days = OpeningException.objects.filter(unit__is_example=True).values_list("first_day", "last_day")
    assert days
    assert all(date(this_year, 12, 24) <= first <= last <= date(this_year, 12, 30) for first, last in days)
    assert UnitNotice.objects.filter(
        unit__is_example=True, starts_at__lt=datetime.now(SWEDEN) + timedelta(0), ends_at=None
    )
