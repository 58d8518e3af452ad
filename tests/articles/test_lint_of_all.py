"""The lint as a whole: its rules as a list, how easy a text is, additions, the library, and any text at all."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.actions.library import read_all
from articles.library_format import LIBRARY
from articles.lint import RULES, Known, Weight, lint, lint_addition, readability
from articles.lint.lists import is_authority, is_region, plainer_words, substances
from articles.lint.reading import read
from articles.models import Article, ArticleKind, ChapterKind, Language, Level
from articles.queries import known
from articles.site_pages import RESERVED_SLUGS
from articles.text import ArticleText, ChapterText, LevelText, SourceText
from regions.facts import regions_by_slug
from tests.articles.linting import BROKEN, BROKEN_ADDITIONS, KNOWN, OWN, RIGHT, SOON, changed, codes, level, saying

# ---- the rules as a list, and the words ----


def test_every_rule_says_what_and_why_and_some_stop():
    for code, rule in RULES.items():
        assert rule.code == code
        assert str(rule.title) and str(rule.why).endswith(".")
    assert {rule.weight for rule in RULES.values()} == set(Weight)


def test_every_message_says_what_to_do():
    for _, _, text in BROKEN:
        for found in lint(text, KNOWN):
            assert found.rule in RULES
            assert found.weight == RULES[found.rule].weight
            assert found.message[-1] in ".”" and found.mend.endswith(".")


def test_the_jargon_is_many_words_and_no_plainer_word_is_jargon():
    entries = {entry for found in plainer_words().values() for entry in found}
    assert len(entries) >= 80
    for entry in entries:
        assert "jargon" not in codes(saying(f"Det är {entry.instead}.")), entry.instead
    assert substances()["alvedon"] == "paracetamol"


def test_authorities_and_regions():
    assert is_authority("www.socialstyrelsen.se")
    assert not is_authority("fass.se")
    assert is_region("vard.skane.se")
    assert all(is_region(region.website.split("/")[2]) for region in regions_by_slug().values())


# ---- how easy it is ----


def test_readability_is_measured_whole_and_part_by_part():
    ease = readability(RIGHT)
    assert set(ease.parts) == {"head", "care", "symptoms", "self_care", "treatment"}
    assert ease.lix == round(ease.lix, 1)
    assert 40 < ease.words < 90
    assert ease.longest_sentence == max(longest for _, longest in ease.parts.values()) == 10


def test_readability_of_nothing():
    nothing = changed(title="", summary="", levels=(), chapters=())
    assert (readability(nothing).lix, readability(nothing).words, readability(nothing).longest_sentence) == (0, 0, 0)


NATIONAL = "Ring vårdcentralen på morgonen och fråga om du ska lämna urinprov. Vila mycket."


# ---- regional additions ----


@pytest.mark.parametrize(("rule", "title", "text"), BROKEN_ADDITIONS)
def test_what_is_wrong_in_an_addition_is_found(rule, title, text):
    assert rule in {found.rule for found in lint_addition(title, text, NATIONAL, KNOWN)}


@pytest.mark.parametrize(
    "text",
    [
        OWN,
        f"{OWN} Läs [mer](https://vard.skane.se/tider), [hos myndigheten](https://www.ivo.se/) och [här](/feber/).",
        f"{OWN} Vila mycket.",  # too short to be repeated
        f"{OWN} Ring mottagningen för urinprov på kvällen om du inte får tid på dagen.",
    ],
)
def test_a_right_addition_has_nothing_to_mend(text):
    assert lint_addition("Så gör du i Skåne", text, NATIONAL, KNOWN) == []


@pytest.fixture(scope="module")
def library():
    return read_all(LIBRARY)


# ---- the library, the rest of the site ----


def test_nothing_stops_the_librarys_texts(library):
    here = Known(RESERVED_SLUGS.union(library.articles))
    earlier = [text for texts in library.earlier.values() for text in texts]
    texts = [*library.articles.values(), *library.translations, *earlier]
    stops = [
        (text.path.name, found.message)
        for text in texts
        for found in lint(text.as_text(), here)
        if found.weight == Weight.STOP
    ]
    assert stops == []


def test_nothing_stops_the_librarys_additions(library):
    here = Known(RESERVED_SLUGS.union(library.articles))
    for addition in library.additions:
        national = "\n\n".join(text for _, text in library.articles[addition.slug].as_text().passages())
        found = lint_addition(addition.title, addition.text, national, here)
        assert [each.message for each in found if each.weight == Weight.STOP] == [], addition.path


def test_known_asks_once_for_what_is_published(db, django_assert_num_queries, no_articles):
    Article.objects.create(slug="drakar", kind=ArticleKind.SJUKDOM, title="Drakar", sort_key="drakar")
    with django_assert_num_queries(1):
        slugs = known().slugs
    assert slugs >= RESERVED_SLUGS
    assert "drakar" not in slugs  # not published


def test_a_fact_that_is_in_force_may_be_referred_to():
    text = saying("Ring {giftinformation} om du undrar.")
    assert codes(text) == {"fact_unknown"}
    assert lint(text, replace(KNOWN, facts=frozenset(["giftinformation"]))) == []


MARKS = "[](){}<>*_`#!@/\\|&;:.- \n\r\t\x00\x07\u200b\ud800aåÖ0%1"
written = st.one_of(st.text(max_size=300), st.text(alphabet=MARKS, max_size=300), st.from_regex(r"[^x]{0,200}"))
chapters = st.builds(ChapterText, st.sampled_from(ChapterKind), written, written)
levels = st.builds(
    LevelText, st.sampled_from(Level), written, st.lists(written, max_size=4).map(tuple), written, written, written
)
articles = st.builds(
    ArticleText,
    kind=st.sampled_from(ArticleKind),
    language=st.sampled_from(Language),
    title=written,
    summary=written,
    life_threatening=st.booleans(),
    levels=st.lists(levels, max_size=6).map(tuple),
    chapters=st.lists(chapters, max_size=6).map(tuple),
    sources=st.lists(st.builds(SourceText, written, written), max_size=3).map(tuple),
    related=st.lists(written, max_size=3).map(tuple),
    review_months=st.integers(),
    change_note=written,
)


# ---- nothing makes it fail ----


@given(articles)
@settings(max_examples=150, deadline=None)
def test_nothing_that_is_written_makes_it_fail(text):
    for found in lint(text, KNOWN):
        assert found.message and found.mend
        assert RULES[found.rule].weight == found.weight
    readability(text)


@given(written, written, written)
@settings(max_examples=100, deadline=None)
def test_nothing_that_a_region_writes_makes_it_fail(title, text, national):
    for found in lint_addition(title, text, national, KNOWN):
        assert found.part in ("head", "")


@pytest.mark.parametrize(
    "piece",
    ["a", "å ", "[", "![", "[a](", "<a ", "*a ", "> ", "- ", "!", "1 ", "0 ", "@a.", "(a) ", "ALLA ", "\x00", "\ud800"],
)
def test_a_megabyte_of_anything_is_read(piece):
    much = piece * (1_000_000 // len(piece))
    text = changed(title=much, summary=much, change_note=much, related=(much,), levels=(replace(SOON, signs=(much,)),))
    lint(replace(text, chapters=(ChapterText(ChapterKind.SYMPTOMS, much, much),)), KNOWN)
    lint_addition(much, much, much, KNOWN)


def test_a_thousand_signs_are_read():
    signs = tuple(f"Du har ont i finger {number}." for number in range(20_000))
    assert "level_incomplete" not in codes(level(SOON, signs=signs))


def test_what_is_quoted_stands_in_the_text():
    text = saying("Ring 08-123 456 78. Du har **en trombos** i benet. " + "vila " * 30)
    for found in lint(text, KNOWN):
        assert found.quote in read(text.chapters[1].text).text
