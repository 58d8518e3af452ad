"""What editors decide of the search: in effect at once, and never rewritten."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import AuditEvent, Role, User
from accounts.refusal import Refused
from articles.actions import SearchChangeRefused, add_synonym, load_library, remove_synonym
from articles.models import Article, SearchRule, Synonym
from articles.queries import search_articles
from tests.articles.library_files import write
from tests.articles.rules_by_two import add_rule, end_rule

KIND = SearchRule.Kind


@pytest.fixture
def karin(db):
    return User.objects.create_user("karin", password="x", name="Karin Exempel", roles=[Role.EDITOR], is_staff=True)


@pytest.fixture
def halsfluss(library):
    return Article.objects.get(slug="halsfluss", language="sv")


def first(query):
    return next((hit.topic.slug for hit in search_articles(query).hits), None)


# ---- in effect at once ----


def test_a_new_word_leads_to_the_article_at_once_and_no_longer(karin, halsfluss):
    assert first("svalgpest") != "halsfluss"
    synonym = add_synonym(by=karin, article=halsfluss, text="svalgpest")
    assert first("svalgpest") == "halsfluss"
    remove_synonym(by=karin, synonym=synonym)
    assert first("svalgpest") != "halsfluss"
    actions = AuditEvent.objects.filter(object_id=str(halsfluss.pk)).values_list("action", "actor_name")
    assert set(actions) >= {("synonym.added", "Karin Exempel"), ("synonym.removed", "Karin Exempel")}


def test_only_editors_change_the_words_of_an_article(karin, halsfluss):
    rut = User.objects.create_user("rut", password="x", name="Rut", roles=[Role.FACT_REVIEWER], is_staff=True)
    with pytest.raises(SearchChangeRefused, match="Bara redaktörer"):
        add_synonym(by=rut, article=halsfluss, text="svalgpest")
    synonym = add_synonym(by=karin, article=halsfluss, text="svalgpest")
    with pytest.raises(SearchChangeRefused, match="Bara redaktörer"):
        remove_synonym(by=rut, synonym=synonym)
    assert halsfluss.synonyms.filter(text="svalgpest").exists()


def test_two_who_add_words_to_an_article_do_so_one_at_a_time(karin, halsfluss):
    with CaptureQueriesContext(connection) as queries:
        add_synonym(by=karin, article=halsfluss, text="svalgpest")
    asked = [query["sql"] for query in queries]
    locked = next(n for n, sql in enumerate(asked) if "FOR UPDATE" in sql and 'FROM "articles_article"' in sql)
    read = next(n for n, sql in enumerate(asked) if 'FROM "articles_synonym"' in sql)
    assert locked < read


@pytest.mark.parametrize("text", ["", "  ", "\x00", "!?", "Halsfluss", "HALSFLUSS "])
def test_a_word_that_says_nothing_new_is_refused(karin, halsfluss, text):
    with pytest.raises(SearchChangeRefused):
        add_synonym(by=karin, article=halsfluss, text=text)


@pytest.mark.parametrize("text", ["feber", "FEBER", "ont i halsen"])
def test_a_word_that_is_the_title_of_another_article_is_refused(karin, library, text):
    article = Article.objects.get(slug="hosta", language="sv")
    with pytest.raises(SearchChangeRefused, match="Sökningen leder till artikeln ”"):
        add_synonym(by=karin, article=article, text=text)
    assert not article.synonyms.filter(text=text).exists()


def test_plain_sql_is_seen_at_once(halsfluss):
    assert first("gurgelsjuka") != "halsfluss"
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO articles_synonym (article_id, text, kind, language) VALUES (%s, 'gurgelsjuka', 'name', 'sv')",
            [halsfluss.pk],
        )
    assert first("gurgelsjuka") == "halsfluss"


def test_an_emergency_phrase_brings_the_box_at_once_and_no_longer(karin, library):
    assert not search_articles("meteorit i köket").emergency
    rule = add_rule(by=karin, kind=KIND.EMERGENCY, text="meteorit köket")
    assert search_articles("en meteorit slog ner i köket").emergency
    end_rule(by=karin, rule=rule)
    assert not search_articles("meteorit i köket").emergency
    events = AuditEvent.objects.filter(action__startswith="search_rule").order_by("pk")
    assert [event.action for event in events] == [
        "search_rule.proposed",
        "search_rule.added",
        "search_rule.proposed",
        "search_rule.ended",
    ]


def test_words_that_mean_the_same_find_the_same(karin, library):
    assert first("pizzasjuka") != "halsfluss"
    add_rule(by=karin, kind=KIND.SAME, text="halsfluss pizzasjuka")
    assert first("pizzasjuka") == "halsfluss"


def test_a_rule_twice_an_empty_one_and_an_ended_one_are_refused(karin, db):
    rule = add_rule(by=karin, kind=KIND.STOP_WORD, text=" liksom  ba ")
    assert rule.text == "liksom ba"
    for text in ("liksom ba", "", "?"):
        with pytest.raises(Refused):
            add_rule(by=karin, kind=KIND.STOP_WORD, text=text)
    end_rule(by=karin, rule=rule)
    with pytest.raises(Refused, match="redan avslutad"):
        end_rule(by=karin, rule=rule)
    again = add_rule(by=karin, kind=KIND.STOP_WORD, text="liksom ba")
    assert (again.pk != rule.pk, SearchRule.objects.filter(text="liksom ba").count()) == (True, 2)


# ---- the history stays ----


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE articles_searchrule SET text = 'annat' WHERE id = %s",
        "UPDATE articles_searchrule SET kind = 'harmless' WHERE id = %s",
        "UPDATE articles_searchrule SET added_by_name = 'Någon' WHERE id = %s",
        "UPDATE articles_searchrule SET ended_at = NULL WHERE id = %s",
        "DELETE FROM articles_searchrule WHERE id = %s",
    ],
)
def test_the_database_refuses_to_rewrite_a_rule(karin, sql):
    rule = end_rule(by=karin, rule=add_rule(by=karin, kind=KIND.EMERGENCY, text="meteorit"))
    with (
        pytest.raises(DatabaseError, match="En sökregel ändras inte"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql, [rule.pk])


def test_a_rule_ends_after_it_was_added(karin):
    rule = add_rule(by=karin, kind=KIND.EMERGENCY, text="meteorit")
    with pytest.raises(DatabaseError), transaction.atomic():
        SearchRule.objects.filter(pk=rule.pk).update(ended_at=timezone.now() - timezone.timedelta(days=1))


def test_there_is_one_state_of_the_search(db):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("INSERT INTO articles_searchstate (id, serial) VALUES (2, 1)")


def test_loading_the_library_leaves_what_editors_decided(no_articles, folder, karin):
    write(folder, "search/rules.toml", 'emergency = ["meteorit", "vulkan"]\n')
    load_library(by=None, folder=folder)
    end_rule(by=karin, rule=SearchRule.objects.get(text="meteorit", ended_at__isnull=True))
    add_rule(by=karin, kind=KIND.EMERGENCY, text="haj")
    write(folder, "search/rules.toml", 'emergency = ["meteorit", "jordskalv"]\n')
    load_library(by=None, folder=folder)
    standing = SearchRule.objects.filter(ended_at__isnull=True).values_list("text", flat=True)
    assert sorted(standing) == ["haj", "jordskalv"]


# ---- how a rule is written ----


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("rules.toml", 'sagor = ["a"]', "inget slag av regel"),
        ("rules.toml", 'stop = "a"', "en lista"),
        ("rules.toml", 'stop = [""]', "tomt"),
        ("rules.toml", "stop = [", "går inte att läsa"),
        ("asked.toml", 'spoke = ["a"]', "ingen artikel 'spoke'"),
        ("asked.toml", f'hesighet = ["{"a" * 81}"]', "för långt"),
        ("languages.toml", 'hesighet = ["a"]', "språk"),
        ("languages.toml", '[hesighet]\nenglish = ["a"]', "språk"),
        ("most_sought.toml", 'slugs = ["spoke"]', "ingen artikel 'spoke'"),
    ],
)
def test_a_faulty_file_of_words_loads_nothing(no_articles, folder, name, text, says):
    from articles.library_format import LibraryError

    write(folder, f"search/{name}", text)
    with pytest.raises(LibraryError, match=says):
        load_library(by=None, folder=folder)
    assert not Article.objects.exists()


def test_words_of_the_library_are_kept_with_their_kind_and_language(no_articles, folder):
    write(folder, "search/asked.toml", 'hesighet = ["jag låter som en kråka"]')
    write(folder, "search/languages.toml", '[hesighet]\nfi = ["käheys"]')
    write(folder, "search/most_sought.toml", 'slugs = ["hesighet"]')
    load_library(by=None, folder=folder)
    found = Synonym.objects.filter(article__slug="hesighet")
    assert found.get(kind="asked").text == "jag låter som en kråka"
    assert found.get(language="fi").text == "käheys"
    assert Article.objects.get(slug="hesighet").demand == 1.0
    assert (first("låter som kråka"), first("käheys")) == ("hesighet", "hesighet")
