"""What a region writes: its own people write, review and publish it, and nobody else's region."""

from dataclasses import replace

import pytest

from accounts.models import Role
from articles.actions import publishing, reviewing, writing
from articles.actions.refusal import Refused
from articles.actions.regional import confirm_addition, new_addition, new_region_page
from articles.models import Article, ArticleKind, ChapterKind, RegionalAddition, RevisionPart, Verdict
from articles.queries.regional import own_texts
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


def test_an_addition_is_written_reviewed_and_published_in_its_region(published, enter):
    page = enter().get("/skane/halsfluss/", secure=True).content.decode()
    assert "lämnar ut munskydd" in page
    assert page.index("Så gör du i Skåne") > page.index('id="egenvard"')
    for elsewhere in ("/halsfluss/", "/halland/halsfluss/"):
        assert "lämnar ut munskydd" not in enter().get(elsewhere, secure=True).content.decode()


def test_nobody_from_elsewhere_does_it(written, maj, ronja, ulla, hanna, karin, ulf, skane, halsfluss):
    text = ArticleText.from_json(written.draft.text)
    for stranger in (hanna, karin):
        with pytest.raises(Refused, match="Bara redaktörer"):
            writing.save_draft(by=stranger, draft=written.draft, text=text, serial=9)
        with pytest.raises(Refused, match="skriver inte för"):
            new_addition(by=stranger, region=skane, article=halsfluss, anchor="symptoms")
    revision = sent(written, maj)
    with pytest.raises(Refused, match="är inte faktagranskare"):
        reviewing.ask_user(by=maj, revision=revision, reviewer=hanna)
    sign(revision, ronja, maj)
    for stranger in (hanna, ulf):
        with pytest.raises(Refused, match="Bara utgivare"):
            publishing.publish(by=stranger, revision=revision)
        with pytest.raises(Refused, match="Bara utgivare"):
            publishing.send_back(by=stranger, revision=revision, reason="Nej.")


def test_a_region_writes_nothing_national(maj, ulla, halsfluss):
    with pytest.raises(Refused, match="Bara redaktörer"):
        writing.start_draft(by=maj, article=halsfluss)
    with pytest.raises(Refused, match="Bara redaktörer"):
        writing.new_article(by=maj, title="Egen nationell", kind=ArticleKind.SJUKDOM)
    with pytest.raises(Refused, match="Bara utgivare"):
        publishing.withdraw(by=ulla, article=halsfluss, reason="Nej.")


def test_national_reviewers_may_judge_for_a_region(written, maj, rut, ulla):
    revision = sent(written, maj)
    sign(revision, rut, maj)
    assert publishing.publish(by=ulla, revision=revision).published_on


def test_maj_chooses_among_her_own_reviewers_and_the_national_ones(written, maj, ronja, rut, hanna, enter):
    revision = sent(written, maj)
    path = f"/redaktion/version/{revision.pk}/granskare/"
    page = enter(maj).get(path, secure=True).content.decode()
    assert ronja.name in page
    assert rut.name in page
    assert hanna.name not in page
    asked = {"fraga": "konto", "konto-reviewer": f"fact-{ronja.pk}"}
    assert enter(maj).post(path, asked, secure=True).status_code == 302
    [review] = revision.reviews.all()
    page = enter(ronja).get(f"/redaktion/granskning/{review.pk}/", secure=True).content.decode()
    assert "Vad säger du om ”Vad som gäller”?" in page
    assert "Tillägg i Skåne till ”Halsfluss”, Egenvård." in page


def test_it_is_flagged_when_the_national_chapter_changes(published, changed, submitted, reviewed, karin, rut, ulf, maj):
    halsfluss = published.adds_to
    assert not own_texts(frozenset([SKANE]))[0].is_outdated
    national = ArticleText.from_json(writing.start_draft(by=karin, article=halsfluss).text)
    chapters = tuple(
        replace(chapter, text="Vila och drick mycket vatten.") if chapter.kind == "self_care" else chapter
        for chapter in national.chapters
    )
    draft = changed(halsfluss, chapters=chapters)
    revision = writing.submit(by=karin, draft=draft, serial=draft.serial)
    reviewed(revision)
    publishing.publish(by=ulf, revision=revision)
    own = {text.article.pk: text.is_outdated for text in own_texts(frozenset([SKANE]))}
    assert own[published.pk]
    assert sum(own.values()) == 1  # the other additions stand in chapters that say the same
    confirm_addition(by=maj, addition=published)
    assert not any(text.is_outdated for text in own_texts(frozenset([SKANE])))


def test_a_page_of_the_regions_own_is_read_there_alone(maj, ronja, ulla, skane, text, enter):
    page = new_region_page(by=maj, region=skane, title="Sommarvård på Österlen", kind=ArticleKind.RATTIGHET)
    own = replace(
        text,
        kind=ArticleKind.RATTIGHET,
        title="Sommarvård på Österlen",
        chapters=(ChapterText(ChapterKind.WHAT_APPLIES, "Fler mottagningar har öppet", "Ring först."),),
    )
    writing.save_draft(by=maj, draft=page.draft, text=own, serial=0)
    revision = sent(page, maj)
    sign(revision, ronja, maj)
    publishing.publish(by=ulla, revision=revision)
    assert enter().get("/skane/sommarvard-pa-osterlen/", secure=True).status_code == 200
    assert enter().get("/sommarvard-pa-osterlen/", secure=True).status_code == 404
    assert enter().get("/halland/sommarvard-pa-osterlen/", secure=True).status_code == 404
    assert "Sommarvård på Österlen" in enter().get("/regioner/skane/", secure=True).content.decode()
    assert "Sommarvård" not in enter().get("/a-o/", secure=True).content.decode()


def test_maj_finds_her_texts_and_begins_another_at_the_desk(published, maj, hanna, karin, enter):
    page = enter(maj).get("/redaktion/regionalt/", secure=True).content.decode()
    assert "Så gör du i Skåne" in page
    assert "Nytt tillägg" in page
    assert "Nytt tillägg" not in enter(karin).get("/redaktion/regionalt/", secure=True).content.decode()
    typed = {"region": SKANE, "article": "Halsfluss", "anchor": "treatment"}
    answer = enter(maj).post("/redaktion/regionalt/tillagg/", typed, secure=True)
    addition = RegionalAddition.objects.get(region=SKANE, adds_to__slug="halsfluss", anchor="treatment")
    assert answer["Location"] == f"/redaktion/artiklar/{addition.pk}/skriv/"
    form = enter(maj).get(answer["Location"], secure=True).content.decode()
    assert "chapter-what_applies-text" in form
    assert "Källa 1" not in form
    assert enter(hanna).get(answer["Location"], secure=True).status_code == 404
    again = enter(maj).post("/redaktion/regionalt/tillagg/", typed, secure=True)
    assert again.status_code == 400
    assert "redan ett tillägg" in again.content.decode()
    assert 'value="Halsfluss"' in again.content.decode()


def test_two_regions_stand_side_by_side(library, enter, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        page = enter().get("/regioner/jamfor/", {"a": "skane", "b": "halland"}, secure=True).content.decode()
    assert "Inget tillägg. Det nationella gäller." in page
    assert 'href="/halland/halsfluss/"' in page
    for asked in ({"a": "skane", "b": ""}, {"a": "skane", "b": "skane"}, {"a": "\x00", "b": "<script>"}):
        answer = enter().get("/regioner/jamfor/", asked, secure=True)
        assert answer.status_code == 200
        assert "Välj två olika regioner." in answer.content.decode()
