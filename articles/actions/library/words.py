"""Brings ämnesord, demand and the rules of the search in line with the library."""

from collections.abc import Collection

from django.db.models import F, Value
from django.db.models.functions import Greatest
from django.utils import timezone

from articles.actions.library.reading import Library
from articles.actions.library.revisions import LOADER
from articles.library_format import ArticleFile
from articles.models import Article, Language, SearchRule, Synonym

Key = tuple[int, str, str, str]  # article, text, kind, language


def bring_words_up_to_date(
    library: Library, rows: dict[tuple[str, str], Article], editors: Collection[int]
) -> set[int]:
    """Sets the ämnesord of the library's articles, but for the editors' own; returns those whose words have changed."""
    wanted = {key: None for key in _wanted(library, rows) if key[0] not in editors}
    articles = {row.pk for row in rows.values()}.difference(editors)
    found: dict[Key, int] = {
        (row["article_id"], row["text"], row["kind"], row["language"]): row["pk"]
        for row in Synonym.objects.filter(article__in=articles).values("pk", "article_id", "text", "kind", "language")
    }
    gone, new = found.keys() - wanted.keys(), [key for key in wanted if key not in found]
    Synonym.objects.filter(pk__in=[found[key] for key in gone]).delete()
    Synonym.objects.bulk_create(
        Synonym(article_id=article, text=text, kind=kind, language=language) for article, text, kind, language in new
    )
    return {key[0] for key in [*gone, *new]}


def _wanted(library: Library, rows: dict[tuple[str, str], Article]) -> dict[Key, None]:
    """Every word that should stand, each text once an article, in the order of the files."""
    texts: dict[tuple[int, str], tuple[str, str]] = {}

    def add(article: Article, text: str, kind: Synonym.Kind, language: str = "sv") -> None:
        texts.setdefault((article.pk, text), (kind.value, language))

    for text in [*library.articles.values(), *library.translations]:
        for word in text.synonyms:
            add(rows[text.slug, text.language], word, Synonym.Kind.NAME, Language(text.language).tag)
    told = ((Synonym.Kind.MEDICINE, library.words.medicines), (Synonym.Kind.ASKED, library.words.asked))
    for kind, by_slug in told:
        for slug, words in by_slug.items():
            for word in words:
                add(rows[slug, Language.SWEDISH], word, kind)
    for slug, foreign in library.words.foreign.items():
        for language, word in foreign:
            add(rows[slug, Language.SWEDISH], word, Synonym.Kind.NAME, language)
    return {(article, text, kind, language): None for (article, text), (kind, language) in texts.items()}


def demand_of(text: ArticleFile, library: Library) -> float:
    """0–1: near 1 for the most sought topic, 0 for one that the list does not name."""
    sought = library.words.most_sought
    return round(1 - sought.index(text.slug) / len(sought), 4) if text.slug in sought else 0.0


def bring_rules_up_to_date(library: Library) -> int:
    """Adds the library's rules that are missing and ends those of its own that it no longer has; returns how many.

    A rule that an editor has ended stays ended, and one that an editor has added stays.
    """
    ever = set(SearchRule.objects.values_list("kind", "text"))
    wanted = set(library.words.rules)
    dropped = [
        rule.pk
        for rule in SearchRule.objects.filter(added_by=None, added_by_name=LOADER, ended_at__isnull=True)
        if (rule.kind, rule.text) not in wanted
    ]
    ended = Greatest(F("added_at"), Value(timezone.now()))
    SearchRule.objects.filter(pk__in=dropped).update(ended_at=ended, ended_by_name=LOADER)
    new = [(kind, text) for kind, text in library.words.rules if (kind, text) not in ever]
    SearchRule.objects.bulk_create(SearchRule(kind=kind, text=text, added_by_name=LOADER) for kind, text in new)
    return len(new) + len(dropped)
