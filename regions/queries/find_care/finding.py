"""The nearest units of a kind that have what is asked for, a page at a time."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time
from itertools import islice
from operator import itemgetter

from language.analysis import words
from language.ordering import sort_key
from regions.opening import SWEDEN, OpeningState, Status
from regions.queries.directory import Directory
from regions.queries.find_care.asked import CareSearch, NearbyUnit, Sort, UnitsPage
from regions.queries.find_care.matching import Match, Matching

PAGE_SIZE = 20
MAX_PAGE = 50
MOST_SORTED = 200  # of the nearest, of which another order than that of distance is made


def find_units(search: CareSearch, at: datetime, known: Directory) -> UnitsPage:
    """The units of the directory that a search asks for."""
    return _find(Matching(search, at, known)) if search.can_be_answered else UnitsPage([], 0, 1, False)


def find_what_there_is(search: CareSearch, at: datetime, known: Directory) -> tuple[CareSearch, UnitsPage]:
    """As `find_units`. Where no unit's name has the words beside a kind and a place, the answer is without them, and
    the search that was answered tells them (`left_out`)."""
    page, understood = find_units(search, at, known), search.understood
    if page.units or page.unplaced or not (understood.rest and search.place):
        return search, page
    if search.page > 1 and find_units(replace(search, page=1), at, known).units:
        return search, page  # past the end of what there is
    without = replace(search, understood=replace(understood, rest=()), left_out=understood.name)
    wider = find_units(without, at, known)
    return (without, wider) if wider.units or wider.unplaced else (search, page)


def _find(matching: Matching) -> UnitsPage:
    search, start = matching.search, (matching.search.page - 1) * PAGE_SIZE
    end = start + PAGE_SIZE
    place = search.place if search.is_near else None
    lists = matching.nearest(place) if place else iter([matching.everywhere()])
    around = next(lists)
    told = sum(not match.untold for match in around)
    found = [match for match in around if match.untold == search.untold]
    near = len(found)
    # Another order than that of distance is made of what is near, if anything is.
    enough, most = (end + 1, end + 1) if search.sort == Sort.DISTANCE else (1, MOST_SORTED)
    if near < enough:
        farther = (match for each in lists for match in each if match.untold == search.untold)
        found += islice(farther, most - near)
    found = _in_order(found, matching)
    narrower = _narrower_first(found, near, search.understood.narrower) if search.sort == Sort.DISTANCE else 0
    beside = matching.unplaced(place) if place and search.page == 1 else []
    unplaced = _by_name([match for match in beside if match.untold == search.untold])
    return UnitsPage(
        units=_rows(found[start:end], matching),
        near=near,
        page=search.page,
        has_next=len(found) > end and search.page < MAX_PAGE,
        unknown=0 if search.untold else len(around) - told,
        unplaced=_rows(unplaced[:PAGE_SIZE], matching),
        among=MOST_SORTED if search.sort == Sort.OPENS and near > MOST_SORTED else 0,
        start=start,
        narrower=narrower,
    )


def _narrower_first(found: list[Match], near: int, beginnings: tuple[str, ...]) -> int:
    """Puts those near that have a word in their name that begins so first, and tells how many they are."""
    if not beginnings:
        return 0
    others = [not any(word.startswith(beginnings) for word in words(match.unit.name)) for match in found[:near]]
    found[:near] = [match for _other, match in sorted(zip(others, found[:near], strict=True), key=itemgetter(0))]
    return others.count(False)


def _in_order(found: list[Match], matching: Matching) -> list[Match]:
    """In the order that is asked for. They are in that of distance; without a place there is none, and names decide."""
    if matching.search.sort == Sort.NAME or matching.search.place is None:
        found = _by_name(found)
    if matching.search.sort == Sort.OPENS:
        states = [(_opens_soonest(matching.state(match.unit), matching.minute), match) for match in found[:MOST_SORTED]]
        return [match for _when, match in sorted(states, key=itemgetter(0))]
    return found


def _by_name(found: Sequence[Match]) -> list[Match]:
    return sorted(found, key=lambda match: (sort_key(match.unit.name), match.unit.id))


def _rows(found: Sequence[Match], matching: Matching) -> list[NearbyUnit]:
    return [
        NearbyUnit(
            match.unit,
            match.distance,
            matching.state(match.unit),
            matching.untold_facts(match.unit) if match.untold else (),
        )
        for match in found
    ]


def _opens_soonest(state: OpeningState, at: datetime) -> tuple[int, datetime]:
    """Open now, then by when it opens, then those of which that is not known."""
    if state.is_open:
        return 0, at
    if state.status == Status.UNKNOWN or not (state.opens or state.first_day):
        return 2, at
    return 1, state.opens or datetime.combine(state.first_day or at.date(), time(0), SWEDEN)
