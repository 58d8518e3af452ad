"""What has happened to a published version since it went live: its facts' values, and days without it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Func, OuterRef
from django.utils import timezone

from articles.models import Article, FactValue, Revision, Status, StatusChange
from articles.queries.rows import rows


def published_and_withdrawn(article: str) -> Func:
    """What has been shown to readers and taken from them again, oldest first; `article` is its field in the query."""
    happened = StatusChange.objects.filter(
        revision__article=OuterRef(article), status__in=(Status.PUBLISHED, Status.WITHDRAWN)
    )
    return rows(happened.order_by("pk"), "revision", "status", "at")


def went_live(happened: list[dict[str, Any]], revision: Revision) -> datetime:
    """The moment when readers first saw the version; the end of its day where that is all that is known."""
    for row in happened:
        if row["revision"] == revision.pk and row["status"] == Status.PUBLISHED:
            return datetime.fromisoformat(row["at"])
    assert revision.published_on is not None
    return timezone.make_aware(datetime.combine(revision.published_on + timedelta(days=1), time.min))


def withdrawn_on(article: Article, happened: list[dict[str, Any]], revision: Revision) -> date | None:
    """When the version was withdrawn, or the whole article while it was another that readers saw."""
    last = next((row for row in reversed(happened) if row["revision"] == revision.pk), None)
    is_own = last is not None and last["status"] == Status.WITHDRAWN
    when = datetime.fromisoformat(last["at"]) if last and is_own else article.withdrawn_at
    return timezone.localdate(when) if when else None


@dataclass(frozen=True, slots=True)
class Away:
    """The days between which readers could not see the text."""

    first: date
    last: date


def _away(happened: list[dict[str, Any]], moment: datetime) -> list[Away]:
    """When the text was withdrawn and came back, after that moment."""
    found, gone = [], None
    for row in happened:
        at = datetime.fromisoformat(row["at"])
        if row["status"] == Status.WITHDRAWN:
            gone = at
        elif gone is not None:
            found += [Away(timezone.localdate(gone), timezone.localdate(at))] if gone >= moment else []
            gone = None
    return found


@dataclass(frozen=True, slots=True)
class FactChange:
    """That a fact got another value."""

    on: date
    title: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Since:
    """What readers are told of the time after a version went live."""

    fact_changes: list[FactChange]
    away: list[Away]

    def __bool__(self) -> bool:
        return bool(self.fact_changes or self.away)


def since(values: list[FactValue], happened: list[dict[str, Any]], moment: datetime) -> Since:
    """What happened after that moment to the facts, and to the text itself."""
    return Since(_fact_changes(values, moment), _away(happened, moment))


def values_of(names: Collection[str]) -> list[FactValue]:
    """The values that the facts have had, oldest first. One query, none without names."""
    if not names:
        return []
    known = FactValue.objects.filter(fact__name__in=names, in_force_at__isnull=False)
    return list(known.select_related("fact").order_by("in_force_at", "pk"))


def values_at(values: list[FactValue], moment: datetime) -> dict[str, str]:
    """Name → value at the moment; the first that the fact ever had, where that is later."""
    found: dict[str, str] = {}
    for each in values:
        if each.fact.name not in found or (each.in_force_at and each.in_force_at <= moment):
            found[each.fact.name] = each.value
    return found


def _fact_changes(values: list[FactValue], moment: datetime) -> list[FactChange]:
    """What has been changed after that moment, oldest first."""
    found, last = [], dict[str, str]()
    for each in values:
        before = last.get(each.fact.name, each.value)
        if each.in_force_at and each.in_force_at > moment and before != each.value:
            found.append(FactChange(timezone.localdate(each.in_force_at), each.fact.title, before, each.value))
        last[each.fact.name] = each.value
    return found
