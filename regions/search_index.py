"""What a care unit is found by: name, kinds, town and services, as stems of one home of text analysis.

`index_units` is called by everything that makes or changes units; a unit whose `search` is NULL waits to be indexed.
"""

from django.db import connection
from django.db.models import QuerySet

from language.analysis import terms
from regions.facts import municipalities_by_code
from regions.kinds import LAY_WORDS, UnitKind
from regions.models import CareUnit

BATCH = 1_000
_FIELDS = ("pk", "name", "kinds", "city", "municipality_id", "services")
_KIND_TERMS = {
    kind: " ".join(
        terms(" ".join([str(UnitKind(kind).label), *(word for word, named in LAY_WORDS.items() if named == kind)]))
    )
    for kind in UnitKind.values
}
_UPDATE = """
    UPDATE regions_careunit AS unit
    SET search = setweight(to_tsvector('simple', words.name), 'A')
        || setweight(to_tsvector('simple', words.kinds_and_town), 'B')
        || setweight(to_tsvector('simple', words.services), 'C')
    FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::text[]) AS words (id, name, kinds_and_town, services)
    WHERE unit.id = words.id
"""


def index_units(units: QuerySet[CareUnit]) -> int:
    """Sets the search vector of the given units, a batch at a time, and returns how many they were."""
    count = last = 0
    ordered = units.order_by("pk")
    while batch := list(ordered.filter(pk__gt=last).values_list(*_FIELDS)[:BATCH]):
        with connection.cursor() as cursor:
            cursor.execute(_UPDATE, [list(column) for column in zip(*map(_texts, batch), strict=True)])
        count, last = count + len(batch), batch[-1][0]
    return count


def _texts(row: tuple[int, str, list[str], str, str, list[str]]) -> tuple[int, str, str, str]:
    pk, name, kinds, city, municipality_code, services = row
    municipality = municipalities_by_code().get(municipality_code)
    towns = " ".join(dict.fromkeys([city, municipality.name if municipality else ""]))
    return pk, stems(name), " ".join([*map(kind_stems, kinds), stems(towns)]), stems(" ".join(services))


def stems(text: str) -> str:
    """The stems of a text as one string, ready for to_tsvector('simple', …)."""
    return " ".join(terms(text))


def kind_stems(kind: str) -> str:
    """The stems of a kind's label and of the lay words for it."""
    return _KIND_TERMS.get(kind, "")

