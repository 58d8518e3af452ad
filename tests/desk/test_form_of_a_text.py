"""A text is the same after the form in which it is written, and what two write is merged."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.forms.draft import DraftForm
from articles.forms.draft_text import fields_of, text_from
from articles.merging import Side, differences, fingerprint, merged
from articles.models import CHAPTERS, Article, ArticleKind, Language, Level, SourceLanguage
from articles.queries.texts import PARTS, text_of
from articles.queries.writing import Topics
from articles.text import ArticleText, ChapterText, LevelText, SourceText
from regions.kinds import UnitKind
from tests.desk.typed import typed, url

TOPICS = Topics.of({"feber": "Feber", "hosta": "Hosta", "ont-i-magen": "Ont i magen", "annat": "Feber"})
line = st.text(alphabet="abåäö .:!<>&", min_size=1, max_size=30).map(lambda said: " ".join(said.split())).filter(bool)
words = st.text(alphabet="abåäö .:!\n-*#[]()<>&\"'", min_size=1, max_size=40).map(str.strip).filter(bool)


@st.composite
def texts(draw):
    kind = draw(st.sampled_from([kind for kind in ArticleKind if kind != ArticleKind.TILLAGG]))
    chapters = draw(st.sets(st.sampled_from(CHAPTERS[kind])))
    levels = draw(st.sets(st.sampled_from(Level)))
    slugs = st.sampled_from(sorted(TOPICS.titles)) | line.filter(lambda said: TOPICS.slug_of(said) == said)
    return ArticleText(
        kind=kind,
        language=draw(st.sampled_from(Language)),
        title=draw(line | st.just("")),
        summary=draw(words | st.just("")),
        life_threatening=draw(st.booleans()),
        levels=tuple(
            LevelText(
                level,
                draw(line | st.just("")),
                tuple(draw(st.lists(line, min_size=1, max_size=3))),
                draw(words | st.just("")),
                draw(words | st.just("")),
                draw(st.sampled_from(["", *UnitKind.values])),
            )
            for level in Level
            if level in levels
        ),
        chapters=tuple(
            ChapterText(chapter, draw(line), draw(words)) for chapter in CHAPTERS[kind] if chapter in chapters
        ),
        sources=tuple(
            SourceText(draw(line), draw(line), draw(st.sampled_from(SourceLanguage)))
            for _ in range(draw(st.integers(0, 4)))
        ),
        related=tuple(sorted(draw(st.sets(slugs, max_size=4)))),
        review_months=draw(st.sampled_from([3, 7, 24])),
        change_note=draw(line | st.just("")),
    )


# ---- the form and the text ----


@given(texts())
def test_a_text_is_the_same_after_the_form(text):
    assert text_from(fields_of(text, TOPICS), text, TOPICS) == text
    form = DraftForm(text, TOPICS, 3)
    posted = DraftForm(text, TOPICS, 3, dict(form.typed()))
    assert posted.is_valid(), posted.errors
    assert posted.text() == text
    assert dict(posted.typed()) == dict(form.typed())


def test_every_text_of_the_library_is_the_same_after_the_form(library):
    titles = dict(Article.objects.filter(language="sv").values_list("slug", "title"))
    topics = Topics.of(titles)
    for article in Article.objects.filter(live__isnull=False).prefetch_related(*(f"live__{part}" for part in PARTS)):
        article.live.article = article
        text = text_of(article.live)
        assert text_from(fields_of(text, topics), text, topics) == text, article.slug


@given(texts(), texts(), st.data())
def test_two_texts_are_merged_part_by_part(opened, theirs, data):
    theirs = replace(theirs, kind=opened.kind, language=opened.language)
    chapters = tuple(chapter for chapter in theirs.chapters if chapter.kind in CHAPTERS[opened.kind])
    theirs = replace(theirs, chapters=chapters)
    mine = replace(opened, summary="Min.", sources=())
    found = differences(mine, theirs, fingerprint(opened))
    everything = {each.key: Side.THEIRS for each in found}
    assert merged(mine, theirs, {}) == mine
    assert merged(mine, theirs, everything) == theirs
    likely = {each.key: each.likely for each in found}
    assert likely.get("summary") != Side.THEIRS
    if "title" in likely:
        assert likely["title"] == Side.THEIRS
    one = data.draw(st.sampled_from(sorted(everything) or [""]))
    both = merged(mine, theirs, {one: Side.THEIRS})
    assert {each.key for each in differences(both, mine, "")} <= {one}


# ---- preview ----


def test_the_preview_is_the_readers_page_and_saves_nothing(drafted, enter, karin):
    draft = drafted()
    said = typed(draft, title="Nu <b>så</b>", chapter__symptoms__text="Det **rosslar** <script>alert(1)</script>")
    page = enter(karin).post(url("desk_preview", draft), said, secure=True).content.decode()
    assert "Nu &lt;b&gt;så&lt;/b&gt;" in page
    assert "<strong>rosslar</strong> &lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert '<li class="level" data-level="emergency">' in page
    assert 'name="tillbaka"' in page
    draft.refresh_from_db()
    assert draft.text["title"] == "Rosslighet"
    back = enter(karin).post(url("desk_write", draft), said | {"tillbaka": "1"}, secure=True)
    assert back.status_code == 200
    assert "Det **rosslar** &lt;script&gt;" in back.content.decode()


def test_the_live_preview_brings_what_is_worth_mending(drafted, enter, karin):
    draft = drafted()
    said = typed(draft, source__0__title="", source__0__owner="", title="t" * 130)
    answer = enter(karin).post(url("desk_preview", draft), said, secure=True, headers={"hx-request": "true"})
    page = answer.content.decode()
    assert "<html" not in page
    assert "t" * 130 in page
    assert 'id="fynd-sources" hx-swap-oob="true"' in page
    assert "Texten har ingen källa." in page


@pytest.mark.parametrize("mark", ["- ", "-", "* ", "• ", "·\t", "·", "– ", "–", "o\t", "1. ", "12) "])
def test_what_a_word_processor_puts_first_on_a_line_is_not_part_of_a_sign(mark):
    was = ArticleText.empty(ArticleKind.SJUKDOM, Language.SWEDISH, "Hicka")
    typed_so = {"level-emergency-signs": f"{mark}Du har svårt att andas.\n{mark}Du svimmar."}
    assert text_from(typed_so, was, TOPICS).levels[0].signs == ("Du har svårt att andas.", "Du svimmar.")


@pytest.mark.parametrize("sign", ["-5 grader ute", "3.5 gram", "**Fet** text", "112 svarar inte", "o så vidare"])
def test_what_only_looks_like_it_is(sign):
    was = ArticleText.empty(ArticleKind.SJUKDOM, Language.SWEDISH, "Hicka")
    assert text_from({"level-emergency-signs": sign}, was, TOPICS).levels[0].signs == (sign,)
