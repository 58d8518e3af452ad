"""Reads of the imports of a region's care units."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from accounts.models import Role, User
from regions.actions.imports.undoing import left_by_undoing, outlook
from regions.assignments import regions_where
from regions.care_unit_import.cells import neutral
from regions.models import CareUnit, Choice, ImportState, Outcome, UnitImport, UnitImportRow
from ui.text import source_text

REMARKED = "anmarkning"  # not an outcome: rows that are taken, with something to look over
SHOWN = 100  # units by name; the rest are counted
REPORT_COLUMNS = ("rad", "radens id", "namn", "utfall", "vad")


def own_imports(user: User) -> "QuerySet[UnitImport]":
    """The imports of the regions that the person administers, the latest first."""
    mine = regions_where(user, Role.REGIONAL_ADMIN)
    return UnitImport.objects.filter(region__in=mine).select_related("region").order_by("-started_at", "-pk")


def entries_of(kept: UnitImport, outcome: str = "") -> "QuerySet[UnitImportRow]":
    """The import's rows in the file's order, with the units that they are about."""
    rows = kept.entries.select_related("unit__municipality").order_by("number")
    if outcome == REMARKED:
        return rows.exclude(remarks="")
    return rows.filter(outcome=outcome) if outcome else rows


def outcome_counts(kept: UnitImport) -> list[tuple[Outcome, int]]:
    """How many rows came to what, in the order that one looks at them; what no row came to is left out."""
    return [(outcome, kept.counts[outcome]) for outcome in _IN_ORDER if kept.counts.get(outcome)]


_IN_ORDER = (
    Outcome.DOUBTFUL,
    Outcome.NEW,
    Outcome.CHANGED,
    Outcome.REFUSED,
    Outcome.SKIPPED,
    Outcome.MERGED,
    Outcome.UNCHANGED,
)


@dataclass(frozen=True, slots=True)
class UndoOutlook:
    """What undoing would do: how many units it puts back and removes, and which it leaves."""

    back: int
    removed: int
    left: int
    named: list[CareUnit]


def undo_outlook(kept: UnitImport) -> UndoOutlook:
    found = outlook(kept)
    named = CareUnit.objects.filter(pk__in=found.left).order_by("name", "pk")[:SHOWN]
    return UndoOutlook(len(found.back), len(found.removed), len(found.left), list(named))


@dataclass(frozen=True, slots=True)
class Left:
    """What an undoing left as it was: how many units, and which."""

    number: int
    named: list[CareUnit]


def left_when_undone(kept: UnitImport) -> Left | None:
    """What was left; None of an import that is not undone."""
    if kept.state != ImportState.UNDONE:
        return None
    units = left_by_undoing(kept)
    return Left(units.count(), list(units[:SHOWN]))


def report_rows(kept: UnitImport) -> Iterator[tuple[object, ...]]:
    """What became of each row, for a spreadsheet; no cell of it is taken for a formula."""
    yield REPORT_COLUMNS
    rows = kept.entries.order_by("number").values_list(
        "number", "row_id", "name", "outcome", "choice", "why", "changes", "remarks"
    )
    for number, row_id, name, outcome, choice, why, changes, remarks in rows.iterator(chunk_size=1_000):
        differences = [f"{what}: {old} → {new}" if old else f"{what}: {new}" for what, old, new in changes]
        chosen = f"val: {source_text(Choice(choice).label)}" if choice else ""
        told = "; ".join(part for part in (why, chosen, *differences, remarks) if part)
        yield number, neutral(row_id), neutral(name), source_text(Outcome(outcome).label), neutral(told)
