"""The pages around the texts: what every one of them has, and about us, privacy, accessibility."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.utils.translation import gettext, override

from accounts.lockout import KEPT
from articles.actions.reviewing.requests import ADDRESS_KEPT
from articles.library_format import LIBRARY
from regions.actions.imports.forgetting import KEPT_FOR
from tests.articles.reading import part
from tests.site.pages import ABOUT, ALL, LISTS
from tests.ui.test_translations import ROOT, TRANSLATED

pytestmark = pytest.mark.django_db

NUMBER = re.compile(r"(?<![\w.,–-])(?:112|1177|9\d{4}|11[346] ?\d{2,3}|0\d{1,3}-\d{2,3}(?: \d{2,3})+)(?![\w–-])")


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
