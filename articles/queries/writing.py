"""What the pages for writing read: the article with its draft, the topics that a text may point at, and who may answer
for an article."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import Role, User
from articles.models import Article, Draft, Language

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
    return Topics.of(dict(Article.objects.filter(language=Language.SWEDISH).values_list("slug", "title")))


def articles_to_write() -> QuerySet[Article]:
    return Article.objects.select_related("live", "pending", "draft__saved_by")


def draft_of(article: Article) -> Draft | None:
    return getattr(article, "draft", None)


def saved_just_now_by_another(draft: Draft, user: User) -> bool:
    """Whether someone else may be writing in the draft at this moment."""
    return draft.serial > 0 and draft.saved_by_id != user.pk and timezone.now() - draft.saved_at < JUST_NOW


def editors() -> QuerySet[User]:
    return User.objects.filter(roles__contains=[Role.EDITOR], is_active=True).order_by("name")
