"""Changes of one day, and of many units at once."""

from collections.abc import Collection
from datetime import date, time
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.refusal import Refused
from regions.actions.units import to_edit, write_units
from regions.dated import Hours, closing_at, on_day, stated_purposes
from regions.documents import Document, as_stored, documents
from regions.models import CareUnit, Purpose, Via
from regions.opening import SWEDEN
from regions.permissions import units_to_edit
from regions.reader_view import unit_of

MOST_AT_ONCE = 1_000


@transaction.atomic
def change_day(*, by: User, unit: CareUnit, day: date, closes: time | None, note: str = "") -> CareUnit:
    """The unit closes earlier that day, or (`closes` is None) is closed all day; the week around it stays.

    Raises:
        Refused: the person may not, or the day has no hours that the time would shorten.
    """
    unit = to_edit(by, unit)
    document = documents([unit.pk])[unit.pk]
    hours = _shortened(unit, document, day, closes)
    wanted = as_stored(on_day(document, day, hours, note))
    write_units(by, {unit: (document, wanted)}, Via.EDITOR, "")
    unit.refresh_from_db()
    return unit


def _shortened(unit: CareUnit, document: Document, day: date, closes: time | None) -> Hours:
    if closes is None:
        return {purpose: [] for purpose in stated_purposes(document)}
    clock = {"clock": f"{closes:%H.%M}"}
    hours = closing_at(unit_of(unit, document, timezone.now()), day, closes)
    if not hours:
        raise Refused(_("Mottagningen har inga tider efter %(clock)s den dagen.") % clock)
    if hours.get(Purpose.VISIT) == []:
        raise Refused(_("Mottagningen öppnar inte före %(clock)s den dagen. Välj Stängt hela dagen.") % clock)
    return hours


@transaction.atomic
def change_several(
    *, by: User, units: Collection[int], notice: dict[str, Any] | None = None, day: dict[str, Any] | None = None
) -> list[CareUnit]:
    """Puts the same notice on many units, or gives them the same hours on a day (`day`: "day", "purposes", "hours",
    "note"): all of them, or none. Gives the units that have it now: a unit without drop-in gets no drop-in for a day.

    Raises:
        Refused: one of the units is not the person's to change, they are too many, or none has such hours.
    """
    if not units or len(units) > MOST_AT_ONCE:
        raise Refused(_("Välj mellan 1 och %(most)d mottagningar.") % {"most": MOST_AT_ONCE})
    mine = list(units_to_edit(by).filter(pk__in=units).order_by("pk").select_for_update(of=("self",)))
    if len(mine) < len(set(units)):
        raise Refused(_("En av mottagningarna är inte din att ändra. Ingenting är ändrat."))
    current = documents([unit.pk for unit in mine])
    made = {unit: _with(current[unit.pk], notice, day) for unit in mine}
    wanted = {unit: as_stored(document) for unit, document in made.items() if document is not None}
    if not wanted:
        raise Refused(_("Ingen av mottagningarna har de tiderna. Ingenting är ändrat."))
    today = timezone.localdate(timezone=SWEDEN)
    note = _("Samma ändring på %(count)d mottagningar %(day)s") % {"count": len(wanted), "day": today.isoformat()}
    write_units(by, {unit: (current[unit.pk], document) for unit, document in wanted.items()}, Via.EDITOR, note)
    return list(wanted)


def _with(document: Document, notice: dict[str, Any] | None, day: dict[str, Any] | None) -> Document | None:
    """The document with the notice and the day; None when the day is of hours that the unit does not have."""
    if notice and notice not in document["notices"]:
        document = document | {"notices": [*document["notices"], notice]}
    if day:
        purposes = [purpose for purpose in stated_purposes(document) if purpose in day["purposes"]]
        return on_day(document, day["day"], dict.fromkeys(purposes, day["hours"]), day["note"]) if purposes else None
    return document
