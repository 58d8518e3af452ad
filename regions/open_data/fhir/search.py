"""FHIR searches: which parameters there are, and what they ask of the units."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q
from django.http import QueryDict
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from language.analysis import fold
from regions.open_data import asked
from regions.open_data.answers import Unclear
from regions.open_data.fhir.codes import HSA_ID, kind_of_token
from regions.opening import SWEDEN

_NOTHING = Q(pk__in=[])
_COMPARED = {"ge": "gte", "gt": "gt", "le": "lte", "lt": "lt", "sa": "gt", "eb": "lt"}


def _any(one: Callable[[str], Q]) -> Callable[[str], Q]:
    """FHIR's comma means or."""

    def condition(value: str) -> Q:
        found = _NOTHING
        for each in dict.fromkeys(value.split(",")):
            found |= one(each)
        return found

    return condition


def _uid(value: str) -> Q:
    try:
        return Q(uid=UUID(value.rpartition("/")[2]))
    except ValueError:
        return _NOTHING


def _identifier(value: str) -> Q:
    system, _bar, number = value.rpartition("|")
    if number.startswith("urn:uuid:"):
        return _uid(number.removeprefix("urn:uuid:"))
    return Q(hsa_id=number) if number and "\x00" not in number and system in ("", HSA_ID) else _NOTHING


def _city(value: str) -> Q:
    return Q(city_key__startswith=fold(_text(value)))


def _name(value: str) -> Q:
    return Q(name__istartswith=_text(value))


def _text(value: str) -> str:
    if not value.strip() or "\x00" in value:
        raise Unclear("bad_text", _("Skriv vad namnet eller orten börjar med."))
    return value


def _kind(value: str) -> Q:
    kind = kind_of_token(value)
    return Q(kinds__contains=[kind]) if kind else _NOTHING


def _updated(value: str) -> Q:
    """`ge2026-03-01`, `lt2026-03-01T08:00:00Z`; without a prefix: on that day, or at that moment."""
    comparison = _COMPARED.get(value[:2])
    text = value[2:] if comparison or value[:2] == "eq" else value
    at = asked.moment(text, "bad_lastUpdated")
    if not parse_date(text):
        return Q(**{f"changed_at__{comparison or 'exact'}": at})
    try:
        end = at.astimezone(SWEDEN) + timedelta(days=1)
    except OverflowError:
        end = at
    return _of_day(comparison, at, end)


def _of_day(comparison: str | None, begins: datetime, ends: datetime) -> Q:
    """Compared with a whole day: after it is from its end, not before it from its beginning."""
    return {
        None: Q(changed_at__gte=begins, changed_at__lt=ends),
        "gte": Q(changed_at__gte=begins),
        "gt": Q(changed_at__gte=ends),
        "lte": Q(changed_at__lt=ends),
        "lt": Q(changed_at__lt=begins),
    }[comparison]


@dataclass(frozen=True, slots=True)
class Parameter:
    """A search parameter, as the CapabilityStatement tells of it."""

    kind: str  # FHIR's type of search parameter
    asks: Callable[[str], Q]


_COMMON = {
    "_id": Parameter("token", _any(_uid)),
    "_lastUpdated": Parameter("date", _updated),
    "identifier": Parameter("token", _any(_identifier)),
    "name": Parameter("string", _any(_name)),
}
_PLACED = {"address-city": Parameter("string", _any(_city)), "type": Parameter("token", _any(_kind))}
PARAMETERS: dict[str, dict[str, Parameter]] = {
    "Organization": _COMMON | _PLACED,
    "Location": _COMMON | _PLACED | {"organization": Parameter("reference", _any(_uid))},
    "HealthcareService": _COMMON
    | {
        "service-type": Parameter("token", _any(_kind)),
        "organization": Parameter("reference", _any(_uid)),
        "location": Parameter("reference", _any(_uid)),
    },
}
ABOUT_THE_ANSWER = ("_count", "_format", "efter")
COUNT, MOST = 50, 500
MOST_VALUES = 20  # of all parameters together: each is something more that the database looks for in every unit


def conditions(query: QueryDict, parameters: Mapping[str, Parameter]) -> Iterator[Q]:
    """What all that is asked for has to be of a unit. That the same is asked for twice is no more than once."""
    asked_for = [(name, value) for name in parameters for value in dict.fromkeys(query.getlist(name))]
    if sum(len(set(value.split(","))) for _name, value in asked_for) > MOST_VALUES:
        raise Unclear(
            "too_many_values",
            _("En sökning kan ha högst %(most)d värden i allt. Dela upp den i flera.") % {"most": MOST_VALUES},
        )
    return (parameters[name].asks(value) for name, value in asked_for)
