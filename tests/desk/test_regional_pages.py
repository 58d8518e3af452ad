"""Where a region's texts are read: at addresses of their own, never mixed up with another region's."""

from dataclasses import replace

import pytest

from accounts.models import Role
from accounts.refusal import Refused
from articles.actions import publishing, writing
from articles.models import Article, ArticleKind, ChapterKind, Feedback
from articles.text import ArticleText, ChapterText
from regions.models import Region
from tests.desk.regional_cast import *  # noqa: F403
from tests.desk.regional_cast import HALLAND, SKANE, assigned, sent, sign


def test_a_page_of_the_regions_own_is_read_there_alone(maj, ronja, ulla, skane, text, enter):
    page = writing.new_article(by=maj, region=skane, title="Sommarvård på Österlen", kind=ArticleKind.RATTIGHET)
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


def test_two_regions_stand_side_by_side(library, enter, django_assert_max_num_queries):
    with django_assert_max_num_queries(7):  # the texts in six, what holds in the two regions in one
        page = enter().get("/regioner/jamfor/", {"a": "skane", "b": "halland"}, secure=True).content.decode()
    assert "Inget tillägg. Det nationella gäller." in page
    assert 'href="/halland/halsfluss/"' in page
    for asked, said in (
        ({"a": "skane", "b": ""}, "Välj två olika regioner."),
        ({"a": "skane", "b": "skane"}, "Välj två olika regioner."),
        ({"a": "\x00", "b": "<script>"}, "Välj en region i listan."),
    ):
        answer = enter().get("/regioner/jamfor/", asked, secure=True)
        assert answer.status_code == 200
        assert said in answer.content.decode()


@pytest.fixture
def same_address(text, maj, ronja, ulla, hanna, library):
    """A page of Skåne's and one of Halland's, with the same address and other words."""
    others = [assigned(name, HALLAND, role) for name, role in (("hilda", Role.FACT_REVIEWER), ("hugo", Role.PUBLISHER))]
    pages = []
    for region, writer, reviewer, publisher in ((SKANE, maj, ronja, ulla), (HALLAND, hanna, *others)):
        where = Region.objects.get(code=region)
        page = writing.new_article(by=writer, region=where, title="Mobila team", kind=ArticleKind.TJANST)
        kinds = (ChapterKind.WHAT_YOU_CAN_DO, ChapterKind.HOW_TO, ChapterKind.IF_IT_FAILS)
        chapters = tuple(ChapterText(kind, "Så gör du", f"Ring teamet i {where.name}.") for kind in kinds)
        said = replace(text, kind=ArticleKind.TJANST, title="Mobila team", levels=(), chapters=chapters)
        writing.save_draft(by=writer, draft=page.draft, text=said, serial=0)
        revision = sent(page, writer)
        sign(revision, reviewer, writer)
        publishing.publish(by=publisher, revision=revision)
        pages.append((Article.objects.get(pk=page.pk), publisher))
    return pages


def test_two_regions_pages_of_one_address_are_never_mixed_up(same_address, enter):
    reader = enter()
    for region, other in (("skane", "Halland"), ("halland", "Skåne")):
        for page in ("", "version/1/"):
            found = reader.get(f"/{region}/mobila-team/{page}", secure=True)
            assert found.status_code == 200
            assert f"teamet i Region {other}" not in found.content.decode()
            assert f"teamet i {Region.objects.get(slug=region).name}" in found.content.decode()
        assert reader.get(f"/{region}/mobila-team/tack/", secure=True).status_code == 200
        assert reader.get(f"/{region}/mobila-team/andringar/?fran=1&till=2", secure=True).status_code == 404
        answer = reader.post(f"/{region}/mobila-team/svar/", {"helpful": "ja"}, secure=True)
        assert answer["Location"] == f"/{region}/mobila-team/tack/"
        assert Feedback.objects.latest("pk").article.region.slug == region
    for page in ("", "version/1/", "tack/", "andringar/?fran=1&till=2"):
        for elsewhere in ("", "/uppsala"):
            assert reader.get(f"{elsewhere}/mobila-team/{page}", secure=True).status_code == 404


def test_the_address_to_cite_of_a_regions_page_leads_to_it(same_address, enter):
    page = enter().get("/skane/mobila-team/version/1/", secure=True).content.decode()
    assert "/skane/mobila-team/version/1/</a>" in page


def test_two_withdrawn_pages_of_one_address(same_address, enter):
    for page, publisher in same_address:
        publishing.withdraw(by=publisher, article=page, reason="Fel nummer.")
    for region in ("skane", "halland"):
        for address in (f"/{region}/mobila-team/", f"/{region}/mobila-team.json"):
            assert enter().get(address, secure=True).status_code == 410
    for elsewhere in ("/mobila-team/", "/uppsala/mobila-team/", "/mobila-team.json"):
        assert enter().get(elsewhere, secure=True).status_code == 404


def test_a_version_of_an_addition_has_an_address_of_its_own(published, enter):
    address = published.live.get_absolute_url()
    page = enter().get(address, secure=True).content.decode()
    assert "lämnar ut munskydd" in page
    assert f"{address}</a>" in page
    name = address.removeprefix("/skane")
    for elsewhere in (name, f"/halland{name}"):
        assert enter().get(elsewhere, secure=True).status_code == 404


def test_an_addition_is_no_page(published, ulla, enter):
    reader = enter()
    for where in ("", "/skane"):
        assert reader.get(f"{where}/{published.slug}/tack/", secure=True).status_code == 404
        assert reader.post(f"{where}/{published.slug}/svar/", {"helpful": "ja"}, secure=True).status_code == 404
    publishing.withdraw(by=ulla, article=published, reason="Fel.")
    assert reader.get(f"/skane/{published.slug}/", secure=True).status_code == 404


def test_the_correction_of_an_addition_leads_to_where_it_is_read(published, maj, ulla, enter):
    draft = writing.start_draft(by=maj, article=published)
    text = replace(ArticleText.from_json(draft.text), title="Så gör du här i Skåne", change_note="Rättat.")
    draft = writing.save_draft(by=maj, draft=draft, text=text, serial=draft.serial)
    wrong = writing.Correction("Fel namn.")
    publishing.publish(by=ulla, revision=writing.submit(by=maj, draft=draft, serial=draft.serial, correction=wrong))
    page = enter().get("/om/kvalitet/", secure=True).content.decode()
    assert '<a href="/skane/halsfluss/">Så gör du här i Skåne</a>' in page
    [correction] = enter().get("/om/kvalitet.json", secure=True).json()["corrections"]
    assert correction["url"].endswith("/skane/halsfluss/")


def test_a_regions_page_has_an_address_of_its_own(maj, ronja, ulla, skane, text, enter, settings):
    page = writing.new_article(by=maj, region=skane, title="Sommarvård", kind=ArticleKind.RATTIGHET)
    chapters = (ChapterText(ChapterKind.WHAT_APPLIES, "Fler mottagningar har öppet", "Ring först."),)
    own = replace(text, kind=ArticleKind.RATTIGHET, title="Sommarvård", chapters=chapters)
    writing.save_draft(by=maj, draft=page.draft, text=own, serial=0)
    revision = sent(page, maj)
    sign(revision, ronja, maj)
    publishing.publish(by=ulla, revision=revision)
    for rest in ("", "version/1/", "tack/"):
        assert enter().get(f"/skane/sommarvard/{rest}", secure=True).status_code == 200, rest
        for elsewhere in ("/sommarvard/", "/halland/sommarvard/"):
            assert enter().get(f"{elsewhere}{rest}", secure=True).status_code == 404, (elsewhere, rest)
    html = enter().get("/skane/sommarvard/", secure=True).content.decode()
    assert f'<link rel="canonical" href="{settings.SITE_URL}/skane/sommarvard/">' in html
    assert "noindex" not in html


def test_no_national_article_takes_the_address_of_a_regions_page(maj, skane, karin):
    writing.new_article(by=maj, region=skane, title="Mobila team", kind=ArticleKind.TJANST)
    with pytest.raises(Refused, match="En region har redan en sida med adressen /mobila-team/"):
        writing.new_article(by=karin, title="Mobila team", kind=ArticleKind.TJANST)
