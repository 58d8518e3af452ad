"""A lexicon that learns what has changed is the one that reads all anew."""

import importlib
from collections import Counter
from contextlib import contextmanager

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.models import Article, SearchRule, Synonym
from articles.queries.search.learning import FORGOTTEN, read_lexicon

learning = importlib.import_module("articles.queries.search.learning")
TOPICS = ("halsfluss", "oroninflammation", "feber", "gikt")
# What changes how others are taken apart, what is typed as one word that is another name, and plain names.
TEXTS = (
    "zqva", "zqvafeber", "zqvafeber barn", "zqva feber", "hals fluss", "öron inflammation", "öroninflammation", "ont",
    "svullna lymf", "lymf", "Feber", "feber hos vuxna", "sten i mandel", "gikt", "12", "fluss", "ont i mandlarna",
)  # fmt: skip
KINDS = (("name", "sv"), ("asked", "sv"), ("name", "en"), ("medicine", "sv"))
OF_NAMES = ("topics", "names", "whole", "words", "foreign", "beginnings", "titles")  # however words are taken apart
a_change = st.tuples(st.sampled_from(TOPICS), st.sampled_from(TEXTS), st.sampled_from(KINDS))
pytestmark = pytest.mark.django_db


@contextmanager
def undone():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def told(lexicon):
    """All that it knows, whatever numbers its names have."""

    def name(number):
        each = lexicon.names[number]
        return each.topic, each.text, each.worth

    numbers = [number for number, each in enumerate(lexicon.names) if each is not FORGOTTEN]
    return {
        "topics": lexicon.topics,
        "names": Counter(map(name, numbers)),
        "names_with": {atom: Counter(map(name, those)) for atom, those in lexicon.names_with.items() if those},
        "whole": {whole: set(topics) for whole, topics in lexicon.whole.items()},
        "stems": lexicon.stems,
        "words": lexicon.words,
        "written": set(lexicon.written),
        "spelt": lexicon.spelt,
        "foreign": lexicon.foreign,
        "medicines": lexicon.medicines,
        "by_sound": {sound: set(words) for sound, words in lexicon.by_sound.items()},
        "by_length": {length: Counter(words) for length, words in lexicon.by_length.items() if words},
        "rarity": lexicon.rarity,
        "weights": {name(number): round(lexicon.weights[number], 9) for number in numbers},
        "beginnings": [lexicon.begun_at(place) for place in lexicon.beginnings],
        "titles": [lexicon.begun_at(place) for place in lexicon.titles],
    }


def differences(one, other):
    one, other = told(one), told(other)
    return {what: (one[what], other[what]) for what in one if one[what] != other[what]}.keys()


@pytest.fixture(scope="module")
def few_names(own_database, django_db_blocker):
    """The library without the ways of asking and the other languages, which are most of its names."""
    with django_db_blocker.unblock():
        Synonym.objects.exclude(kind=Synonym.Kind.NAME, language="sv").delete()


def change(slug, text, kind, language):
    """Teaches a topic a name, or takes it from it."""
    article = Article.objects.get(slug=slug, language="sv", region=None)
    there = Synonym.objects.filter(article=article, text=text)
    if there:
        there.delete()
    else:
        Synonym.objects.create(article=article, text=text, kind=kind, language=language)


@pytest.fixture
def first(few_names):
    """What is known before any change."""
    return read_lexicon(0)


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.lists(a_change, min_size=1, max_size=3), min_size=1, max_size=4))
def test_it_knows_just_what_one_knows_that_reads_all(first, steps):
    lexicon = first
    with undone():
        for serial, step in enumerate(steps, 1):
            for slug, text, (kind, language) in step:
                change(slug, text, kind, language)
            before = told(lexicon)
            roughly = []
            newer = read_lexicon(serial, lexicon, roughly.append)
            assert told(lexicon) == before, "Others read the one before meanwhile."
            for rough in map(told, roughly):
                assert {what: rough[what] for what in OF_NAMES} == {what: told(newer)[what] for what in OF_NAMES}
            lexicon = newer
        assert not differences(lexicon, read_lexicon(len(steps)))


def test_only_what_has_changed_is_learnt(few_names, monkeypatch):
    lexicon = read_lexicon(0)
    change("halsfluss", "zqvaxel", "name", "sv")
    learnt = []
    learn = learning._learn
    monkeypatch.setattr(learning, "_learn", lambda found, names: learnt.append(len(names)) or learn(found, names))
    newer = read_lexicon(1, lexicon)
    assert learnt == [1]
    taught = Article.objects.get(slug="halsfluss", language="sv").pk
    assert (newer.serial, newer.whole["zqvaxel"]) == (1, (taught,))
    of_others = [(old, new) for old, new in zip(lexicon.names, newer.names, strict=False) if old.topic != taught]
    assert all(old is new for old, new in of_others)


def test_a_new_rule_is_known_at_once(few_names):
    lexicon = read_lexicon(0)
    SearchRule.objects.create(kind="stop", text="zqvaxel")
    assert "zqvaxel" in read_lexicon(1, lexicon).rules.stop


@pytest.mark.parametrize(
    ("kind", "text", "learnt"),
    [
        ("emergency", "zqvaxel {ont|blod}", 0),
        ("harmless", "leker zqvaxel", 0),
        ("group", "zqva: zqvaxel|zqvanta", 0),
        ("weak", "halsfluss", 1),
    ],
)
def test_a_rule_of_danger_needs_no_name_to_be_learnt_anew(few_names, monkeypatch, kind, text, learnt):
    lexicon = read_lexicon(0)
    learn, times = learning._learn, []
    monkeypatch.setattr(learning, "_learn", lambda *told: times.append(told) or learn(*told))
    with undone():
        SearchRule.objects.create(kind=kind, text=text)
        newer = read_lexicon(1, lexicon)
        assert len(times) == learnt
        whole = read_lexicon(1)
        assert repr(newer.rules) == repr(whole.rules)
        assert not differences(newer, whole)
    assert "zqvaxel" not in lexicon.rules.dangerous_words


def test_a_topic_that_is_withdrawn_and_one_that_is_new(few_names):
    lexicon = read_lexicon(0)
    article = Article.objects.get(slug="gikt", language="sv", region=None)
    with undone():
        Article.objects.filter(pk=article.pk).update(live=None)
        without = read_lexicon(1, lexicon)
        assert article.pk not in without.topics
        assert not differences(without, read_lexicon(1))
    assert not differences(read_lexicon(2, without), lexicon)
