"""The library that the project ships: complete, readable, and of one mind about what is urgent."""

import csv
import re
import tomllib
from collections import Counter, defaultdict
from statistics import mean

import pytest

from articles.actions.library import read_all
from articles.library_format import LIBRARY, shared_signs, topic_areas
from articles.library_format.consistency import contradictions, long_sentences
from articles.models import ArticleKind, Language, Level
from articles.queries.search import is_emergency, lexicon
from language.analysis import fold, slug
from language.readability import lix
from regions.facts import regions_by_slug

READ = read_all(LIBRARY)
ARTICLES, EARLIER, ADDITIONS, TRANSLATIONS = READ.articles, READ.earlier, READ.additions, READ.translations
TEXTS = [*ARTICLES.values(), *(text for texts in EARLIER.values() for text in texts)]


def by_slug(text):
    return text.path.stem


def test_every_topic_has_its_article(shared):
    assert set(ARTICLES) == set(topics(shared))


def test_every_region_adds_to_more_than_one_article():
    regions = Counter(addition.region_slug for addition in ADDITIONS)
    assert set(regions) == set(regions_by_slug())
    assert min(regions.values()) >= 2
    assert len(ADDITIONS) >= 40


def test_some_articles_have_earlier_versions_that_differ():
    assert EARLIER
    for name, texts in EARLIER.items():
        digests = [text.digest for text in [*texts, ARTICLES[name]]]
        assert len(set(digests)) == len(digests)


@pytest.mark.parametrize("text", TEXTS, ids=by_slug)
def test_readable(text):
    assert lix(text.plain_text) <= 40


def test_readable_on_the_whole():
    assert mean(lix(text.plain_text) for text in TEXTS) <= 35


@pytest.mark.parametrize("text", ARTICLES.values(), ids=by_slug)
def test_neither_padded_nor_a_stub(text):
    assert 350 <= len(text.plain_text.split()) <= 1_250


@pytest.mark.parametrize("text", ARTICLES.values(), ids=by_slug)
def test_no_sentence_is_too_long(text):
    assert long_sentences(text) == []


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


def test_no_heading_puts_off_what_its_text_says_is_for_today():
    for slug_, text in ARTICLES.items():
        for level in text.care_levels:
            if level.level == Level.SOON and "samma dag" in level.where and re.search("dagar|veck", level.heading):
                assert re.search("samma dag|i dag", level.heading), (slug_, level.heading)


def test_no_two_texts_contradict_each_other():
    assert [str(found) for found in contradictions(ARTICLES.values())] == []


@pytest.mark.parametrize("name", ["magsjuka", "vinterkraksjuka", "diarre", "illamaende-och-krakningar"])
def test_who_vomits_reads_with_which_medicines_it_is_urgent(name):
    signs = {sign for level in ARTICLES[name].care_levels if level.level == Level.URGENT for sign in level.signs}
    assert urgent_sign("diabetes-typ-2", "dapagliflozin") in signs
    assert urgent_sign("bipolar-sjukdom", "litium") in signs


def urgent_sign(name, medicine):
    (level,) = [level for level in ARTICLES[name].care_levels if level.level == Level.URGENT]
    return next(sign for sign in level.signs if sign.startswith(f"Du tar {medicine}"))


@pytest.mark.parametrize("name", ["abort", "graviditet", "graviditetstest"])
def test_the_limit_of_abortion_cannot_be_read_as_a_week_later(name):
    assert "18+0" in ARTICLES[name].plain_text
    assert not re.search("slutet av vecka 18|till och med vecka 18", ARTICLES[name].plain_text)


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


def topics(shared):
    """Slug → kind, the most sought first."""
    with (shared / "data/topics.csv").open(encoding="utf-8", newline="") as file:
        return {slug(row["topic"]): slug(row["type"]) for row in csv.DictReader(file)}


def test_each_file_is_of_its_topics_kind(shared):
    kinds = topics(shared)
    assert {name: text.kind.value for name, text in ARTICLES.items()} == {name: kinds[name] for name in ARTICLES}


def test_no_synonym_is_the_title_of_another_article():
    titles = {fold(text.title): name for name, text in ARTICLES.items()}
    wrong = [
        (text.slug, word)
        for text in ARTICLES.values()
        for word in text.synonyms
        if titles.get(fold(word), text.slug) != text.slug
    ]
    assert wrong == []


# ---- translations ----


def test_the_twenty_most_sought_are_in_easy_swedish_and_in_english():
    sought = list(READ.words.most_sought[:20])
    for language in (Language.EASY, Language.ENGLISH):
        assert {text.slug for text in TRANSLATIONS if text.language == language} >= set(sought)


@pytest.mark.parametrize("text", [text for text in TRANSLATIONS if text.language == Language.EASY], ids=by_slug)
def test_easy_read_is_easy(text):
    assert lix(text.plain_text) <= 25
    assert not long_sentences(text)


@pytest.mark.parametrize("text", TRANSLATIONS, ids=lambda text: f"{text.language}/{text.slug}")
def test_a_translation_is_made_from_the_text_as_it_is_now(text):
    """The library keeps them together; on a site, where texts live on, the page says how old the translation is."""
    assert text.made_from == ARTICLES[text.slug].digest
    assert text.path.parent.name == text.language


# ---- sources ----


def test_a_source_is_in_english_where_its_title_is():
    english = {"the", "of", "for", "and", "guideline", "guidelines", "management"}
    for text in ARTICLES.values():
        for source in text.sources:
            words = set(re.findall(r"[\wåäö]+", source.title.lower()))
            is_english = bool(words & english) or source.owner in ("WHO", "Cochrane") or "NICE" in source.owner
            assert not is_english or source.language == "en", (text.slug, source)
            assert source.language == "sv" or not set("åäö") & set(source.title.lower()), (text.slug, source)


# ---- how people ask ----


def test_every_topic_has_ways_of_asking():
    assert set(READ.words.asked) == set(ARTICLES)
    assert min(len(asked) for asked in READ.words.asked.values()) >= 15


def test_the_most_sought_topics_have_names_in_other_languages():
    for name in READ.words.most_sought[:40]:
        assert len({language for language, _ in READ.words.foreign[name]}) >= 8, name


def test_names_of_great_danger_bring_the_112_box(library):
    rules = lexicon().rules
    for name in ("stroke", "ont-i-brostet", "hjartinfarkt", "anafylaxi", "blodforgiftning", "sjalvmordstankar"):
        assert is_emergency(ARTICLES[name].title, rules), name


@pytest.mark.parametrize(
    "query",
    ["سكتة دماغية", "chcę się zabić", "не могу дышать", "ataque al corazón", "kalp krizi", "sydänkohtaus", "救护车"],
)
def test_a_great_danger_brings_the_112_box_in_other_languages(library, query):
    assert is_emergency(query, lexicon().rules)


@pytest.mark.parametrize(
    "query", ["przeziębienie", "dolor de garganta", "pää kipeä", "سرماخوردگی", "grippe", "alergia"]
)
def test_a_cold_does_not_in_any_language(library, query):
    assert not is_emergency(query, lexicon().rules)
