"""The rules that editors teach the search, made ready for use: which words count for nothing, which mean the same, and
what may be about a life at stake."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, combinations, groupby, product
from math import comb, prod
from operator import itemgetter

from articles.models import SearchRule
from language.analysis import bare, fold, stem, words
from language.spelling import everyday_words

SHORTEST_SLIP, SHORTEST_EXACT = 6, 8  # letters of a word, or of one to be typed just so, in which a slip is forgiven
SHORTEST_APART = 12  # letters of a compound that may be typed apart with a slip
_ALTERNATIVES = re.compile(r"(2?)\{([^{}]*)\}")
_GROUP = re.compile(r"<([^<>\s]+)>")
_PART = re.compile(r"(?:2?\{[^{}]*\}|\S)+")  # of a phrase: a word, or the alternatives for one
SETTLES = "!"  # before what tells that nobody is in danger, and before what tells that a danger is there now
NAMED = "?"  # before a danger that people also read up on, and before what tells that someone does
EXACTLY = "="  # before a word of a phrase that means something else in other inflections
BESIDE = "_"  # between words that must stand side by side, typed just so

_Kind = SearchRule.Kind


Choice = tuple[str, ...]  # words that must all have been typed, each as `Phrase` has them


@dataclass(frozen=True, slots=True, eq=False)
class Phrase:
    """An expression of danger, or one that sounds like it: slots, in each of which one of several choices must have
    been typed, in any order. What the choices of all slots make together is never written out, only looked for.

    `settles` says, of what sounds harmless, that nobody is in danger, whatever else was typed; of a danger, that it is
    there now, so that its name counts as much as a sign. `named` is said of a danger that is a name, and of what tells
    that someone reads up: there a name is no danger, but a sign still is. `own` is one that an editor has added.
    """

    slots: tuple[tuple[Choice, ...], ...]
    settles: bool = False
    named: bool = False
    own: bool = False

    def is_held(self, typed: frozenset[str]) -> bool:
        return all(any(map(typed.issuperset, slot)) for slot in self.slots)

    def ways(self, typed: frozenset[str]) -> Iterator[frozenset[str]]:
        """The words of each way in which it was typed."""
        held = [filter(typed.issuperset, slot) for slot in self.slots]
        return (frozenset(chain.from_iterable(choices)) for choices in product(*held))


@dataclass(frozen=True)
class Rules:
    stop: frozenset[str] = frozenset()  # folded words
    weak: frozenset[str] = frozenset()  # canonical stems
    same: dict[str, str] = field(default_factory=dict)  # stem → the stem that stands for its group
    members: dict[str, tuple[str, ...]] = field(default_factory=dict)  # the latter → every stem of the group
    heads: dict[str, str] = field(default_factory=dict)  # the latter → the folded word whose stem it is
    emergency: dict[str, list[Phrase]] = field(default_factory=dict)  # by a word, so that few are looked at
    harmless: dict[str, list[Phrase]] = field(default_factory=dict)
    dangerous_words: frozenset[str] = frozenset()  # folded words of emergency phrases that a slip may stand for
    by_first_letter: dict[str, list[str]] = field(default_factory=dict)  # the latter and their stems, in order
    dangerous_compounds: Collection[str] = ()  # those of them that may also be typed apart
    dangerous_stems: frozenset[str] = frozenset()  # the canonical stems that emergency phrases need
    calm_stems: frozenset[str] = frozenset()  # those that harmless phrases need
    reading_by_first_letter: dict[str, list[str]] = field(default_factory=dict)  # the words of which a slip is forgiven
    spelt: frozenset[str] = (
        frozenset()
    )  # folded words that are no slips of those: of harmless phrases, and ordinary ones

    def canonical(self, of_stem: str) -> str:
        return self.same.get(of_stem, of_stem)

    def spellings(self, canonical: str) -> tuple[str, ...]:
        """The stems, as PostgreSQL has them, that one canonical stem stands for."""
        return self.members.get(canonical, (canonical,))


def rules_from(rows: Sequence[tuple[str, str, int | None]]) -> Rules:
    """The rules of (kind, text, the editor who added it, if one did) rows."""
    own = {text for _kind, text, editor in rows if editor is not None}
    return rules_of([(kind, text) for kind, text, _editor in rows], own)


def rules_of(rows: Iterable[tuple[str, str]], own: Collection[str] = ()) -> Rules:
    """The rules of (kind, text) rows, as `SearchRule` has them; and the texts of those that editors have added."""
    by_kind: dict[str, list[str]] = {}
    for kind, text in rows:
        by_kind.setdefault(kind, []).append(fold(text))
    groups = [words(text) for text in by_kind.get(_Kind.SAME, []) if words(text)]
    same = {stem(bare(word)): stem(bare(group[0])) for group in groups for word in group}
    members: dict[str, list[str]] = {}
    for each, head in same.items():
        members.setdefault(head, []).append(each)
    rules = Rules(
        stop=frozenset(word for text in by_kind.get(_Kind.STOP_WORD, []) for word in text.split()),
        weak=frozenset(
            same.get(s, s) for text in by_kind.get(_Kind.WEAK_WORD, []) for s in (stem(bare(w)) for w in text.split())
        ),
        same=same,
        members={head: tuple(stems) for head, stems in members.items()},
        heads={stem(bare(group[0])): bare(group[0]) for group in groups},
    )
    known = _groups(by_kind.get(_Kind.GROUP, []))
    dangers, calm = (
        [_written_out(text, known) for text in by_kind.get(kind, [])] for kind in (_Kind.EMERGENCY, _Kind.HARMLESS)
    )
    editors = {_written_out(fold(text), known) for text in own}
    emergency, harmless = _phrases(dangers, rules, editors), _phrases(calm, rules)
    dangerous = filter(_is_mistypable, _words_in(dangers))
    mistypable = sorted({word.removeprefix(EXACTLY) for word in dangerous})
    return replace(
        rules,
        emergency=_by_word(emergency),
        harmless=_by_word(harmless),
        dangerous_words=frozenset(mistypable),
        by_first_letter=_by_first_letter(chain(mistypable, filter(_is_mistypable, map(stem, mistypable)))),
        dangerous_compounds=[word for word in mistypable if len(word) >= SHORTEST_APART],
        dangerous_stems=_needed(emergency),
        calm_stems=_needed(harmless),
        reading_by_first_letter=_by_first_letter(
            filter(_is_mistypable, _words_in(text for text in by_kind.get(_Kind.HARMLESS, []) if text[:1] == NAMED))
        ),
        spelt=everyday_words().union(word.removeprefix(EXACTLY) for word in _words_in(calm)),
    )


def expanded(text: str, groups: Iterable[str]) -> str:
    """A text with the words of the groups that it names, of rules such as "maskin: såg|kvarn"."""
    return _written_out(text, _groups(groups))


def _by_first_letter(words_of: Iterable[str]) -> dict[str, list[str]]:
    plain = sorted({word.removeprefix(EXACTLY) for word in words_of})
    return {letter: list(found) for letter, found in groupby(plain, key=itemgetter(0))}


def _groups(texts: Iterable[str]) -> dict[str, str]:
    """Name → words with a bar between, of rules such as "maskin: såg|kvarn"; one group may be several rules."""
    found: dict[str, list[str]] = {}
    for text in texts:
        name, _, alternatives = text.partition(":")
        found.setdefault(name.strip(), []).append(alternatives.strip())
    return {name: "|".join(each) for name, each in found.items()}


def _written_out(text: str, known: Mapping[str, str]) -> str:
    """A text with the words of each group that it names, also through another: "{<maskin>}" is "{såg|kvarn}". The name
    of a group that is not known, or that names itself, is a word like any other."""

    def words_of(named: re.Match[str]) -> str:
        others = {name: alternatives for name, alternatives in known.items() if name != named[1]}
        return _written_out(known.get(named[1], named[1]), others)

    return _GROUP.sub(words_of, text)


def _words_in(texts: Iterable[str]) -> Iterator[str]:
    return (word for text in texts for slot in _slots(text) for choice in slot for word in choice.split())


def _needed(phrases: Iterable[Phrase]) -> frozenset[str]:
    return frozenset(word for phrase in phrases for slot in phrase.slots for choice in slot for word in choice)


def _is_mistypable(word: str) -> bool:
    """Whether a word is long enough to be told from others when a letter is wrong."""
    plain = word.removeprefix(EXACTLY)
    return BESIDE not in word and len(plain) >= (SHORTEST_SLIP if plain == word else SHORTEST_EXACT)


def _slots(text: str) -> list[list[str]]:
    """What may stand in each place of a phrase: "{svårt|tungt} andas" is [["svårt", "tungt"], ["andas"]]."""
    return [either(part) for part in _PART.findall(text.lstrip(SETTLES + NAMED))]


def either(text: str) -> list[str]:
    """Every phrase that a text with alternatives stands for: "{svårt|tungt} andas" is two; "2{blek|slö|virrig}" is any
    two of the three."""
    found = _ALTERNATIVES.search(text)
    if found is None:
        return [text]
    several, each_of = found.groups()
    return [
        phrase
        for each in (map(" ".join, combinations(each_of.split("|"), 2)) if several else each_of.split("|"))
        for phrase in either(f"{text[: found.start()]}{each}{text[found.end() :]}")
    ]


def most_choices(text: str) -> int:
    """In how many ways that place of a phrase can be filled which has most, counted without writing them out."""
    return max(
        (
            prod(
                comb(each_of.count("|") + 1, 2) if several else each_of.count("|") + 1
                for several, each_of in _ALTERNATIVES.findall(part)
            )
            for part in _PART.findall(text)
        ),
        default=1,
    )


def _by_word(phrases: list[Phrase]) -> dict[str, list[Phrase]]:
    """The phrases, by a word of each choice of that slot of theirs whose words stand in the fewest phrases."""
    often = Counter(word for phrase in phrases for slot in phrase.slots for choice in slot for word in choice)

    def telling(choice: Choice) -> str:
        return min(choice, key=lambda word: (often[word], word))

    found: dict[str, list[Phrase]] = {}
    for phrase in phrases:
        slot = min(phrase.slots, key=lambda slot: sum(often[telling(choice)] for choice in slot))
        for word in dict.fromkeys(map(telling, slot)):
            found.setdefault(word, []).append(phrase)
    return found


def _phrases(texts: Iterable[str], rules: Rules, own: Collection[str] = ()) -> list[Phrase]:
    found = []
    for text in texts:
        slots = [[_choice(choice, rules) for choice in slot] for slot in _slots(text)]
        needed = [slot for slot in slots if () not in slot] or [list(filter(None, chain.from_iterable(slots)))]
        if all(needed):
            unlike = tuple(tuple(dict.fromkeys(slot)) for slot in needed)
            found.append(Phrase(unlike, text.startswith(SETTLES), text.startswith(NAMED), own=text in own))
    return found


def _choice(text: str, rules: Rules) -> Choice:
    """ "=krampar" and "vad_är" must be typed just so; of other words any inflection will do. Small words need not be
    there."""
    needs = []
    for word in text.split():
        if word.startswith(EXACTLY) or BESIDE in word:
            needs.append(word)
        else:
            needs += [rules.canonical(stem(bare(each))) for each in words(word) if each not in SMALL_WORDS]
    return tuple(needs)


# Words that a phrase of danger may lack; "inte", "nu" and "vill" are what makes some of them urgent, and must be there.
SMALL_WORDS = frozenset(
    "i pa av for att en ett och jag du han hon den det min mitt mina sin sitt sina har ar kan som med till om mig sig "
    "mot vid ur hos the a is i my his her to of and it".split()
)
