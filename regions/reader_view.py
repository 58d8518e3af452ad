"""A care unit as its reader's page needs it, made from a document that is saved nowhere."""

from datetime import datetime
from typing import Any

from regions.documents import Document
from regions.models import CareUnit, OpeningException, OpeningSpan, PlannedMove, UnitNotice
from regions.unit_parts import PLACE

_FIELDS: dict[str, Any] = {field.attname: field for field in CareUnit._meta.concrete_fields}


def unit_of(unit: CareUnit, document: Document, at: datetime) -> CareUnit:
    """The unit as the document says, with the notices that are shown at a moment. `unit` is the one that is saved."""
    found = CareUnit(pk=unit.pk, uid=unit.uid)
    for name in _FIELDS.keys() & document.keys() - {"uid"}:
        setattr(found, name, _FIELDS[name].to_python(document[name]))
    notices: list[UnitNotice] = [_row(UnitNotice, row) for row in document["notices"]]
    shown = [each for each in notices if each.starts_at <= at and (each.ends_at is None or each.ends_at > at)]
    found.shown_notices = sorted(shown, key=lambda each: each.starts_at)  # type: ignore[attr-defined]
    # Where Django looks for rows that are already read.
    found._prefetched_objects_cache = {  # type: ignore[attr-defined]
        "spans": [_row(OpeningSpan, row) for row in document["spans"]],
        "exceptions": [_row(OpeningException, row) for row in document["exceptions"]],
    }
    return found


def after_move(document: Document, move: PlannedMove) -> Document:
    """The document as it is when the move has been made, which confirms the place."""
    return document | move.place | {"confirmed": document["confirmed"] | {PLACE: move.on.isoformat()}}


def _row(model: Any, row: dict[str, Any]) -> Any:
    return model(**{name: model._meta.get_field(name).to_python(value) for name, value in row.items()})
