"""The library that the project ships: complete, readable, and of one mind about what is urgent."""

import csv
import re
import tomllib
from collections import Counter, defaultdict

import pytest

from articles.actions.library import read_all
from articles.library_format import LIBRARY, shared_signs, topic_areas
from articles.models import ArticleKind, Level
from articles.queries.emergency import is_emergency
from language.analysis import fold, slug
from language.readability import lix
from regions.facts import regions_by_slug

ARTICLES, EARLIER, ADDITIONS = read_all(LIBRARY)
TEXTS = [*ARTICLES.values(), *(text for texts in EARLIER.values() for text in texts)]
SIX_KINDS = set(ArticleKind) - {ArticleKind.TJANST}


def by_slug(text):
    return text.path.stem


def test_there_are_thirty_articles_and_more_of_all_kinds():
    kinds = Counter(text.kind for text in ARTICLES.values())
    assert sum(count for kind, count in kinds.items() if kind in SIX_KINDS) >= 30
    assert set(kinds) == set(ArticleKind)


def test_additions_to_five_articles_in_six_regions():
    assert len({addition.slug for addition in ADDITIONS}) >= 5
    assert len({addition.region_slug for addition in ADDITIONS}) >= 6
    assert {addition.region_slug for addition in ADDITIONS} <= set(regions_by_slug())


def test_some_articles_have_earlier_versions_that_differ():
    assert EARLIER
    for name, texts in EARLIER.items():
        digests = [text.digest for text in [*texts, ARTICLES[name]]]
        assert len(set(digests)) == len(digests)


@pytest.mark.parametrize("text", TEXTS, ids=by_slug)
def test_readable(text):
    assert lix(text.plain_text) <= 40


@pytest.mark.parametrize("text", ADDITIONS, ids=lambda text: f"{text.region_slug}/{text.slug}")
def test_additions_are_readable(text):
    assert lix(text.text) <= 40


@pytest.mark.parametrize("text", TEXTS, ids=by_slug)
def test_the_summary_has_two_or_three_sentences(text):
    assert 2 <= len([part for part in text.summary.replace("?", ".").replace("!", ".").split(". ") if part]) <= 4


@pytest.mark.parametrize("text", TEXTS, ids=by_slug)
def test_every_level_says_something(text):
    for level in text.care_levels:
        assert level.signs
        if level.level in (Level.URGENT, Level.SOON):
            assert level.where
            assert level.if_closed


@pytest.mark.parametrize("text", [t for t in TEXTS if t.kind in (ArticleKind.SJUKDOM, ArticleKind.SYMTOM)], ids=by_slug)
def test_diseases_and_symptoms_have_a_ladder_that_ends_at_home_or_at_1177(text):
    levels = [level.level for level in text.care_levels]
    assert Level.ADVICE in levels or Level.SELFCARE in levels
    assert len(levels) >= 3


@pytest.mark.parametrize("text", [t for t in TEXTS if t.life_threatening], ids=by_slug)
def test_the_life_threatening_begin_with_112(text):
    assert text.care_levels[0].level == Level.EMERGENCY
    assert text.review_months <= 12


def same_for_a_child(sign):
    return sign.replace("Barnet", "Du").replace("barnet", "du").replace("ditt barn", "du")


def test_the_same_sign_has_the_same_level_in_every_article():
    levels = defaultdict(set)
    for text in TEXTS:
        for level in text.care_levels:
            for sign in level.signs:
                levels[sign].add(level.level.value)
    assert {sign: found for sign, found in levels.items() if len(found) > 1} == {}
    listed = shared_signs()
    assert [sign for sign, found in levels.items() if sign in listed and found != {listed[sign]}] == []


def test_a_listed_sign_of_an_adult_is_not_less_urgent_in_a_child():
    order = Level.values
    listed = {sign: level for sign, level in shared_signs().items() if sign.startswith("Du")}
    for text in TEXTS:
        for level in text.care_levels:
            for sign in level.signs:
                adult = listed.get(same_for_a_child(sign)) if sign.startswith("Barnet") else None
                assert adult is None or order.index(level.level) <= order.index(adult), (text.slug, sign)


def test_no_sign_is_listed_twice():
    listed = tomllib.loads((LIBRARY / "signs.toml").read_text(encoding="utf-8"))
    signs = [sign for signs in listed.values() for sign in signs]
    assert len(signs) == len(set(signs))
    assert set(listed) <= set(Level.values)


@pytest.mark.parametrize("text", ARTICLES.values(), ids=by_slug)
def test_every_related_topic_exists(text):
    assert set(text.related) <= set(ARTICLES) - {text.slug}


def test_every_article_is_reached_from_another():
    pointed_at = {slug for text in ARTICLES.values() for slug in text.related}
    pointed_at |= {slug for text in ARTICLES.values() for chapter in text.chapters for slug in chapter.links}
    assert set(ARTICLES) - pointed_at == set()


def test_every_topic_area_has_a_text():
    used = {area for text in ARTICLES.values() for area in text.topic_areas}
    assert used <= set(topic_areas())


def test_no_two_articles_have_the_same_title():
    titles = Counter(fold(text.title) for text in ARTICLES.values())
    assert [title for title, count in titles.items() if count > 1] == []


def test_no_number_but_those_that_help():
    allowed = {"112", "1177", "90101", "010-456 67 00", "020-50 50 50"}
    for text in TEXTS:
        numbers = set(re.findall(r"(?<!\d)0\d{1,3}-\d[\d ]{4,}\d", text.plain_text))
        assert numbers <= allowed, text.slug


def test_no_brand_of_a_common_medicine():
    brands = ("alvedon", "panodil", "ipren", "treo", "nezeril", "imodium", "losec", "kåvepenin", "voltaren", "bricanyl")
    for text in [*(t.plain_text for t in TEXTS), *(addition.text for addition in ADDITIONS)]:
        assert not [brand for brand in brands if brand in text.lower()]


def test_each_file_is_named_after_a_topic(shared):
    with (shared / "data/topics.csv").open(encoding="utf-8", newline="") as file:
        topics = {slug(row["topic"]): slug(row["type"]) for row in csv.DictReader(file)}
    assert set(ARTICLES) <= set(topics)
    assert {name: text.kind.value for name, text in ARTICLES.items()} == {name: topics[name] for name in ARTICLES}


def test_the_most_sought_topics_are_there(shared):
    with (shared / "data/topics.csv").open(encoding="utf-8", newline="") as file:
        ranked = [slug(row["topic"]) for row in csv.DictReader(file)]
    assert len(set(ranked[:30]) & set(ARTICLES)) >= 28


def test_titles_of_life_threatening_articles_and_their_names_bring_the_112_box():
    assert is_emergency(ARTICLES["stroke"].title)
    assert is_emergency(ARTICLES["ont-i-brostet"].title)
