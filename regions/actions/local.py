"""What a region says holds there: its contacts and fees, in its own order, and its menu of suggested kinds of care."""

from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.audit import record
from accounts.models import User
from accounts.refusal import Refused
from regions.kinds import UnitKind
from regions.models import Region, RegionContact, RegionFee, RegionNotice
from regions.models.area import MOST_SUGGESTED
from regions.permissions import administers
from regions.queries.local import COMMON_KINDS

Row = TypeVar("Row", RegionContact, RegionFee, RegionNotice)
Fact = TypeVar("Fact", RegionContact, RegionFee)
T = TypeVar("T")


def locked_region(by: User, code: str) -> Region:
    """The region's row, held until the change is done: changes of what holds in a region come one after the other."""
    if not administers(by, code):
        raise Refused(_("Bara regionens administratörer kan ändra vad som gäller i regionen."))
    return Region.objects.select_for_update().get(code=code)


def check(row: Row, was: str) -> None:
    """Refuses a row that the database would not take, or that another has changed or removed since `was`.

    Raises:
        Refused: with the sentence that says what to do.
    """
    now = type(row)._default_manager.filter(pk=row.pk).first() if row.pk else None
    if row.pk and now is None:
        raise Refused(_("Någon annan har tagit bort den sedan du öppnade sidan. Lägg till den på nytt om den behövs."))
    if now is not None and now.fingerprint != was:
        raise Refused(
            _("Någon annan har ändrat samma uppgift sedan du öppnade sidan. Spara en gång till om din ska gälla.")
        )
    try:
        row.full_clean()
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error


def keep(*, by: User, row: Row, was: str, what: str) -> Row:
    """Adds or changes a row of a region that the caller has locked, and says so in the log as `what`.

    Raises:
        Refused: as `check` does.
    """
    is_new = row.pk is None
    check(row, was)
    row.save()
    record(f"{what}.added" if is_new else f"{what}.changed", by=by, obj=row, region_code=row.region_id, said=row.said())
    return row


@transaction.atomic
def save_fact(*, by: User, row: Fact, was: str = "") -> Fact:
    """Adds a contact or fee last in its list, or changes one; it is confirmed today, and read at once.

    Raises:
        Refused: the person may not, someone else has changed it, or the region has such a one already.
    """
    locked_region(by, row.region_id)
    row.confirmed_on = timezone.localdate()
    if row.pk is None:
        last = _siblings(row).aggregate(last=models.Max("position"))["last"]
        row.position = 0 if last is None else last + 1
    return keep(by=by, row=row, was=was, what="region_fact")


@transaction.atomic
def remove_fact(*, by: User, row: RegionContact | RegionFee) -> None:
    """Takes a contact or fee away. What it said stays in the log."""
    locked_region(by, row.region_id)
    record("region_fact.removed", by=by, obj=row, region_code=row.region_id, said=row.said())
    row.delete()


@transaction.atomic
def move_fact(*, by: User, row: Fact, up: bool) -> None:
    """One place up or down in its list; the first stays first and the last stays last."""
    locked_region(by, row.region_id)
    before = list(_siblings(row).order_by("position", "pk"))
    rows = moved(before, row, up=up)
    if rows == before:
        return
    for position, each in enumerate(rows):
        each.position = position
    type(row)._default_manager.bulk_update(rows, ["position"])
    record("region_fact.moved", by=by, obj=row, region_code=row.region_id, label=row.label, up=up)


@transaction.atomic
def confirm_facts(*, by: User, region_code: str) -> int:
    """Says that every contact and fee of the region is right today; how many they are."""
    region = locked_region(by, region_code)
    today = timezone.localdate()
    count = sum(rows.update(confirmed_on=today) for rows in (region.contacts.all(), region.fees.all()))
    record("region_fact.confirmed", by=by, obj=region, region_code=region_code, count=count)
    return count


@transaction.atomic
def change_menu(*, by: User, region_code: str, change: str, kind: UnitKind | None = None) -> None:
    """Gives the region a menu of its own that begins as the one for the whole country ("begin"), or takes it away
    ("end"); adds a kind last ("add"), takes one out ("remove"), or moves one ("up", "down").

    Raises:
        Refused: the person may not, named no kind, or the menu is full.
    """
    region = locked_region(by, region_code)
    before = region.suggested_kinds
    after = _changed_menu(before, change, kind)
    if after == before:
        return
    region.suggested_kinds = after
    region.save(update_fields=["suggested_kinds"])
    record("region_menu.changed", by=by, obj=region, region_code=region.code, before=before, after=after)


def _changed_menu(menu: list[str], change: str, kind: UnitKind | None) -> list[str]:
    if change == "begin":
        return menu or [common.value for common in COMMON_KINDS]
    if change == "end":
        return []
    if kind is None:
        raise Refused(_("Välj en typ av vård."))
    if change == "add" and kind not in menu:
        if len(menu) >= MOST_SUGGESTED:
            raise Refused(_("Menyn har plats för tolv typer av vård. Ta bort en först."))
        return [*menu, kind.value]
    if change == "remove":
        return [each for each in menu if each != kind]
    return moved(menu, kind.value, up=change == "up") if change in ("up", "down") else menu


def moved(items: list[T], item: T, *, up: bool) -> list[T]:
    """The list with one item a place up or down; unchanged when it is not there, or already at the end."""
    places = list(items)
    here = places.index(item) if item in places else -1
    there = here - 1 if up else here + 1
    if here >= 0 and 0 <= there < len(places):
        places[here], places[there] = places[there], places[here]
    return places


def _siblings(row: Fact) -> models.QuerySet[Fact]:
    return type(row)._default_manager.filter(region=row.region_id)
