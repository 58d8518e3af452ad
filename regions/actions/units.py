"""Changes to a care unit's facts: saved, confirmed, put back."""

from collections.abc import Mapping
from datetime import date, datetime
from itertools import pairwise

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.audit import record
from accounts.models import User
from accounts.refusal import Refused
from regions.actions.violations import told_in_words
from regions.documents import Document, as_stored, changed_fields, changing, documents, merge, put
from regions.models import UNDO_WITHIN, CareUnit, UnitVersion, Via
from regions.opening import SWEDEN
from regions.permissions import DECIDED_BY_REGION, administers, may_edit
from regions.queries.history import latest_version
from regions.unit_parts import PLACE, facts_of, parts_of

_FOR_EVER = frozenset({"uid", "slug", "region_id"})


class ChangedMeanwhile(Refused):
    """The same facts have been changed since the person began, by someone else or in another window of their own.
    Nothing is saved. `mine` and `yielded` are all changes as one; they differ in what both changed, in nothing else.
    `theirs` is the unit as it is now, `name` whoever changed it; empty when it was the person."""

    def __init__(self, facts: list[str], mine: Document, yielded: Document, theirs: UnitVersion, name: str) -> None:
        if name:
            said = _("%(name)s har ändrat samma uppgifter sedan du öppnade sidan.") % {"name": name}
        else:
            said = _("Du har ändrat samma uppgifter i ett annat fönster.")
        super().__init__(f"{said} {_('Välj vilka som ska gälla.')}")
        self.facts, self.mine, self.yielded, self.theirs, self.name = facts, mine, yielded, theirs, name


@transaction.atomic
def save_unit(
    *, by: User, unit: CareUnit, document: Document, was: int, note: str = "", whole: bool = False
) -> CareUnit:
    """Makes the unit what the document says, at once and for all readers. `was` is the id of the version that the
    person began from: what others have changed since is kept. With `whole` every fact is confirmed today, unless others
    have changed any: those the person has not seen.

    Raises:
        Refused: the person may not, or does not know the version they began from.
        ChangedMeanwhile: both changed the same facts, each in another way.
    """
    unit = to_edit(by, unit)
    base = UnitVersion.objects.filter(unit=unit.pk, pk=was).first()
    if base is None or base.document is None:
        raise Refused(_("Sidan är för gammal. Öppna mottagningen igen."))
    current = documents([unit.pk])[unit.pk]
    wanted, both = merge(base.document, as_stored(document), current)
    if both:
        yielded, _none = merge(base.document, as_stored(document), current, both)
        name = _changed_by(base, both, besides=by)
        raise ChangedMeanwhile(both, wanted, yielded, latest_version(unit), name)
    whole = whole and not changed_facts(base.document, current)
    return _write(by, unit, current, wanted, Via.EDITOR, note, whole=whole)


def _changed_by(base: UnitVersion, facts: list[str], *, besides: User) -> str:
    """The name of whoever has changed the facts last since a version; empty when it was the person themselves."""
    since = UnitVersion.objects.filter(unit=base.unit_id, pk__gt=base.pk, document__isnull=False).order_by("pk")
    for old, new in reversed(list(pairwise([base, *since]))):
        if not set(facts).isdisjoint(changed_fields(old.document or {}, new.document or {})):
            return "" if new.by_id == str(besides.pk) else new.by_name or _("Någon")
    return _("Någon")


@transaction.atomic
def restore_version(*, by: User, unit: CareUnit, version: UnitVersion) -> CareUnit:
    """Makes the unit what it was in an earlier version, at most `UNDO_WITHIN` ago, where the person may (`as_then`).

    Raises:
        Refused: the person may not, or the version is another unit's, too old or without facts.
    """
    unit = to_edit(by, unit)
    if version.unit_id != unit.pk or version.document is None:
        raise Refused(_("Den versionen går inte att återställa."))
    if not may_restore(version, timezone.now()):
        raise Refused(_("Det går bara att återställa till en version från de senaste 30 dagarna."))
    current = documents([unit.pk])[unit.pk]
    wanted = as_then(by, current, version)
    moment = date_format(timezone.localtime(version.at, SWEDEN), "DATETIME_FORMAT")
    return _write(by, unit, current, wanted, Via.UNDO, _("Som den var %(day)s") % {"day": moment})


def as_then(by: User, current: Document, version: UnitVersion) -> Document:
    """What a unit is to be when the person makes it what it was. What a version did not speak of yet stays as it is
    now; so do its addresses for ever and its region, and what the region decides when the person may not."""
    then = version.document or {}
    stays = set(_FOR_EVER)
    if not administers(by, current["region_id"]):
        stays |= DECIDED_BY_REGION
    if then.get("region_id") != current["region_id"]:  # where it was is in another region
        stays |= {*facts_of(PLACE), "city_key"}
    return current | then | {name: current[name] for name in stays}


def may_restore(version: UnitVersion, now: datetime) -> bool:
    """Whether it is so new that a unit can be made what it was then: in force at some time within `UNDO_WITHIN`."""
    following = UnitVersion.objects.filter(unit=version.unit_id, pk__gt=version.pk).order_by("pk").first()
    return following is None or following.at >= now - UNDO_WITHIN


@transaction.atomic
def confirm_unit(*, by: User | None, unit: CareUnit, seen: int, name: str = "") -> CareUnit:
    """Says that every fact of the unit holds today, as the person saw them in version `seen`. Without an account it is
    someone with the unit's own link (`name` says so), which the caller has checked.

    Raises:
        Refused: the person may not, or the facts have changed since that version.
    """
    unit = to_edit(by, unit) if by else _locked(unit)
    if _changed_since(unit, seen):
        raise Refused(_("Uppgifterna har ändrats sedan du öppnade sidan. Läs igenom dem igen innan du bekräftar."))
    current = documents([unit.pk])[unit.pk]
    return _write(by, unit, current, current, Via.CONFIRM, "", whole=True, name=name)


def _changed_since(unit: CareUnit, version: int) -> bool:
    """Whether any fact differs from what it was then."""
    then, now = UnitVersion.objects.filter(unit=unit.pk, pk=version).first(), latest_version(unit)
    return then is None or bool(changed_facts(then.document or {}, now.document or {}))


def changed_facts(before: Document, after: Document) -> set[str]:
    """The names of the facts that differ. That some have been confirmed is no change of them."""
    return set(changed_fields(before, after)) - {"confirmed_on", "confirmed"}


def to_edit(by: User, unit: CareUnit) -> CareUnit:
    """The unit, locked; refused to those who may not change it."""
    unit = _locked(unit)
    if not may_edit(by, unit):
        raise Refused(_("Du får inte ändra den här mottagningen."))
    return unit


def _locked(unit: CareUnit) -> CareUnit:
    return CareUnit.objects.select_for_update().get(pk=unit.pk)


def _write(
    by: User | None,
    unit: CareUnit,
    current: Document,
    wanted: Document,
    via: Via,
    note: str,
    *,
    whole: bool = False,
    name: str = "",
) -> CareUnit:
    write_units(by, {unit: (current, wanted)}, via, note, whole=whole, name=name)
    unit.refresh_from_db()
    return unit


def write_units(
    by: User | None,
    units: Mapping[CareUnit, tuple[Document, Document]],
    via: Via,
    note: str,
    *,
    whole: bool = False,
    name: str = "",
) -> None:
    """Makes locked units what is wanted of them (current, wanted), as one change with an audit event for each."""
    today = timezone.localdate(timezone=SWEDEN)
    facts = {unit: changed_fields(current, wanted) for unit, (current, wanted) in units.items()}
    made = {
        unit.pk: wanted if via == Via.UNDO else _confirmed(wanted, facts[unit], today, whole=whole)
        for unit, (_was, wanted) in units.items()
    }  # what is put back was confirmed when it was
    with changing(by=by, via=via, note=note, name=name), told_in_words():
        put(made, {unit.pk: current for unit, (current, _wanted) in units.items()})
    for unit in units:
        if facts[unit] or whole:
            record(f"unit.{via.value}", by=by, obj=unit, region_code=unit.region_id, facts=facts[unit], whole=whole)


def _confirmed(document: Document, facts: list[str], today: date, *, whole: bool) -> Document:
    """What was written today is confirmed today; with `whole`, all is."""
    if whole:
        return document | {"confirmed_on": today.isoformat(), "confirmed": {}}
    return document | {"confirmed": document["confirmed"] | dict.fromkeys(parts_of(facts), today.isoformat())}
