"""Home, of the country and of each region: the search, the ways to help, what is new."""

import re

import pytest

from articles.models import Article, RegionalAddition, TopicArea
from language.ordering import sort_key
from regions.facts import regions
from tests.site.pages import main_of

pytestmark = pytest.mark.django_db


def links(html):
    return dict(re.findall(r'<a[^>]*href="([^"]+)"[^>]*>([^<]+)</a>', html))


def test_other_languages_are_found_at_the_top(library, read):
    """In the menu, and beside it on phones, where the menu is shut."""
    for path in ("/", "/skane/"):
        html = read(path)
        top = html[: html.index("<h1>")]
        assert top.count(f'<a href="{path}en/" hreflang="en" lang="en">In English</a>') == 2
        assert top.count(f'<a href="{path}lattlast/">Lättläst</a>') == 2
    menu = read("/forkylning/").split('<nav class="sections"')[1].split("</nav>")[0]
    assert 'href="/en/"' in menu and 'href="/lattlast/"' in menu


def test_home_begins_with_the_search_and_the_ways_to_help(library, read):
    html = main_of(read("/"))
    places = [html.index(part) for part in ('role="search"', "Många söker:", 'href="tel:112"', 'href="tel:1177"')]
    assert places == sorted(places)
    assert 'href="/hitta-vard/?oppet=nu"' in html
    assert 'href="/feber-hos-barn/"' in html
    for area in TopicArea.objects.all():
        assert f'href="/amne/{area.slug}/"' in html


def test_home_shows_what_is_new_with_its_day(library, read, time_machine):
    newest = Article.objects.get(slug="yrsel", language="sv").live
    newest.published_on = "2027-01-02"
    newest.save()
    new = main_of(read("/")).split('id="nytt"')[1].split("</section>")[0]
    assert new.index("Yrsel") < new.index("2 januari 2027")
    assert new.count("<li>") == 5
    assert new.index("Yrsel") == min(new.index(title) for title in links(new).values())


def test_home_leads_to_the_letters_that_have_texts(library, read):
    html = read("/")
    anchors = re.findall(r'href="/a-o/#([^"]+)"', html)
    assert anchors == sorted(set(anchors), key=sort_key)
    ids = re.findall(r'\sid="([^"]+)"', read("/a-o/"))
    assert set(anchors) <= set(ids)


def test_home_in_a_region_says_so_and_shows_what_it_adds(library, read):
    html = read("/skane/")
    assert "Du läser Vårdguiden i Skåne" in html
    assert 'href="/skane/halsfluss/"' in main_of(html)
    assert "i Skåne" in re.search("<title>(.*?)</title>", html)[1]
    RegionalAddition.objects.filter(region_id="13").update(live=None)
    assert "har inte lagt till något i de nationella texterna än" in read("/halland/")


def test_home_without_any_text_still_helps(no_articles, read):
    html = read("/")
    assert 'href="tel:112"' in html
    assert "Många söker:" not in html
    assert 'id="nytt"' not in html


def test_every_region_has_a_home(library, client):
    for region in regions():
        assert client.get(f"/{region.slug}/").status_code == 200
