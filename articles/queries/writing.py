"""What the pages for writing read: the article with its draft, the topics that a text may point at, and who may answer
for an article."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import Role, User
from articles.models import Article, Draft, Language, Revision, Status
from articles.queries.desk import with_status
from regions.assignments import regions_where
from regions.models import Assignment

JUST_NOW = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Topics:
    """Every Swedish article by its address: what an editor writes by title is kept by address."""

    titles: dict[str, str]
    slugs: dict[str, str]  # by title, without regard to capitals

    @classmethod
    def of(cls, titles: dict[str, str]) -> "Topics":
        return cls(titles, {title.casefold(): slug for slug, title in titles.items()})

    def slug_of(self, said: str) -> str:
        """The address of what was written as an address or a title; what is unknown stays as it was written."""
        said = " ".join(said.split())
        key = said.casefold().strip("/")
        return key if key in self.titles else self.slugs.get(key, said)

    def shown(self, slug: str) -> str:
        """The title, where the title leads back to the same article."""
        title = self.titles.get(slug, "")
        return title if title and self.slug_of(title) == slug else slug


def topics() -> Topics:
    return Topics.of(dict(Article.objects.national().filter(language=Language.SWEDISH).values_list("slug", "title")))


def articles_to_write(user: User) -> QuerySet[Article]:
    """The articles that the person may write in: the national ones, those of their regions, or both."""
    mine = Q(region__in=regions_where(user, Role.REGIONAL_EDITOR))
    if user.has_role(Role.EDITOR):
        mine |= Q(region__isnull=True)
    return Article.objects.filter(mine).select_related(
        "live", "pending", "draft__saved_by", "draft__base", "region", "adds_to__live", "confirmed_against"
    )


def draft_of(article: Article) -> Draft | None:
    return getattr(article, "draft", None)


def sent_back(article: Article) -> Any:
    """The newest version, with why, if a publisher sent it back: what is written next goes on from it. A newer one
    takes its place, and so it is newer than what readers see."""
    newest: Any = with_status(Revision.objects.filter(article=article)).order_by("-number").first()
    return newest if newest is not None and newest.status == Status.RETURNED else None


def saved_just_now_by_another(draft: Draft, user: User) -> bool:
    """Whether someone else may be writing in the draft at this moment."""
    return draft.serial > 0 and draft.saved_by_id != user.pk and timezone.now() - draft.saved_at < JUST_NOW


def editors(article: Article) -> QuerySet[User]:
    """Who may answer for the article: national editors, or its region's."""
    if article.region_id is None:
        return User.objects.filter(roles__contains=[Role.EDITOR], is_active=True).order_by("name")
    there = Assignment.objects.filter(region=article.region_id, role=Role.REGIONAL_EDITOR)
    return User.objects.filter(pk__in=there.values("user"), is_active=True).order_by("name")
