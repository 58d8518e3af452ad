"""What a region writes: its own people write, review and publish it, and nobody else's region."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from django.utils.formats import date_format

from accounts.models import Role
from accounts.refusal import Refused
from articles.actions import publishing, reviewing, writing
from articles.actions.regional import confirm_addition, new_addition
from articles.actions.reminding import remind
from articles.models import Article, ArticleKind, ChapterKind, Feedback, RegionalAddition, RevisionPart, Verdict
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


def test_it_is_flagged_when_the_national_chapter_changes(published, changed, reviewed, karin, ulf, maj, enter):
    def told(path):
        return enter(maj).get(path, secure=True).text

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
    assert "Dina texter som ligger efter" in told("/redaktion/")
    assert "Den nationella texten har ändrats sedan" in told(f"/redaktion/artiklar/{published.pk}/")
    confirm_addition(by=maj, addition=published)
    assert "Dina texter som ligger efter" not in told("/redaktion/")
    assert "Inget väntar." in told(f"/redaktion/artiklar/{published.pk}/")
    assert not any(text.is_outdated for text in own_texts(frozenset([SKANE])))


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


def test_maj_finds_her_texts_and_begins_another_at_the_desk(published, maj, hanna, karin, enter):
    page = enter(maj).get("/redaktion/regionalt/", secure=True).content.decode()
    assert "Så gör du i Skåne" in page
    assert re.search(rf'data-label="Granskas senast">\s*{date_format(published.live.review_due)}\s*</td>', page)
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


def test_only_chapters_that_the_article_has_can_be_added_to(maj, halsfluss, enter):
    there = set(halsfluss.live.chapters.values_list("kind", flat=True))
    assert "pregnancy" not in there
    page = enter(maj).get("/redaktion/regionalt/tillagg/", {"artikel": "halsfluss"}, secure=True).content.decode()
    assert set(re.findall(r'<option value="(\w+)"', page)) & set(ChapterKind.values) == there
    typed = {"region": SKANE, "article": "Halsfluss", "anchor": "pregnancy"}
    answer = enter(maj).post("/redaktion/regionalt/tillagg/", typed, secure=True)
    assert answer.status_code == 400
    assert "Den texten har inget sådant kapitel." in answer.content.decode()
    unknown = enter(maj).get("/redaktion/regionalt/tillagg/", {"artikel": "zzqx"}, secure=True).content.decode()
    assert set(ChapterKind.values) <= set(re.findall(r'<option value="(\w+)"', unknown))


def test_who_works_in_both_goes_from_one_to_the_other(maj, enter):
    Assignment.objects.create(user=maj, region_id=SKANE, role=Role.REGIONAL_ADMIN)
    assert 'href="/vardkatalogen/">Till vårdkatalogen' in enter(maj).get("/redaktion/", secure=True).content.decode()
    assert 'href="/redaktion/">Till redaktionen' in enter(maj).get("/vardkatalogen/", secure=True).content.decode()


def test_who_works_at_the_desk_alone_is_led_nowhere_else(maj, enter):
    assert "Till vårdkatalogen" not in enter(maj).get("/redaktion/", secure=True).content.decode()


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


def national_change(article, changed, reviewed, karin, ulf):
    """Publishes another text of the chapter that Maj has added to."""
    national = ArticleText.from_json(writing.start_draft(by=karin, article=article).text)
    chapters = tuple(
        replace(chapter, text="Vila och drick mycket vatten.") if chapter.kind == "self_care" else chapter
        for chapter in national.chapters
    )
    draft = changed(article, chapters=chapters)
    revision = writing.submit(by=karin, draft=draft, serial=draft.serial)
    reviewed(revision)
    publishing.publish(by=ulf, revision=revision)


def test_what_was_judged_beside_an_older_national_text_is_to_be_confirmed(
    written, maj, ronja, ulla, halsfluss, changed, reviewed, karin, rut, ulf
):
    revision = sent(written, maj)
    sign(revision, ronja, maj)
    national_change(halsfluss, changed, reviewed, karin, ulf)
    publishing.publish(by=ulla, revision=revision)
    assert {text.article.pk: text.is_outdated for text in own_texts(frozenset([SKANE]))}[written.pk]


def test_what_comes_back_is_not_confirmed_by_that(published, halsfluss, changed, reviewed, karin, rut, ulf, ulla):
    publishing.withdraw(by=ulla, article=published, reason="Ser över.")
    national_change(halsfluss, changed, reviewed, karin, ulf)
    publishing.restore(by=ulla, revision=published.revisions.get(), reason="Det stämde.")
    assert {text.article.pk: text.is_outdated for text in own_texts(frozenset([SKANE]))}[published.pk]


def test_maj_is_told_when_her_text_is_to_be_reviewed(published, maj, mailoutbox):
    maj.email = "maj@example.se"
    maj.save(update_fields=["email"])
    due = published.live.review_due
    remind(due)
    [mail] = [mail for mail in mailoutbox if mail.to == ["maj@example.se"]]
    assert "Så gör du i Skåne" in mail.body
    Assignment.objects.filter(user=maj).delete()
    mailoutbox.clear()
    remind(due + timedelta(days=-5))
    assert not [mail for mail in mailoutbox if mail.to == ["maj@example.se"]]


def test_maj_sees_what_of_her_region_is_to_be_reviewed_soon(published, maj, karin, enter):
    with time_machine.travel(published.live.review_due - timedelta(days=5), tick=False):
        mine, all_of_them = (
            enter(maj).get("/redaktion/granskas-snart/", {"vems": vems}, secure=True).content.decode()
            for vems in ("regionens", "")
        )
        assert "Bara min regions" not in enter(karin).get("/redaktion/granskas-snart/", secure=True).content.decode()
    assert '<option value="regionens" selected>Bara min regions</option>' in mine
    assert ">Så gör du i Skåne<" in mine and ">Halsfluss<" not in mine
    assert ">Så gör du i Skåne<" in all_of_them and ">Halsfluss<" in all_of_them


def test_the_log_of_a_regional_text_is_told_in_sentences(published, maj, enter):
    confirm_addition(by=maj, addition=published)
    page = enter(maj).get(f"/redaktion/artiklar/{published.pk}/", secure=True).content.decode()
    assert "Bekräftade att tillägget stämmer med den nationella texten." in page
    assert "Lade upp tillägget." in page
    assert "Annat:" not in page


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


def test_no_word_is_said_to_lead_where_the_search_does_not(written, maj, enter):
    path = f"/redaktion/artiklar/{written.pk}/om/"
    assert "Lägg till ordet" not in enter(maj).get(path, secure=True).content.decode()
    answer = enter(maj).post(path, {"nytt-ord": "1", "text": "munskydd"}, secure=True)
    assert answer.status_code == 400
    assert not written.synonyms.exists()
