"""The pages around the texts: home, lists, about us, privacy, accessibility."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.utils.translation import gettext, override

from accounts.lockout import KEPT
from articles.actions.reviewing.requests import ADDRESS_KEPT
from articles.library_format import LIBRARY
from articles.models import Article, RegionalAddition, TopicArea
from language.ordering import sort_key
from regions.actions.imports.forgetting import KEPT_FOR
from regions.facts import regions
from tests.articles.reading import part
from tests.ui.test_translations import ROOT, TRANSLATED

pytestmark = pytest.mark.django_db
LISTS = ("/a-o/", "/sjukdomar-och-besvar/", "/undersokning-och-behandling/", "/liv-och-halsa/", "/sa-fungerar-varden/")
ABOUT = ("/om-oss/", "/personuppgifter/", "/tillganglighet/")
ALL = (
    "/",
    *LISTS,
    *ABOUT,
    "/amne/infektioner/",
    "/regioner/",
    "/regioner/skane/",
    "/hitta-vard/",
    "/sok/",
    "/designsystem/",
)

NUMBER = re.compile(r"(?<![\w.,–-])(?:112|1177|9\d{4}|11[346] ?\d{2,3}|0\d{1,3}-\d{2,3}(?: \d{2,3})+)(?![\w–-])")


@pytest.fixture
def read(client):
    def read(path):
        response = client.get(path)
        assert response.status_code == 200
        return response.content.decode()

    return read


def main_of(html):
    return html[html.index("<main") : html.index("</main>")]


def links(html):
    return dict(re.findall(r'<a[^>]*href="([^"]+)"[^>]*>([^<]+)</a>', html))


# ---- every page ----


@pytest.mark.parametrize("path", ALL)
def test_every_page_has_the_frame(library, read, path):
    html = read(path)
    assert '<html lang="sv">' in html
    assert html.count("<h1") == 1
    assert html.count("<main") == html.count('id="main"') == 1
    assert '<a class="skip" href="#main">' in html
    assert len(re.findall(r"<title>[^<]+ – [^<]+</title>", html)) == 1
    assert re.search(r'<meta name="description" content="[^"]{20,}">', html)
    assert re.search(r'<link rel="canonical" href="' + re.escape(settings.SITE_URL) + r'/[^"]*">', html)
    for section in LISTS[1:]:
        assert f'href="{section}"' in html
    for path_in_footer in ABOUT:
        assert f'href="{path_in_footer}"' in html
    assert 'href="tel:112"' in html
    assert 'href="tel:1177"' in html
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.parametrize("path", ALL)
def test_no_page_asks_another_host_or_runs_inline_code(library, read, path):
    html = read(path)
    assert not re.search(r"\s(?:style|on[a-z]+)=", html)
    assert "<style" not in html
    for tag in re.findall(r"<script[^>]*>", html):
        assert "src=" in tag or "application/ld+json" in tag
    loaded = re.findall(r'<(?:script|img|iframe|source|use)[^>]*\s(?:src|href)="([^"]+)"', html)
    loaded += re.findall(r'<link[^>]*rel="(?:stylesheet|preload|icon|modulepreload)"[^>]*href="([^"]+)"', html)
    assert loaded
    assert all(address.startswith("/static/") for address in loaded)


@pytest.mark.parametrize("path", ALL)
def test_every_page_says_that_its_data_are_examples(library, read, path):
    assert "Det här är exempeldata." in read(path)


def test_every_number_that_the_texts_name_is_said_to_be_real(library, read):
    says = read("/om-oss/")
    banner, about = (part(says, begins, "</p>") for begins in ('class="example-banner"', "Innehållet är exempel."))
    numbers = {number for file in LIBRARY.rglob("*.md") for number in NUMBER.findall(file.read_text())}
    assert numbers >= {"112", "1177", "010-456 67 00", "020-50 50 50", "90101"}
    for number in numbers:
        assert number in banner, number
        assert number in about, number


def test_without_example_data_no_page_says_so(library, read, settings):
    settings.EXAMPLE_DATA = False
    assert "Det här är exempeldata." not in read("/")
    assert "Innehållet är exempel." not in read("/om-oss/")


@pytest.mark.parametrize("path", ["/", *LISTS, "/om-oss/"])
def test_the_section_one_is_in_is_marked(library, read, path):
    menu = read(path).split('<nav class="sections"')[1].split("</nav>")[0]
    marked = re.findall(r'<a href="([^"]+)" aria-current="true"', menu)
    assert marked == ([path] if path in LISTS[1:] else [])


# ---- home ----


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


# ---- lists ----


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


@pytest.mark.parametrize("path", ALL)
def test_a_page_is_only_read(library, client, path):
    assert client.head(path).status_code == 200
    for method in (client.post, client.put, client.delete, client.patch):
        response = method(path)
        assert response.status_code == 405
        assert set(response["Allow"].split(", ")) == {"GET", "HEAD"}


# ---- about us ----


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/om-oss/", ["Fyra ögon på varje text", "ingen med vårdutbildning har granskat", settings.CONTACT_EMAIL]),
        ("/personuppgifter/", ["Du får inga kakor", "skrivs inte i någon logg", "Integritetsskyddsmyndigheten"]),
        ("/tillganglighet/", ["WCAG 2.2", "2018:1937", "Det här brister", "Digg", settings.CONTACT_EMAIL]),
        ("/personuppgifter/", [settings.OPERATOR]),
        ("/tillganglighet/", [settings.OPERATOR, "delvis förenlig", "digg.se/tdosanmalan"]),
    ],
)
def test_what_the_pages_about_us_say(library, read, path, says):
    html = read(path)
    for words in says:
        assert words in html


def test_what_is_said_of_those_who_work_here_is_what_is_done(read):
    html = read("/personuppgifter/")
    assert "Den går inte att ändra och gallras inte" in html  # accounts/migrations/0002_audit_append_only.py
    assert "tas bort inom två dygn" in html and timedelta(days=1) >= KEPT  # and `forget` runs once a night
    assert f"när länken har varit ogiltig i {ADDRESS_KEPT.days} dagar" in html
    assert f"En fil med mottagningar som någon läser in tas bort efter {KEPT_FOR.days} dagar" in html


def test_all_that_is_said_of_personal_data_is_said_in_english_too():
    said = TRANSLATED.findall((ROOT / "templates/vardguiden/privacy.html").read_text(encoding="utf-8"))
    with override("en"):
        assert len(said) > 30 and [text for text in said if gettext(text) == text] == []


# ---- what it costs ----


@pytest.mark.parametrize(
    "path", ["/", *LISTS, *ABOUT, "/amne/infektioner/", "/regioner/", "/regioner/skane/", "/nytt.xml"]
)
def test_at_most_six_queries(library, units, client, django_assert_max_num_queries, path):
    for region in ("", "/skane"):
        # A region's front page also asks for its notices and its menu.
        with django_assert_max_num_queries(7 if region and path == "/" else 6):
            assert client.get(region + path).status_code == 200


def test_every_region_has_a_home(library, client):
    for region in regions():
        assert client.get(f"/{region.slug}/").status_code == 200
