"""An article as its reader meets it, from the top to what to read next."""

import re
from itertools import pairwise

import pytest

from articles.models import Article
from tests.articles.library_files import article
from tests.articles.reading import part, plain

pytestmark = pytest.mark.django_db

# ---- from the top ----


def test_kind_title_and_summary_come_first(library, read):
    html = read("/halsfluss/")
    found = Article.objects.get(slug="halsfluss", language="sv").live
    assert "<title>Halsfluss – Vårdguiden</title>" in html
    places = [
        html.index(text)
        for text in ('class="kicker">Sjukdom', "<h1>Halsfluss</h1>", f'class="lead">{found.summary}', 'id="sok-vard"')
    ]
    assert places == sorted(places)
    assert html.count("<h1") == 1
    crumbs = part(html, '<nav class="wrap crumbs', "</nav>")
    assert "Sjukdomar och besvär" in crumbs
    assert "Öron, näsa och hals" in crumbs


def test_the_112_box_stands_before_all_else_and_links_nowhere_but_to_112(library, read):
    html = read("/stroke/")
    box = part(html, '<section class="emergency-box', "</section>")
    assert html.index("emergency-box") < html.index('id="sok-vard"')
    assert re.findall(r'href="([^"]+)"', box) == ["tel:112"]
    signs = Article.objects.get(slug="stroke", language="sv").live.care_levels.get(level="emergency").signs
    assert re.findall(r"<li>(.*?)</li>", box) == signs[: len(re.findall("<li>", box))]
    assert 1 <= box.count("<li>") <= 5


def test_a_harmless_topic_has_no_112_box(library, read):
    assert not Article.objects.get(slug="forkylning", language="sv").live.life_threatening
    assert "emergency-box" not in read("/forkylning/")


@pytest.mark.parametrize("slug", ["halsfluss", "feber-hos-barn", "ont-i-brostet", "hosta"])
def test_the_ladder_shows_the_most_urgent_first_and_all_it_knows(library, read, slug):
    html = read(f"/{slug}/")
    ladder = part(html, '<ol class="levels">', "</ol>")
    levels = list(Article.objects.get(slug=slug, language="sv").live.care_levels.order_by("position"))
    assert re.findall(r'data-level="(\w+)"', ladder) == [level.level for level in levels]
    order = ["emergency", "urgent", "soon", "advice", "selfcare"]
    assert [level.level for level in levels] == sorted((level.level for level in levels), key=order.index)
    shown = plain(ladder)
    for level in levels:
        assert level.heading in shown
        assert all(sign in shown for sign in level.signs)
        assert level.where in shown
        assert level.if_closed in shown
    assert ladder.count("Om det är stängt:") == sum(bool(level.if_closed) for level in levels)
    assert 'href="tel:1177"' in ladder


def test_each_chapter_has_its_own_link_and_the_contents_lead_there(library, read):
    for slug in ("halsfluss", "feber-hos-barn", "preventivmedel", "hogkostnadsskydd", "ring-112"):
        html = read(f"/{slug}/")
        contents = part(html, '<nav class="toc"', "</nav>")
        anchors = re.findall(r'href="#([^"]+)"', contents)
        ids = re.findall(r'\sid="([^"]+)"', html)
        assert len(ids) == len(set(ids))
        assert set(anchors) <= set(ids)
        live = Article.objects.get(slug=slug, language="sv").live
        headings = [chapter.heading for chapter in live.chapters.order_by("position")]
        assert [heading for heading in re.findall(r">([^<]+)</a>", contents) if heading in headings] == headings
        assert "kallor" in anchors
        assert ("sok-vard" in anchors) == live.care_levels.exists()


def test_the_headings_do_not_skip_a_level(library, read):
    for path in ("/halsfluss/", "/skane/halsfluss/", "/stroke/", "/fornya-recept/"):
        levels = [int(level) for level in re.findall(r"<h([1-6])", read(path))]
        assert all(after - before <= 1 for before, after in pairwise(levels)), path


def test_a_topic_without_care_levels_has_no_empty_ladder(small, read):
    text = article("hesighet")
    ladder = text[text.index("[[care_levels]]") : text.rindex("+++")]
    small("hesighet", (ladder, ""), ("life_threatening = true", "life_threatening = false"))
    html = read("/hesighet/")
    assert "sok-vard" not in html
    assert 'class="levels"' not in html


# ---- onwards ----


def test_related_topics_and_what_to_do_next(library, read):
    html = read("/skane/halsfluss/")
    related = part(html, 'id="relaterat"', "</ul>")
    assert 'href="/skane/ont-i-halsen/">Ont i halsen</a>' in related
    assert 'href="/skane/hitta-vard/"' in part(html, 'id="vidare"', "</section>")


def test_a_withdrawn_related_topic_is_not_linked(library, read):
    Article.objects.filter(slug="ont-i-halsen").update(live=None)
    assert ">Ont i halsen</a>" not in part(read("/halsfluss/"), 'id="relaterat"', "</ul>")


GONE = ("/{0}/", "/skane/{0}/", "/{0}.json", "/{0}/tack/", "/{0}/andringar/?fran=1&till=2")


@pytest.mark.parametrize("path", [path.format("finns-inte") for path in GONE])
def test_unknown(library, read, path):
    assert "Sidan finns inte" in read(path, 404)


@pytest.mark.parametrize("path", [path.format("rosslighet") for path in GONE])
def test_a_withdrawn_article_is_gone(small, read, path):
    read(path)
    Article.objects.filter(slug="rosslighet").update(live=None)
    assert "Så gör du i Skåne" not in read(path, 404)


def test_only_get_and_head(library, client):
    assert client.head("/halsfluss/").status_code == 200
    assert client.post("/halsfluss/").status_code == 405
    assert client.delete("/halsfluss.json").status_code == 405


# ---- what it costs ----


@pytest.mark.parametrize(
    ("path", "most"),
    [("/halsfluss/", 1), ("/skane/halsfluss/", 3), ("/gotland/ont-i-magen/", 3), ("/skane/halsfluss.json", 2)],
)
def test_few_queries(library, units, client, django_assert_max_num_queries, path, most):
    client.get(path)
    with django_assert_max_num_queries(most):
        assert client.get(path).status_code == 200


def test_no_article_costs_more_than_four_queries_in_a_region(library, units, client, django_assert_max_num_queries):
    for slug in Article.objects.national().values_list("slug", flat=True):
        with django_assert_max_num_queries(4):  # its own, the open units, the region's notices; facts, if any
            client.get(f"/uppsala/{slug}/")
