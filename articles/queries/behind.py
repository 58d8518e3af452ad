"""Texts that nobody works on though they need it: the withdrawn, and those that rest on another text which has changed
since, as translations do and what regions add."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q

from accounts.models import User
from articles.models import Article, Language, Revision
from articles.queries.desk import wrote
from articles.queries.regional import outdated_additions
from articles.queries.translating import swedish_live
from articles.queries.writing import articles_to_write


@dataclass(frozen=True, slots=True)
class LeftAlone:
    """The texts of the person's own, or that they answer for, that need someone and have nobody."""

    withdrawn: list[Article]  # longest ago first
    behind: list[Article]  # in alphabetical order


def left_alone(user: User) -> LeftAlone:
    """One query, and one more where the person answers for an addition to a national text that has been published
    anew."""
    published = Revision.objects.filter(wrote(user), article=OuterRef("pk"), published_on__isnull=False)
    withdrawn = Q(withdrawn_at__isnull=False) & (Q(responsible=user) | Exists(published))
    translation = Q(region__isnull=True, swedish_live__isnull=False) & ~Q(language=Language.SWEDISH)
    translation &= ~Q(live__made_from=F("swedish_live"))
    addition = Q(adds_to__live__isnull=False) & ~Q(confirmed_against=F("adds_to__live"))
    behind = Q(responsible=user, live__isnull=False) & (translation | addition)
    rests = articles_to_write(user).filter(pending__isnull=True, draft__isnull=True)
    rests = rests.annotate(swedish_live=swedish_live()).filter(withdrawn | behind)
    found: list[Article] = list(rests.select_related(None).select_related("adds_to").order_by("sort_key", "pk"))
    outdated = outdated_additions(found)
    return LeftAlone(
        withdrawn=sorted((each for each in found if each.withdrawn_at), key=_since),
        behind=[each for each in found if each.live_id and (each.pk in outdated or not each.adds_to_id)],
    )


def _since(withdrawn: Article) -> datetime:
    assert withdrawn.withdrawn_at is not None
    return withdrawn.withdrawn_at


def is_behind(article: Article, others: list[Article]) -> bool:
    """Whether that is so of one article, beside its other languages. One query, for an addition to a text that has been
    published anew; otherwise none."""
    if article.live is None:
        return False
    if article.adds_to_id:
        return article.pk in outdated_additions([article])
    swedish = next((other for other in others if other.language == Language.SWEDISH), None)
    return swedish is not None and swedish.live_id is not None and article.live.made_from_id != swedish.live_id
