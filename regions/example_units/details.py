"""What an example unit tells about itself, besides its hours: texts, services, languages, address, phone."""

import functools
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from regions.example_units.choice import number, one_in, pick, some_of
from regions.facts import MunicipalityFact
from regions.models import Accessibility, EService, Language

# The ranges that PTS, the Swedish telecom authority, keeps free for books and films: (first number, how many).
# https://www.pts.se – "Telefonnummer för användning i böcker och filmer"; in E.164 without the plus sign.
STOCKHOLM = (46_8_465_004_00, 100)
GOTHENBURG = (46_31_390_06_00, 100)
MALMO = (46_40_628_04_00, 100)
KIRUNA = (46_980_319_200, 100)
MOBILE = (46_70_174_06_05, 95)
FICTION_RANGES = (STOCKHOLM, GOTHENBURG, MALMO, KIRUNA, MOBILE)

_WEST = frozenset({"13", "14", "17"})
_SOUTH = frozenset({"06", "07", "08", "10", "12"})
_NORTH = frozenset({"22", "23", "24", "25"})

_STREETS = ("Exempelgatan", "Provvägen", "Testtorget", "Exempelvägen", "Påhittsgatan", "Låtsasvägen", "Exempeltorget")
_PRIVATE_SORTS = frozenset({"pharmacy", "night_pharmacy"})
_OFTEN_PRIVATE = frozenset({"primary_care", "dental", "rehabilitation", "vaccination", "child_health", "midwifery"})
_WAYS = (
    "",
    "Entrén ligger mot parken. Hissen går från entrén.",
    "Exempelhållplatsen ligger 100 meter från entrén.",
    "Gå in genom huvudentrén och följ skyltarna.",
    "",
)
_SMALL_LANGUAGES = (
    Language.ARABIC, Language.FINNISH, Language.SOMALI, Language.PERSIAN, Language.TIGRINYA, Language.POLISH,
    Language.BCMS, Language.SPANISH, Language.KURDISH, Language.UKRAINIAN,
)  # fmt: skip
_NORTHERN_LANGUAGES = (Language.NORTH_SAMI, Language.MEANKIELI, Language.FINNISH)
# Fixed days, so that some have been confirmed lately and some long ago, seen from the end of 2026.
_CONFIRMED = (
    date(2026, 1, 20), date(2026, 3, 12), date(2026, 5, 6), date(2026, 6, 17), date(2026, 8, 25), date(2026, 9, 8),
    date(2026, 9, 22), date(2026, 10, 6), date(2026, 10, 20), date(2026, 11, 3), None,
)  # fmt: skip

_WITHOUT_E_SERVICES = frozenset({"pharmacy", "night_pharmacy", "hospital", "emergency", "psychiatric_emergency"})
_PRESCRIBES = frozenset({"primary_care", "specialist", "psychiatry", "dermatology", "gynaecology"})
_MORE_E_SERVICES = (EService.ASK, EService.VIDEO, EService.RECORD)

BVC_TOO = "Här finns också en BVC för barn upp till sex år."
DROP_IN_TOO = "Du kan också komma på drop-in."


@functools.cache
def _texts() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((Path(__file__).parent / "texts.toml").read_text(encoding="utf-8"))


def texts(sort: str, key: str, *, has_bvc: bool, has_drop_in: bool) -> dict[str, Any]:
    """What the unit helps with, what not, how to seek care there, and its services."""
    own = _texts()[sort]
    chosen = {field: pick(key, field, own[field]) for field in ("helps_with", "does_not_help_with", "how_to_seek")}
    services = some_of(key, "service", own["services"], 67) or own["services"][:1]
    if has_bvc:
        chosen["helps_with"] += f" {BVC_TOO}"
        services.append("BVC")
    if has_drop_in:
        if "utan tid" not in chosen["how_to_seek"]:
            chosen["how_to_seek"] += f" {DROP_IN_TOO}"
        services.append("Drop-in")
    return {**chosen, "services": services}


def phone(sort: str, region_code: str, key: str) -> str:
    """A number that belongs to nobody, from the range nearest the region; some pharmacies have not given any."""
    if sort == "pharmacy" and one_in(key, "no phone", 8):
        return ""
    if sort == "youth":
        first, many = MOBILE
    elif region_code in _WEST:
        first, many = GOTHENBURG
    elif region_code in _SOUTH:
        first, many = MALMO
    else:
        first, many = KIRUNA if region_code in _NORTH else STOCKHOLM
    return f"+{first + number(key, 'phone', many)}"


def operator(sort: str, key: str) -> str:
    """Who runs it: pharmacies always the company, hospitals and the like always the region."""
    private = sort in _PRIVATE_SORTS or (sort in _OFTEN_PRIVATE and one_in(key, "private", 3))
    return "Exempelbolaget AB (exempel)" if private else "Exempelregionen"


def street(address_key: str) -> str:
    return f"{pick(address_key, 'street', _STREETS)} {1 + number(address_key, 'house', 48)}"


def way_there(key: str) -> str:
    return pick(key, "way", _WAYS)


def languages(municipality: MunicipalityFact, key: str) -> list[str]:
    """Swedish, mostly English, and one or two more; one unit in twelve has not said."""
    if one_in(key, "no languages", 12):
        return []
    spoken = [Language.SWEDISH, *([] if one_in(key, "only Swedish", 6) else [Language.ENGLISH])]
    more = _NORTHERN_LANGUAGES if municipality.region_code == "25" else _SMALL_LANGUAGES
    spoken += some_of(key, "language", more, 50 if more is _NORTHERN_LANGUAGES else 14)
    return [language.value for language in spoken]


def accessibility(key: str) -> list[str]:
    """What makes it possible to come in; one unit in fifteen has not said."""
    if one_in(key, "no accessibility", 15):
        return []
    common = (Accessibility.WHEELCHAIR, Accessibility.TOILET, Accessibility.PARKING, Accessibility.LIFT)
    rare = (Accessibility.HEARING_LOOP, Accessibility.SIGN_LANGUAGE)
    return [entry.value for entry in (*some_of(key, "access", common, 80), *some_of(key, "more access", rare, 20))]


def e_services(sort: str, key: str) -> tuple[list[str], int | None]:
    """What one can do without ringing, and within how many days one gets an answer; some have not promised a day."""
    if sort in _WITHOUT_E_SERVICES or one_in(key, "no e-services", 6):
        return [], None
    common = (
        (EService.BOOK, EService.CONTACT, EService.RENEW) if sort in _PRESCRIBES else (EService.BOOK, EService.CONTACT)
    )
    services = [*some_of(key, "e-service", common, 85), *some_of(key, "more e-services", _MORE_E_SERVICES, 35)]
    return [each.value for each in services], pick(key, "answers", (0, 1, 2, 2, 3, 3, 5, None)) if services else None


def takes_new_listings(sort: str, key: str) -> bool | None:
    """Only a vårdcentral has a list; one in six has not said."""
    return pick(key, "listings", (True, True, True, True, False, None)) if sort == "primary_care" else None


def confirmed_on(key: str) -> date | None:
    return pick(key, "confirmed", _CONFIRMED)
