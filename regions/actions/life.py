"""A care unit's life: made, moved, closed, given another address."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.audit import record
from accounts.models import User
from accounts.refusal import Refused
from language.analysis import fold, slug
from regions.actions.units import to_edit, write_units
from regions.actions.violations import told_in_words
from regions.documents import as_stored, changing, documents
from regions.models import CareUnit, PlannedMove, UnitAddress, Via
from regions.opening import SWEDEN
from regions.permissions import administers
from regions.queries.history import MOVE_CANCELLED, MOVE_PLANNED
from regions.search_index import index_units


@transaction.atomic
def make_unit(*, by: User, region_code: str, facts: Mapping[str, Any]) -> CareUnit:
    """A new unit of the region, with an address made from its name.

    Raises:
        Refused: the person does not look after the region's units, or the facts contradict each other.
    """
    if not administers(by, region_code):
        raise Refused(_("Du får inte lägga till mottagningar i den regionen."))
    with changing(by=by, via=Via.EDITOR, note=_("Ny mottagning")), told_in_words():
        unit = CareUnit.objects.create(
            region_id=region_code, slug=free_slug(facts["name"]), city_key=fold(facts["city"]), **facts
        )
    index_units(CareUnit.objects.filter(pk=unit.pk))
    record("unit.made", by=by, obj=unit, region_code=region_code)
    return unit


def free_slug(name: str) -> str:
    """An address that no unit has or has had: "vardcentralen-linden", else with a number after it."""
    plain = slug(name)[:110].strip("-") or "mottagning"
    taken = set(UnitAddress.objects.filter(slug__startswith=plain).values_list("slug", flat=True))
    number, found = 1, plain
    while found in taken:
        number += 1
        found = f"{plain}-{number}"
    return found


@transaction.atomic
def change_address(*, by: User, unit: CareUnit, slug: str) -> CareUnit:
    """Gives the unit another name in its web address; the old one leads to it for ever.

    Raises:
        Refused: the person does not look after the region's units, or the address is or has been another unit's.
    """
    return _changed(_to_administer(by, unit), by, {"slug": slug}, Via.EDITOR)


@transaction.atomic
def close_unit(*, by: User, unit: CareUnit, on: date, note: str = "", successor: CareUnit | None = None) -> CareUnit:
    """Closes the unit for good from a day on, with a pointer to the one that takes over.

    Raises:
        Refused: the person does not look after the region's units, or the pointer leads to a closed unit or back.
    """
    unit = _to_administer(by, unit)
    if successor and (successor.pk == unit.pk or successor.successor_id == unit.pk):
        raise Refused(_("Mottagningen kan inte ersättas av sig själv. Välj en annan."))
    if successor and successor.closed_on and successor.closed_on <= on:
        raise Refused(_("%(name)s är också stängd då. Välj en som är öppen.") % {"name": successor.name})
    closing = {"closed_on": on.isoformat(), "closed_note": note, "successor_id": successor.pk if successor else None}
    return _changed(unit, by, closing, Via.EDITOR)


@transaction.atomic
def keep_open(*, by: User, unit: CareUnit) -> CareUnit:
    """Takes a closing back.

    Raises:
        Refused: the person does not look after the region's units.
    """
    kept = {"closed_on": None, "closed_note": "", "successor_id": None}
    return _changed(_to_administer(by, unit), by, kept, Via.EDITOR)


@transaction.atomic
def plan_move(*, by: User, unit: CareUnit, on: date, place: Mapping[str, Any]) -> PlannedMove:
    """Says where the unit will be from a day on, in place of a move that waits; from today on, it is made at once.

    Raises:
        Refused: the person may not, or the day has been.
    """
    unit = to_edit(by, unit)
    today = timezone.localdate(timezone=SWEDEN)
    if on < today:
        raise Refused(_("Dagen har redan varit. Ändra adressen i stället."))
    PlannedMove.objects.filter(unit=unit, made_at__isnull=True).delete()
    with told_in_words():
        move = PlannedMove.objects.create(unit=unit, on=on, planned_by=by.name, **place)
    if on == today:
        _make(unit, move, timezone.now(), by=by)
    else:
        told = {"on": on.isoformat(), "street": move.street, "city": move.city}
        record(MOVE_PLANNED, by=by, obj=unit, region_code=unit.region_id, **told)
    return move


@transaction.atomic
def cancel_move(*, by: User, unit: CareUnit) -> None:
    """Takes back the move that waits, if there is one.

    Raises:
        Refused: the person may not.
    """
    unit = to_edit(by, unit)
    gone, _rows = PlannedMove.objects.filter(unit=unit, made_at__isnull=True).delete()
    if gone:
        record(MOVE_CANCELLED, by=by, obj=unit, region_code=unit.region_id)


@transaction.atomic
def make_move(*, pk: int, at: datetime) -> CareUnit | None:
    """Makes a move whose day has come, unless it has been made or taken back."""
    due = PlannedMove.objects.filter(pk=pk, made_at__isnull=True, on__lte=at.astimezone(SWEDEN).date())
    # The unit is locked before the move, as by those who change the move: else each could wait for the other.
    unit = CareUnit.objects.select_for_update().filter(pk__in=due.values("unit")).first()
    move = due.select_for_update().first()
    return _make(unit, move, at) if unit and move else None


def _make(unit: CareUnit, move: PlannedMove, at: datetime, by: User | None = None) -> CareUnit:
    """`by` is who makes it the same day; else the server makes what someone has planned."""
    move.made_at = at
    move.save(update_fields=["made_at"])
    if by:
        return _changed(unit, by, move.place, Via.EDITOR, _("Flytt"))
    note = _("Flytten som %(name)s planerade") % {"name": move.planned_by or _("någon")}
    return _changed(unit, None, move.place, Via.PLAN, note)


def _to_administer(by: User, unit: CareUnit) -> CareUnit:
    unit = to_edit(by, unit)
    if not administers(by, unit.region_id):
        raise Refused(_("Bara den som sköter regionens mottagningar får göra det."))
    return unit


def _changed(unit: CareUnit, by: User | None, facts: Mapping[str, Any], via: Via, note: str = "") -> CareUnit:
    current = documents([unit.pk])[unit.pk]
    write_units(by, {unit: (current, as_stored(current | dict(facts)))}, via, note)
    unit.refresh_from_db()
    return unit
