"""The lists of texts: A to Z, by kind, by topic area, in a region."""

import re

import pytest

from articles.models import Article, RegionalAddition, TopicArea
from language.ordering import sort_key
from tests.site.pages import LISTS, main_of

pytestmark = pytest.mark.django_db


def test_a_to_z_has_every_text_in_swedish_order(library, read):
    html = main_of(read("/a-o/"))
    shown = [title for href, title in re.findall(r'<li><a href="(/[a-z0-9-]+/)">([^<]+)</a>', html)]
    swedish = Article.objects.national().filter(language="sv", live__isnull=False)
    titles = list(swedish.values_list("title", flat=True))
    assert sorted(shown) == sorted(titles)
    assert shown == sorted(shown, key=sort_key)
    assert shown[-1].startswith(("Ö", "Å", "Ä", "Y"))


def test_a_withdrawn_text_is_in_no_list(library, read):
    Article.objects.filter(slug="yrsel").update(live=None)
    for path in ("/", "/a-o/", "/sjukdomar-och-besvar/", "/nytt.xml", "/sitemap-texter.xml", "/amne/hjarna-nerver/"):
        assert "/yrsel/" not in read(path), path


def test_lists_without_any_text_say_so(no_articles, read):
    for path in LISTS:
        html = main_of(read(path))
        assert "inga publicerade texter" in html
        assert "tel:1177" in html


@pytest.mark.parametrize(
    ("path", "kinds"),
    [
        ("/sjukdomar-och-besvar/", {"sjukdom", "symtom"}),
        ("/undersokning-och-behandling/", {"undersokning", "behandling"}),
        ("/liv-och-halsa/", {"livsstil"}),
        ("/sa-fungerar-varden/", {"rattighet", "tjanst"}),
    ],
)
def test_each_kind_of_text_has_its_list(library, read, path, kinds):
    html = main_of(read(path))
    shown = set(re.findall(r'href="/([a-z0-9-]+)/"', html))
    for article in Article.objects.national().filter(live__isnull=False):
        assert (article.slug in shown) == (article.kind in kinds), article.slug


def test_a_topic_area_has_its_texts_and_no_others(library, read):
    for area in TopicArea.objects.all():
        html = main_of(read(f"/amne/{area.slug}/"))
        shown = {href.strip("/") for href in re.findall(r'<h3><a href="([^"]+)"', html)}
        assert shown == set(area.articles.filter(live__isnull=False).values_list("slug", flat=True))
        assert f"<h1>{area.name}</h1>" in html


def test_how_care_works_leads_to_each_level_of_care(library, read):
    html = main_of(read("/sa-fungerar-varden/"))
    for href in (
        "tel:112",
        "/hitta-vard/?typ=akutmottagning",
        "/hitta-vard/?typ=vardcentral",
        "tel:1177",
        "/regioner/",
    ):
        assert f'href="{href}"' in html


def test_a_regions_page_shows_its_additions_in_that_region(library, read):
    html = main_of(read("/regioner/skane/"))
    assert 'href="/skane/halsfluss/"' in html
    assert 'href="/skane/hitta-vard/?typ=vardcentral"' in html
    assert html.count('href="/regioner/skane/') == 33
    RegionalAddition.objects.filter(region_id="13").update(live=None)
    assert "har inte lagt till" in read("/regioner/halland/")


@pytest.mark.parametrize(
    "path", ["/amne/finns-inte/", "/regioner/finns-inte/", "/amne/", "/sitemap-x.xml", "/sitemap-vard-9.xml"]
)
def test_unknown_lists(library, client, path):
    assert client.get(path).status_code == 404
