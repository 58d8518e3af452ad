"""How well the search understands people: queries of ten ways of asking, each with the topic that should come first.

`tuned.csv` may be looked at when the search is improved. `held.csv` was split off before any tuning and is only ever
counted: nobody reads its queries to mend the search; nor those of `boxes_held.csv`, which tell only whether the box of
112 belongs there.
"""

import csv
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from django.test import Client

from regions.kinds import UnitKind

HERE = Path(__file__).parent
TUNED = "tuned.csv"
MUST_SHOW_112, MUST_NOT = "emergency", "harmless"


@dataclass
class Tally:
    """What came of the queries of one category."""

    count: int = 0
    first: int = 0
    third: int = 0
    nothing: int = 0
    box: int = 0  # the 112 box was shown
    missed: list[str] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        self.count += other.count
        self.first += other.first
        self.third += other.third
        self.nothing += other.nothing
        self.box += other.box

    def share(self, what: int) -> float:
        return 100 * what / self.count if self.count else 100.0


def queries(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def evaluate(name: str) -> dict[str, Tally]:
    """Category → tally, over the queries of one file; the site must be loaded with the library and the units.

    What was missed is told of `tuned.csv` only.
    """
    client = Client()
    tallies: dict[str, Tally] = defaultdict(Tally)
    for row in queries(name):
        tally = tallies[row["category"]]
        tally.count += 1
        if row["category"] == "find_care":
            _add_care(client, row, tally)
        else:
            _add_topic(client, row, tally)
    if name != TUNED:
        for tally in tallies.values():
            tally.missed.clear()
    return tallies


def _add_topic(client: Client, row: dict[str, str], tally: Tally) -> None:
    answer = client.get("/sok.json", {"q": row["query"]}, secure=True).json()
    found = [hit["slug"] for hit in answer["hits"]]
    right = set(row["expected"].split("|"))
    fits = row["expected"] == "-"
    tally.first += fits or bool(right & set(found[:1]))
    tally.third += fits or bool(right & set(found[:3]))
    tally.nothing += not found
    tally.box += answer["emergency"]
    wrong_box = answer["emergency"] != (row["category"] == MUST_SHOW_112) and row["category"] in (
        MUST_SHOW_112,
        MUST_NOT,
    )
    if wrong_box or not (fits or right & set(found[:1])):
        box = " 112!" if wrong_box else ""
        tally.missed.append(f"{row['query']}{box} → {', '.join(found[:3])} (väntat {row['expected']})")


def _add_care(client: Client, row: dict[str, str], tally: Tally) -> None:
    understood = client.get("/hitta-vard.json", {"q": row["query"]}, secure=True).json()["understood"]
    place = understood["place"] or {}
    found = {
        "kind": next((kind.value for kind in UnitKind if kind.swedish_name == understood["kind"]), ""),
        "place": place.get("municipality_code") or (f"region:{place['region_code']}" if place else ""),
    }
    right = dict(part.split("=") for part in row["expected"].split(";"))
    fits = all(found[part] in value.split("|") for part, value in right.items())
    tally.first += fits
    tally.third += fits
    if not fits:
        tally.missed.append(f"{row['query']} → {found} (väntat {row['expected']})")


def total(tallies: dict[str, Tally]) -> Tally:
    """All categories but find care together."""
    whole = Tally()
    for category, tally in tallies.items():
        if category != "find_care":
            whole.add(tally)
    return whole


def table(tallies: dict[str, Tally]) -> str:
    lines = [f"{'':16} {'antal':>6} {'först':>7} {'bland tre':>10} {'inget':>7} {'112':>7}"]
    for category, tally in [*sorted(tallies.items()), ("allt", total(tallies))]:
        first, third, nothing, box = (
            f"{tally.share(what):.1f} %" for what in (tally.first, tally.third, tally.nothing, tally.box)
        )
        lines.append(f"{category:16} {tally.count:6} {first:>7} {third:>10} {nothing:>7} {box:>7}")
    return "\n".join(lines)
