"""An article at the desk: what is live, what waits, its draft, and every version with what has happened to it."""

from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Prefetch, QuerySet

from articles.models import Article, Draft, Review, Revision, StatusChange


@dataclass(frozen=True, slots=True)
class ArticleAtDesk:
    """The article with its versions, newest first; each has the `names` and `writer_pks` of its writers."""

    article: Article
    versions: list[Revision]
    draft: Draft | None
    draft_writers: list[str]

    @property
    def live(self) -> Revision | None:
        return self._version(self.article.live_id)

    @property
    def pending(self) -> Revision | None:
        return self._version(self.article.pending_id)

    def _version(self, pk: int | None) -> Revision | None:
        return next((version for version in self.versions if version.pk == pk), None)

    @property
    def withdrawn(self) -> Revision | None:
        """The version that was withdrawn last, while nothing else has been published."""
        if self.article.withdrawn_at is None:
            return None
        return next((version for version in self.versions if version.published_on), None)

    def late(self, today: date) -> bool:
        return self.live is not None and self.live.overdue(today)


def article_at_desk(pk: int) -> ArticleAtDesk | None:
    """Four queries."""
    writers = Draft.writers.through.objects.filter(draft__article=OuterRef("pk")).order_by("user__name")
    article = (
        Article.objects.select_related("responsible", "draft__saved_by")
        .annotate(draft_writers=ArraySubquery(writers.values("user__name")))
        .filter(pk=pk)
        .first()
    )
    if article is None:
        return None
    versions = list(versions_of(article.revisions.all()).order_by("-number"))
    for version in versions:
        version.article = article  # for its address
    draft = getattr(article, "draft", None)
    return ArticleAtDesk(article, versions, draft, article.draft_writers)


def versions_of(revisions: QuerySet[Revision]) -> QuerySet[Revision]:
    """The versions with the names of their writers, what has happened to each, and who reviews them."""
    writers = Revision.writers.through.objects.filter(revision=OuterRef("pk")).order_by("user__name")
    return revisions.annotate(
        names=ArraySubquery(writers.values("user__name")), writer_pks=ArraySubquery(writers.values("user_id"))
    ).prefetch_related(
        Prefetch("status_changes", StatusChange.objects.order_by("pk")),
        Prefetch("reviews", Review.objects.filter(revoked_at__isnull=True).order_by("asked_at", "pk")),
    )
