"""Those who write, review and publish for a region, and an addition that they have made: fixtures and what they do."""

from dataclasses import replace

import pytest

from accounts.models import Role
from articles.actions import publishing, reviewing, writing
from articles.actions.regional import new_addition
from articles.models import Article, ChapterKind, RegionalAddition, RevisionPart, Verdict
from articles.text import ArticleText, ChapterText
from regions.models import Assignment, Region
from tests.cast import staff

SKANE, HALLAND = "12", "13"


def assigned(username, region, *roles):
    user = staff(username)
    for role in roles:
        Assignment.objects.create(user=user, region_id=region, role=role)
    return user


@pytest.fixture
def maj(library):
    return assigned("maj", SKANE, Role.REGIONAL_EDITOR)


@pytest.fixture
def ronja(library):
    return assigned("ronja", SKANE, Role.FACT_REVIEWER)


@pytest.fixture
def ulla(library):
    return assigned("ulla", SKANE, Role.PUBLISHER)


@pytest.fixture
def hanna(library):
    """The same work, in another region."""
    return assigned("hanna", HALLAND, Role.REGIONAL_EDITOR, Role.FACT_REVIEWER, Role.PUBLISHER)


@pytest.fixture
def halsfluss(library):
    return Article.objects.get(slug="halsfluss", language="sv")


@pytest.fixture
def skane(library):
    return Region.objects.get(code=SKANE)


@pytest.fixture
def written(maj, skane, halsfluss):
    """An addition of Maj's to the chapter on self care, with a draft."""
    addition = new_addition(by=maj, region=skane, article=halsfluss, anchor="self_care")
    said = "Vårdcentralerna i Skåne lämnar ut munskydd i receptionen när du kommer för ett prov."
    text = replace(
        ArticleText.from_json(addition.draft.text),
        title="Så gör du i Skåne",
        chapters=(ChapterText(ChapterKind.WHAT_APPLIES, "", said),),
        change_note="Första versionen.",
    )
    writing.save_draft(by=maj, draft=addition.draft, text=text, serial=0)
    return Article.objects.get(pk=addition.pk)


def sign(revision, by, asked_by):
    request = reviewing.ask_user(by=asked_by, revision=revision, reviewer=by)
    parts = RevisionPart.objects.filter(revision=revision).values_list("part", flat=True)
    who = reviewing.Reviewer(by.name, "allmänläkare", "Exempelkliniken", "Inga")
    said = {part: reviewing.Judgement(Verdict.AGREE) for part in parts}
    return reviewing.sign(by=by, review=request, judgements=said, reviewer=who)


def sent(addition, by):
    draft = Article.objects.get(pk=addition.pk).draft
    return writing.submit(by=by, draft=draft, serial=draft.serial)


@pytest.fixture
def published(written, maj, ronja, ulla):
    revision = sent(written, maj)
    sign(revision, ronja, maj)
    publishing.publish(by=ulla, revision=revision)
    return RegionalAddition.objects.get(pk=written.pk)
