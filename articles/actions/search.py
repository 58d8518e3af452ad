"""The ämnesord that editors teach the search, each change in the audit log and in effect at once."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.audit import record
from accounts.models import User
from articles.models import Article, Language, Synonym
from articles.permissions import may_write
from articles.search_index import index_articles, is_searched
from language.analysis import fold, words


class SearchChangeRefused(Exception):
    """The change could not be made; the message says why and what to do."""


def _said(text: str) -> str:
    """The text without what cannot be seen; refused when no word is left."""
    text = " ".join(text.replace("\x00", "").split())
    if not words(text):
        raise SearchChangeRefused(_("Skriv minst ett ord."))
    return text


@transaction.atomic
def add_synonym(*, by: User, article: Article, text: str, is_medicine: bool = False) -> Synonym:
    """Adds a word, or the name of a medicine, that leads to an article.

    Raises:
        SearchChangeRefused: the person may not, there is no word in it, the article has it already, or the search does
            not lead there, since it is the title of another article.
    """
    article = _locked(by, article)
    text = _said(text)
    if not is_searched(article):
        raise SearchChangeRefused(_("Sökningen leder till den nationella svenska texten. Lägg till ordet där."))
    if any(fold(text) == fold(known) for known in article.synonyms.values_list("text", flat=True)):
        raise SearchChangeRefused(_("Ordet finns redan på artikeln."))
    if other := _other_titled(text, article):
        message = _("Sökningen leder till artikeln ”%(title)s”, som heter så. Välj ett annat ord.") % {"title": other}
        raise SearchChangeRefused(message)
    kind = Synonym.Kind.MEDICINE if is_medicine else Synonym.Kind.NAME
    synonym = Synonym.objects.create(article=article, text=text, kind=kind)
    index_articles([article])
    record("synonym.added", by=by, obj=article, text=text, kind=kind.value)
    return synonym


def _locked(by: User, article: Article) -> Article:
    """The article, whose words no one else changes meanwhile."""
    if not may_write(by, article):
        raise SearchChangeRefused(_("Bara redaktörer ändrar ämnesord."))
    return Article.objects.select_for_update(of=("self",)).get(pk=article.pk)


def _other_titled(text: str, article: Article) -> str:
    """The title of another article that is called so, and which the word would not lead away from."""
    others = Article.objects.national().filter(language=Language.SWEDISH, live__isnull=False).exclude(pk=article.pk)
    named = ((title, (title, slug.replace("-", " "))) for title, slug in others.values_list("title", "slug"))
    return next((title for title, names in named if fold(text) in map(fold, names)), "")


@transaction.atomic
def remove_synonym(*, by: User, synonym: Synonym) -> None:
    """Takes away a word that leads to an article.

    Raises:
        SearchChangeRefused: the person may not.
    """
    article, text = _locked(by, synonym.article), synonym.text
    synonym.delete()
    if is_searched(article):
        index_articles([article])
    record("synonym.removed", by=by, obj=article, text=text)
