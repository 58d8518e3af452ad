"""An editor says which language a source is in, and its readers' screen readers read it so."""

import re

from django.urls import reverse

from articles.actions import publishing, writing
from articles.models import Article, SourceLanguage
from articles.queries.signatures import unsigned_parts
from articles.text import ArticleText, SourceText
from tests.articles.reading import part
from tests.desk.typed import typed, url

SWEDISH = SourceText("Luftvägsinfektioner", "Folkhälsomyndigheten")
ENGLISH = SourceText("Honey for acute cough", "Cochrane", SourceLanguage.ENGLISH)
TYPED = {"source-1-title": ENGLISH.title, "source-1-owner": ENGLISH.owner, "source-1-language": "en"}
MARKED = '<span lang="en">Honey for acute cough</span>. Cochrane.'


def saved(draft):
    draft.refresh_from_db()
    return ArticleText.from_json(draft.text).sources


def chosen(page, n):
    """The languages that are chosen in the row of a source."""
    select = part(page, f'<select name="source-{n}-language"', "</select>")
    return re.findall(r'<option value="(\w*)" selected', select)


def test_from_the_form_to_the_readers(drafted, reviewed, enter, karin, rut, ulf, client):
    draft = drafted()
    editor = enter(karin)
    assert editor.post(url("desk_write", draft), typed(draft) | TYPED, secure=True).status_code == 302
    assert saved(draft) == (SWEDISH, ENGLISH)
    page = editor.get(url("desk_write", draft), secure=True).content.decode()
    assert [chosen(page, n) for n in range(3)] == [[""], ["en"], [""]]
    assert MARKED in page  # the preview beside it
    revision = writing.submit(by=karin, draft=draft, serial=draft.serial)
    reviewed(revision)
    publishing.publish(by=ulf, revision=revision)
    article = Article.objects.get(pk=revision.article_id)
    for path in (article.get_absolute_url(), revision.get_absolute_url()):
        assert MARKED in client.get(path, secure=True).content.decode()
    export = enter(karin).get(reverse("desk_export", args=[article.pk]), secure=True).json()
    assert export["versions"][0]["text"]["sources"][1]["language"] == "en"


def test_it_is_saved_while_one_writes(drafted, enter, karin):
    draft = drafted()
    assert enter(karin).post(url("desk_autosave", draft), typed(draft) | TYPED, secure=True).status_code == 200
    assert saved(draft) == (SWEDISH, ENGLISH)


def test_a_form_that_was_opened_before_there_were_languages(drafted, enter, karin):
    draft = drafted()
    said = {name: value for name, value in typed(draft).items() if not name.endswith("-language")}
    assert enter(karin).post(url("desk_write", draft), said | {"source-0-title": "Ny"}, secure=True).status_code == 302
    assert saved(draft) == (SourceText("Ny", "Folkhälsomyndigheten"),)


def test_a_language_that_is_none(drafted, enter, karin):
    draft = drafted()
    answer = enter(karin).post(url("desk_write", draft), typed(draft) | TYPED | {"source-1-language": "x"}, secure=True)
    assert answer.status_code == 400
    assert saved(draft) == (SWEDISH,)


def test_another_language_is_a_change_that_no_one_reviews_anew(published, changed, enter, karin, ulf):
    draft = changed(published, sources=(SourceText(SWEDISH.title, SWEDISH.owner, SourceLanguage.ENGLISH),))
    page = enter(karin).get(url("desk_submit", draft), secure=True).content.decode()
    assert "(engelska)</ins>" in page
    second = writing.submit(by=karin, draft=draft, serial=draft.serial)
    assert unsigned_parts(second) == []
    publishing.publish(by=ulf, revision=second)
    assert second.sources.get().language == "en"


def test_who_reviews_hears_it_too(drafted, asked_by_link, eva, karin):
    draft = drafted(sources=(SWEDISH, ENGLISH))
    path = asked_by_link(writing.submit(by=karin, draft=draft, serial=draft.serial))
    page = eva.get(path, secure=True, follow=True).content.decode()
    assert MARKED in page


def test_two_texts_that_differ_in_the_language_alone_are_compared(drafted, enter, karin, kim):
    draft = drafted(sources=(SWEDISH, SourceText(ENGLISH.title, ENGLISH.owner)))
    mine = typed(draft, source__1__language="en")
    theirs = typed(draft, source__1__owner="Cochrane Library")
    assert enter(kim).post(url("desk_write", draft), theirs, secure=True).status_code == 302
    page = enter(karin).post(url("desk_write", draft), mine, secure=True).content.decode()
    assert "(engelska)" in page
    assert '<input type="hidden" name="source-1-language" value="en"' in page
