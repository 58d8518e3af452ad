"""The rules of the search and what is proposed for them; and what a change would do to the box with 112."""

import csv
import heapq
import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import islice

from django.db.models import F, Q, QuerySet

from accounts.models import User
from articles.models import CareLevel, Level, RuleChange, SearchRule
from articles.permissions import may_approve_rules
from articles.queries.search import is_box_shown
from articles.queries.search.at_hand import lexicon_at_hand
from articles.queries.search.emergency import verdict
from articles.queries.search.lexicon import Lexicon
from articles.queries.search.likelihood import EXAMPLES
from articles.queries.search.rules import expanded, most_choices, rules_from

MOST_LIKE, ANY = 200, 100  # examples that are tried: those that share most words with the rule, and others of all sorts
SHORTEST = 3  # letters of a word by which an example is like a rule
# Those in force, and with the change: a page asks for them when it is shown and when it is sent.
_rules = lru_cache(maxsize=2)(rules_from)
_PHRASES = {SearchRule.Kind.EMERGENCY, SearchRule.Kind.HARMLESS}
_LETTERS = re.compile(r"[^\W\d_]+")
MOST_CHOICES = 2_000  # in one place of a phrase; the widest of ours has some 600
BEGINNING = 5  # letters that a word has in common with its inflections


def rules_in_force() -> QuerySet[SearchRule]:
    return SearchRule.objects.filter(ended_at__isnull=True)


def group_names() -> set[str]:
    """The groups that a phrase can name."""
    texts = rules_in_force().filter(kind=SearchRule.Kind.GROUP).values_list("text", flat=True)
    return {text.partition(":")[0].strip() for text in texts}


def is_too_wide(kind: str, text: str) -> bool:
    """Whether a phrase, or with a group any phrase that names one, would stand for more than can be read within a
    moment: what stands side by side is multiplied."""
    rows = list(rules_in_force().filter(kind__in=_PHRASES | {SearchRule.Kind.GROUP}).values_list("kind", "text"))
    groups = [told for each, told in rows if each == SearchRule.Kind.GROUP]
    phrases = [text] if kind in _PHRASES else []
    if kind == SearchRule.Kind.GROUP:
        groups.append(text)
        phrases = [told for each, told in rows if each in _PHRASES and "<" in told]
    return most_choices(expanded("\n".join(phrases), groups)) > MOST_CHOICES


def changes() -> QuerySet[RuleChange]:
    return RuleChange.objects.select_related("rule", "proposed_by", "approved_by", "declined_by")


def changes_waiting() -> QuerySet[RuleChange]:
    """What waits to be approved, oldest first."""
    return changes().filter(in_force_at__isnull=True, declined_at__isnull=True).order_by("pk")


def changes_waiting_for(user: User) -> QuerySet[RuleChange]:
    """The proposals of others that the person may approve."""
    return changes_waiting().exclude(proposed_by=user) if may_approve_rules(user) else RuleChange.objects.none()


@dataclass(frozen=True, slots=True)
class Preview:
    """Of the examples that were tried: the dangers that would lose the box with 112, those that would get one, and of
    other searches those that would get one or be rid of it."""

    tried: int
    lost: list[str] = field(default_factory=list)
    found: list[str] = field(default_factory=list)
    disturbed: list[str] = field(default_factory=list)
    calmed: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.lost or self.found or self.disturbed or self.calmed)


def preview(change: RuleChange) -> Preview:
    """What the change would do, tried on some of our examples of danger and of other searches, and on the signs of
    danger in our own texts. Bounded: it answers within a second or two."""
    rows = tuple(rules_in_force().order_by("pk").values_list("kind", "text", "added_by"))
    known = lexicon_at_hand()  # its names will do; its rules may be old
    if change.ends:
        after = tuple(row for row in rows if row[:2] != (change.kind, change.text))
    else:
        after = (*rows, (change.kind, change.text, change.proposed_by_id))
    if known.rules_told != hash(rows):
        known = replace(known, rules=_rules(rows), mended={})  # by other rules a word is a slip, or none
    changed = replace(known, rules=_rules(after), mended={})
    tried = _examples_for(expanded(change.text, [text for kind, text, _ in rows if kind == SearchRule.Kind.GROUP]))
    found = Preview(len(tried))
    for query, is_danger in tried:
        was, is_now = _boxes(query, known, changed)
        if was and not is_now:
            (found.lost if is_danger else found.calmed).append(query)
        elif is_now and not was:
            (found.found if is_danger else found.disturbed).append(query)
    return found


def _boxes(query: str, *lexicons: Lexicon) -> list[bool]:
    """Whether the box is shown by each. Where the rules say the same of what was typed, it is not asked what was meant,
    which takes much longer."""
    told = {verdict(query, each.rules, each.spelt.__contains__) for each in lexicons}
    return [is_box_shown(query, each) for each in lexicons] if len(told) > 1 else [False] * len(lexicons)


def _examples_for(text: str) -> list[tuple[str, bool]]:
    """The examples that are tried: those that share most words with the rule, some of all sorts, and our own signs."""
    begins = {f" {word[:BEGINNING]}" for word in _LETTERS.findall(text.lower()) if len(word) >= SHORTEST}
    with EXAMPLES.open(encoding="utf-8", newline="") as file:
        examples = [(query, danger == "1") for query, danger in islice(csv.reader(file), 1, None)]
    alike = ((_likeness(query, begins), number) for number, (query, _danger) in enumerate(examples))
    like = [number for much, number in heapq.nlargest(MOST_LIKE, alike) if much]
    some = range(0, len(examples), len(examples) // ANY)
    signs = dict.fromkeys(sign for signs in _signs() for sign in signs)
    return [*((sign, True) for sign in signs), *(examples[number] for number in dict.fromkeys([*like, *some]))]


def _likeness(query: str, begins: set[str]) -> int:
    """How many of the beginnings of words it has."""
    text = f" {query.lower()}"
    return sum(begin in text for begin in begins)


def _signs() -> QuerySet[CareLevel, list[str]]:
    """The signs of danger to life in our own national texts."""
    texts = Q(revision__article__live=F("revision"), revision__article__language="sv", revision__article__region=None)
    return CareLevel.objects.filter(texts, level=Level.EMERGENCY).order_by("pk").values_list("signs", flat=True)
