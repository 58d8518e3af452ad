"""Imports files of care units: reads, cleans, matches, applies, and says what became of every row."""

from regions.care_unit_import.action import TooManyRefused, import_care_units
from regions.care_unit_import.faults import FileRefused
from regions.care_unit_import.report import Summary

__all__ = ["FileRefused", "Summary", "TooManyRefused", "import_care_units"]
