"""Searches that found nothing: counted without anything about who asked, and made ämnesord by editors."""

import logging
import re
from datetime import timedelta
from typing import Any

from django.db import Error, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.anonymous import too_many
from accounts.audit import record
from accounts.models import User
from accounts.refusal import Refused
from articles.actions.search import SearchChangeRefused, add_synonym, remove_synonym
from articles.models import Article, SearchMiss, SearchMissDone, Synonym
from articles.permissions import may_write
from language.analysis import fold, written_words
from language.masking import mask

SHORTEST, LONGEST, MOST_WORDS, MOST_DIGITS = 2, 60, 5, 3
NEW_A_DAY = 2_000  # terms: whoever floods the search fills no disk
PER_HOUR = 30  # from one connection: nor that room, after which no word of anyone's would be counted that day
UNSEEN_KEPT = timedelta(days=90)
KEPT = timedelta(days=2 * 365)
_COUNT = """
    INSERT INTO articles_searchmiss (term, day, count)
    SELECT %(term)s, %(day)s, 1
    WHERE NOT EXISTS (SELECT FROM articles_searchmissdone WHERE term = %(term)s AND outcome = 'dismissed')
        AND (
            EXISTS (SELECT FROM articles_searchmiss WHERE day = %(day)s AND term = %(term)s)
            OR (SELECT count(*) FROM articles_searchmiss WHERE day = %(day)s) < %(most)s
        )
    ON CONFLICT (day, term) DO UPDATE SET count = articles_searchmiss.count + 1
"""
_log = logging.getLogger(__name__)


def counted_term(query: str) -> str | None:
    """What is counted of a query that found nothing: its words in lower case. None when it may say who asked, or is
    no topic: something in it is masked, it has an @, more than three digits or many words, or is very short or long."""
    if "@" in query or mask(query) != query:
        return None
    found = [word for _, word in written_words(query.lower())]
    term = " ".join(found)
    digits = sum(character.isnumeric() for character in term)
    fits = SHORTEST <= len(term) <= LONGEST and len(found) <= MOST_WORDS and digits <= MOST_DIGITS
    return term if fits and re.search(r"[^\W\d_]", term) else None


def note_miss(query: str, *, address: str) -> None:
    """Counts a search that found nothing, in one statement. That it cannot is no fault of the reader's page: it is
    logged, without the words. The address only counts, hashed, for an hour."""
    term = counted_term(query)
    if term is None or too_many("search-miss", address, PER_HOUR):
        return
    try:
        with connection.cursor() as cursor:
            cursor.execute(_COUNT, {"term": term, "day": timezone.localdate(), "most": NEW_A_DAY})
    except Error as error:
        _log.warning("En sökning utan träff räknades inte: %s", type(error).__name__)


@transaction.atomic
def miss_to_synonym(*, by: User, term: str, article: Article) -> SearchMissDone:
    """Makes a term that readers have searched for an ämnesord of an article: the search finds it at once.

    Raises:
        Refused: the person is no editor, the term is not one to show, or the article cannot have the word.
    """
    terms = _alike(by, term)
    if article.live_id is None:
        raise Refused(_("Artikeln är inte publicerad, så ordet leder ingenstans. Välj en publicerad artikel."))
    try:
        synonym = add_synonym(by=by, article=article, text=term)
    except SearchChangeRefused as refusal:
        raise Refused(str(refusal)) from refusal
    return _done(by, term, terms, outcome=SearchMissDone.Outcome.SYNONYM, article=article, synonym=synonym)


@transaction.atomic
def dismiss_miss(*, by: User, term: str) -> SearchMissDone:
    """Says that a term is not ours to answer: it leaves the list and is counted no more.

    Raises:
        Refused: the person is no editor, or the term is not one to show.
    """
    return _done(by, term, _alike(by, term), outcome=SearchMissDone.Outcome.DISMISSED)


@transaction.atomic
def undo_miss(*, by: User, done: SearchMissDone) -> None:
    """Takes back what was done about a term, and in the same press about those that the search takes for the same: the
    ämnesord goes, and they are on the list again.

    Raises:
        Refused: the person is no editor.
    """
    _refuse_unless_writer(by)
    if done.synonym is not None:
        remove_synonym(by=by, synonym=done.synonym)
    record("search_miss.undone", by=by, term=done.term, outcome=done.outcome)
    SearchMissDone.objects.filter(at=done.at, by=done.by, outcome=done.outcome).delete()


def forget_misses() -> int:
    """Deletes the terms that were not asked on five days within 90, and all that is older than two years. Returns how
    many rows."""
    today = timezone.localdate()
    unseen, _each = SearchMiss.objects.too_rare(today - UNSEEN_KEPT).delete()
    old, _each = SearchMiss.objects.filter(day__lt=today - KEPT).delete()
    return unseen + old


def _refuse_unless_writer(user: User) -> None:
    if not may_write(user):
        raise Refused(_("Bara redaktörer lägger till ämnesord."))


def _alike(by: User, term: str) -> list[str]:
    """The terms on the list that the search takes for the same: "magknip" and "mågknip"."""
    _refuse_unless_writer(by)
    list(SearchMiss.objects.select_for_update().filter(term=term).order_by("pk"))  # one editor at a time
    shown = [str(row["term"]) for row in SearchMiss.objects.shown()]
    if term not in shown:  # also when it has been asked, but on fewer days: that is not told to anyone
        raise Refused(_("Sökningen finns inte på listan. Någon annan kan ha tagit hand om den."))
    return [each for each in shown if fold(each) == fold(term)]


def _done(
    by: User,
    term: str,
    terms: list[str],
    *,
    outcome: SearchMissDone.Outcome,
    article: Article | None = None,
    synonym: Synonym | None = None,
) -> SearchMissDone:
    now = timezone.now()
    fields: dict[str, Any] = {"outcome": outcome, "article": article, "synonym": synonym}
    fields |= {"day": timezone.localdate(now), "at": now, "by": by}
    done = {each: SearchMissDone.objects.update_or_create(term=each, defaults=fields)[0] for each in terms}
    record("search_miss.done", by=by, obj=done[term], term=term, outcome=outcome)
    return done[term]
