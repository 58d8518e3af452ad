"""The links of find care: each is the same search with something changed, as a query."""

from functools import lru_cache
from typing import Any
from urllib.parse import quote_plus

from django.http import QueryDict
from django.utils.translation import gettext as _

from regions import facts
from regions.forms import SORTS, FindCareForm
from regions.kinds import PLURALS
from regions.map_window import Window
from regions.queries import CareSearch, Sort, When
from regions.queries.guesses import did_you_mean
from ui.components import MapMoves

Link = tuple[str, str]


def with_(query: QueryDict, **changes: str) -> str:
    """The query with some answers changed; an empty one is left out."""
    kept = [_said_in_query(name, value) for name, values in query.lists() if name not in changes for value in values]
    return "&".join([*kept, *(_said_in_query(name, value) for name, value in changes.items() if value)])


@lru_cache(maxsize=64)  # a page says the same words in dozens of links
def _said_in_query(name: str, value: str) -> str:
    return f"{quote_plus(name)}={quote_plus(value)}"


def chosen(asked: QueryDict, form: FindCareForm, search: CareSearch) -> list[Link]:
    """Each choice that is on, and the search without it: (text, query)."""
    links: list[Link] = []
    if search.place and search.place is form.cleaned_data.get("pos"):
        links.append((_("Nära din plats"), with_(asked, pos="", sida="", karta="")))
    if form.cleaned_data["typ"]:
        links.append((str(form.cleaned_data["typ"].label), with_(asked, typ="", sida="")))
    if search.when != When.ANY:
        text = str(dict(FindCareForm.base_fields["oppet"].choices)[search.when.value])  # type: ignore[attr-defined]
        links.append((text, with_(asked, q=search.understood.query_with(), oppet="", sida="")))
    plain = search.understood.query_with()
    links += [(text, with_(asked, q=plain, sida="")) for text in search.understood.wishes.labels]
    for name in FindCareForm.MORE:
        field, values = form.fields[name], form.cleaned_data[name]
        if not isinstance(values, list):
            links += [(str(field.label), with_(asked, **{name: "", "sida": ""}))] if values else []
            continue
        labels: dict[str, Any] = dict(field.choices)  # type: ignore[attr-defined]
        for value in values:
            rest = asked.copy()
            rest.setlist(name, [each for each in values if each != value])
            links.append((str(labels[value]), with_(rest, sida="")))
    return links


def without_choices(asked: QueryDict, search: CareSearch) -> str:
    """The search with the place and the kind only."""
    names = {*FindCareForm.MORE, "oppet", "sida", "saknas"}
    return with_(asked, q=search.understood.query_with(), **dict.fromkeys(names, ""))


def sorts(asked: QueryDict, search: CareSearch) -> list[tuple[str, str, bool]]:
    """The orders that the list can have: (text, query, whether it has it). Without a place there is no distance; in a
    region it is counted from the main town, and not from the reader."""
    if search.place is None:
        return []
    labels = {sort: str(label) for sort, label in SORTS}
    if not search.is_near:
        town = facts.regions_by_code()[search.place.region_code].seat
        labels[Sort.DISTANCE] = _("Närmast %(town)s") % {"town": town}
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


def widenings(asked: QueryDict, search: CareSearch) -> list[Link]:
    """Links to wider searches, for when nothing was found: (text, query)."""
    understood = search.understood
    links: list[Link] = []
    guess = did_you_mean(understood)
    if guess:
        links.append((_("Menade du ”%(query)s”?") % {"query": guess}, with_(asked, q=guess, sida="")))
    if search.when == When.NOW:
        links.append((_("Visa också de som är stängda nu"), with_(asked, q=understood.query_with(), oppet="", sida="")))
    if search.when == When.EVENINGS:
        links.append((_("Visa också dagtid på vardagar"), with_(asked, q=understood.query_with(), oppet="", sida="")))
    if search.when in (When.LATE, When.NIGHT):
        earlier = with_(asked, q=understood.query_with(), oppet="", sida="")
        links.append((_("Visa också de som stänger tidigare"), earlier))
    if search.when in (When.SATURDAY, When.SUNDAY):
        links.append((_("Visa också andra dagar"), with_(asked, q=understood.query_with(), oppet="", sida="")))
    if understood.rest and (search.kind or search.place):
        units = PLURALS[search.kind] if search.kind else _("mottagningar")
        all_of = _("Visa alla %(units)s") % {"units": units}
        text = f"{all_of} {search.place.where}" if search.place else all_of
        links.append((text, with_(asked, q=understood.query_with(name=False), sida="")))
    if search.kind:
        links.append((_("Visa alla typer av vård"), with_(asked, q=understood.query_with(kind=False), typ="", sida="")))
    if any((search.wishes.languages, search.wishes.accessibility, search.wishes.e_services)):
        links.append((_("Sök utan de extra valen"), without_choices(asked, search)))
    return links
