"""What resembles the examples of danger shows the 112 box, also where no rule knows of it."""

import csv
import json
import sys
import zlib
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import Role, User
from articles.management.commands import learn_dangers
from articles.management.commands.learn_dangers import digest, examples
from articles.models import Article, CareLevel, Level, SearchRule
from articles.queries import search, search_articles
from articles.queries.search.emergency import Verdict, verdict
from articles.queries.search.likelihood import PLACES, WEIGHTS, likelihood
from articles.queries.search.rules import rules_of
from tests.articles.rules_by_two import add_rule
from tests.search.evaluation import queries

# By writers who had seen neither rules nor examples; never learned from, only counted.
ASIDE, ASIDE_IN_OTHER_LANGUAGES = "dangers_held.csv", "dangers_held_languages.csv"


@pytest.fixture
def karin(db):
    return User.objects.create_user("karin", password="x", name="Karin Exempel", roles=[Role.EDITOR], is_staff=True)


def aside(name: str) -> dict[str, bool]:
    with (Path(__file__).parent / name).open(encoding="utf-8", newline="") as file:
        return {row["query"]: row["danger"] == "1" for row in csv.DictReader(file)}


# ---- the examples ----


def test_the_weights_were_learned_from_these_examples():
    head, _, body = WEIGHTS.read_bytes().partition(b"\n")
    assert json.loads(head)["examples"] == digest(), "kör manage.py learn_dangers"
    assert len(zlib.decompress(body)) == PLACES


def test_there_are_many_examples_of_both_and_none_is_told_twice():
    told = examples()
    lines = learn_dangers.EXAMPLES.read_text(encoding="utf-8").splitlines()
    assert len({query.casefold() for query in told}) == len(told) == len(lines) - 1
    assert sum(told.values()) >= 5_000 <= len(told) - sum(told.values())
    assert all(0 < len(query) <= 200 for query in told)


def test_what_is_kept_aside_is_no_example():
    known = {query.casefold() for query in examples()}
    kept = [*aside(ASIDE), *aside(ASIDE_IN_OTHER_LANGUAGES)]
    kept += [row["query"] for name in ("held.csv", "boxes_held.csv") for row in queries(name)]
    assert not [query for query in kept if query.casefold() in known]


# ---- what was learned ----


@pytest.mark.parametrize(("name", "most", "few"), [(ASIDE, 97, 10), (ASIDE_IN_OTHER_LANGUAGES, 95, 4)])
def test_new_ways_of_telling_are_known(capsys, name, most, few):
    """By the weights alone, without any rule. `most` and `few` in a hundred."""
    told = aside(name)
    found = {query: likelihood(query) > search.LIKE_DANGER for query in told}
    dangers, others = ([found[query] for query in told if told[query] is danger] for danger in (True, False))
    caught, false = 100 * sum(dangers) / len(dangers), 100 * sum(others) / len(others)
    with capsys.disabled():
        print(f" [of {len(dangers)} dangers {caught:.1f} %, of {len(others)} others {false:.1f} %]", end="")
    assert caught >= most
    assert false <= few


@given(st.text(max_size=300))
def test_whatever_is_typed_has_a_likelihood(query):
    assert 0 <= likelihood(query) <= 1


@pytest.mark.parametrize("query", ["", "   ", "?!", "\x00", "\u202eabc", "🙂", "'; DROP TABLE--", "a" * 10_000])
def test_what_says_nothing_is_no_danger(query):
    assert likelihood(query) < search.LIKE_DANGER


@pytest.mark.usefixtures("library")
def test_what_our_own_texts_call_a_danger_to_life_shows_the_box():
    """In every language that the texts are in: someone may look for just what they have read."""
    levels = CareLevel.objects.filter(level=Level.EMERGENCY, revision__in=Article.objects.national().values("live"))
    signs = {sign for level in levels for sign in level.signs}
    assert len(signs) > 250
    assert sorted(sign for sign in signs if not search_articles(sign).emergency) == []


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize(
    "query",
    [
        "planerar att dö",
        "vill dö i natt",
        "grop under revbenen på bebis",
        "svimmade när jag tränade",
        "barn för mycket alvedon",
    ],
)
def test_what_it_has_missed_once_shows_the_box(query):
    """What it learns of one danger may cost it another."""
    assert search_articles(query).emergency


# ---- beside the rules ----


@pytest.fixture
def sure(monkeypatch):
    """Everything is like a danger."""
    monkeypatch.setattr(search, "likelihood", lambda query: 1.0)


@pytest.mark.usefixtures("library", "sure")
@pytest.mark.parametrize(
    ("query", "box"),
    [
        ("ont i lillfingernageln", True),  # the rules say nothing
        ("statistik stroke", False),  # they say that nobody is in danger
        ("vad är stroke", False),  # or that someone reads up
    ],
)
def test_what_the_rules_say_holds_and_where_they_say_nothing_likeness_does(query, box):
    assert search_articles(query).emergency is box


@pytest.mark.usefixtures("library")
def test_what_no_rule_knows_shows_the_box_if_it_is_like_the_examples(monkeypatch):
    monkeypatch.setattr(search, "verdict", lambda query, rules, is_spelt: Verdict.NOTHING)
    assert search_articles("läpparna blir blå och han får inte luft").emergency
    assert not search_articles("ont i halsen").emergency


def test_a_rule_tells_danger_harmlessness_or_nothing():
    rules = rules_of(
        [
            ("emergency", "sjöodjur"),
            ("emergency", "{troll|jätte} kommer"),
            ("emergency", "?drake"),
            ("harmless", "!saga"),
            ("harmless", "?vad_är"),
        ],
        own=["{troll|jätte} kommer"],
    )
    told = {
        "sjöodjur": Verdict.DANGER,
        "jätten kommer": Verdict.EDITORS_DANGER,
        "saga sjöodjur": Verdict.HARMLESS,
        "vad är drake": Verdict.HARMLESS,
        "drake": Verdict.DANGER,
        "ko": Verdict.NOTHING,
    }
    assert {query: verdict(query, rules) for query in told} == told


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize(
    ("said", "evidence", "query", "box"),
    [
        (Verdict.DANGER, -9, "livlöst hår tips", False),
        (Verdict.DANGER, -9, "livlöst hår", True),  # too little to judge by
        (Verdict.DANGER, -0.9, "livlöst hår tips", True),
        (Verdict.EDITORS_DANGER, -9, "livlöst hår tips", True),
    ],
)
def test_what_speaks_against_danger_has_no_box_unless_an_editor_says_so(monkeypatch, said, evidence, query, box):
    monkeypatch.setattr(search, "verdict", lambda query, rules, is_spelt: said)
    monkeypatch.setattr(search, "evidence", lambda query: evidence)
    assert search_articles(query).emergency is box


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize(("query", "box"), [("halsen", False), ("hals blod", False), ("jag har blod i halsen", True)])
def test_of_one_or_two_words_it_must_be_surer(monkeypatch, query, box):
    monkeypatch.setattr(search, "verdict", lambda query, rules, is_spelt: Verdict.NOTHING)
    monkeypatch.setattr(search, "likelihood", lambda query: 0.6)
    assert search_articles(query).emergency is box


@pytest.mark.usefixtures("library")
def test_what_an_editor_adds_is_a_danger_whatever_the_examples_say(monkeypatch, karin):
    monkeypatch.setattr(search, "evidence", lambda query: -9.0)
    monkeypatch.setattr(search, "likelihood", lambda query: 0.0)
    assert not search_articles("en meteorit slog ner i köket").emergency
    add_rule(by=karin, kind=SearchRule.Kind.EMERGENCY, text="{meteorit|komet} köket")
    assert search_articles("en meteorit slog ner i köket").emergency
    assert not search_articles("svårt att andas sedan i natt").emergency  # by a rule that came with the program


# ---- learning ----


def test_who_learns_without_the_library_is_told_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "sklearn.linear_model", None)
    with pytest.raises(CommandError, match="scikit-learn"):
        call_command("learn_dangers")


def test_it_learns_from_examples(monkeypatch, tmp_path):
    pytest.importorskip("sklearn", reason="scikit-learn is not installed: pip install -e '.[learning]'")
    likely = sys.modules["articles.queries.search.likelihood"]
    rows = [(f"{who} {what}", 1) for who in ("han", "hon", "farfar", "barnet") for what in ("andas inte", "är livlös")]
    rows += [(f"{what} {where}", 0) for what in ("boka tid", "förnya recept") for where in ("i lund", "på nätet", "nu")]
    monkeypatch.setattr(learn_dangers, "_names", dict)
    (tmp_path / "dangers.csv").write_text("query,danger\n" + "".join(f"{q},{y}\n" for q, y in rows), encoding="utf-8")
    for module in (likely, learn_dangers):
        monkeypatch.setattr(module, "EXAMPLES", tmp_path / "dangers.csv")
        monkeypatch.setattr(module, "WEIGHTS", tmp_path / "dangers.weights")
    call_command("learn_dangers", verbosity=0)
    likely._learned.cache_clear()
    try:
        assert likelihood("mormor andas inte") > 0.5 > likelihood("boka tid i malmö")
    finally:
        likely._learned.cache_clear()
