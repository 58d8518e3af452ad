"""What stands where: how many units of each sort a municipality has, by its size and by whether it has a hospital.

A sort is a kind of unit or a variety of one: `night_pharmacy` is a pharmacy with hours and a name of its own.
"""

from dataclasses import dataclass
from enum import Enum

from regions.example_units.choice import number
from regions.facts import MunicipalityFact, regions_by_code
from regions.kinds import UnitKind


def _codes(text: str) -> frozenset[str]:
    return frozenset(text.split())


# The ten largest towns, with how many vårdcentraler each has here.
LARGE = {
    "0180": 6,  # Stockholm
    "1480": 6,  # Göteborg
    "1280": 6,  # Malmö
    "0380": 5,  # Uppsala
    "0580": 4,  # Linköping
    "0581": 4,  # Norrköping
    "0680": 4,  # Jönköping
    "1283": 4,  # Helsingborg
    "1880": 4,  # Örebro
    "1980": 4,  # Västerås
}

# The next fifty or so, by code.
MEDIUM = _codes(
    "0117 0123 0126 0127 0136 0138 0160 0163 0181 0182 0184 0188 0191 0480 0484 0583 0780 0880 0980 1080 1281 1282 1287"
    " 1290 1293 1380 1383 1384 1481 1485 1488 1490 1496 1780 1883 2080 2081 2180 2280 2281 2284 2380 2480 2482"
    " 2580"
)

# Municipalities with an (invented) hospital.
HOSPITAL = _codes(
    "0126 0162 0180 0181 0188 0380 0381 0480 0483 0484 0580 0581 0583 0680 0683 0686 0780 0781 0880 0882 0883 0980 1080"
    " 1082 1280 1281 1283 1286 1290 1380 1383 1480 1481 1482 1488 1490 1496 1780 1737 1784 1880 1883 1885 1980 1983"
    " 2062 2080 2180 2184 2280 2281 2283 2284 2380 2480 2481 2482 2514 2523 2580 2581 2584"
)

# Sorts that are varieties of a kind; every other sort is named as its kind.
VARIETIES = {
    "child_psychiatry": UnitKind.PSYCHIATRY,
    # Not of the kind EMERGENCY: someone with chest pain must not be sent to it.
    "psychiatric_emergency": UnitKind.PSYCHIATRY,
    "night_pharmacy": UnitKind.PHARMACY,
    "emergency_dental": UnitKind.DENTAL,
}

# What stands at the hospital: same address, nearly the same position.
AT_THE_HOSPITAL = ("hospital", "emergency", "radiology", "gynaecology", "psychiatric_emergency")


class Size(Enum):
    LARGE = "large"
    MEDIUM = "medium"
    SMALL = "small"


@dataclass(frozen=True, slots=True)
class Spread:
    """How many of a sort: in a large town, in a medium one, in how many per cent of the small ones, and at least how
    many where there is a hospital and in a region's seat."""

    large: int = 0
    medium: int = 0
    small_percent: int = 0
    hospital: int = 0
    seat: int = 0


SPREAD = {
    "primary_care": Spread(large=4, medium=2, small_percent=100),
    "hospital": Spread(hospital=1),
    "emergency": Spread(hospital=1),
    "radiology": Spread(hospital=1),
    "gynaecology": Spread(large=1, hospital=1),
    "psychiatric_emergency": Spread(seat=1),
    "urgent_care": Spread(large=2, seat=1, hospital=1),
    "out_of_hours": Spread(large=1, medium=1, seat=1),
    "child_health": Spread(large=2, medium=1, small_percent=35),
    "midwifery": Spread(large=2, medium=1, small_percent=20),
    "youth": Spread(large=1, medium=1, small_percent=25),
    "psychiatry": Spread(large=2, medium=1, small_percent=4, hospital=1),
    "child_psychiatry": Spread(large=1, seat=1),
    "dental": Spread(large=3, medium=1, small_percent=50),
    "emergency_dental": Spread(seat=1),
    "pharmacy": Spread(large=3, medium=2, small_percent=62),
    "night_pharmacy": Spread(large=1, seat=1),
    "rehabilitation": Spread(large=2, medium=1, small_percent=25),
    "vaccination": Spread(large=2, medium=1),
    "eye": Spread(large=1, seat=1),
    "dermatology": Spread(large=1, seat=1),
    "specialist": Spread(large=1, seat=1),
}


def kind_of(sort: str) -> UnitKind:
    """The kind of unit that a sort is."""
    return VARIETIES.get(sort) or UnitKind(sort)


def size_of(municipality: MunicipalityFact) -> Size:
    if municipality.code in LARGE:
        return Size.LARGE
    return Size.MEDIUM if municipality.code in MEDIUM else Size.SMALL


def sorts_in(municipality: MunicipalityFact) -> dict[str, int]:
    """How many units of each sort a municipality has."""
    counts = {sort: _count(sort, spread, municipality) for sort, spread in SPREAD.items()}
    return {sort: count for sort, count in counts.items() if count}


def _count(sort: str, spread: Spread, municipality: MunicipalityFact) -> int:
    size = size_of(municipality)
    if size is Size.LARGE:
        count = LARGE[municipality.code] if sort == "primary_care" else spread.large
    elif size is Size.MEDIUM:
        count = spread.medium
    else:
        count = int(number(municipality.code, sort, 100) < spread.small_percent)
    if municipality.code in HOSPITAL:
        count = max(count, spread.hospital)
    if municipality.seat == regions_by_code()[municipality.region_code].seat:
        count = max(count, spread.seat)
    return count
