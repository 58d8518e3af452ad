import csv
import hashlib
import json
import math
import zlib
from array import array
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.library_format import LIBRARY
from articles.library_format.words import read_words
from articles.queries.search.emergency import is_emergency
from articles.queries.search.likelihood import EXAMPLES, PLACES, WEIGHTS, places
from articles.queries.search.rules import rules_of

MOST = 127  # the largest weight, in units
TRUST = 40  # in examples beside small weights (`C`): of 0.3 to 100 the best for writers whom it had not learned from


class Command(BaseCommand):
    help = (
        "Learns from library/search/dangers.csv, and from how people ask for each topic, what tells of danger to life. "
        "Needs scikit-learn (pip install -e '.[learning]') and no database."
    )
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            from scipy.sparse import csr_matrix
            from sklearn.linear_model import LogisticRegression
        except ImportError:
            raise CommandError("scikit-learn saknas. Kör: pip install -e '.[learning]'") from None
        told = _names() | examples()
        rows = [sorted(places(query)) for query in told]
        starts, columns, values = [0], list[int](), list[float]()
        for row in rows:
            columns += row
            values += [1 / math.sqrt(len(row))] * len(row)
            starts.append(len(columns))
        matrix = csr_matrix((values, columns, starts), shape=(len(rows), PLACES))
        judge = LogisticRegression(C=TRUST, solver="liblinear", random_state=0).fit(matrix, list(told.values()))
        weights = judge.coef_[0]
        unit = float(abs(weights).max()) / MOST
        head = {"examples": digest(), "unit": round(unit, 9), "start": round(float(judge.intercept_[0]), 6)}
        body = array("b", [round(weight / unit) for weight in weights]).tobytes()
        WEIGHTS.write_bytes(json.dumps(head).encode() + b"\n" + zlib.compress(body, 9))
        self.stdout.write(f"{len(rows)} sökningar, {sum(told.values())} med fara; {WEIGHTS.stat().st_size} bytes")


def examples() -> dict[str, bool]:
    """Each written example, and whether it tells of danger."""
    with EXAMPLES.open(encoding="utf-8", newline="") as file:
        return {row["query"]: row["danger"] == "1" for row in csv.DictReader(file)}


def digest() -> str:
    """Tells whether the weights are those of the examples."""
    return hashlib.sha256(EXAMPLES.read_bytes()).hexdigest()


def _names() -> dict[str, bool]:
    """How people ask for our topics, in other languages too: ordinary searches, but for what the rules find dangerous.
    That is left out, and tells of danger in the other languages, of which there are few examples. What they call a
    danger that the rules know by its Swedish name is left out too: the rules seldom know it by theirs."""
    taught = read_words(LIBRARY / "search", {path.stem for path in LIBRARY.glob("*.md")})
    rules = rules_of(taught.rules)
    foreign = {
        word: is_dangerous
        for topic, own in taught.foreign.items()
        for _language, word in own
        if (is_dangerous := is_emergency(word, rules)) or not is_emergency(topic.replace("-", " "), rules)
    }
    return foreign | {name: False for own in taught.asked.values() for name in own if not is_emergency(name, rules)}
