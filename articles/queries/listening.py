"""What readers have told us: their answers, and what they searched for and did not find."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import Case, Count, Exists, F, Max, OuterRef, Q, QuerySet, Value, When, Window
from django.db.models.functions import Concat
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.models import Article, Fact, FactValue, Feedback, RevisionPart, SearchMiss, SearchMissDone
from articles.queries.search import Topic, lexicon, nearest
from language.analysis import fold

LEAST_ANSWERS = 5  # before a share says anything


def answers_waiting() -> QuerySet[Feedback]:
    """The comments that wait for an editor."""
    return Feedback.objects.waiting()


def misses_waiting() -> QuerySet[SearchMiss, dict[str, Any]]:
    """The searches without a hit that wait for an editor, a row a term."""
    return SearchMiss.objects.shown()


# ---- answers ----


@dataclass(slots=True)
class AnswersOnArticle:
    """The comments on an article that a page of the list shows, and the answers since its text went live."""

    article: Article
    comments: list[Feedback]
    yes: int = 0
    no: int = 0


def comments() -> QuerySet[Feedback]:
    """Readers' comments, an article at a time, its newest comment first: the article that was last commented on first;
    before them what is said to be wrong and waits, and the articles where something is."""
    urgent = Case(When(is_fault=True, handled_at__isnull=True, then=1), default=0)
    found = (
        Feedback.objects.with_comment()
        .select_related("article__live", "handled_by")
        .annotate(urgent=urgent, most_urgent=Window(Max(urgent), partition_by="article"))
        .annotate(newest=Window(Max("created_at"), partition_by="article"))
    )
    return found.order_by("-most_urgent", "-newest", "article", "-urgent", "-created_at", "-pk")


def faulty() -> QuerySet[Any]:
    """The articles in which readers say that something is wrong and no editor has answered: `faults`, how many, and
    `told_at`, when the last was told."""
    waiting = Feedback.objects.waiting_faults().values("pk")
    told = Article.objects.filter(feedback__in=waiting).annotate(faults=Count("feedback"))
    return told.annotate(told_at=Max("feedback__created_at")).order_by("-told_at")


def by_article(rows: Iterable[Feedback]) -> list[AnswersOnArticle]:
    """The comments of one page, with what readers have answered on each article since its text went live."""
    groups = [AnswersOnArticle(article, list(each)) for article, each in groupby(rows, lambda row: row.article)]
    tallies = {row["article"]: row for row in _since_live().filter(article__in=[each.article for each in groups])}
    for group in groups:
        tally = tallies.get(group.article.pk)
        if tally:
            group.yes, group.no = tally["yes"], tally["no"]
    return groups


def least_helpful(most: int = 5) -> list[dict[str, Any]]:
    """The articles that most readers say did not help, since their text went live: pk, title, yes, no and `share`."""
    rows = _since_live().filter(no__gt=0, answers__gte=LEAST_ANSWERS).annotate(share=100 * F("no") / F("answers"))
    return list(rows.values("article", "article__title", "yes", "no", "share").order_by("-share", "-no")[:most])


def _since_live() -> QuerySet[Any, Any]:
    since = Feedback.objects.filter(
        article__live__isnull=False, revision_number__gte=F("article__live__number"), is_fault=False
    )
    return since.values("article").annotate(
        yes=Count("pk", filter=Q(helpful=True)), no=Count("pk", filter=Q(helpful=False)), answers=Count("pk")
    )


def mending_versions(feedback: Feedback) -> list[tuple[int, str]]:
    """The versions that may mend what a comment is about: those newer than the one read, and the draft; and the one
    read itself, when a fact that it shows has been changed since. Three queries."""
    article = feedback.article
    rows = list(article.revisions.order_by("-number").values_list("pk", "number", "published_on"))
    found = [
        (number, _version_name(pk, number, published_on, article))
        for pk, number, published_on in rows
        if number > feedback.revision_number
    ]
    if hasattr(article, "draft"):
        draft = max((number for _pk, number, _on in rows), default=0) + 1
        found.insert(0, (draft, _("Utkastet, som blir version %(number)s") % {"number": draft}))
    if facts := facts_changed_since(feedback):
        named = ", ".join(f"”{fact}”" for fact in facts)
        found.append((feedback.revision_number, _("Faktauppgiften %(names)s") % {"names": named}))
    return found


def facts_changed_since(feedback: Feedback) -> list[Fact]:
    """The facts that the version read shows and that have another value since the reader answered."""
    parts = RevisionPart.objects.filter(
        revision__article=feedback.article_id,
        revision__number=feedback.revision_number,
        content__contains=Concat(Value("{"), OuterRef("name"), Value("}")),
    )
    changed = FactValue.objects.filter(fact=OuterRef("pk"), in_force_at__gt=feedback.created_at)
    return list(Fact.objects.filter(Exists(parts), Exists(changed)).order_by("title"))


def _version_name(pk: int, number: int, published_on: date | None, article: Article) -> str:
    name = _("Version %(number)s") % {"number": number}
    if pk == article.live_id and published_on:
        return _("%(version)s, publicerad %(day)s") % {"version": name, "day": date_format(published_on)}
    return _("%(version)s, granskas") % {"version": name} if pk == article.pending_id else name


# ---- searches without a hit ----


@dataclass(frozen=True, slots=True)
class Miss:
    """A term that readers have searched for in vain on enough days to be shown."""

    term: str
    days: int
    times: int
    first: date
    last: date
    guesses: list[Topic] = field(default_factory=list)


def with_guesses(rows: Iterable[dict[str, Any]]) -> list[Miss]:
    """Rows of `SearchMissQuerySet.shown` with the topics whose titles look most like each."""
    rows = list(rows)
    guesses = nearest(row["term"] for row in rows) if rows else {}
    return [Miss(guesses=guesses[row["term"]], **row) for row in rows]


def topics() -> list[Topic]:
    """The published Swedish articles, which an ämnesord can lead to, by title."""
    return sorted(lexicon().topics.values(), key=lambda topic: topic.title)


def topic_titled(text: str) -> Topic | None:
    """The topic of that title, however its letters are typed."""
    return next((topic for topic in topics() if fold(topic.title) == fold(text)), None)


def done_lately(most: int = 10) -> QuerySet[SearchMissDone]:
    return SearchMissDone.objects.select_related("article", "by").order_by("-at")[:most]
