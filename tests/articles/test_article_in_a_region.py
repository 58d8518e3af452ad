"""What an article shows in a region: what is open now, and what the region adds."""

import re

import pytest

from articles.actions import load_library
from articles.models import RegionalAddition
from regions.facts import regions_by_code
from regions.models import CareUnit
from tests.articles.library_files import ADDITION, write
from tests.articles.reading import part

pytestmark = pytest.mark.django_db

TUESDAY = "2026-03-10T10:00+01:00"
SUNDAY_NIGHT = "2026-03-08T03:00+01:00"


# ---- what is open now ----


def test_in_a_region_it_shows_what_is_open_now(library, units, read, time_machine):
    time_machine.move_to(TUESDAY)
    html = read("/skane/halsfluss/")
    ladder = part(html, '<ol class="levels">', "</ol>\n")
    soon = part(html, 'data-level="soon"', "data-level=")
    assert "Öppet nu i Skåne:" in soon
    shown = re.findall(r'href="/skane/mottagning/([^/]+)/"', soon)
    assert 1 <= len(shown) <= 3
    for unit in CareUnit.objects.filter(slug__in=shown):
        assert unit.region_id == "12"
        assert "primary_care" in unit.kinds
    assert soon.count('class="tag open"') == len(shown)
    assert 'href="/skane/hitta-vard/?typ=vardcentral"' in soon
    assert "closed" not in re.findall(r'class="tag (\w+)"', ladder)


def test_the_nearest_to_the_main_town_comes_first(library, units, read, time_machine):
    time_machine.move_to(TUESDAY)
    soon = part(read("/skane/halsfluss/"), 'data-level="soon"', "data-level=")
    shown = re.findall(r'href="/skane/mottagning/([^/]+)/"', soon)
    towns = dict(CareUnit.objects.filter(slug__in=shown).values_list("slug", "municipality__name"))
    assert towns[shown[0]] == regions_by_code()["12"].seat


def test_at_night_it_says_that_none_is_open_and_when_one_opens(library, units, read, time_machine):
    time_machine.move_to(SUNDAY_NIGHT)
    html = read("/skane/halsfluss/")
    soon = part(html, 'data-level="soon"', "data-level=")
    assert "Öppet nu" not in soon
    assert "Ingen vårdcentral i Skåne är öppen nu, så vitt vi vet." in soon
    assert len(re.findall(r'href="/skane/mottagning/', soon)) == 1
    assert "Stängt, öppnar" in soon
    assert "Om det är stängt:" in soon
    urgent = part(html, 'data-level="urgent"', "data-level=")
    assert "Öppet nu i Skåne:" in urgent
    assert "Öppet dygnet runt" in urgent


def test_where_no_unit_of_the_kind_is_known_it_says_so(library, units, read, time_machine):
    time_machine.move_to(TUESDAY)
    CareUnit.objects.filter(region_id="09", kinds__contains=["primary_care"]).update(kinds=["pharmacy"])
    soon = part(read("/gotland/halsfluss/"), 'data-level="soon"', "data-level=")
    assert "Vi känner inte till någon mottagning av typen vårdcentral på Gotland." in soon
    assert "/mottagning/" not in soon
    assert "Om det är stängt:" in soon


def test_a_unit_in_another_region_is_not_shown(library, units, read, time_machine):
    time_machine.move_to(TUESDAY)
    for region, code in (("skane", "12"), ("norrbotten", "25"), ("gotland", "09")):
        shown = re.findall(rf'href="/{region}/mottagning/([^/]+)/"', read(f"/{region}/feber-hos-barn/"))
        assert shown
        assert set(CareUnit.objects.filter(slug__in=shown).values_list("region_id", flat=True)) == {code}


def test_without_a_region_it_asks_for_one_and_shows_no_units(library, units, read, time_machine):
    time_machine.move_to(TUESDAY)
    html = read("/halsfluss/")
    assert "/mottagning/" not in html
    assert "Välj region överst på sidan" in html
    assert 'href="/hitta-vard/?typ=vardcentral"' in html


# ---- the region's additions ----


def test_an_addition_stands_in_its_chapter_with_the_regions_name(small, read):
    html = read("/skane/rosslighet/")
    chapter = part(html, '<h2 id="egenvard"', '<section class="stack next"')
    assert "Så gör du i Skåne" in chapter
    assert "Gäller i Skåne" in chapter
    assert "Exempeltext" in chapter
    assert 'href="/skane/rosslighet/"' in chapter  # its links keep the reader in the region
    assert html.index("Vila och drick.") < html.index("Så gör du i Skåne")
    assert "<title>Rosslighet i Skåne – Vårdguiden</title>" in html


def test_an_addition_to_the_ladder_stands_below_it(library, read):
    html = read("/skane/halsfluss/")
    addition = RegionalAddition.objects.get(adds_to__slug="halsfluss", region_id="12")
    assert addition.anchor == "care"
    place = html.index(addition.live.title)
    assert html.index('<ol class="levels">') < place < html.index('class="chapter stack"')


def test_another_regions_addition_is_not_shown(small, read):
    for path in ("/rosslighet/", "/halland/rosslighet/"):
        assert "Så gör du i Skåne" not in read(path)


def test_without_a_region_it_says_how_many_have_added_something(small, folder, read):
    assert "1 region har lagt till vad som gäller där:" in read("/rosslighet/")
    write(folder, "additions/gotland/rosslighet.md", ADDITION.format(slug="rosslighet").replace("Skåne", "visby"))
    load_library(by=None, folder=folder)
    html = read("/rosslighet/")
    assert "2 regioner har lagt till vad som gäller där:" in html
    assert 'href="/skane/rosslighet/">Skåne</a>' in html
    assert 'href="/gotland/rosslighet/">Gotland</a>' in html
    assert "har lagt till vad som gäller" not in read("/snorighet/")
    assert "regioner har lagt till" not in read("/skane/rosslighet/")


def test_an_addition_whose_chapter_is_gone_is_not_lost(small, read):
    small("rosslighet")
    RegionalAddition.objects.update(anchor="treatment")
    html = read("/skane/rosslighet/")
    assert html.index('<ol class="levels">') < html.index("Så gör du i Skåne") < html.index('id="symtom"')
