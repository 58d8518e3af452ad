from regions.models.address import UnitAddress
from regions.models.area import Municipality, Region
from regions.models.assignment import LOCAL_ROLES, UNIT_ROLES, Assignment
from regions.models.choices import ContactKind, Day, GuaranteeStep, NoticeLevel, Purpose, RedDays
from regions.models.freshness import UnitContact, UnitReminder, UnitReport
from regions.models.guarantee import CareGuarantee
from regions.models.hours import OpeningException, OpeningSpan, UnitNotice
from regions.models.local import RegionContact, RegionFee, RegionNotice
from regions.models.move import PlannedMove
from regions.models.unit import Accessibility, CareUnit, EService, Language, unit_address
from regions.models.unit_import import Choice, ImportState, Outcome, UnitImport, UnitImportChunk, UnitImportRow
from regions.models.version import UNDO_WITHIN, UnitVersion, Via

__all__ = [
    "LOCAL_ROLES",
    "UNDO_WITHIN",
    "UNIT_ROLES",
    "Accessibility",
    "Assignment",
    "CareGuarantee",
    "CareUnit",
    "Choice",
    "ContactKind",
    "Day",
    "EService",
    "GuaranteeStep",
    "ImportState",
    "Language",
    "Municipality",
    "NoticeLevel",
    "OpeningException",
    "OpeningSpan",
    "Outcome",
    "PlannedMove",
    "Purpose",
    "RedDays",
    "Region",
    "RegionContact",
    "RegionFee",
    "RegionNotice",
    "UnitAddress",
    "UnitContact",
    "UnitImport",
    "UnitImportChunk",
    "UnitImportRow",
    "UnitNotice",
    "UnitReminder",
    "UnitReport",
    "UnitVersion",
    "Via",
    "unit_address",
]
