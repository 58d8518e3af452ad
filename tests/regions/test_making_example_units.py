"""Making the example units: once, again and on request – and whether they are open when someone needs them."""

import io
from collections import Counter
from datetime import date, datetime

import pytest
from django.core.management import CommandError, call_command

from accounts.models import AuditEvent
from regions import facts
from regions.example_units import ExampleUnitsError, example_units, make_example_units
from regions.models import CareUnit, OpeningException, OpeningSpan, UnitNotice
from regions.opening import SWEDEN, Status, opening_state
from regions.queries.directory import directory

TODAY = date(2026, 3, 2)
PLAN = list(example_units(TODAY))
MONDAY_LATE = datetime(2026, 3, 2, 23, 40, tzinfo=SWEDEN)
FRIDAY_NIGHT = datetime(2026, 3, 7, 1, 0, tzinfo=SWEDEN)
SUNDAY = datetime(2026, 3, 8, 13, 0, tzinfo=SWEDEN)
CHRISTMAS_EVE = datetime(2026, 12, 24, 10, 0, tzinfo=SWEDEN)
BETWEEN_THE_HOLIDAYS = datetime(2026, 12, 28, 11, 0, tzinfo=SWEDEN)
NEW_YEARS_DAY = datetime(2027, 1, 1, 12, 0, tzinfo=SWEDEN)


def everything():
    """All that the maker writes, as plain values."""
    return [
        [*model.objects.order_by("pk").values_list()] for model in (CareUnit, OpeningSpan, OpeningException, UnitNotice)
    ]


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


def test_without_all_municipalities_it_says_what_to_do_first(db, monkeypatch):
    known = facts.municipalities_by_code()
    monkeypatch.setattr(facts, "municipalities_by_code", lambda: known | {"9999": known["0980"]})
    with pytest.raises(ExampleUnitsError, match="load_regions"):
        make_example_units()
    with pytest.raises(CommandError, match="load_regions"):
        call_command("make_example_units")


def test_less_than_no_units_is_refused():
    with pytest.raises(CommandError, match="noll eller mer"):
        call_command("make_example_units", count=-1)


# ---- open and closed ----


def open_at(at, kind=None, region=None):
    """The units that find care says are open."""
    every = (unit for unit in directory().in_use(at.date()).of_kind(kind) if region in (None, unit.region_id))
    return [unit for unit in every if unit.hours.state(at).is_open]


@pytest.mark.parametrize(
    "at",
    [MONDAY_LATE, FRIDAY_NIGHT, SUNDAY, CHRISTMAS_EVE, BETWEEN_THE_HOLIDAYS],
    ids=str,
)
def test_every_unit_can_say_whether_it_is_open_and_find_care_says_the_same(units, at):
    there = list(CareUnit.objects.filter(is_example=True).with_hours())
    states = {unit.pk: opening_state(unit, at) for unit in there}
    assert all(state.label for state in states.values())
    assert {pk for pk, state in states.items() if state.is_open} == {unit.id for unit in open_at(at) if unit.is_example}


@pytest.mark.parametrize("region", facts.regions(), ids=lambda region: region.slug)
def test_a_parent_at_2340_on_a_monday_finds_somewhere_open_in_each_region(units, region):
    assert open_at(MONDAY_LATE, "emergency", region.code)
    assert open_at(MONDAY_LATE, "pharmacy", region.code)


def test_emergency_care_never_closes(units):
    emergency = list(CareUnit.objects.of_kind("emergency").with_hours())
    for at in (MONDAY_LATE, FRIDAY_NIGHT, SUNDAY, CHRISTMAS_EVE, NEW_YEARS_DAY):
        assert {opening_state(unit, at).label for unit in emergency} == {"Öppet dygnet runt"}


def test_some_evening_units_pass_midnight(units):
    assert 0 < len(open_at(FRIDAY_NIGHT, "out_of_hours")) < CareUnit.objects.of_kind("out_of_hours").count()


def test_no_vardcentral_is_open_on_a_sunday(units):
    assert not open_at(SUNDAY, "primary_care")


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
    assert UnitNotice.objects.filter(unit__is_example=True, starts_at__lt=datetime.now(SWEDEN), ends_at=None)
