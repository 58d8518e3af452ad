"""An article at the desk: what is live, what waits, its draft, and every version with what has happened to it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet

from articles.models import Article, Draft, Review, ReviewKind, Revision, Status, StatusChange
from articles.queries.rows import rows
from articles.queries.signatures import is_known


@dataclass(frozen=True, slots=True)
class Happened:
    """One status row."""

    status: Status
    at: datetime
    by_name: str
    reason: str

    @property
    def label(self) -> str:
        return str(self.status.label)


@dataclass(frozen=True, slots=True)
class Reviewing:
    """A review that is asked for or signed."""

    pk: int
    kind: str
    reviewer: str
    profession: str
    workplace: str
    conflict_of_interest: str
    reviewer_user: int | None
    signed_on: date | None
    asked_by: str | None
    asked_name: str
    is_known: bool

    @property
    def by_link(self) -> bool:
        """Whether it is given without an account: that it is the right person rests on the word of someone else."""
        return self.reviewer_user is None and self.asked_by is not None


@dataclass(frozen=True, slots=True)
class VersionAtDesk:
    """A version with those who wrote it and judge it, and what has happened to it, oldest first."""

    revision: Revision
    writers: list[str]
    writer_pks: list[int]
    happened: list[Happened]
    reviews: list[Reviewing]

    @property
    def state(self) -> Happened | None:
        return self.happened[-1] if self.happened else None

    @property
    def fact_reviews(self) -> list[Reviewing]:
        """Those that can approve the text: what is said of language alone approves nothing."""
        return [review for review in self.reviews if review.kind == ReviewKind.FACT]

    @property
    def unanswered(self) -> list[Reviewing]:
        """Fact reviews that are asked for and not signed."""
        return [review for review in self.fact_reviews if review.signed_on is None]

    @property
    def unconfirmed(self) -> list[Reviewing]:
        """Fact reviews that are signed, and nobody who may stands for who signed."""
        return [review for review in self.fact_reviews if review.signed_on is not None and not review.is_known]

    def asked_of(self, user_pk: int) -> Reviewing | None:
        """The review that this person has been asked for and has not signed."""
        theirs = (review for review in self.reviews if review.reviewer_user == user_pk)
        return next((review for review in theirs if review.signed_on is None), None)


@dataclass(frozen=True, slots=True)
class ArticleAtDesk:
    """The article with its versions, newest first."""

    article: Article
    versions: list[VersionAtDesk]
    draft: Draft | None
    draft_writers: list[str]

    @property
    def live(self) -> VersionAtDesk | None:
        return self._version(self.article.live_id)

    @property
    def pending(self) -> VersionAtDesk | None:
        return self._version(self.article.pending_id)

    def _version(self, pk: int | None) -> VersionAtDesk | None:
        return next((version for version in self.versions if version.revision.pk == pk), None)

    @property
    def withdrawn(self) -> VersionAtDesk | None:
        """The version that was withdrawn last, while nothing else has been published."""
        if self.article.withdrawn_at is None:
            return None
        return next((version for version in self.versions if version.revision.published_on), None)

    @property
    def sent_back(self) -> VersionAtDesk | None:
        """The newest version, if a publisher sent it back and whatever is written goes on from it."""
        newest = next(iter(self.versions), None)
        is_returned = newest is not None and newest.state is not None and newest.state.status == Status.RETURNED
        if newest is None or not is_returned:
            return None
        return newest if self.draft is None or self.draft.base_id == newest.revision.pk else None

    @property
    def returned(self) -> VersionAtDesk | None:
        """The same, while nobody has gone on from it."""
        return self.sent_back if self.draft is None else None


def article_at_desk(pk: int) -> ArticleAtDesk | None:
    """Two queries."""
    writers = Draft.writers.through.objects.filter(draft__article=OuterRef("pk")).order_by("user__name")
    article: Any = (
        Article.objects.select_related("responsible", "draft__saved_by", "region", "adds_to")
        .annotate(draft_writers=ArraySubquery(writers.values("user__name")))
        .filter(pk=pk)
        .first()
    )
    if article is None:
        return None
    versions = [version_at_desk(row) for row in with_history(article.revisions.order_by("-number"))]
    for version in versions:
        version.revision.article = article  # for its address
    return ArticleAtDesk(article, versions, getattr(article, "draft", None), article.draft_writers)


def with_history(revisions: QuerySet[Revision]) -> QuerySet[Revision]:
    """The revisions with all that `version_at_desk` makes a version of, in the same query."""
    writers = Revision.writers.through.objects.filter(revision=OuterRef("pk")).order_by("user__name")
    happened = StatusChange.objects.filter(revision=OuterRef("pk")).order_by("pk")
    reviews = Review.objects.filter(revision=OuterRef("pk"), revoked_at__isnull=True).order_by("asked_at", "pk")
    reviews = reviews.annotate(is_known=is_known(F("pk"), F("revision")))
    return revisions.annotate(
        writer_names=ArraySubquery(writers.values("user__name")),
        writer_pks=ArraySubquery(writers.values("user_id")),
        happened=rows(happened, "status", "at", "by_name", "reason"),
        reviewing=rows(reviews, *(set(Reviewing.__slots__) - {"asked_by"}), asked_by="asked_by__name"),
    )


def version_at_desk(row: Any) -> VersionAtDesk:
    """A row of `with_history`, with the database's text read as times and days."""
    return VersionAtDesk(
        revision=row,
        writers=row.writer_names,
        writer_pks=row.writer_pks,
        happened=[
            Happened(Status(each["status"]), datetime.fromisoformat(each["at"]), each["by_name"], each["reason"])
            for each in row.happened
        ],
        reviews=[
            Reviewing(**(each | {"signed_on": each["signed_on"] and date.fromisoformat(each["signed_on"])}))
            for each in row.reviewing
        ],
    )
