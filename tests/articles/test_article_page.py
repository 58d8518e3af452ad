"""An article as its reader meets it: what is urgent first, what is open now, and nothing claimed that is not so."""

import json
import re
from datetime import date
from itertools import pairwise

import pytest
from django.urls import reverse

from accounts.models import Role
from articles.actions import load_library
from articles.models import Article, PartVerdict, RegionalAddition, Review, Revision, StatusChange
from regions.facts import regions_by_code
from regions.models import CareUnit
from tests.articles.library_files import ADDITION, article, write
from tests.cast import staff

pytestmark = pytest.mark.django_db
TUESDAY = "2026-03-10T10:00+01:00"
SUNDAY_NIGHT = "2026-03-08T03:00+01:00"


@pytest.fixture
def read(client):
    def read(path, status=200):
        response = client.get(path)
        assert response.status_code == status
        return response.content.decode()

    return read


@pytest.fixture
def small(no_articles, folder):
    """The small library, and a way to load it again with one of its texts changed."""
    load_library(by=None, folder=folder)

    def change(slug, *changes):
        text = article(slug)
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        write(folder, f"{slug}.md", text)
        load_library(by=None, folder=folder)
        return Article.objects.get(slug=slug, language="sv")

    return change


def part(html, beginning, end):
    start = html.index(beginning)
    return html[start : html.index(end, start + len(beginning))]


def plain(html):
    return " ".join(re.sub(r"<[^>]+>", " ", re.sub(r"</?a\b[^>]*>", "", html)).split())


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


# ---- trust ----


def reviewed(revision, **fields):
    details = {"reviewer": "Rut Exempel", "profession": "allmänläkare", "workplace": "Exempelkliniken"}
    details |= {"conflict_of_interest": "Inga", "signed_on": date(2026, 3, 12)} | fields
    return Review.objects.create(revision=revision, **details)


def test_no_review_is_claimed_that_no_one_made(library, read):
    html = read("/halsfluss/")
    assert "ingen med vårdutbildning har granskat den" in html
    assert "Granskad av" not in html
    assert "reviewedBy" not in html
    assert "lastReviewed" not in html


def test_an_example_review_says_that_it_is_one(small, read):
    live = Article.objects.get(slug="rosslighet", language="sv").live
    reviewed(live)
    html = read("/rosslighet/")
    trust = plain(part(html, '<section class="trust', "</section>"))
    assert "Rut Exempel , allmänläkare, Exempelkliniken. Undertecknad 12 mars 2026. Jäv: Inga" in trust
    assert "Texten är ett exempel, och granskningen också." in trust
    assert "ingen med vårdutbildning" not in html
    assert "Granskad av <strong>Rut Exempel</strong>, allmänläkare" in html


def test_a_text_that_is_no_example_and_has_no_review_says_so(small, read):
    found = Article.objects.get(slug="rosslighet", language="sv")
    karin, rut, ulf = (
        staff(name, role)
        for name, role in [("karin", Role.EDITOR), ("rut", Role.FACT_REVIEWER), ("ulf", Role.PUBLISHER)]
    )
    own = Revision.objects.create(
        article=found, number=9, title="Rosslighet", summary="Kort.", review_months=24, change_note="Ny.", digest="x",
        is_correction=True, correction_reason="Fel.",
    )  # fmt: skip
    own.writers.add(karin)
    Revision.objects.filter(pk=own.pk).update(submitted_at="2026-03-01T08:00Z")
    for status, by in (("submitted", karin), ("published", ulf)):
        StatusChange.objects.create(revision=own, status=status, by=by, by_name=by.name)
    Revision.objects.filter(pk=own.pk).update(published_on=date(2026, 3, 1), review_due=date(2026, 3, 8))
    Article.objects.filter(pk=found.pk).update(live=own)
    html = read("/rosslighet/")
    assert "Texten är inte granskad." in html
    assert "Rättelsen skulle ha granskats senast 8 mars 2026" in plain(html)
    assert "Exempeltext." not in html
    assert "Texten är ett exempel" not in html
    review = reviewed(own, reviewer_user=rut, signed_on=None)
    PartVerdict.objects.create(review=review, part="head", verdict="agree")
    assert "Texten är inte granskad." in read("/rosslighet/")
    review.signed_on = date(2026, 3, 12)
    review.save()
    html = read("/rosslighet/")
    assert "Texten är inte granskad." not in html
    assert "Rättelsen" not in html
    assert "Rut Exempel" in html


def test_a_conflict_of_interest_is_shown(small, read):
    reviewed(
        Article.objects.get(slug="rosslighet", language="sv").live, conflict_of_interest="Har föreläst för ett bolag."
    )
    assert "Jäv: Har föreläst för ett bolag." in plain(read("/rosslighet/"))


def test_dates_are_written_out(small, read, time_machine):
    found = Article.objects.get(slug="rosslighet", language="sv").live
    found.published_on, found.review_due = date(2026, 3, 12), date(2028, 3, 12)
    found.save()
    time_machine.move_to("2026-04-01T10:00+02:00")
    html = plain(read("/rosslighet/"))
    assert "Publicerad 12 mars 2026, version 2" in html
    assert "Ska granskas senast 12 mars 2028" in html
    assert "skulle ha granskats" not in html


@pytest.mark.parametrize(("now", "overdue"), [("2028-03-12T12:00+01:00", False), ("2028-03-13T12:00+01:00", True)])
def test_overdue_is_said_openly(small, read, time_machine, now, overdue):
    found = Article.objects.get(slug="rosslighet", language="sv").live
    found.published_on, found.review_due = date(2026, 3, 12), date(2028, 3, 12)
    found.save()
    time_machine.move_to(now)
    html = read("/rosslighet/")
    assert ("Texten skulle ha granskats senast den 12 mars 2028." in html) == overdue


def test_sources_are_named(library, read):
    trust = plain(part(read("/halsfluss/"), '<section class="trust', "</section>"))
    assert "Handläggning av faryngotonsilliter i öppenvård. Läkemedelsverket." in trust


def test_every_published_version_with_what_changed(small, read):
    html = read("/rosslighet/")
    versions = part(html, 'class="versions"', "</ol>")
    assert [int(n) for n in re.findall(r"<strong>Version (\d+)", versions)] == [2, 1]
    link = re.search(r'href="(/rosslighet/andringar/\?fran=1&amp;till=2)"', versions)
    changes = read(link[1].replace("&amp;", "&"))
    assert re.search(r"<ins>.*?drick\.\s*</ins>", changes, re.S)
    assert 'Från <a href="/rosslighet/version/1/">version 1</a>, publicerad' in changes
    assert versions.count("andringar") == 1


def test_a_version_is_compared_with_the_published_one_before_it(small, read):
    small("rosslighet", ("Vila och drick.", "Ät soppa."))
    Revision.objects.filter(article__slug="rosslighet", number=2).update(published_on=None, review_due=None)
    versions = part(read("/rosslighet/"), 'class="versions"', "</ol>")
    assert [int(n) for n in re.findall(r"<strong>Version (\d+)", versions)] == [3, 1]
    assert "?fran=1&amp;till=3" in versions
    assert "Ät soppa." in read("/rosslighet/andringar/?fran=1&till=3")


@pytest.mark.parametrize(
    "query",
    [
        "?fran=9",
        "?fran=1&till=9",
        "?fran=a&till=b",
        "?fran=-1&till=1",
        "?fran=1&till=99999999999999999999",
        "?fran=%00",
    ],
)
def test_a_comparison_that_cannot_be_made(small, read, query):
    read(f"/rosslighet/andringar/{query}", 404)


def test_the_order_of_the_versions_does_not_matter(small, read):
    backwards, forwards = (read(f"/rosslighet/andringar/?{query}") for query in ("fran=2&till=1", "fran=1&till=2"))
    assert part(backwards, "<main", '<section class="stack" aria-labelledby="versioner"') == part(
        forwards, "<main", '<section class="stack" aria-labelledby="versioner"'
    )


def test_an_unpublished_version_is_not_shown(small, read):
    found = Article.objects.get(slug="rosslighet", language="sv")
    Revision.objects.create(article=found, number=3, title="Hemligt", review_months=1, change_note="Hemligt.")
    assert "Hemligt" not in read("/rosslighet/")
    read("/rosslighet/andringar/?fran=2&till=3", 404)


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


# ---- for machines ----


def json_ld(html):
    return re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)[1]


def test_json_ld_tells_what_the_page_is(library, read):
    data = json.loads(json_ld(read("/skane/halsfluss/")))
    assert data["@type"] == "MedicalWebPage"
    assert data["url"].endswith("/halsfluss/")
    assert "/skane/" not in data["url"]
    assert (data["name"], data["inLanguage"]) == ("Halsfluss", "sv")
    assert data["about"]["@type"] == "MedicalCondition"
    assert "tonsillit" in data["about"]["alternateName"]
    assert json.loads(json_ld(read("/feber/")))["about"]["@type"] == "MedicalSignOrSymptom"
    assert "about" not in json.loads(json_ld(read("/hogkostnadsskydd/")))


def test_json_ld_names_the_reviewer(small, read):
    reviewed(Article.objects.get(slug="rosslighet", language="sv").live)
    data = json.loads(json_ld(read("/rosslighet/")))
    assert data["lastReviewed"] == "2026-03-12"
    assert data["reviewedBy"]["name"] == "Rut Exempel"


def test_nothing_written_breaks_out_of_its_place(small, read):
    evil = "</script><script>alert('1')</script> & \\\"<b>\\\" {{ settings.SECRET_KEY }}"
    small(
        "rosslighet",
        ('title = "Rosslighet"', f'title = "{evil}"'),
        ("En påhittad sjukdom.", f"{evil}."),
        ('title = "En bok"', f'title = "{evil}"'),
        ("Du har svårt att andas.", evil),
        ('["rosslighet",', f'["{evil}",'),
        ('change_note = "Första versionen."', f'change_note = "{evil}"'),
        ("## Det rosslar", "## Det <b>rosslar</b> {{ x }}"),
    )
    for path in ("/rosslighet/", "/rosslighet/andringar/?fran=1&till=3", "/", "/a-o/", "/sok/?q=rosslighet"):
        html = read(path)
        assert "<script>alert" not in html
        assert "demo-only" not in html
        assert "<b>rosslar" not in html
    assert not set("<>&") & set(json_ld(read("/rosslighet/")))
    assert json.loads(json_ld(read("/rosslighet/")))["name"].startswith(
        "</script><script>alert('1')</script> & \"<b>\""
    )
    assert "<script>alert" not in read("/nytt.xml")


def test_markdown_gives_no_html_of_its_own(small, read, folder):
    """Even if a text with HTML were in the database, the page would show it as text."""
    text = article("hesighet").replace("Vila och drick.", "**Vila** nu.\n\n- Drick\n- Sov\n\n### Sen\n\nSov.")
    write(folder, "hesighet.md", text)
    load_library(by=None, folder=folder)
    html = read("/hesighet/")
    assert "<strong>Vila</strong> nu." in html
    assert "<li>Drick</li>" in html
    assert "<h3>Sen</h3>" in html


def test_the_json_twin_holds_the_same_text(library, client):
    data = client.get("/skane/halsfluss.json").json()
    live = Article.objects.get(slug="halsfluss", language="sv").live
    assert (data["slug"], data["title"], data["summary"], data["kind"]) == (
        "halsfluss",
        live.title,
        live.summary,
        "sjukdom",
    )
    assert (data["version"], data["language"], data["example"], data["reviews"]) == (live.number, "sv", True, [])
    assert [step["level"] for step in data["care_levels"]] == [
        level.level for level in live.care_levels.order_by("position")
    ]
    assert [chapter["text"] for chapter in data["chapters"]] == [c.text for c in live.chapters.order_by("position")]
    assert data["region"] == "12"
    assert data["care_additions"][0]["title"].startswith("Halsfluss: sök")
    assert data["url"].endswith("/skane/halsfluss/")
    assert {"slug": "feber", "title": "Feber"} in data["related"]
    assert client.get("/halsfluss.json").json()["region"] is None


def test_the_json_twin_gives_dates_as_dates(small, client):
    reviewed(Article.objects.get(slug="rosslighet", language="sv").live)
    data = client.get("/rosslighet.json").json()
    assert date.fromisoformat(data["published_on"]) < date.fromisoformat(data["review_due"])
    assert data["reviews"][0]["signed_on"] == "2026-03-12"


def test_the_page_points_at_its_twin_and_at_the_national_page(library, read):
    html = read("/skane/halsfluss/")
    assert '<link rel="alternate" type="application/json" href="/skane/halsfluss.json">' in html
    assert re.search(r'<link rel="canonical" href="http://[^"/]+/halsfluss/">', html)


def test_its_address_is_its_slug(library):
    assert reverse("article", args=["halsfluss"]) == "/halsfluss/"
    assert Article.objects.get(slug="halsfluss", language="sv").get_absolute_url() == "/halsfluss/"


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
