"""Puts the example units together: everything a unit is, before anything is written."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from itertools import product
from typing import Any, NamedTuple

from language.analysis import fold, slug
from regions.example_units import details
from regions.example_units.choice import number, one_in, pick
from regions.example_units.hours import Hours, Span, hours_of
from regions.example_units.names import name_of
from regions.example_units.towns import AT_THE_HOSPITAL, kind_of, size_of, sorts_in
from regions.facts import MunicipalityFact, main_towns, municipalities
from regions.kinds import UnitKind
from regions.models import Purpose
from regions.opening import SWEDEN

SOURCE = "Exempeldata"
KEY_PREFIX = "example:"

_GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))
_GOLDEN_RATIO = (math.sqrt(5) - 1) / 2
_EXTRA_SORTS = (
    "primary_care", "pharmacy", "dental", "primary_care", "child_health", "rehabilitation", "pharmacy", "primary_care",
    "youth", "midwifery", "urgent_care", "dental", "primary_care", "psychiatry", "vaccination", "out_of_hours",
)  # fmt: skip
_NEVER_DATED = frozenset({"hospital", "emergency", "psychiatric_emergency", "night_pharmacy"})
_SHORT_DAY: dict[str, tuple[time | None, time | None]] = {
    Purpose.VISIT.value: (time(10), time(14)),
    Purpose.PHONE.value: (time(10), time(12)),
    Purpose.DROP_IN.value: (None, None),
}
_NOTICES = (
    ("Exempel: entrén byggs om", "Använd dörren mot parken."),
    ("Exempel: hissen är trasig", "Ring på klockan vid entrén, så hjälper vi dig."),
    ("Exempel: parkeringen är avstängd", "Parkera på Testtorget. Där finns två platser för rörelsehindrade."),
    ("Exempel: lång väntan i telefon", "Vi har fått nya telefoner. Du kan behöva vänta längre än vanligt."),
)
_NOTICE_STARTS = datetime(2026, 1, 7, 8, 0, tzinfo=SWEDEN)


class DatedHours(NamedTuple):
    """One dated change, as `OpeningException` holds it; without clocks it means closed."""

    purpose: str
    first_day: date
    last_day: date
    opens: time | None
    closes: time | None
    note: str


class Notice(NamedTuple):
    """One temporary notice, as `UnitNotice` holds it."""

    title: str
    text: str
    starts_at: datetime


@dataclass(frozen=True, slots=True)
class ExampleUnit:
    """An invented unit: the columns of its `CareUnit` and the rows that belong to it."""

    fields: dict[str, Any]
    spans: frozenset[Span]
    exceptions: frozenset[DatedHours]
    notices: frozenset[Notice]
    part_of: str = ""  # the source id of the hospital that it stands in

    @property
    def source_id(self) -> str:
        return str(self.fields["source_id"])


def example_units(today: date, extra: int = 0) -> Iterator[ExampleUnit]:
    """Every example unit, and `extra` more scattered over the country. `today` sets only the year of dated changes."""
    for municipality in municipalities():
        yield from _units_in(municipality, today)
    for n in range(extra):
        yield _extra_unit(n, today)


def _units_in(municipality: MunicipalityFact, today: date) -> Iterator[ExampleUnit]:
    sorts = sorts_in(municipality)
    address = 0
    for sort, count in sorts.items():
        for n in range(count):
            key = f"{municipality.code}:{sort}:{n + 1}"
            kinds = [kind_of(sort)]
            if sort == "primary_care" and "child_health" not in sorts:
                kinds.append(UnitKind.CHILD_HEALTH)
            if sort in AT_THE_HOSPITAL and "hospital" in sorts:
                address_key, position = f"{municipality.code}:hospital", _near_hospital(municipality, sort)
            else:
                address += 1
                address_key, position = key, spiral(municipality, address)
            name = name_of(sort, municipality, n)
            unit = _unit(municipality, sort, key, name, kinds, address_key, position, today)
            yield (
                replace(unit, part_of=_hospital_of(municipality)) if address_key != key and sort != "hospital" else unit
            )


def _hospital_of(municipality: MunicipalityFact) -> str:
    return f"{KEY_PREFIX}{municipality.code}:hospital:1"


def _extra_unit(n: int, today: date) -> ExampleUnit:
    """The nth unit of those that only fill the database; further from the middle, and numbered."""
    key = f"extra:{n + 1:05}"
    municipality = pick(key, "municipality", municipalities())
    sort = _EXTRA_SORTS[n % len(_EXTRA_SORTS)]
    angle, radius = math.radians(number(key, "angle", 360)), 1_000 + number(key, "radius", 20_000)
    name = f"{name_of(sort, municipality, n)} ({n + 1})"
    position = _moved(municipality, angle, radius)
    return _unit(municipality, sort, key, name, [kind_of(sort)], key, position, today)


def spiral(municipality: MunicipalityFact, n: int) -> tuple[int, int]:
    """(easting, northing) of a municipality's nth address: 2 to 6 km from its main town, no two close together."""
    return _moved(municipality, n * _GOLDEN_ANGLE, 2_000 + 4_000 * (n * _GOLDEN_RATIO % 1))


def _near_hospital(municipality: MunicipalityFact, sort: str) -> tuple[int, int]:
    """The hospital stands at address 0; its parts have doors 60 metres from each other."""
    easting, northing = spiral(municipality, 0)
    return easting + 60 * AT_THE_HOSPITAL.index(sort), northing


def _moved(municipality: MunicipalityFact, angle: float, metres: float) -> tuple[int, int]:
    town = main_towns()[municipality.code]
    return town.easting + round(metres * math.cos(angle)), town.northing + round(metres * math.sin(angle))


def _unit(
    municipality: MunicipalityFact,
    sort: str,
    key: str,
    name: str,
    kinds: list[UnitKind],
    address_key: str,
    position: tuple[int, int],
    today: date,
) -> ExampleUnit:
    hours = hours_of(sort, size_of(municipality), key)
    e_services, answers = details.e_services(sort, key)
    # Nobody has said where a few rehab units are.
    easting, northing = (None, None) if sort == "rehabilitation" and one_in(key, "no position", 40) else position
    fields = {
        "name": name,
        "slug": slug(name),
        "hsa_id": None,
        "kinds": [kind.value for kind in kinds],
        "operator": details.operator(sort, key),
        "region_id": municipality.region_code,
        "municipality_id": municipality.code,
        "street": details.street(address_key),
        "postal_code": "",
        "city": municipality.seat,
        "city_key": fold(municipality.seat),
        "way_there": details.way_there(key),
        "easting": easting,
        "northing": northing,
        "phone": details.phone(sort, municipality.region_code, key),
        "website": "",
        **details.texts(sort, key, has_bvc=len(kinds) > 1, has_drop_in=hours.has_drop_in),
        "languages": details.languages(municipality, key),
        "accessibility": details.accessibility(key),
        "e_services": e_services,
        "answers_within_days": answers,
        "takes_new_listings": details.takes_new_listings(sort, key),
        "red_days": hours.red_days.value,
        "confirmed_on": details.confirmed_on(key),
        "is_example": True,
        "source": SOURCE,
        "source_id": KEY_PREFIX + key,
    }
    return ExampleUnit(fields, hours.spans, frozenset(_dated_hours(sort, key, hours, today)), _notices(key))


def _dated_hours(sort: str, key: str, hours: Hours, today: date) -> Iterator[DatedHours]:
    """Changes around Christmas in the year of `today`, so that they lie ahead for as long as the year lasts."""
    if not hours.spans or sort in _NEVER_DATED:
        return
    year, purposes = today.year, {span.purpose for span in hours.spans}
    if sort == "pharmacy" and one_in(key, "christmas eve", 6):
        eve = date(year, 12, 24)
        yield DatedHours(Purpose.VISIT.value, eve, eve, time(9), time(13), "Exempel: öppet på julafton")
    elif one_in(key, "christmas week", 30):
        first, last = date(year, 12, 27), date(year, 12, 30)
        for purpose in purposes:
            yield DatedHours(purpose, first, last, None, None, "Exempel: stängt i mellandagarna")
    elif one_in(key, "short christmas week", 30):
        weekdays = [day for day in (date(year, 12, n) for n in (27, 28, 29, 30)) if day.weekday() < 5]
        for purpose, day in product(purposes, weekdays):
            opens, closes = _SHORT_DAY[purpose]
            yield DatedHours(purpose, day, day, opens, closes, "Exempel: kortare dag i mellandagarna")


def _notices(key: str) -> frozenset[Notice]:
    if not one_in(key, "notice", 40):
        return frozenset()
    return frozenset({Notice(*pick(key, "which notice", _NOTICES), _NOTICE_STARTS)})
