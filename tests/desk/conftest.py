"""The cast at the editors' desk, and a text that is ready for review."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role
from articles.actions import publishing, reviewing, writing
from articles.models import (
    Article,
    ArticleKind,
    ChapterKind,
    Level,
    RevisionPart,
    SearchMiss,
    Verdict,
)
from articles.text import ArticleText, ChapterText, LevelText, SourceText
from tests.cast import client_of, staff
from tests.desk.listening import TERM
from tests.desk.reviews import EVA, path_in, plain


@pytest.fixture
def karin(db):
    """Writes."""
    return staff("karin", Role.EDITOR)


@pytest.fixture
def kim(db):
    """Writes too."""
    return staff("kim", Role.EDITOR)


@pytest.fixture
def rut(db):
    """Reviews facts."""
    return staff("rut", Role.FACT_REVIEWER, email="rut@example.se")


@pytest.fixture
def sara(db):
    """Reviews language."""
    return staff("sara", Role.LANGUAGE_REVIEWER)


@pytest.fixture
def ulf(db):
    """Publishes."""
    return staff("ulf", Role.PUBLISHER)


@pytest.fixture
def enter():
    """A browser without JavaScript in which someone is logged in, or nobody."""

    def open_as(user=None):
        return Client() if user is None else client_of(user)

    return open_as


TEXT = ArticleText(
    kind=ArticleKind.SJUKDOM,
    language="sv",
    title="Rosslighet",
    summary="Rosslighet är ett ljud från luftrören. Det går oftast över på en vecka.",
    life_threatening=False,
    levels=(
        LevelText(Level.EMERGENCY, "Ring 112", ("Du har mycket svårt att andas.",)),
        LevelText(
            Level.SOON,
            "Kontakta en vårdcentral samma dag",
            ("Du har feber och hostar blod.",),
            "Ring vårdcentralen.",
            "Ring 1177.",
            "primary_care",
        ),
    ),
    chapters=(
        ChapterText(ChapterKind.SYMPTOMS, "Det rosslar när du andas", "Du kan också hosta.\n\n- Slem\n- Trötthet"),
        ChapterText(ChapterKind.SELF_CARE, "Vila och drick", "Vila om du är trött."),
        ChapterText(ChapterKind.TREATMENT, "Oftast behövs ingen behandling", "Kroppen läker själv."),
    ),
    sources=(SourceText("Luftvägsinfektioner", "Folkhälsomyndigheten"),),
    related=("feber", "hosta"),
    review_months=24,
    change_note="Första versionen.",
)


@pytest.fixture
def text():
    return TEXT


@pytest.fixture
def drafted(library, karin):
    """Makes an article with a draft of Karin's, and gives the draft."""

    def make(by=karin, **changes):
        text = replace(TEXT, **changes)
        article = writing.new_article(by=by, title=text.title, kind=text.kind)
        return writing.save_draft(by=by, draft=article.draft, text=text, serial=0)

    return make


@pytest.fixture
def submitted(drafted, karin):
    """Makes a version that waits for review."""

    def make(by=karin, **changes):
        draft = drafted(by=by, **changes)
        return writing.submit(by=by, draft=draft, serial=draft.serial)

    return make


@pytest.fixture
def reviewed(karin, rut):
    """Has Rut approve every part of a version, or say something else of the parts that are named."""

    def review(revision, by=rut, asked_by=karin, **said):
        request = reviewing.ask_user(by=asked_by, revision=revision, reviewer=by)
        judgements = {
            part: reviewing.Judgement(Verdict.AGREE)
            for part in RevisionPart.objects.filter(revision=revision).values_list("part", flat=True)
        }
        who = reviewing.Reviewer(by.name, "allmänläkare", "Exempelkliniken", "Inga")
        return reviewing.sign(by=by, review=request, judgements=judgements | said, reviewer=who)

    return review


@pytest.fixture
def published(submitted, reviewed, ulf):
    """An article of Karin's that Rut has approved and Ulf has published."""
    revision = submitted()
    reviewed(revision)
    publishing.publish(by=ulf, revision=revision)
    return Article.objects.get(pk=revision.article_id)


@pytest.fixture
def changed(karin):
    """Begins a draft of an article and saves it with these changes."""

    def change(article, by=karin, **changes):
        draft = writing.start_draft(by=by, article=article)
        text = replace(ArticleText.from_json(draft.text), change_note="Ändrat.", **changes)
        return writing.save_draft(by=by, draft=draft, text=text, serial=draft.serial)

    return change


@pytest.fixture
def asked_by_link(karin, enter, mailoutbox, django_capture_on_commit_callbacks):
    """Has Karin ask Eva through the form. Gives the path of the link that Eva gets."""

    def ask(revision, **fields):
        with django_capture_on_commit_callbacks(execute=True):
            answer = enter(karin).post(reverse("desk_ask", args=[revision.pk]), EVA | fields, secure=True)
        assert answer.status_code == 302, plain(answer)
        return path_in(mailoutbox[-1])

    return ask


@pytest.fixture
def eva():
    """Someone with no account, and a browser that keeps nothing."""
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def three_changed(submitted, reviewed, changed, text, karin):
    """A second version, in which three chapters have changed since Rut signed the first."""

    def make(**more):
        first = submitted()
        reviewed(first)
        chapters = tuple(replace(chapter, text=chapter.text + "\n\nMer om det.") for chapter in text.chapters)
        draft = changed(first.article, **({"chapters": chapters} | more))
        return writing.submit(by=karin, draft=draft, serial=draft.serial)

    return make


@pytest.fixture
def halsfluss(library):
    return Article.objects.select_related("live").get(slug="halsfluss", language="sv")


@pytest.fixture
def asked(db):
    """Has a term be searched for in vain on so many days, the last of them today."""

    def ask(term=TERM, days=5, times=1, last=None):
        last = last or timezone.localdate()
        SearchMiss.objects.bulk_create(
            SearchMiss(term=term, day=last - timedelta(days=day), count=times) for day in range(days)
        )
        return term

    return ask


@pytest.fixture
def waiting(submitted):
    """A version that nobody has approved."""
    return submitted()


@pytest.fixture
def live(submitted, reviewed, ulf):
    """A published version of Karin's that Rut has approved."""
    revision = submitted()
    reviewed(revision)
    return publishing.publish(by=ulf, revision=revision)
