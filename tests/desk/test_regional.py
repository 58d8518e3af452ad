"""What a region writes: its own people write, review and publish it, and nobody else's region."""

import pytest

from accounts.refusal import Refused
from articles.actions import publishing, reviewing, writing
from articles.actions.regional import new_addition
from articles.models import ArticleKind
from articles.text import ArticleText
from tests.desk.regional_cast import *  # noqa: F403
from tests.desk.regional_cast import sent, sign


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


def test_maj_asks_her_regions_reviewer_through_the_form(written, maj, ronja, hanna, enter):
    revision = sent(written, maj)
    page = enter(maj).get(f"/redaktion/version/{revision.pk}/granskare/", secure=True).content.decode()
    assert f'value="fact-{ronja.pk}"' in page
    assert f'value="language-{ronja.pk}"' not in page
    assert hanna.name not in page
    asked = {"fraga": "konto", "konto-reviewer": f"fact-{ronja.pk}"}
    answer = enter(maj).post(f"/redaktion/version/{revision.pk}/granskare/", asked, secure=True)
    assert answer.status_code == 302
    assert revision.reviews.get().reviewer_user == ronja


def test_nobody_from_elsewhere_asks_or_takes_back(written, maj, ronja, hanna, karin, enter):
    revision = sent(written, maj)
    review = reviewing.ask_user(by=maj, revision=revision, reviewer=ronja)
    for stranger in (hanna, karin):
        assert enter(stranger).get(f"/redaktion/version/{revision.pk}/granskare/", secure=True).status_code == 403
        assert enter(stranger).post(f"/redaktion/granskning/{review.pk}/aterkalla/", secure=True).status_code == 302
    review.refresh_from_db()
    assert review.revoked_at is None


def test_who_writes_for_a_region_begins_no_national_article(maj, enter):
    assert enter(maj).get("/redaktion/artiklar/ny/", secure=True).status_code == 403
