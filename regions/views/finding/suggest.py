"""What find care suggests under its field while one types."""

from dataclasses import dataclass

from django.http import HttpResponse, QueryDict
from django.shortcuts import render

from regions.facts import RegionFact, municipalities_of
from regions.forms import FindCareForm
from regions.queries import UnitHit, search_units, suggest_care, understand
from regions.regional import RegionalRequest, public_page
from regions.views.finding.links import with_
from ui.addresses import address_of

MOST, MOST_UNITS = 6, 4  # rows, and those of them that are units: a phone shows no more above its keyboard
SHORTEST, SHORTEST_NAME = 2, 3  # letters that are typed, and those of a name that units are looked for by
LOOKED_AT = 40  # units, of which those of the reader's region come first


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A search, or a care unit with its town beside the name."""

    title: str
    url: str
    kind: str = ""


@public_page
def suggest(request: RegionalRequest) -> HttpResponse:
    """Rows for the list: kinds of care and places, and units by their names. A search keeps whatever else is chosen.
    Two small queries, and none where nothing but a kind and a place was typed."""
    form = FindCareForm.forgiving(request.GET)
    form.is_valid()  # what else was chosen may be wrong: the page says so
    typed = form.cleaned_data.get("q", "")
    rows = _rows(typed, form.data, request.region) if len(typed) >= SHORTEST else []
    return render(request, "components/suggestions.html", {"suggestions": rows})


def _rows(typed: str, asked: QueryDict, region: RegionFact | None) -> list[Suggestion]:
    rest = understand(typed, mend=False).rest
    units = _units(typed, region) if any(len(word) >= SHORTEST_NAME for word in rest) else []
    searches = [Suggestion(text, _address(text, asked)) for text in suggest_care(typed, MOST - len(units))]
    return [*searches, *(Suggestion(unit.name, unit.get_absolute_url(), _town(unit)) for unit in units)]


def _units(typed: str, region: RegionFact | None) -> list[UnitHit]:
    here = {town.name for town in municipalities_of(region.code)} if region else set()
    found = search_units(typed, LOOKED_AT)
    return sorted(found, key=lambda unit: unit.municipality not in here)[:MOST_UNITS]


def _town(unit: UnitHit) -> str:
    """Said beside the name, unless the name says it."""
    return "" if unit.municipality in unit.name else unit.municipality


def _address(text: str, asked: QueryDict) -> str:
    """Of the search for that. A kind of care in its words stands in the place of the one that is chosen, and a place in
    that of the reader's position."""
    said = understand(text, mend=False)
    gone = {"sida", "karta", *(["typ"] if said.kind else []), *(["pos"] if said.place else [])}
    gone |= {name for name in FindCareForm.base_fields if not any(asked.getlist(name))}
    return f"{address_of('find_care')}?{with_(asked, **dict.fromkeys(gone, '') | {'q': text})}"
