"""Compounds taken apart, words typed together, and words spelt by ear."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.analysis import fold, stem
from language.compounds import parts, parts_among, run_together
from language.sound import sound


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("öroninflammation", ("ora", "inflammation")),
        ("halsont", ("hals", "ont")),
        ("urinvägsinfektion", ("urinvag", "infektion")),
        ("feber", ()),
        ("", ()),
    ],
)
def test_parts(word, found):
    assert parts(fold(word)) == found


def test_parts_among_known_words():
    assert parts_among("pizzasmarta", {"pizz"}) == ("pizz", "smart")
    assert parts_among("pizzasmarta", set()) == ()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ontihalsen", ["ont", "i", "halsen"]),
        ("feberbarn", ["feber", "barn"]),
        ("halsen", None),
        ("xyzzy", None),
        ("", None),
    ],
)
def test_run_together(typed, found):
    known = {"ont", "i", "halsen", "feber", "barn"}
    assert run_together(typed, known.__contains__) == found


@pytest.mark.parametrize(
    ("right", "heard"),
    [
        ("blindtarm", "blinntarm"), ("ångest", "ångäst"), ("migrän", "migren"), ("förkylning", "förtjylning"),
        ("hemorrojder", "hemorojder"), ("hjärtinfarkt", "järtinfarkt"), ("diarré", "diare"), ("recept", "resept"),
        ("bältros", "beltros"), ("gikt", "jikt"),
    ],
)  # fmt: skip
def test_words_that_sound_alike(right, heard):
    assert sound(right) == sound(heard)


@pytest.mark.parametrize(("one", "other"), [("hals", "hal"), ("mage", "magen"), ("tand", "hand"), ("sår", "svår")])
def test_words_that_do_not(one, other):
    assert sound(one) != sound(other)


@given(st.text(max_size=60))
def test_any_text_has_a_sound_and_parts(text):
    sound(text)
    parts(fold(text))
    parts_among(fold(text)[:40], {"mag", "hals"})


@pytest.mark.parametrize(
    "forms",
    ["öra örat öron öronen", "öga ögat ögon", "knä knät knäet knän", "kräks kräkas kräktes kräkning", "yr yrsel"],
)
def test_bodies_and_their_ills_in_every_form(forms):
    assert len({stem(fold(form)) for form in forms.split()}) == 1
