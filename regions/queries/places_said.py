"""The place that is named among the words that were typed."""

from language.analysis import STOP_WORDS, fold, written_words
from language.spelling import everyday_places
from regions import facts
from regions.queries.asking import take_kind
from regions.queries.gazetteer import WELL_KNOWN, Place, called, known_places, told_apart, well_known, within
from regions.queries.untelling import UNTELLING
from regions.queries.wishes import wishes_in

_AT = frozenset("i pa vid nara naara runt omkring till inom kring on in near".split())  # a place's name comes after


def take_place(
    left: list[str], query: str, region_code: str, only_care: bool
) -> tuple[Place | None, Place | None, list[str]]:
    """The place that is named, another town beside it that may have been meant as well, and the words beside them. Of
    two where one lies in the other it is the smaller alone: Dalby in "Dalby Lund"."""
    written = dict(written_words(query))
    place, others = _last_place(left, written, only_care)
    if place is None:
        return None, None, left
    beside, fewer = _last_place(others, written, only_care)
    smaller = (within(beside, place) or within(place, beside)) if beside else None
    if smaller:
        return smaller, None, fewer
    meant = told_apart(place, query, region_code)
    if beside and fold(beside.name) in well_known() and fold(beside.name) != fold(place.name):
        return meant, beside, fewer
    return meant, None, others


def _last_place(left: list[str], written: dict[str, str], only_care: bool) -> tuple[Place | None, list[str]]:
    """The longest run of words that names a place; of several, the last ("akuten i Vara" is in Vara)."""
    for size in range(min(4, len(left)), 0, -1):
        for start in range(len(left) - size, -1, -1):
            name = " ".join(left[start : start + size])
            if name not in known_places() and len(name) > 3:
                name = name.removesuffix("s")
            places = called(name)
            if places and size == 1:
                places = [place for place in places if _may_be(place, name, written.get(left[start], ""))]
            if only_care and places and len(left) == 1:  # nothing but a place can be meant
                return places[0], []
            if places and not (size == 1 and _is_common_word(name, places[0], left, start, written)):
                return places[0], left[:start] + left[start + size :]
    return None, left


def _may_be(place: Place, name: str, written: str) -> bool:
    """Not where å, ä or ö was typed and the place has another letter: "våra" is not Vara and "sås" not SÖS, though
    "orebro" is Örebro."""
    pairs = zip(written.lower(), place.name.lower(), strict=False)
    return fold(place.name) != name or not any(typed in "åäö" and typed != own for typed, own in pairs)


def _is_as_written(place: Place, written: str) -> bool:
    """Whether a hospital's letters are typed as no other word is: "SUS" and "sös", but neither "sus" nor "sos"."""
    same = written == place.name or (not written.isascii() and written.lower() == place.name.lower())
    return place.kind == facts.HOSPITAL and same


def _is_common_word(name: str, place: Place, left: list[str], start: int, written: dict[str, str]) -> bool:
    """Whether a place's name is the everyday word that it also is: "hur ska en läkare vara", but not "akuten i Vara",
    and not "läkare Vara". Who asks for no kind of care means the word ("ont i handen"), unless nothing else was typed
    and the place is no village."""
    everyday = name in everyday_places()
    if not (everyday or name in STOP_WORDS):
        return False
    kind, others = take_kind(left[:start] + left[start + 1 :])
    is_where = start > 0 and left[start - 1] in _AT
    others = [word for word in others if word not in UNTELLING]
    alone = not (wishes_in(others, others)[1] if everyday else others)
    if everyday and kind is None:
        is_known = place.size <= WELL_KNOWN and place.kind != facts.HOSPITAL
        return not (alone and (is_where or is_known or _is_as_written(place, written.get(left[start], ""))))
    return not (alone or is_where)
