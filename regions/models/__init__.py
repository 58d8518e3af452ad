from regions.models.area import Municipality, Region
from regions.models.assignment import LOCAL_ROLES, UNIT_ROLES, Assignment
from regions.models.choices import Day, Purpose, RedDays
from regions.models.hours import OpeningException, OpeningSpan, UnitNotice
from regions.models.unit import Accessibility, CareUnit, EService, Language
from regions.models.unit_import import Choice, ImportState, Outcome, UnitImport, UnitImportChunk, UnitImportRow
from regions.models.version import UnitVersion, Via

__all__ = [
    "LOCAL_ROLES",
    "UNIT_ROLES",
    "Accessibility",
    "Assignment",
    "CareUnit",
    "Choice",
    "Day",
    "EService",
    "ImportState",
    "Language",
    "Municipality",
    "OpeningException",
    "OpeningSpan",
    "Outcome",
    "Purpose",
    "RedDays",
    "Region",
    "UnitImport",
    "UnitImportChunk",
    "UnitImportRow",
    "UnitNotice",
    "UnitVersion",
    "Via",
]
