"""`manage.py load_library` leaves what the editors have made their own alone, and says so."""

from dataclasses import replace

import pytest

from accounts.models import Role
from articles.actions import publishing, writing
from articles.models import Article, SearchDocument
from articles.text import ArticleText
from tests.articles.library_files import article, load, write
from tests.cast import staff

pytestmark = pytest.mark.usefixtures("no_articles")


def changed_file(folder, slug="snorighet"):
    write(folder, f"{slug}.md", article(slug).replace("Vila och drick.", "Snyt dig."))


@pytest.fixture
def editor(db):
    return staff("karin", Role.EDITOR)


def test_an_article_with_a_draft_is_left_alone_and_said(folder, editor):
    load(folder)
    found = Article.objects.get(slug="snorighet")
    live, words = found.live, found.synonyms.count()
    writing.start_draft(by=editor, article=found)
    assert load(folder).left == []  # the library has nothing new to say
    changed_file(folder)
    report = load(folder)
    assert report.left == ["snorighet: redaktionen har en egen text"]
    assert "lämnad   snorighet: redaktionen har en egen text" in report.lines()
    assert report.changed == []
    found.refresh_from_db()
    assert (found.live, found.synonyms.count()) == (live, words)


def test_a_text_that_waits_or_was_sent_back_is_left_alone(folder, editor):
    load(folder)
    found = Article.objects.get(slug="snorighet")
    draft = writing.start_draft(by=editor, article=found)
    text = replace(ArticleText.from_json(draft.text), summary="En snuva.", change_note="Kortare.")
    draft = writing.save_draft(by=editor, draft=draft, text=text, serial=draft.serial)
    revision = writing.submit(by=editor, draft=draft, serial=draft.serial)
    changed_file(folder)
    assert load(folder).left == ["snorighet: redaktionen har en egen text"]
    publishing.send_back(by=staff("ulf", Role.PUBLISHER), revision=revision, reason="Längre.")
    assert load(folder).left == ["snorighet: redaktionen har en egen text"]
    assert Article.objects.get(slug="snorighet").revisions.count() == 2


def test_a_withdrawn_text_does_not_come_back(folder):
    load(folder)
    found = Article.objects.get(slug="snorighet")
    publishing.withdraw(by=staff("ulf", Role.PUBLISHER), article=found, reason="Fel.")
    for _ in range(2):
        assert load(folder).left == ["snorighet: redaktionen har dragit tillbaka texten"]
        changed_file(folder)
    assert Article.objects.get(slug="snorighet").live is None
    assert not SearchDocument.objects.filter(article=found).exists()


def test_a_new_text_of_the_library_leaves_the_editors_article_of_that_name(folder, editor):
    made = writing.new_article(by=editor, title="Snorighet", kind="symtom")
    report = load(folder)
    assert report.left == ["snorighet: redaktionen har en egen text"]
    made.refresh_from_db()
    assert (made.live, made.kind) == (None, "symtom")
