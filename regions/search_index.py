"""What a care unit is found by: name, kinds, town and services, as stems of one home of text analysis.

`index_units` is called by everything that makes or changes units; a unit whose `search` is NULL waits to be indexed.
"""

import functools
from collections.abc import Iterable

from django.db import connection
from django.db.models import QuerySet

from language.analysis import terms
from regions.facts import municipalities_by_code
from regions.kinds import KIND_SLUGS, LAY_WORDS
from regions.models import CareUnit

BATCH = 1_000
SEARCHED = ("name", "kinds", "city", "municipality_id", "services")
_FIELDS = ("pk", *SEARCHED)
_KIND_TERMS = {
    kind.value: " ".join(
        dict.fromkeys(terms(" ".join([name, *(word for word, named in LAY_WORDS.items() if named == kind)])))
    )
    for name, kind in KIND_SLUGS.items()
}
# The vector as SQL of the three texts of `search_texts`; NULL when one of them is.
VECTOR = (
    "setweight(to_tsvector('simple', {name}), 'A') || setweight(to_tsvector('simple', {kinds_and_town}), 'B') "
    "|| setweight(to_tsvector('simple', {services}), 'C')"
)
_UPDATE = f"""
    UPDATE regions_careunit AS unit
    SET search = {VECTOR.format(name="words.name", kinds_and_town="words.kinds_and_town", services="words.services")}
    FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::text[]) AS words (id, name, kinds_and_town, services)
    WHERE unit.id = words.id
"""  # noqa: S608 – constants only; the texts are parameters


def index_units(units: QuerySet[CareUnit]) -> int:
    """Sets the search vector of the given units, a batch at a time, and returns how many they were."""
    count = last = 0
    ordered = units.order_by("pk")
    while batch := list(ordered.filter(pk__gt=last).values_list(*_FIELDS)[:BATCH]):
        with connection.cursor() as cursor:
            rows = [(pk, *search_texts(*facts)) for pk, *facts in batch]
            cursor.execute(_UPDATE, [list(column) for column in zip(*rows, strict=True)])
        count, last = count + len(batch), batch[-1][0]
        if len(batch) < BATCH:
            break
    return count


def search_texts(
    name: str, kinds: Iterable[str], city: str, municipality_code: str, services: Iterable[str] = ()
) -> tuple[str, str, str]:
    """The stems of a unit's name, of its kinds (with the lay words for them) and town, and of its services."""
    return (
        _stems(name),
        " ".join([*(_KIND_TERMS.get(kind, "") for kind in kinds), _town_stems(city, municipality_code)]),
        _stems(" ".join(services)),
    )


@functools.lru_cache(maxsize=2_000)
def _town_stems(city: str, municipality_code: str) -> str:
    municipality = municipalities_by_code().get(municipality_code)
    return _stems(" ".join(dict.fromkeys([city, municipality.name if municipality else ""])))


def _stems(text: str) -> str:
    return " ".join(terms(text))
