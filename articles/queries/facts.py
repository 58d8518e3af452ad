"""Facts, and the texts that refer to them."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Cast

from accounts.models import Role, User
from articles.facts import reference
from articles.models import Article, Draft, Fact, FactValue, RevisionPart


def fact_values() -> dict[str, str]:
    """Name → value of every fact that is in force. One query."""
    return dict(Fact.objects.filter(current__isnull=False).values_list("name", "current__value"))


def all_facts() -> QuerySet[Fact]:
    waiting = Count("values", filter=Q(values__in_force_at__isnull=True, values__declined_at__isnull=True))
    return Fact.objects.select_related("current").annotate(waiting=waiting).order_by("title")


def articles_with(fact: Fact) -> list[Article]:
    """The articles, translations and additions whose published or submitted text refers to the fact."""
    said = RevisionPart.objects.filter(content__contains=reference(fact.name))
    return list(
        Article.objects.filter(
            Exists(said.filter(revision=OuterRef("live"))) | Exists(said.filter(revision=OuterRef("pending")))
        )
        .select_related("live", "region")
        .order_by("region", "language", "sort_key")
    )


@dataclass(frozen=True, slots=True)
class Affected:
    """Every text that shows a fact."""

    articles: list[Article]
    drafts: list[Draft]

    def __len__(self) -> int:
        return len(self.articles) + len(self.drafts)


def affected(fact: Fact) -> Affected:
    """What a change of the fact changes. Two queries."""
    mark = reference(fact.name)
    drafts = Draft.objects.annotate(said=Cast("text", TextField())).filter(said__contains=mark)
    return Affected(articles_with(fact), list(drafts.select_related("article", "saved_by").order_by("article")))


def proposals() -> QuerySet[FactValue]:
    """What waits to be approved or put in force, oldest first."""
    return (
        FactValue.objects.filter(in_force_at__isnull=True, declined_at__isnull=True)
        .select_related("fact", "proposed_by", "approved_by")
        .order_by("proposed_at")
    )


def facts_waiting_for(user: User) -> QuerySet[FactValue]:
    """The proposals of others that the person may approve or put in force."""
    theirs = Q()
    if user.has_role(Role.FACT_REVIEWER):
        theirs |= Q(approved_at__isnull=True)
    if user.has_role(Role.PUBLISHER):
        theirs |= Q(approved_at__isnull=False)
    return proposals().filter(theirs).exclude(proposed_by=user) if theirs else FactValue.objects.none()
