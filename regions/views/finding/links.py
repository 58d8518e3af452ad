"""The links of find care: each is the same search with something changed, as a query."""

from dataclasses import replace
from functools import lru_cache
from typing import Any
from urllib.parse import quote_plus

from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from language.analysis import words
from regions import facts
from regions.forms import SORTS, FindCareForm
from regions.kinds import PLURALS
from regions.map_window import Window
from regions.queries import CareSearch, Sort, When
from regions.queries.guesses import did_you_mean
from regions.queries.wishes import NO_WISHES
from ui.components import MapMoves

Link = tuple[str, str]


def with_(query: QueryDict, **changes: str) -> str:
    """The query with some answers changed; an empty one is left out."""
    kept = [_said_in_query(name, value) for name, values in query.lists() if name not in changes for value in values]
    return "&".join([*kept, *(_said_in_query(name, value) for name, value in changes.items() if value)])


@lru_cache(maxsize=64)  # a page says the same words in dozens of links
def _said_in_query(name: str, value: str) -> str:
    return f"{quote_plus(name)}={quote_plus(value)}"


def in_choices(asked: QueryDict, search: CareSearch) -> QueryDict:
    """The search with the hours and the wishes that were said in words as choices, so that each can be taken away by
    itself."""
    understood = search.understood
    if not understood.hours and understood.wishes == NO_WISHES:
        return asked
    moved = asked.copy()
    fields = FindCareForm.choices_for(search.wishes) | {"q": [query_for(search)], "oppet": [search.when.value]}
    for name, values in fields.items():
        moved.setlist(name, [value for value in values if value])
    return moved


def query_for(search: CareSearch, *, kind: bool = True, name: bool = True, place: bool = True) -> str:
    """The words of the search without hours and wishes, and less what else is to go. Those that no unit has in its name
    are kept: one may, among others."""
    understood = search.understood
    if search.left_out:
        understood = replace(understood, rest=tuple(words(search.left_out)))
    return understood.query_with(kind=kind, name=name, place=place)


def chosen(asked: QueryDict, form: FindCareForm, search: CareSearch) -> list[Link]:
    """Each choice that is on, and the search without it: (text, query)."""
    links: list[Link] = []
    if search.place and search.place is form.cleaned_data.get("pos"):
        links.append((gettext("Nära din plats"), with_(asked, pos="", sida="", karta="")))
    if form.cleaned_data["typ"]:
        links.append((str(form.cleaned_data["typ"].label), with_(asked, typ="", sida="")))
    asked = in_choices(asked, search)
    if search.when != When.ANY:
        text = str(dict(FindCareForm.base_fields["oppet"].choices)[search.when.value])  # type: ignore[attr-defined]
        links.append((text, with_(asked, oppet="", sida="")))
    for name, values in FindCareForm.choices_for(search.wishes).items():
        field = form.fields[name]
        labels: dict[str, Any] = dict(getattr(field, "choices", [("1", field.label)]))
        for value in values:
            rest = asked.copy()
            rest.setlist(name, [each for each in values if each != value])
            links.append((str(labels[value]), with_(rest, sida="")))
    return links


def without_choices(asked: QueryDict, search: CareSearch) -> str:
    """The search with the place and the kind only."""
    names = (*FindCareForm.MORE, "oppet", "sida", "saknas")
    return with_(in_choices(asked, search), **dict.fromkeys(names, ""))


def near_other(asked: QueryDict, search: CareSearch) -> str:
    """The search near the other of the two places that were typed."""
    there = replace(search, understood=replace(search.understood, place=search.understood.other_place))
    return with_(in_choices(asked, search), q=query_for(there), sida="", karta="")


def near_position(asked: QueryDict, search: CareSearch) -> str:
    """The search near the reader in place of the place that was typed."""
    return with_(in_choices(asked, search), q=query_for(search, place=False), sida="", karta="")


def sorts(asked: QueryDict, search: CareSearch) -> list[tuple[str, str, bool]]:
    """The orders that the list can have: (text, query, whether it has it). Without a place there is no distance; in a
    region it is counted from the main town, and not from the reader."""
    if search.place is None:
        return []
    labels = {sort: str(label) for sort, label in SORTS}
    if not search.is_near:
        town = facts.regions_by_code()[search.place.region_code].seat
        labels[Sort.DISTANCE] = gettext("Närmast %(town)s") % {"town": town}
    return [(label, with_(asked, sortera=sort.value, sida=""), search.sort == sort) for sort, label in labels.items()]


def map_moves(asked: QueryDict, window: Window) -> MapMoves:
    """What the buttons of the map do."""
    return MapMoves(
        closer=with_(asked, karta=str(window.zoomed(0.5))),
        farther=with_(asked, karta=str(window.zoomed(2))),
        north=with_(asked, karta=str(window.moved(0, 0.4))),
        south=with_(asked, karta=str(window.moved(0, -0.4))),
        west=with_(asked, karta=str(window.moved(-0.4, 0))),
        east=with_(asked, karta=str(window.moved(0.4, 0))),
        back=with_(asked, karta=""),
    )


# What more is shown without the choice of time.
_OTHER_HOURS = {
    When.NOW: _("Visa också de som är stängda nu"),
    When.EVENINGS: _("Visa också dagtid på vardagar"),
    When.LATE: _("Visa också de som stänger tidigare"),
    When.NIGHT: _("Visa också de som stänger tidigare"),
    When.SATURDAY: _("Visa också andra dagar"),
    When.SUNDAY: _("Visa också andra dagar"),
}


def widenings(asked: QueryDict, search: CareSearch) -> list[Link]:
    """Links to wider searches, for when nothing was found: (text, query)."""
    understood = search.understood
    links: list[Link] = []
    asked = in_choices(asked, search)
    guess = did_you_mean(understood)
    if guess:
        links.append((gettext("Menade du ”%(query)s”?") % {"query": guess}, with_(asked, q=guess, sida="")))
    if search.when != When.ANY:
        links.append((str(_OTHER_HOURS[search.when]), with_(asked, oppet="", sida="")))
    if understood.rest and (search.kind or search.place):
        units = PLURALS[search.kind] if search.kind else gettext("mottagningar")
        all_of = gettext("Visa alla %(units)s") % {"units": units}
        text = f"{all_of} {search.place.where}" if search.place else all_of
        links.append((text, with_(asked, q=query_for(search, name=False), sida="")))
    if search.kind:
        links.append(
            (gettext("Visa alla typer av vård"), with_(asked, q=query_for(search, kind=False), typ="", sida=""))
        )
    if search.wishes != NO_WISHES:
        links.append((gettext("Sök utan de extra valen"), without_choices(asked, search)))
    return links
