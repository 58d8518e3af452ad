from regions.models.area import Municipality, Region
from regions.models.assignment import LOCAL_ROLES, Assignment
from regions.models.choices import Day, Purpose, RedDays
from regions.models.hours import OpeningException, OpeningSpan, UnitNotice
from regions.models.unit import Accessibility, CareUnit, Language

__all__ = [
    "LOCAL_ROLES",
    "Accessibility",
    "Assignment",
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
