"""What people type leads to the right text first, with the box of 112 where a life may be at stake and only there."""

import pytest

from articles.queries import search_articles, suggest
from articles.queries.search import lexicon
from articles.queries.search.ages import is_fever_in_the_youngest, without_ages
from language.analysis import terms

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("library")]


WONDERS = ("är det", "är det en", "kan det vara", "tror jag har")
GRAVE = [("stroke", "stroke"), ("hjärtinfarkt", "hjartinfarkt"), ("sepsis", "blodforgiftning")]


def found(query):
    return [hit.topic.slug for hit in search_articles(query).hits]


def is_boxed(query):
    return search_articles(query).emergency


@pytest.mark.parametrize(
    "query", ["svårt att tala", "svart att tala", "talsvårigheter", "pratar otydligt", "talar otydligt"]
)
def test_speech_trouble_is_stroke_and_no_food(query):
    assert found(query)[0] == "stroke"
    assert is_boxed(query)
    assert search_articles(query).interpreted_as is None


def test_who_tolerates_does_not_talk():
    assert "laktosintolerans" not in found("talar otydligt")
    assert found("tåla mjölk")[0] == found("tål inte mjölk")[0] == found("tal inte mjolk")[0] == "laktosintolerans"
    assert "stroke" not in found("tål inte mjölk")
    assert lexicon().atoms("taala") != lexicon().atoms("tala")
    assert terms("Tål, tålde, tålig") == ["taal"] * 3


def test_is_is_no_year_and_let_go_is_not_limp():
    assert found("barnet är slappt")[0] == found("mitt barn är slapp")[0] == "feber-hos-barn"
    assert "ptsd" not in found("barnet är slapp")


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("svårt att prata om sex", "ungdomsmottagning"),
        ("svårt att prata med min tonåring", "barn-och-ungdomspsykiatri"),
        ("sen talutveckling", "barnavardscentral"),
        ("barn 3 år pratar otydligt", "barnavardscentral"),
        ("kan inte kissa", "prostataforstoring"),
        ("barn kissar inte", "magsjuka"),
        ("barn stel i nacken", "hjarnhinneinflammation"),
        ("stel i nacken", "ont-i-nacken"),
        ("druckit tvål", "forgiftning"),
        ("barn åt murgröna", "forgiftning"),
        ("barn fick i sig blomma", "forgiftning"),
        ("svullen vad", "blodpropp"),
        ("feber 39 vuxen", "feber"),
        ("brusten trumhinna", "oroninflammation"),
        ("gulsot nyfödd", "amning"),
        ("bb", "graviditet"),
        ("feber 3 månader", "feber-hos-barn"),
        ("min bebis har feber", "feber-hos-barn"),
        ("spädbarn feber", "feber-hos-barn"),
    ],
)
def test_what_is_no_matter_of_life_has_its_text_first_and_no_box(query, first):
    assert found(query)[0] == first
    assert not is_boxed(query)


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("barnet vaknar inte", "ring-112"),
        ("barn grå i ansiktet", "blodforgiftning"),
        ("stel nacke feber", "hjarnhinneinflammation"),
        ("pappa blivit plötsligt förvirrad", "stroke"),
        ("barn ätit tobak", "forgiftning"),
        ("barn åt idegran", "forgiftning"),
        ("barnet åt svamp i trädgården", "forgiftning"),
        ("åt ett piller för mycket", "forgiftning"),
        ("svårt att andas vid ansträngning", "andnod"),
        *[
            (f"{asks} {name}", slug)
            for name, slug in GRAVE
            for asks in ("är det", "är det en", "kan det vara", "tror jag har")
        ],
        ("panikattack eller hjärtinfarkt", "hjartinfarkt"),
        *[
            (f"{asks} {name}{of}", slug)
            for name, slug in (("hjärtinfarkt", "hjartinfarkt"), ("stroke", "stroke"))
            for asks in ("symtom på", "tecken på")
            for of in ("", " hos kvinnor", " hos äldre")
        ],
        ("hjärtinfarkt symtom kvinnor", "hjartinfarkt"),
        ("stroke symtom kvinnor", "stroke"),
        *[
            (query, "ont-i-brostet")
            for query in ("dolor de pecho", "douleur poitrine", "dor no peito", "bol u grudima")
        ],
        *[(query, "andnod") for query in ("no puedo respirar", "ne mogu da dišem", "non riesco a respirare")],
        *[(query, "sjalvmordstankar") for query in ("quero morrer", "voglio morire", "envie de mourir")],
    ],
)
def test_a_life_at_stake_has_its_text_first_and_the_box(query, first):
    assert found(query)[0] == first
    assert is_boxed(query)


def test_chest_and_breast_are_told_apart_in_other_languages():
    assert not any(map(is_boxed, ("leche de pecho", "cancer de pecho", "dolor de espalda", "bol u leđima")))


@pytest.mark.parametrize(
    "query",
    ["bebis 2 månader feber", "bebis 3 veckor 38,5", "feber bebis 1 månad", "baby fever 2 months", "feber 2 månader"],
)
def test_a_fever_under_three_months_shows_the_box_however_it_is_told(query):
    answer = search_articles(query)
    assert answer.hits[0].topic.slug == "feber-hos-barn"
    assert answer.emergency and not answer.partly


@pytest.mark.parametrize(
    "query",
    ["bebis 8 månader feber", "barn feber 2 veckor", "bebis feber 2 veckor", "man feber 2 månader", "bebis 2 månader"],
)
def test_how_long_a_fever_lasts_is_no_age(query):
    assert not is_fever_in_the_youngest(query)


def test_how_old_a_child_is_in_weeks_is_not_how_long_something_lasts():
    assert without_ages("bebis 3 veckor hosta") == "bebis barn hosta"
    assert without_ages("hosta 3 veckor") == "hosta 3 veckor"
    assert not is_fever_in_the_youngest("bebis 3 veckor ingen feber")


def test_words_of_little_meaning_find_no_text_that_merely_holds_them():
    assert found("jag vill inte leva") == ["sjalvmordstankar"]
    assert "huggormsbett" not in found("jag mår inte bra")


def test_what_is_typed_whole_is_suggested_first():
    assert suggest("kan inte kissa", 4)[0].slug == "prostataforstoring"


@pytest.mark.parametrize("query", ["idegran", "snöskoter", "grannfru", "transformator", "trapphus"])
def test_a_word_that_the_rules_of_danger_name_is_no_slip(query):
    assert search_articles(query).interpreted_as is None


@pytest.mark.parametrize(("query", "meant"), [("anafalyxi", "anafylaxi"), ("medvetlös", "medvetslös")])
def test_a_slip_that_the_rules_of_danger_name_is_mended_all_the_same(query, meant):
    assert search_articles(query).interpreted_as == meant


def test_one_letter_after_other_words_asks_for_nothing_yet():
    assert suggest("jag vill d", 6) == []
    assert suggest("vitamin d", 6)[0].slug == "d-vitamin"
    assert suggest("jag vill dö", 6)[0].slug == "sjalvmordstankar"
