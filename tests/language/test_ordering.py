"""Swedish alphabetical order: å, ä, ö last, other accents as their base letters, V and W apart."""

import random

from hypothesis import given
from hypothesis import strategies as st

from language.ordering import first_letter, sort_key

ORDERED = [
    "112", "abort",
    "Allergi", "angina", "ax", "Café", "cafébesök", "covid", "Élan", "Epilepsi", "müsli", "mysli", "Vaccin",
    "vårta", "Wilsons sjukdom", "Yrsel", "zon", "Åderbråck", "ågren", "Ägglossning", "äpple", "Ödem", "öga",
]  # fmt: skip


def test_order():
    shuffled = ORDERED[:]
    random.Random(1).shuffle(shuffled)
    assert sorted(shuffled, key=sort_key) == ORDERED


def test_case_does_not_matter():
    assert sort_key("ÅNGEST") == sort_key("ångest")


def test_decomposed_letters_sort_like_composed():
    assert sort_key("o\u0308ga") == sort_key("öga")
    assert sort_key("a\u030angest") == sort_key("ångest")


@given(st.text(), st.text())
def test_any_text_has_a_key(one, other):
    assert isinstance(sort_key(one) < sort_key(other), bool)


def test_first_letter():
    names = ["ångest", "Äpple", "öga", "Élan", "112", "o\u0308ga", "  yrsel", "(akut)", ""]
    assert [first_letter(name) for name in names] == ["Å", "Ä", "Ö", "E", "0–9", "Ö", "Y", "0–9", "0–9"]


@given(st.text(min_size=1))
def test_the_heading_is_one_letter_or_the_numbers(name):
    heading = first_letter(name)
    assert heading == "0–9" or len(heading) == 1
