"""How well the published texts are kept, in figures that anyone may read."""

from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import Any

from django.db.models import Case, Exists, F, Min, OuterRef, Q, When

from articles.models import Article, Feedback, Language, Review, ReviewKind, Revision, Status
from articles.queries.signatures import is_known, is_whole

YEAR = timedelta(days=365)
DAYS_A_MONTH = 30.44


@dataclass(frozen=True, slots=True)
class Corrected:
    """A fault in a published text that was mended, and what it was. `path` is empty where the text is withdrawn."""

    title: str
    path: str
    published_on: date | None
    reason: str


@dataclass(frozen=True, slots=True)
class Quality:
    """The figures on one day; what each counts stands on the page. None where there is nothing to count."""

    day: date
    published: int
    in_date: int
    median_age_months: int | None
    examples: int
    not_reviewed: int
    corrections: list[Corrected]
    open_comments: int
    median_days_to_publish: int | None

    @property
    def in_date_percent(self) -> int | None:
        """Rounded down: 100 per cent means every text."""
        return 100 * self.in_date // self.published if self.published else None

    @property
    def reviewed(self) -> int:
        return self.published - self.not_reviewed


def quality(day: date) -> Quality:
    """The figures of that day, of the published Swedish texts. Four queries."""
    live = _live_texts()
    return Quality(
        day=day,
        published=len(live),
        in_date=sum(due is not None and due >= day for _, due, _, _ in live),
        median_age_months=_months([(day - published).days for published, _, _, _ in live if published]),
        examples=sum(example for _, _, example, _ in live),
        not_reviewed=sum(not reviewed for _, _, _, reviewed in live),
        corrections=_corrections(day - YEAR),
        open_comments=_open_comments(day - YEAR),
        median_days_to_publish=_median_days(day - YEAR),
    )


def _live_texts() -> list[tuple[Any, ...]]:
    """(published on, review due, example, approved by fact reviewers as a whole and as readers have it) of each."""
    judged = Review.objects.filter(
        is_known(F("pk"), F("revision")),
        revision__article=OuterRef("pk"),
        kind=ReviewKind.FACT,
        signed_on__isnull=False,
        verdicts__isnull=False,
    )
    rows = Article.objects.national().filter(language=Language.SWEDISH, live__isnull=False)
    return list(
        rows.annotate(reviewed=Case(When(Exists(judged), then=is_whole(F("live"))), default=False)).values_list(
            "live__published_on", "live__review_due", "live__is_example", "reviewed"
        )
    )


def _corrections(since: date) -> list[Corrected]:
    rows = Revision.objects.filter(is_correction=True, published_on__gte=since, article__language=Language.SWEDISH)
    return [
        Corrected(
            row.article.title,
            row.article.get_absolute_url() if row.article.live_id else "",
            row.published_on,
            row.correction_reason,
        )
        for row in rows.select_related("article__region", "article__adds_to").order_by("-published_on", "-pk")
    ]


def _open_comments(since: date) -> int:
    """The comments that nobody has dealt with."""
    return Feedback.objects.filter(created_at__date__gte=since, handled_at__isnull=True).exclude(comment="").count()


def _median_days(since: date) -> int | None:
    first = Min("status_changes__at", filter=Q(status_changes__status=Status.PUBLISHED))
    rows = Revision.objects.filter(
        published_on__gte=since, is_example=False, article__language=Language.SWEDISH
    ).annotate(took=first - F("submitted_at"))
    days = [took.days for took in rows.values_list("took", flat=True) if took is not None]
    return round(median(days)) if days else None


def _months(days: list[int]) -> int | None:
    return round(median(days) / DAYS_A_MONTH) if days else None
