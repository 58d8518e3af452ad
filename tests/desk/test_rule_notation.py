"""What is no rule of the search, or stands for too much, is refused and told why."""

import tomllib

import pytest

from articles.actions.rules import why_not_proposed
from articles.library_format import LIBRARY
from articles.rule_notation import why_not_a_rule
from tests.articles.rules_by_two import add_rule
from tests.desk.rule_people import *  # noqa: F403
from tests.desk.rule_people import KIND

GROUPS = {"maskin", "ena"}
UNREADABLE = [
    ("emergency", "{ont i", "klammer"),
    ("emergency", "ont} i", "klammer"),
    ("emergency", "{ont {i}} bröstet", "klammer"),
    ("emergency", "<finnsinte> ont", "ingen grupp"),
    ("emergency", "<b>hej</b>", "ingen grupp"),
    ("emergency", "<maskin ont", "<så>"),
    ("emergency", "<maskin> hand", "inom klamrar"),
    ("emergency", "2{a}", "minst två"),
    ("emergency", "3{ont|blek}", "siffran 2"),
    ("emergency", "{ont|} bröst", "saknas"),
    ("emergency", "{svårt|tungt}andas", "mellanslag"),
    ("emergency", "{svårt|tungt}{andas|luft}", "mellanslag"),
    ("emergency", "ont|värk", "Strecket"),
    ("emergency", "a", "så kort"),
    ("emergency", "?!", "minst ett ord"),
    ("emergency", "ont !nu", "allra först"),
    ("emergency", "on=t", "= står"),
    ("emergency", "ont = nu", "= står"),
    ("harmless", "ont _ nu", "_ står"),
    ("harmless", "(ont)", "betyder ingenting"),
    ("same", "ensamt", "minst två ord"),
    ("same", "ont|värk", "bara ord"),
    ("group", "maskin såg", "kolon"),
    ("group", "maskin:", "saknas"),
    ("group", "maskin: såg||kvarn", "saknas"),
    ("group", "maskin: <maskin>|såg", "ingen grupp"),
    ("group", "maskin: {såg|kvarn}", "streck"),
    ("stop", "{två|ord}", "bara ord"),
    ("stop", "=ba", "bara ord"),
]


@pytest.mark.parametrize(("kind", "text", "says"), UNREADABLE)
def test_what_is_no_rule_is_refused_and_told_why(kind, text, says):
    assert says in why_not_a_rule(kind, text, GROUPS)


@pytest.mark.parametrize(
    "text",
    [
        "_".join(["{aba|cdc}"] * 11),
        "{<person>}_{<kroppsdel>}_{<medtagen>}",
        "{" + "|".join(["hej"] * 75) + "}_{<person>}",
    ],
)
def test_a_phrase_that_stands_for_too_much_is_refused_before_it_is_written_out(library, text):
    assert why_not_proposed("emergency", text).startswith("Regeln står för fler än 2 000 uttryck")
    assert why_not_proposed("emergency", "{<person>} {<kroppsdel>} {<medtagen>}") == ""


def test_a_group_that_makes_a_phrase_stand_for_too_much_is_refused(library, people):
    add_rule(by=people.karin, kind=KIND.GROUP, text="zqvord: aba|cdc")
    add_rule(by=people.karin, kind=KIND.HARMLESS, text="{<zqvord>}_{<zqvord>}")
    assert why_not_proposed("group", "zqvord: " + "|".join(f"z{n}" for n in range(43))).startswith(
        "Regeln står för fler"
    )
    assert why_not_proposed("group", "zqvord: " + "|".join(f"z{n}" for n in range(42))) == ""


def test_every_rule_of_the_library_can_be_read():
    rules = tomllib.loads((LIBRARY / "search" / "rules.toml").read_text(encoding="utf-8"))
    groups = {text.partition(":")[0].strip() for text in rules["group"]}
    kinds = rules.keys() - {KIND.SAME.value}  # two of them are one word, and do nothing
    refused = [(text, why) for kind in kinds for text in rules[kind] if (why := why_not_a_rule(kind, text, groups))]
    assert refused == []
