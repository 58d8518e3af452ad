"""What is typed is read as it is meant: how old someone is, and letters that keyboards write differently."""

import pytest

from articles.queries import search_articles
from articles.queries.search import lexicon
from articles.queries.search.asked import asked_for, did_you_mean
from language.analysis import stem

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("library")]


def found(query):
    return [hit.topic.slug for hit in search_articles(query).hits]


@pytest.mark.parametrize(
    "said", ["6 åring", "6-åring", "6åring", "sexåring", "sexåriga son", "6 år gammal flicka", "sexaring", "6 åringen"]
)
def test_how_old_a_child_is_says_that_it_is_a_child(said):
    assert found(f"feber {said}")[:2] == found("feber barn")[:2]
    assert found(f"ont i magen på min {said}")[0] == "ont-i-magen"


@pytest.mark.parametrize("said", ["15 åring", "75-åring", "82 år gammal"])
def test_how_old_an_adult_is_says_nothing(said):
    assert found(f"feber {said}")[0] == "feber"
    assert found(f"ont i magen {said}") == found("ont i magen")


def test_an_age_alone_is_a_search():
    assert search_articles("75-åring").query == "75-åring"
    assert found("5 åring")
    assert found("ont i ryggen i 2 år")[0] == "ont-i-ryggen"


@pytest.mark.parametrize(
    ("typed", "topic"),
    [
        ("آنفلوانزا", "influensa"),
        ("سرماخوردگى", "forkylning"),  # on an Arabic keyboard
        ("الزكام", "forkylning"),
        ("رشح", "forkylning"),
        ("burun akintisi", "forkylning"),  # without a Turkish keyboard
        ("burun akıntısı", "forkylning"),
        ("BURUN AKINTISI", "forkylning"),
        ("veritulppa jalassa", "blodpropp"),
        ("kaihi", "gra-starr"),
        ("ریزش مو", "haravfall"),
    ],
)
def test_letters_of_other_keyboards_are_the_same(typed, topic):
    assert found(typed)[0] == topic


@pytest.mark.parametrize("typed", ["ont i magen lapsi", "ont i magen طفل", "ont i magen dziecko", "mage kipu"])
def test_words_of_other_languages_are_understood_beside_swedish(typed):
    assert found(typed)[0] == "ont-i-magen"


@pytest.mark.parametrize(
    ("typed", "topic"),
    [
        ("migraine aura longer than an hour", "migran"),
        ("one year old with fever", "feber-hos-barn"),
        ("what does a blocked nose mean", "forkylning"),
        ("wound that does not heal", "sar"),
        ("knee hurts when turning", "ont-i-knat"),
    ],
)
def test_ordinary_english_words_are_no_slips_of_ours(typed, topic):
    asked = asked_for(typed, lexicon())
    assert asked.meant == typed
    assert did_you_mean(asked, lexicon()) is None
    assert found(typed)[0] == topic


@pytest.mark.parametrize("word", ["kokande", "korv", "bark", "gatan", "karin", "det"])
def test_swedish_words_do_not_mean_what_they_are_in_other_languages(word):
    """Head, ear, belly, throat, belly and child, when they are folded and stemmed."""
    own = stem(word)
    assert lexicon().rules.canonical(own) == own
