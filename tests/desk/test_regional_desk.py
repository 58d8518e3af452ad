"""The desk of those who write for a region: their texts, what they can add to, what is said of it."""

import re

from django.utils.formats import date_format

from accounts.models import Role
from articles.actions.regional import confirm_addition
from articles.models import ChapterKind, RegionalAddition
from regions.models import Assignment
from tests.desk.regional_cast import *  # noqa: F403
from tests.desk.regional_cast import SKANE


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


def test_the_log_of_a_regional_text_is_told_in_sentences(published, maj, enter):
    confirm_addition(by=maj, addition=published)
    page = enter(maj).get(f"/redaktion/artiklar/{published.pk}/", secure=True).content.decode()
    assert "Bekräftade att tillägget stämmer med den nationella texten." in page
    assert "Lade upp tillägget." in page
    assert "Annat:" not in page


def test_no_word_is_said_to_lead_where_the_search_does_not(written, maj, enter):
    path = f"/redaktion/artiklar/{written.pk}/om/"
    assert "Lägg till ordet" not in enter(maj).get(path, secure=True).content.decode()
    answer = enter(maj).post(path, {"nytt-ord": "1", "text": "munskydd"}, secure=True)
    assert answer.status_code == 400
    assert not written.synonyms.exists()
