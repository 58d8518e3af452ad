"""What is asked for in an address: which units, how many, from where and since when. Each in one way only."""

from dataclasses import dataclass
from datetime import datetime, time
from uuid import UUID

from django.http import HttpRequest
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

from language.analysis import slug
from regions import facts
from regions.kinds import KIND_SLUGS, UnitKind
from regions.open_data.answers import Unclear
from regions.opening import SWEDEN

UNITS = ("region", "kommun", "typ")
PAGE = ("limit", "efter")
DEFAULT_LIMIT, MOST = 100, 1_000


@dataclass(frozen=True, slots=True)
class Which:
    """The units that are asked for: of a region, a municipality, a kind. Empty is any."""

    region: str = ""
    municipality: str = ""
    kind: str = ""


def only(request: HttpRequest, *known: str) -> None:
    """Refuses a parameter that is not known: a misspelled filter would give everything in silence."""
    for name, values in request.GET.lists():
        if name not in known:
            raise Unclear(
                "unknown_parameter",
                _("Den här adressen har ingen parameter med det namnet. De som finns: %(names)s.")
                % {"names": ", ".join(known) or "–"},
            )
        if len(values) > 1:
            raise Unclear("repeated_parameter", _("Skriv varje parameter en gång: %(name)s.") % {"name": name})


def which(request: HttpRequest) -> Which:
    region, municipality, kind = (request.GET.get(name, "") for name in UNITS)
    return Which(region_of(region), municipality_of(municipality), kind_of(kind))


def region_of(asked: str) -> str:
    """The region's code by its code or its word in our addresses; empty is any."""
    found = facts.regions_by_slug().get(asked) or facts.regions_by_code().get(asked)
    if asked and not found:
        raise Unclear("unknown_region", _("Regionen finns inte. Skriv till exempel skane eller 12."))
    return found.code if found else ""


def municipality_of(asked: str) -> str:
    """The municipality's code by its code or its word in our addresses; empty is any."""
    if not asked or asked in facts.municipalities_by_code():
        return asked
    found = next((each for each in facts.municipalities() if slug(each.name) == asked), None)
    if found is None:
        raise Unclear("unknown_municipality", _("Kommunen finns inte. Skriv till exempel lund eller 1281."))
    return found.code


def kind_of(asked: str) -> str:
    """The kind by its code or the word in our addresses; empty is any."""
    if not asked or asked in UnitKind.values:
        return asked
    if asked not in KIND_SLUGS:
        raise Unclear("unknown_kind", _("Typen av vård finns inte. Skriv till exempel vardcentral eller primary_care."))
    return KIND_SLUGS[asked].value


def limit(request: HttpRequest, name: str = "limit", default: int = DEFAULT_LIMIT, most: int = MOST) -> int:
    return whole_number(request.GET.get(name, str(default)), name, 1, most)


def whole_number(text: str, name: str, least: int, most: int) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 10 and least <= int(text) <= most):
        raise Unclear(
            f"bad_{name.strip('_')}",
            _("%(name)s ska vara ett heltal från %(least)d till %(most)d.")
            % {"name": name, "least": least, "most": most},
        )
    return int(text)


def uid(text: str, code: str = "bad_cursor") -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Unclear(code, _("Det är inte ett id som vi har gett. Använd adressen i next som den står.")) from None


def after(request: HttpRequest) -> UUID | None:
    """The unit that the page before ended with."""
    asked = request.GET.get("efter")
    return uid(asked) if asked else None


def moment(text: str, code: str = "bad_since") -> datetime:
    """A moment in ISO 8601, or a day, which begins at midnight in Sweden."""
    text = text.replace(" ", "+")  # what an unescaped plus sign in an address becomes
    try:
        day = parse_date(text)
        found = datetime.combine(day, time(), tzinfo=SWEDEN) if day else parse_datetime(text)
        if found is not None:
            found = found if found.tzinfo else found.replace(tzinfo=SWEDEN)
            found.timestamp()  # what lies outside the calendar's years is no moment
            return found
    except (ValueError, OverflowError):
        pass
    raise Unclear(code, _("Skriv tidpunkten som 2026-03-01T08:00:00Z, eller bara dagen som 2026-03-01."))
