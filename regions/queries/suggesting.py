"""Suggestions for find care while one types: kinds of care and places, by what their names begin with."""

import functools
from bisect import bisect_left

from language.analysis import fold, written_words
from regions import facts
from regions.kinds import LAY_WORDS, UnitKind, asked_abroad, asked_words
from regions.models import Day
from regions.queries.asking import kind_words
from regions.queries.gazetteer import called, known_places
from regions.queries.hours_said import HOUR_WORDS
from regions.queries.understanding import understand
from ui.text import source_text

SHORTEST = 2  # letters of a beginning
SHORTEST_ASKED, MOST_LEFT = 4, 3  # letters typed and still to type, of what only some ask with
MOST_WORDS = 6
SHORTEST_WHEN = 3  # letters of "nära mig" or "öppet nu" beside a kind of care, before which places that begin so come
_NEAR, _NOW, _EVENINGS, _LATE, _NIGHT = _WHERE_AND_WHEN = (
    "nära mig", "öppet nu", "öppet kvällar eller helger", "öppet sent", "öppet på natten",
)  # fmt: skip
_DAYS = {Day.SATURDAY: "öppet på lördagar", Day.SUNDAY: "öppet på söndagar"}


def suggest_care(query: str, limit: int) -> list[str]:
    """Searches that find care answers: "vårdcentral", "Lund", "vårdcentral Lund"; nothing for what is neither."""
    return list(_care(tuple(written_words(query)[:MOST_WORDS]))[:limit])


@functools.lru_cache(maxsize=5_000)
def _care(typed: tuple[tuple[str, str], ...]) -> list[str]:
    """For words that were typed, folded and as they were written."""
    if not typed or len(typed[-1][0]) < SHORTEST:
        return []
    *before, begun = (folded for folded, _ in typed)
    whole, written = " ".join([*before, begun]), typed[-1][1].lower()
    kinds = [source_text(kind.label) for kind in _kinds(whole)]
    kind = next((kind_words()[word] for word in [*before, begun] if word in kind_words()), None)
    named = source_text(kind.label).lower() if kind else ""
    if kind and any(word in kind_words() for word in before):
        places = [] if begun in HOUR_WORDS else _places(begun, written)
        return kinds + [f"{named} {name}" for name in [*_said(typed), *places]]
    hours = _in_words(typed) if kind else ""  # "nattapotek"
    first = [f"{named} {hours}"] if hours else []
    return [*first, *kinds, *_places(whole, " ".join(word.lower() for _, word in typed))]


def _said(typed: tuple[tuple[str, str], ...]) -> list[str]:
    """How one says where or when, beside the kind of care that stands among the words: what they say already, whatever
    the last one will be, and then what they begin to say."""
    begun = " ".join(folded for folded, _ in typed if folded not in kind_words())
    said = _in_words(typed) or _in_words(typed[:-1])
    phrases = _WHERE_AND_WHEN if len(begun) >= SHORTEST_WHEN else ()
    return list(dict.fromkeys(filter(None, [said, *(each for each in phrases if fold(each).startswith(begun))])))


def _in_words(typed: tuple[tuple[str, str], ...]) -> str:
    """Where or when a kind of care is asked for, if no place and no name is."""
    understood = understand(" ".join(word for _, word in typed), mend=False, towns=False)
    hours = understood.hours
    if understood.kind is None or understood.place or understood.rest:
        return ""
    if understood.nearby:
        return _NEAR
    if hours.night or hours.late:
        return _NIGHT if hours.night else _LATE
    if hours.weekend_day is not None:
        return _DAYS[hours.weekend_day]
    return _EVENINGS if hours.evenings else _NOW if hours else ""


def _kinds(begun: str) -> list[UnitKind]:
    """The kinds with a word that begins so, in the order of their list."""
    found = {kind for word, kind in LAY_WORDS.items() if word.startswith(begun)}
    found |= {kind for kind in UnitKind if fold(source_text(kind.label)).startswith(begun)}
    found |= {kind for word, kind in _also_asked().items() if _is_asked_with(word, begun)}
    return [kind for kind in UnitKind if kind in found]


def _is_asked_with(word: str, begun: str) -> bool:
    """Whether nearly all of it was typed: "hjärt" begins "hjärtmottagning", and much else."""
    return word == begun or (
        len(begun) >= SHORTEST_ASKED and len(word) - len(begun) <= MOST_LEFT and word.startswith(begun)
    )


@functools.cache
def _also_asked() -> dict[str, UnitKind]:
    """What people also ask for kinds with, in Swedish and other languages."""
    return asked_abroad() | asked_words()


def _places(begun: str, written: str) -> list[str]:
    """The places whose names begin so: first those that do with the very letters ("sö" is no beginning of Solna), the
    very name, the regions' main towns, other municipalities and their main towns, then the rest, the larger first; of
    these the shorter first."""
    names = _sorted_places()
    found = []
    for folded, shown in names[bisect_left(names, (begun,)) :]:
        if not folded.startswith(begun):
            break
        if fold(shown).startswith(begun):  # not what is only also called so
            found.append(shown)

    def place_in_list(name: str) -> tuple[bool, bool, int, int]:
        otherwise = not written.isascii() and not name.lower().startswith(written)
        return otherwise, fold(name) != begun, _order()[name], len(name)

    return list(dict.fromkeys(sorted(found, key=place_in_list)))


@functools.cache
def _order() -> dict[str, int]:
    """How soon a place comes: before those with a greater number."""
    places = {place.name: 1 + place.size for place in reversed(facts.places())}
    regions = {place.name: 1 for place in known_places().values() if place.is_region}
    towns = {name: 1 for each in facts.municipalities() for name in (each.name, each.seat)}
    return places | regions | towns | {region.seat: 0 for region in facts.regions()}


@functools.cache
def _sorted_places() -> list[tuple[str, str]]:
    return sorted({(folded, place.name) for folded in known_places() for place in called(folded)})
