from regions.models.area import Municipality, Region
from regions.models.assignment import LOCAL_ROLES, UNIT_ROLES, Assignment
from regions.models.choices import Day, Purpose, RedDays
from regions.models.freshness import UnitContact, UnitReminder, UnitReport
from regions.models.hours import OpeningException, OpeningSpan, UnitNotice
from regions.models.unit import Accessibility, CareUnit, EService, Language
from regions.models.version import UnitVersion, Via

__all__ = [
    "LOCAL_ROLES",
    "UNIT_ROLES",
    "Accessibility",
    "Assignment",
    "CareUnit",
    "Day",
    "EService",
    "Language",
    "Municipality",
    "OpeningException",
    "OpeningSpan",
    "Purpose",
    "RedDays",
    "Region",
    "UnitContact",
    "UnitNotice",
    "UnitReminder",
    "UnitReport",
    "UnitVersion",
    "Via",
]
