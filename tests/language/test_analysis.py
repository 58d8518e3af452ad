"""What is indexed and what is asked meet, however Swedish is typed."""

import sys
import unicodedata
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from language.analysis import STOP_WORDS, bare, fold, slug, stem, terms, words, written_words
from language.compounds import parts
from language.spelling import nearest


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Förkylning", "forkylning"),
        ("ÅÄÖ åäö", "aao aao"),
        ("  ont   i\thalsen\n", "ont i halsen"),
        ("idé", "ide"),
        ("smørrebrød", "smorrebrod"),
        ("æ ß đ ł", "ae ss d l"),
        ("ﬁstel", "fistel"),
        ("ağrısı", "agrisi"),
        ("كلية ﻱ", "کلیه ی"),  # Arabic letters and Persian ones
        ("حكّة", "حکه"),
        ("نوع ۱", "نوع 1"),
        ("", ""),
    ],
)
def test_fold(typed, folded):
    assert fold(typed) == folded


@given(st.text())
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="åäöéüABCabc "))
def test_composed_and_decomposed_letters_are_the_same(text):
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ont i halsen?", ["ont", "i", "halsen"]),
        ("covid-19", ["covid-19"]),
        ("p-piller", ["p-piller"]),
        ("39,5 grader", ["39", "5", "grader"]),
        ("a_b", ["a", "b"]),
        ("- ' _ &", []),
        ("can't", ["can't"]),
    ],
)
def test_words(text, found):
    assert words(text) == found


@pytest.mark.parametrize(
    "forms",
    [
        "känsel känseln",
        "ansikte ansiktet",
        "klämmer klämde klämt",
        "försvinner försvann försvunnit",
        "förkylning förkylningar förkylningen forkylning",
        "feber febern FEBER",
        "hosta hostar hostade hostan",
        "kissar kissa",
        "hög högt höga",
        "sjuk sjukt sjuka",
        "kräks kräkts kräktes kräkas",
        "hals halsen",
        "medvetslös medvetslöst medvetslösa",
        "vårdcentral vårdcentralen vårdcentraler vardcentral",
        "recept receptet recepten",
        "nedstämd nedstämda",
    ],
)
def test_inflections_have_one_stem(forms):
    assert len({stem(fold(form)) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("hosta", "hostel"), ("hals", "hal"), ("mens", "men"), ("vikt", "vik"), ("bröst", "brott"), ("öra", "ora mig")],
)
def test_other_words_have_other_stems(one, other):
    assert terms(one) != terms(other)


def test_a_hyphenated_word_is_indexed_whole_and_by_its_parts():
    assert terms("p-piller") == ["ppill", "p", "pill"] or terms("p-piller")[1:] == ["p", stem("piller")]
    assert stem("ppiller") in terms("p-piller")
    assert terms("covid-19") == ["covid19", "covid", "19"]


def test_stop_words_are_folded_and_leave_what_matters_in_health():
    assert all(word == fold(word) for word in STOP_WORDS)
    assert STOP_WORDS.isdisjoint(["ont", "inte", "utan", "barn", "mens", "feber"])


@given(st.text())
@example("0'¼")
def test_terms_are_safe_in_a_raw_tsquery(text):
    assert all(term.isalnum() for term in terms(text))


@given(st.text())
def test_written_words_are_those_words(text):
    for folded, written in written_words(text):
        assert fold(written) == folded
        assert bare(folded)


def test_written_words_keep_how_they_are_written():
    assert written_words("Öroninflammation hos BARN") == [
        ("oroninflammation", "Öroninflammation"),
        ("hos", "hos"),
        ("barn", "BARN"),
    ]


@pytest.mark.parametrize(
    ("topic", "path"),
    [
        ("ont i halsen", "ont-i-halsen"),
        ("Återbesök på öronmottagning", "aterbesok-pa-oronmottagning"),
        ("covid-19", "covid-19"),
        ("  Hög  feber! ", "hog-feber"),
    ],
)
def test_slug(topic, path):
    assert slug(topic) == path


# ---- compounds ----


@pytest.mark.parametrize(
    ("compound", "found"),
    [
        ("öroninflammation", ["öron", "inflammation"]),
        ("barnhosta", ["barn", "hosta"]),
        ("magont", ["mag", "ont"]),
        ("urinvägsinfektion", ["urinväg", "infektion"]),
        ("vinterkräksjuka", ["vinter", "kräk", "sjuka"]),
        ("ryggskott", ["rygg", "skott"]),
        ("läkarbesök", ["läkar", "besök"]),
        ("vattkoppor", ["vatt", "koppor"]),
        ("halsmandlarna", ["hals", "mandlarna"]),
    ],
)
def test_a_compound_is_taken_apart(compound, found):
    assert parts(fold(compound)) == tuple(stem(fold(part)) for part in found)


@pytest.mark.parametrize("word", ["barnet", "behandling", "medicin", "handen", "feber", "svullnad", "yrsel", "ont", ""])
def test_other_words_stay_whole(word):
    assert parts(fold(word)) == ()


@given(st.text(alphabet="abcdefghijklmnopqrstuvxyzs", max_size=30))
def test_parts_never_fail(word):
    assert len(parts(word)) != 1


# ---- misspellings ----

KNOWN = ["forkylning", "halsen", "halsfluss", "blodtryck", "urinvagsinfektion", "hosta", "feber", "migran", "112"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("forkylninng", "forkylning"),
        ("forkyning", "forkylning"),
        ("fotkylning", "forkylning"),
        ("hlasen", "halsen"),
        ("hossta", "hosta"),
        ("blodtyck", "blodtryck"),
        ("urinvegsinfection", "urinvagsinfektion"),
        ("migren", "migran"),
    ],
)
def test_a_slip_is_mended(typed, meant):
    assert nearest(typed, KNOWN) == meant


@pytest.mark.parametrize("typed", ["host", "113", "arm", "tummen", "nageltrang", "xyzxyz", ""])
def test_what_is_short_or_far_away_is_left_alone(typed):
    assert nearest(typed, KNOWN) is None


def test_the_word_that_begins_alike_is_meant():
    assert nearest("maten", ["katen", "magen"]) == "magen"
    assert nearest("halsen", []) is None


@pytest.fixture
def threads_take_turns_often():
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def test_several_may_stem_at_once(threads_take_turns_often):
    uncached = stem.__wrapped__
    asked = words("Förkylningarna och öroninflammationen, hostan, vårdcentralerna, blodtrycket, medicinerna") * 200
    alone = [uncached(word) for word in asked]
    with ThreadPoolExecutor(4) as threads:
        for together in threads.map(lambda _: [uncached(word) for word in asked], range(4)):
            assert together == alone
