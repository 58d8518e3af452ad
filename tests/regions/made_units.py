"""Care units for tests, each with only what the test is about."""

from datetime import date, datetime, time
from itertools import count
from zoneinfo import ZoneInfo

from language.analysis import fold
from regions import facts
from regions.models import CareUnit, OpeningException, OpeningSpan, Purpose, RedDays
from regions.opening import OpeningState, opening_state
from regions.queries.directory.reading import read_units
from regions.search_index import index_units

SWEDEN = ZoneInfo("Europe/Stockholm")
LUND, MALMO, GOTEBORG, KIRUNA = "1281", "1280", "1480", "2584"
WEEKDAYS = range(5)
EVERY_DAY = range(7)
_numbers = count(1)


def sweden(text, fold=0):
    """A moment by a Swedish clock: sweden("2026-03-02 23:40")."""
    return datetime.fromisoformat(text).replace(tzinfo=SWEDEN, fold=fold)


def clock(text):
    """ "08.00" → a time; "24.00" is midnight."""
    hour, minute = text.split(".")
    return time(int(hour) % 24, int(minute))


def make_unit(name=None, municipality=LUND, kinds=("primary_care",), east=0, north=0, placed=True, **fields):
    """A unit `east` and `north` metres from its municipality's main town, findable in search."""
    number = next(_numbers)
    where = facts.main_towns()[municipality]
    unit = CareUnit.objects.create(
        name=name or f"Mottagning {number}",
        slug=fields.pop("slug", f"mottagning-{number}"),
        kinds=list(kinds),
        city_key=fields.pop("city_key", fold(fields.get("city", ""))),
        region_id=facts.municipalities_by_code()[municipality].region_code,
        municipality_id=municipality,
        easting=where.easting + east if placed else None,
        northing=where.northing + north if placed else None,
        **fields,
    )
    index_units(CareUnit.objects.filter(pk=unit.pk))
    return unit


def open_on(unit, days, *hours, purpose=Purpose.VISIT):
    """Weekly hours: open_on(unit, WEEKDAYS, "08.00-17.00")."""
    for day in [days] if isinstance(days, int) else days:
        for text in hours:
            opens, closes = map(clock, text.split("-"))
            OpeningSpan.objects.create(unit=unit, purpose=purpose, day=day, opens=opens, closes=closes)
    return unit


def changed(unit, first, last=None, hours=None, purpose=Purpose.VISIT, note=""):
    """A dated change: closed, or other hours."""
    opens, closes = map(clock, hours.split("-")) if hours else (None, None)
    return OpeningException.objects.create(
        unit=unit,
        purpose=purpose,
        first_day=date.fromisoformat(first),
        last_day=date.fromisoformat(last or first),
        opens=opens,
        closes=closes,
        note=note,
    )


def fresh(unit):
    """The unit as pages read it, with hours and exceptions."""
    return CareUnit.objects.with_hours().get(pk=unit.pk)


def with_red_days(unit, choice: RedDays):
    unit.red_days = choice
    unit.save(update_fields=["red_days"])
    return unit


def state(unit, text, fold=0, purpose=Purpose.VISIT) -> OpeningState:
    """The unit's state, as its page has it, and as the directory of find care has it: they must agree."""
    at = sweden(text, fold)
    found = opening_state(fresh(unit), at, purpose)
    if purpose == Purpose.VISIT:
        (listed,) = read_units([unit.pk])
        assert listed.hours.state(at) == found
    return found


def label(unit, text, fold=0):
    return state(unit, text, fold).label
