"""LIX as Björnsson defined it, counted by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.readability import lix


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", 0.0),
        ("...", 0.0),
        ("Du har ont.", 3 / 1 + 0),
        ("Du har halsfluss.", 3 / 1 + 100 / 3),
        ("Du har ont. Du kan ringa.", 6 / 2 + 0),
        ("Drick vatten\nVila mycket", 4 / 2 + 0),  # a list counts as its items
        ("Temperatur: 38,5 grader", 4 / 2 + 100 * 1 / 4),  # a colon ends a sentence, a decimal comma does not
        ("Covid-19-test!", 3 / 1 + 0),  # a number is a word of its own
        ("Mag-tarmsjukdomar!", 1 / 1 + 100 / 1),
        ("sjukare än kl. 8 i dag", 3 / 2 + 3 / 2 + 100 * 1 / 6),
    ],
)
def test_lix(text, value):
    assert lix(text) == pytest.approx(value)


def test_a_harder_text_has_a_higher_value():
    easy = "Du har ont i halsen. Det går över på en vecka. Vila och drick."
    hard = "Faryngotonsillit karakteriseras av inflammation i svalgslemhinnan, förorsakad av streptokocker eller virus."
    assert lix(easy) < 25
    assert lix(hard) > 60


@given(st.text())
def test_any_text_has_a_value(text):
    assert lix(text) >= 0
