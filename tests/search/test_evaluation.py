"""The measures that the search is held to: counted, never looked at, on the half that was kept aside."""

from collections import defaultdict

import pytest

from articles.queries.search import call_first
from tests.search.evaluation import MUST_NOT, MUST_SHOW_112, evaluate, queries, table, total

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("library", "units")]


def test_there_are_many_queries_of_every_kind_about_every_topic(shared):
    rows = [*queries("tuned.csv"), *queries("held.csv")]
    assert len(rows) >= 400
    assert len({row["query"].casefold() for row in rows}) == len(rows)
    assert len({row["category"] for row in rows}) >= 12


@pytest.mark.parametrize("name", ["tuned.csv", "held.csv"])
def test_people_are_understood(name, capsys):
    found = evaluate(name)
    with capsys.disabled():
        print(f"\n{name}\n{table(found)}")
    whole, care = total(found), found["find_care"]
    assert whole.share(whole.third) >= 95
    assert whole.share(whole.first) >= 85
    assert whole.share(whole.nothing) < 1
    assert care.share(care.first) >= 95
    assert found[MUST_NOT].share(found[MUST_NOT].box) < 2
    assert found[MUST_SHOW_112].share(found[MUST_SHOW_112].box) == 100


def test_the_box_of_112_stands_where_it_belongs(capsys):
    """For two writers who know nothing of what is taught: everyday emergencies, and everyday searches of which half
    hold words of danger."""
    boxes = {category: [bool(call_first(row["query"])) for row in rows] for category, rows in boxes_held().items()}
    shown, false = (100 * sum(boxes[category]) / len(boxes[category]) for category in (MUST_SHOW_112, MUST_NOT))
    with capsys.disabled():
        counts = {category: len(each) for category, each in boxes.items()}
        print(f" [{counts}: the box for {shown:.1f} % of emergencies, {false:.1f} % of others]", end="")
    assert shown >= 98
    assert false < 2


def boxes_held():
    found = defaultdict(list)
    for row in queries("boxes_held.csv"):
        found[row["category"]].append(row)
    return found
