"""The library's files of translations: they know the text they were made from, and what is not right is refused."""

import pytest

from articles.actions import load_library
from articles.library_format import LibraryError, read_article, read_translation
from articles.models import Article, Language, Revision
from tests.articles.library_files import article, translation, write

pytestmark = pytest.mark.django_db


# ---- the file ----


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("made_from = ", 'made_from = "0000000000000000" #', "ingen av artikelns versioner"),
        ("made_from = ", 'made_from = "" #', "”made_from” är tomt"),
        ('level = "soon"', 'level = "advice"', "inte de som den svenska texten har"),
        ('unit_kind = "primary_care"', 'unit_kind = "dental"', "inte de som den svenska texten har"),
        ("{symptoms}", "{treatment}", "kapitlet finns inte i den svenska texten"),
        ("You rattle.", "Read [more](https://example.com/).", "ska gå till en sida här"),
        ("You rattle.", "<b>You</b> rattle.", "HTML är inte tillåtet"),
        ('title = "Rattling"', "", "”title” saknas"),
        ('title = "Rattling"', 'title = "Rattling"\nkind = "sjukdom"', "”kind” är inget fält"),
    ],
)
def test_a_translation_that_is_not_right(folder, old, new, says):
    text = translation(folder)
    assert old in text
    path = write(folder, "translations/en/rosslighet.md", text.replace(old, new, 1))
    with pytest.raises(LibraryError, match=says):
        read_translation(path, [read_article(folder / "rosslighet.md")])


def test_what_is_no_text_is_the_swedish_articles(folder):
    original = read_article(folder / "rosslighet.md")
    path = write(folder, "translations/en/rosslighet.md", translation(folder))
    found = read_translation(path, [original])
    assert (found.language, found.title, found.made_from) == (Language.ENGLISH, "Rattling", original.digest)
    assert (found.kind, found.related, found.sources) == (original.kind, original.related, original.sources)
    assert found.life_threatening == original.life_threatening


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("translations/xx/rosslighet.md", "språket 'xx' finns inte"),
        ("translations/en/spoke.md", "ingen artikel 'spoke'"),
    ],
)
def test_a_translation_of_nothing(no_articles, folder, name, says):
    write(folder, name, translation(folder))
    with pytest.raises(LibraryError, match=says):
        load_library(by=None, folder=folder)
    assert not Article.objects.exists()


# ---- loading ----


def test_it_is_an_article_of_its_own_that_knows_its_original(translated):
    found = Article.objects.get(slug="rosslighet", language="en")
    swedish = Article.objects.get(slug="rosslighet", language="sv")
    assert (found.title, found.get_absolute_url()) == ("Rattling", "/en/rosslighet/")
    assert found.live.made_from == swedish.live
    assert [level.level for level in found.live.care_levels.order_by("position")] == ["emergency", "soon"]


def test_twice_changes_nothing(translated, folder):
    report = load_library(by=None, folder=folder)
    assert (report.new, report.changed) == ([], [])


def test_a_changed_translation_is_a_new_version(translated, folder):
    found = translated(**{"translations/en/rosslighet.md": translation(folder, title="The rattle")})
    assert (found.title, found.live.number) == ("The rattle", 2)


def test_the_swedish_text_may_not_change_without_keeping_the_old(translated, folder):
    write(folder, "rosslighet.md", article("rosslighet").replace("Vila och drick.", "Vila mer."))
    with pytest.raises(LibraryError, match="Spara den text som översättningen gjordes från i earlier/"):
        load_library(by=None, folder=folder)


def test_new_words_to_search_for_are_no_new_text(translated, folder):
    before = Revision.objects.count()
    write(folder, "rosslighet.md", article("rosslighet").replace('"rosslighetn"', '"ross"'))
    report = load_library(by=None, folder=folder)
    assert (report.new, report.changed) == ([], [])
    assert Revision.objects.count() == before
    assert Article.objects.get(slug="rosslighet", language="sv").synonyms.filter(text="ross").exists()
