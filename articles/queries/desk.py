"""What waits at the editors' desk, and for whom."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from accounts.models import Role, User
from articles.models import Article, Draft, Review, ReviewKind, Revision, SearchState, Status, StatusChange
from articles.permissions import may_approve_rules, may_write, publishes_somewhere, writes_somewhere
from articles.queries.counting import CountOf
from articles.queries.facts import facts_waiting_for, proposals
from articles.queries.listening import answers_waiting, faulty, misses_waiting
from articles.queries.rule_changes import changes_waiting, changes_waiting_for
from regions.assignments import regions_where
from regions.models import Assignment

SOON = timedelta(days=90)


def with_status(revisions: QuerySet[Revision]) -> QuerySet[Any]:
    """The revisions with what last happened to each: `status`, `status_by`, `status_at`, `status_reason`."""
    last = StatusChange.objects.filter(revision=OuterRef("pk")).order_by("-pk")
    return revisions.annotate(
        status=Subquery(last.values("status")[:1]),
        status_by=Subquery(last.values("by_name")[:1]),
        status_at=Subquery(last.values("at")[:1]),
        status_reason=Subquery(last.values("reason")[:1]),
    )


def reviews_waiting(user: User) -> QuerySet[Review]:
    """What the person has been asked to review and has not signed, of texts that still wait or are live."""
    current = Q(revision__article__pending=F("revision")) | Q(revision__article__live=F("revision"))
    return (
        Review.objects.filter(current, reviewer_user=user, signed_on__isnull=True, revoked_at__isnull=True)
        .select_related("revision__article", "asked_by")
        .order_by("asked_at")
    )


def pending() -> QuerySet[Any]:
    """The versions that wait for review or publishing, oldest first."""
    found = Revision.objects.filter(pk__in=Article.objects.filter(pending__isnull=False).values("pending"))
    return with_status(found).select_related("article__responsible").order_by("submitted_at")


def waiting_for_publisher(user: User) -> QuerySet[Any]:
    """The versions without an hour set, which the person has not written in and a fact reviewer has answered on, or
    which mend a published fault."""
    signed = Review.objects.filter(revision=OuterRef("pk"), kind=ReviewKind.FACT, signed_on__isnull=False)
    theirs = Q(article__region__in=regions_where(user, Role.PUBLISHER))
    if user.has_role(Role.PUBLISHER):
        theirs |= Q(article__region__isnull=True)
    ready = Q(is_correction=True) | Exists(signed)
    return pending().filter(theirs, ready, publish_at__isnull=True).exclude(writers=user)


def at_hand(user: User) -> QuerySet[Revision, int]:
    """The ids of the versions of the person's own, or of articles that they answer for, that something may be left to
    do about: those that have not been published, and corrections. They are few among all that have been published."""
    unsettled = Q(published_on__isnull=True) | Q(is_correction=True)
    theirs = Q(article__responsible=user) | Q(wrote(user))
    return Revision.objects.filter(unsettled, theirs).values_list("pk", flat=True)


def wrote(user: User) -> Exists:
    """That the person has written in a version."""
    return Exists(Revision.writers.through.objects.filter(revision=OuterRef("pk"), user=user))


def to_change(user: User, hand: Iterable[int]) -> QuerySet[Any]:
    """Of those at hand, what a reviewer wants changed and nobody has taken in or answered, in versions that wait and in
    the facts of published corrections; and what a publisher sent back to the person (`status`) and nobody has gone on
    from."""
    doubts = Review.objects.filter(
        Q(kind=ReviewKind.FACT) | Q(revision__published_on__isnull=True),
        revision=OuterRef("pk"),
        signed_on__isnull=False,
        verdicts__verdict="comment",
        verdicts__taken_at__isnull=True,
        verdicts__answers__isnull=True,
    )
    newer = Revision.objects.filter(article=OuterRef("article"), number__gt=OuterRef("number"))
    returned = StatusChange.objects.filter(revision=OuterRef("pk"), status=Status.RETURNED)  # which nothing follows on
    doubted = (Q(article__pending=F("pk")) | Q(article__live=F("pk"), is_correction=True)) & Exists(doubts)
    sent_back = Q(article__draft__isnull=True) & wrote(user) & Exists(returned) & ~Exists(newer)
    return with_status(Revision.objects.filter(doubted | sent_back, pk__in=hand))


def my_drafts(user: User) -> QuerySet[Draft]:
    """What the person has written in, or has begun on."""
    wrote = Q(pk__in=Draft.writers.through.objects.filter(user=user).values("draft"))
    return Draft.objects.filter(wrote | Q(saved_by=user)).select_related("article", "saved_by").order_by("-saved_at")


def due(until: date) -> QuerySet[Article]:
    """The published articles to be reviewed by that day, most overdue first."""
    return (
        Article.objects.filter(live__review_due__lte=until)
        .select_related("live", "responsible")
        .order_by("live__review_due", "sort_key")
    )


def has_responsible() -> Q:
    """That an article has a responsible editor who still works here as one: in its region, where a region wrote it."""
    there = Assignment.objects.filter(
        user=OuterRef("responsible"), region=OuterRef("region"), role=Role.REGIONAL_EDITOR
    )
    of_country = Q(region__isnull=True, responsible__roles__contains=[Role.EDITOR])
    return Q(responsible__is_active=True) & (of_country | Q(Exists(there)))


@dataclass(frozen=True, slots=True)
class DeskCounts:
    """The numbers in the side menu."""

    mine: int
    pending: int
    due: int
    facts: int  # proposals that wait to be approved or put in force
    answers: int
    misses: int
    rules: int  # changes that wait to be approved


def desk_counts(user: User, mine: int | None = None) -> DeskCounts:
    """One query; `mine` from the page that has read what waits for the person."""
    soon = timezone.localdate() + SOON
    counted = {
        "pending": Article.objects.filter(pending__isnull=False),
        "due": Article.objects.filter(live__review_due__lte=soon),
        "facts": proposals(),
        "answers": answers_waiting(),
        "rules": changes_waiting(),
    }
    waiting = {f"mine_{n}": rows for n, rows in enumerate(_mine(user) if mine is None else ())}
    rows = {name: CountOf(found.order_by().values("pk")) for name, found in (counted | waiting).items()}
    state: Any = SearchState.objects.annotate(misses=CountOf(misses_waiting().order_by()), **rows).get()
    found = {name: getattr(state, name) for name in (*counted, "misses")}
    return DeskCounts(mine=sum(getattr(state, name) for name in waiting) if mine is None else mine, **found)


def _mine(user: User) -> Iterator[QuerySet[Any]]:
    """What waits for the person, each thing in one of the querysets."""
    yield reviews_waiting(user)
    if user.has_role(Role.FACT_REVIEWER, Role.PUBLISHER):
        yield facts_waiting_for(user)
    if may_approve_rules(user):
        yield changes_waiting_for(user)
    if publishes_somewhere(user):
        yield waiting_for_publisher(user)
    if may_write(user):
        yield faulty()
    if writes_somewhere(user):
        yield to_change(user, at_hand(user))
