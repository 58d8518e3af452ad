from regions.models.area import Municipality, Region
from regions.models.choices import Day, Purpose, RedDays
from regions.models.hours import OpeningException, OpeningSpan, UnitNotice
from regions.models.unit import Accessibility, CareUnit, Language

__all__ = [
    "Accessibility",
    "CareUnit",
    "Day",
    "Language",
    "Municipality",
    "OpeningException",
    "OpeningSpan",
    "Purpose",
    "RedDays",
    "Region",
    "UnitNotice",
]
