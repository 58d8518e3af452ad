"""An import undone: known units are what they were before it, and units that it made are removed. What others have
touched since is left."""

from dataclasses import dataclass, field

from django.db.models import DO_NOTHING, Exists, OuterRef, QuerySet, Subquery, Value
from django.db.models.fields.reverse_related import ForeignObjectRel
from django.db.models.functions import Coalesce

from regions.actions.imports.progress import Progress
from regions.documents import Document, changing, documents, put
from regions.models import CareUnit, OpeningException, OpeningSpan, UnitImport, UnitNotice, UnitVersion, Via
from regions.models.unit import CareUnitQuerySet

BATCH = 500
_PARTS = (OpeningSpan, OpeningException, UnitNotice)


@dataclass(slots=True)
class Outlook:
    """What undoing does with some units: which are put back, removed, left."""

    back: set[int] = field(default_factory=set)
    removed: set[int] = field(default_factory=set)
    left: set[int] = field(default_factory=set)


def undo(kept: UnitImport, progress: Progress) -> dict[str, int]:
    """Undoes what the import changed, a batch at a time, and counts what became of the units."""
    counts = {"back": 0, "removed": 0, "left": 0}
    last = done = 0
    progress.begin(changed_units(kept).count())
    with changing(by=kept.asked_by, via=Via.UNDO, note=kept.file_name, name=kept.by_name):
        while ids := list(changed_units(kept).filter(unit__gt=last).values_list("unit", flat=True)[:BATCH]):
            list(CareUnit.objects.select_for_update().filter(pk__in=ids).order_by("pk").values_list("pk"))
            found = outlook(kept, ids)
            put(_before(kept, found.back), documents(list(found.back)))
            CareUnit.objects.filter(pk__in=found.removed).delete()
            for name in counts:
                counts[name] += len(getattr(found, name))
            last, done = ids[-1], done + len(ids)
            progress.tell(done)
    return counts


def changed_units(kept: UnitImport) -> "QuerySet[UnitVersion]":
    """The versions that the import left, one for each unit that it made or changed."""
    return UnitVersion.objects.filter(change=kept.change).order_by("unit")


def outlook(kept: UnitImport, ids: list[int] | None = None) -> Outlook:
    """What undoing would do with the units that the import changed, or with some of them."""
    versions = changed_units(kept) if ids is None else changed_units(kept).filter(unit__in=ids)
    marked = versions.annotate(
        touched=Exists(_OF_UNIT.filter(pk__gt=OuterRef("pk"))),
        known=Exists(_OF_UNIT.filter(pk__lt=OuterRef("pk"), document__isnull=False)),
    )
    found = Outlook()
    for pk, touched, known in marked.values_list("unit", "touched", "known"):
        (found.left if touched else found.back if known else found.removed).add(pk)
    held = _held(found.removed)
    found.left |= held
    found.removed -= held
    return found


_OF_UNIT = UnitVersion.objects.filter(unit=OuterRef("unit"))


def left_by_undoing(kept: UnitImport) -> CareUnitQuerySet:
    """The units that an import changed and its undoing left as they were then: what came next to them is not that."""
    following = _OF_UNIT.filter(pk__gt=OuterRef("pk")).order_by("pk")
    versions = changed_units(kept).annotate(
        next_via=Coalesce(Subquery(following.values("via")[:1]), Value("")),
        next_note=Coalesce(Subquery(following.values("note")[:1]), Value("")),
    )
    left = versions.exclude(next_via=Via.UNDO, next_note=kept.file_name)
    return CareUnit.objects.filter(pk__in=left.values("unit")).order_by("name", "pk")


def _before(kept: UnitImport, ids: set[int]) -> dict[int, Document]:
    """What was said of the units before the import."""
    earlier = _OF_UNIT.filter(pk__lt=OuterRef("pk")).order_by("-pk").values("document")[:1]
    versions = changed_units(kept).filter(unit__in=ids).annotate(before=Subquery(earlier))
    return dict(versions.values_list("unit", "before"))


def _held(ids: set[int]) -> set[int]:
    """Those of the units that something else already belongs to: a manager, a part, a reader's report."""
    held: set[int] = set()
    for relation in CareUnit._meta.get_fields(include_hidden=True):
        if not isinstance(relation, ForeignObjectRel) or relation.related_model in _PARTS:
            continue
        if getattr(relation, "on_delete", None) is not DO_NOTHING:
            name = relation.field.name
            rows = relation.related_model._base_manager.filter(**{f"{name}__in": ids})
            held |= set(rows.values_list(name, flat=True))
    return held
