"""What a search asks for: the typed words that matter, each with the atoms that it may be met by.

A word that no name and no text has may be a slip of the finger, words typed together, or one word typed apart; then it
has another meaning than the typed one, and the answer says so.
"""

import re
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA, Indel

from articles.queries.search.ages import without_ages
from articles.queries.search.lexicon import MOST_JOINED, Lexicon
from articles.site_pages import site_page_words
from language.analysis import bare, stem, written_words
from language.compounds import known_parts, parts, run_together
from language.sound import sound
from language.spelling import everyday_english, everyday_places
from regions.queries.gazetteer import known_places

MAX_WORDS = 12
SHORTEST_SLIP = 4  # letters; a shorter word is too near too many others
SHORTEST_BEGINNING = 3
SHORTEST_LAST = 3  # letters of the last of words typed apart that their common stem keeps
LONG, LONGER = 7, 12  # letters from which two slips are forgiven, and three
LITTLE = 0.25  # what a number is worth beside words
MOST_BEGUN = 5
MOST_REMEMBERED = 20_000
_FEVER = re.compile(r"(?<![\d.,])(?:37[.,][5-9]|3[89][.,]\d|4[01][.,]\d)(?![\d.,])")  # a temperature
_HAPPENS = re.compile(r"\b(vad|det|som|nåt|något|nagot) (?:händer|hander)\b", re.IGNORECASE)  # and no hands


@dataclass(frozen=True, slots=True)
class Word:
    """One asked word: as it is shown, its atoms, how much it is worth, and what was made of it, if anything."""

    shown: str
    folded: tuple[str, ...]
    atoms: tuple[str, ...]
    worth: float = 1.0
    meant: str = ""
    begun: tuple[str, ...] = ()  # atoms that merely begin as an unknown word does


@dataclass(frozen=True, slots=True)
class Asked:
    query: str
    words: tuple[Word, ...]
    whole: str  # all that was typed, without spaces

    @property
    def meant(self) -> str:
        """The query as it was understood, for a person to read: what was typed, with its slips mended."""
        text = self.query
        for shown in dict.fromkeys(word.shown for word in self.words if word.meant):
            read = " ".join(word.meant for word in self.words if word.shown == shown and word.meant)
            text = re.sub(rf"(?<!\w){re.escape(shown)}(?!\w)", read, text)
        return text

    @property
    def changed(self) -> bool:
        return any(word.meant for word in self.words)


def asked_for(query: str, known: Lexicon, *, literally: bool = False) -> Asked:
    """What the query asks for; `literally` takes every word as it is typed."""
    typed = written_words(query)[: MAX_WORDS * 3]
    whole = "".join(bare(folded) for folded, _ in typed)
    if not literally and (read := _read(query)) != query:
        typed = written_words(read)[: MAX_WORDS * 3] or typed
    left = [pair for pair in typed if pair[0] not in known.rules.stop] or typed
    left = left[:MAX_WORDS]
    found: list[Word] = []
    while left:
        size = next((n for n in range(min(MOST_JOINED, len(left)), 1, -1) if _joined(left[:n], known)), 1)
        found += [_together(left[:size], known)] if size > 1 else _meant_by(*left[0], known, literally)
        left = left[size:]
    return Asked(query, tuple(found), whole)


def _read(query: str) -> str:
    """The query with numbers that say something in the words that the texts have for it."""
    return without_ages(_HAPPENS.sub(r"\1", _FEVER.sub(" feber ", query)))


def did_you_mean(asked: Asked, known: Lexicon) -> str | None:
    """Another query that may have been meant: words that only stand in texts read as the names that they are like."""
    if asked.changed:
        return None
    texts, other = [], False
    for word in asked.words:
        unnamed = len(word.folded) == 1 and not is_named(word, known) and word.folded[0] not in known_places()
        unnamed = unnamed and word.folded[0] not in everyday_english()
        slip = _slip(word.folded[0], known, most=2) if unnamed else None
        texts.append(known.written[slip].lower() if slip else word.shown)
        other = other or slip is not None
    return " ".join(texts) if other else None


def _joined(pairs: list[tuple[str, str]], known: Lexicon) -> bool:
    """Whether words typed apart are one word of a name: "urin vägs infektion", "hals ont"."""
    *others, last = [bare(folded) for folded, _ in pairs]
    joined = "".join(others) + last
    if len(joined) <= 5:
        return False
    least = len(joined) - len(last) + SHORTEST_LAST  # "är vanligt" is stemmed like "arv"
    return joined in known.written or (len(own := stem(joined)) >= least and own in known.stems)


def _together(pairs: list[tuple[str, str]], known: Lexicon) -> Word:
    joined = "".join(bare(folded) for folded, _ in pairs)
    return Word(" ".join(written for _, written in pairs), (joined,), known.atoms(joined))


def _meant_by(folded: str, written: str, known: Lexicon, literally: bool) -> list[Word]:
    """`_words`, remembered for slips of our own words and for those of the rules; what we do not know may be someone's
    name, and is not kept."""
    if literally:
        return [_word(folded, written, known)]
    if remembered := known.mended.get((folded, written)):
        return remembered
    found = _words(folded, written, known)
    is_ours = folded in known.rules.dangerous_words or all(word.meant for word in found)
    if is_ours and len(known.mended) < MOST_REMEMBERED:
        known.mended[folded, written] = found
    return found


def _words(folded: str, written: str, known: Lexicon) -> list[Word]:
    """The word itself, or what it seems to mean: several words when they were typed together."""
    named = (folded in known_places() and folded not in everyday_places()) or folded in site_page_words()
    if named or known.has_word(folded) or not folded.isascii() or folded in everyday_english():
        return [_word(folded, written, known)]
    heard = _heard(folded, written, known)
    if folded in known.rules.dangerous_words:  # a word that our texts lack, or a slip of another that the rules name
        near = (word for word in (heard, _slip(folded, known)) if word)
        meant = next((word for word in near if not known.rules.dangerous_stems.isdisjoint(known.atoms(word))), None)
        return [_meant(meant, written, known) if meant else _word(folded, written, known)]
    if heard and stem(heard) != stem(folded):
        return [_meant(heard, written, known)]
    if stem(bare(folded)) in known.stems:
        return [_word(folded, written, known)]  # another inflection of a word that we have
    own = parts(bare(folded))
    if own and all(_is_atom(known.rules.canonical(part), known) for part in own):
        return [_word(folded, written, known)]  # a compound of parts that we know well
    if len(folded) >= LONG and (slip := _slip(folded, known, most=1)):
        return [_meant(slip, written, known)]
    if all(_is_atom(atom, known) for atom in known.atoms(folded)):
        return [_word(folded, written, known)]
    if slip := _slip(folded, known) or _slip_in_part(folded, known):
        return [_meant(slip, written, known)]
    if apart := run_together(bare(folded), lambda part: _is_word(part, known)):
        telling = [part for part in apart if part not in known.rules.stop] or apart
        return [_meant(part, known.written.get(part, part), known) for part in telling]
    if len(folded) >= SHORTEST_BEGINNING and (begun := _begun(folded, known)):
        return [Word(written, (folded,), known.atoms(folded), begun=begun)]
    return [_word(folded, written, known)]


def is_named(word: Word, known: Lexicon) -> bool:
    """Whether some topic's name has the word, or all parts of it."""
    return all(_is_atom(atom, known) for atom in word.atoms)


def _is_atom(atom: str, known: Lexicon) -> bool:
    return bool(known.names_with.get(atom))


def _is_word(part: str, known: Lexicon) -> bool:
    return part in known.rules.stop or (len(part) > 2 and (part in known.written or stem(part) in known.stems))


def _word(folded: str, written: str, known: Lexicon) -> Word:
    atoms = known.atoms(folded)
    return Word(written, (folded,), atoms, LITTLE if folded.isdigit() else 1.0)


def _meant(folded: str, written: str, known: Lexicon) -> Word:
    word = _word(folded, written, known)
    meant = known.written.get(folded, folded)
    return Word(written, (folded,), word.atoms, word.worth, meant if meant.isupper() else meant.lower())


def _heard(folded: str, written: str, known: Lexicon) -> str | None:
    """The known word that sounds the same; of several the one that is spelt most alike."""
    alike = known.by_sound.get(sound(written), ()) if len(folded) >= SHORTEST_SLIP else ()
    return min(alike, key=lambda word: (word not in known.spelt, OSA.distance(word, folded)), default=None)


def _slip_in_part(folded: str, known: Lexicon) -> str | None:
    """The compound that was meant when one of its two parts is a slip away: "svimingsanfall", "knäsmerta"."""
    heads, tails = known_parts()
    for cut in range(4, len(folded) - 3):
        head, tail = folded[:cut], folded[cut:]
        if head in heads and (slip := _slip(tail, known, most=1)):
            return head + slip
        if stem(tail) in tails and (slip := _slip(head, known, most=1)):
            return slip + tail
    return None


def _slip(folded: str, known: Lexicon, *, most: int = 3) -> str | None:
    """The known word that is a slip or two away (a letter added, left out, changed, or two swapped)."""
    if len(folded) < SHORTEST_SLIP:
        return None
    most = min(most, 1 + (len(folded) >= LONG) + (len(folded) >= LONGER))
    lengths = range(len(folded) - most, len(folded) + most + 1)
    near = [word for length in lengths for word in known.by_length.get(length, ())]
    found = process.extract(folded, near, scorer=OSA.distance, score_cutoff=most, limit=12)

    def likeness(match: tuple[str, float, int]) -> tuple[float, bool, int, bool, float]:
        word, slips, _ = match
        commonest = min((known.rare(atom) for atom in known.atoms(word)), default=99.0)
        # Letters are rather left out ("huvvärk") or swapped ("haslen") than changed.
        left_out = 1 if sorted(word) == sorted(folded) else Indel.distance(word, folded)
        return slips, word not in known.spelt, left_out, word[:2] != folded[:2], commonest

    best = min(found, key=likeness, default=None)
    if best is None or (best[1] > 1 and best[0][:1] != folded[:1] and len(folded) < LONGER):
        return None
    return best[0]


def _begun(folded: str, known: Lexicon) -> tuple[str, ...]:
    """The atoms of words that begin as an unknown one does, or that it begins with."""
    longer = [known.names[number].text for number in known.beginning_with(folded, 50)]
    starts = {word for text in longer for word in text.split() if word.startswith(folded)}
    if not starts:
        shorter = [word for word in known.written if len(word) >= 5 and folded.startswith(word)]
        starts = {max(shorter, key=len)} if shorter else set()
    atoms = [atom for word in sorted(starts, key=len)[:MOST_BEGUN] for atom in known.atoms(word)]
    return tuple(dict.fromkeys(atoms))
