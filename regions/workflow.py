"""What an import may become from where it stands."""

from regions.models.unit_import import ImportState, UnitImport

S = ImportState
TRANSITIONS: dict[ImportState, set[ImportState]] = {
    S.READING: {S.PREVIEW, S.REFUSED, S.DISCARDED},
    S.PREVIEW: {S.APPLYING, S.DISCARDED},
    S.APPLYING: {S.APPLIED, S.PREVIEW, S.REFUSED},  # a preview again, when the units have changed since
    S.APPLIED: {S.UNDOING},
    S.UNDOING: {S.UNDONE},
    S.UNDONE: set(),
    S.REFUSED: set(),
    S.DISCARDED: set(),
}


def may_become(unit_import: UnitImport, state: ImportState) -> bool:
    return state in TRANSITIONS[S(unit_import.state)]
