"""What the database refuses of imports, their files and their rows, and the Swedish sentence that goes with each."""

from django.utils import timezone

from regions.models import UnitImport, UnitImportChunk, UnitImportRow
from tests.cast import staff

NOW = timezone.now()


def an_import(**fields):
    return UnitImport(**{"region_id": "12", "by_name": "Maj Exempel", "file_name": "min.csv"} | fields)


def dropped_by_someone(**fields):
    return an_import(dropped=True, by=staff("maj"), **fields)


def kept(**fields):
    found = an_import(**fields)
    found.save()
    return found


def a_row(**fields):
    return UnitImportRow(**{"unit_import": kept(), "number": 2, "outcome": "new"} | fields)


def another_row(**fields):
    (first := a_row()).save()
    return a_row(unit_import=first.unit_import, **fields)


def another_chunk(**fields):
    (first := UnitImportChunk(unit_import=kept(), number=0, data=b"x")).save()
    return UnitImportChunk(unit_import=first.unit_import, number=0, data=b"y", **fields)


REFUSED = {
    "unitimport_applied_has_change": (
        "En genomförd import måste peka på sin ändring.",
        [(an_import, {"state": "applied"}), (an_import, {"change": "x", "applied_at": NOW})],
    ),
    "unitimport_undone_has_time": ("En ångrad import måste ha en tidpunkt.", [(an_import, {"undone_at": NOW})]),
    "unitimport_dropped_by_no_one": ("En fil ur fillådan har ingen person.", [(dropped_by_someone, {})]),
    "unitimportchunk_once": ("Den delen av filen finns redan.", [(another_chunk, {})]),
    "unitimportrow_once": ("Den raden finns redan.", [(another_row, {})]),
    "unitimportrow_choice_only_when_doubtful": (
        "Det finns inget att välja på den raden.",
        [(a_row, {"choice": "new"})],
    ),
}
