"""Numbers to ring in an article: a reader in need presses the number that the text names."""

import re

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from articles.facts import fill
from articles.models.choices import Level
from articles.queries.page_parts import Ladder
from tests.articles.reading import part

pytestmark = pytest.mark.django_db
POISONS, WOMENS_LINE = "tel:+46104566700", "tel:+4620505050"


def page(client, path):
    return client.get(path).content.decode()


def step(html, level):
    return part(html, f'<li class="level" data-level="{level}">', "\n</li>")


@pytest.mark.parametrize(
    ("slug", "first"),
    [
        ("forgiftning", POISONS),
        ("huggormsbett", POISONS),
        ("sexuella-overgrepp", WOMENS_LINE),
        ("vald-i-nara-relation", WOMENS_LINE),
        ("sjalvmordstankar", "tel:90101"),
    ],
)
def test_the_step_for_advice_dials_what_it_names_and_then_1177(library, client, slug, first):
    buttons = re.findall(r'<a class="button[^"]*" href="([^"]+)"', step(page(client, f"/{slug}/"), "advice"))
    assert buttons == [first, "tel:1177"]


@pytest.mark.parametrize(("slug", "buttons"), [("forgiftning", [POISONS]), ("akne", ["tel:90101"]), ("feber", [])])
def test_another_step_dials_what_it_names_but_for_1177(library, client, slug, buttons):
    assert (
        re.findall(r'<a class="button[^"]*" href="(tel:[^"]+)"', step(page(client, f"/{slug}/"), "urgent")) == buttons
    )


@pytest.mark.parametrize(
    ("path", "href"),
    [
        ("/forgiftning/", POISONS),
        ("/skane/forgiftning/", POISONS),
        ("/sjalvmordstankar/", "tel:90101"),
        ("/en/magsjuka/", POISONS),
        ("/lattlast/magsjuka/", POISONS),
    ],
)
def test_every_kind_of_article_page_links_its_numbers(library, client, path, href):
    assert f'<a href="{href}">' in part(page(client, path), "<main", "</main>")


def test_the_lead_the_ladder_and_the_text_dial(library, client):
    html = page(client, "/vald-i-nara-relation/")
    link = f'<a href="{WOMENS_LINE}">020-50 50 50</a>'
    assert link in part(html, '<p class="lead">', "</p>")
    assert link in step(html, "soon")
    assert f"<strong>Kvinnofridslinjen {link}.</strong>" in html
    assert "tel:" not in part(html, '<meta name="description"', ">")
    assert "tel:" not in part(html, '<script type="application/ld+json">', "</script>")


def test_an_embedded_article_dials(library, client):
    html = page(client, reverse("article_card", args=["forgiftning"]))
    assert f'<a href="{POISONS}">010-456 67 00</a>' in html


def test_a_number_that_a_fact_holds_is_dialled_too():
    values = {"gic": "010-456 67 00"}
    level = Ladder(Level.ADVICE, "Ring", [fill("Giftigt? {gic}", values)], fill("Ring {gic}.", values), "", "")
    html = render_to_string("components/care_level.html", {"level": level})
    assert re.findall(r'href="([^"]+)"', html) == [POISONS, POISONS, POISONS, "tel:1177"]


@pytest.mark.parametrize(
    ("path", "title", "address"),
    [
        (
            "/skane/barnmorskemottagning/",
            "Hitta barnmorskemottagning i Skåne",
            "/skane/hitta-vard/?typ=barnmorskemottagning",
        ),
        ("/ungdomsmottagning/", "Hitta ungdomsmottagning", "/hitta-vard/?typ=ungdomsmottagning"),
        ("/skane/feber/", "Hitta vård i Skåne", "/skane/hitta-vard/"),
        ("/byta-vardcentral/", "Hitta vård", "/hitta-vard/"),
    ],
)
def test_a_text_about_a_service_leads_to_where_it_is(library, client, path, title, address):
    assert f'<h3><a href="{address}">{title}</a></h3>' in page(client, path)
