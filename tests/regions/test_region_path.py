"""The region in the path: links stay in it, the picker keeps the page, and nobody is sent to another house."""

import html
import re

import pytest

from regions import facts
from tests.regions.made_units import LUND, make_unit
from tests.regions.pages import LINK, links_of, main_of, picker_of, text_of

pytestmark = pytest.mark.django_db
SITE = "http://127.0.0.1:8000"
PAGES = [
    "/",
    "/hitta-vard/",
    "/hitta-vard/?q=Lund&typ=bvc",
    "/regioner/",
    "/regioner/skane/",
    "/regioner/skane/lund/",
    "/a-o/",
    "/sjukdomar-och-besvar/",
    "/undersokning-och-behandling/",
    "/liv-och-halsa/",
    "/sa-fungerar-varden/",
    "/sok/",
    "/sok/?q=feber",
    "/om-oss/",
    "/personuppgifter/",
    "/tillganglighet/",
]


def title_of(response):
    return html.unescape(re.search("<title>(.*?)</title>", response.content.decode(), re.S)[1])


def description_of(response):
    return html.unescape(re.search('<meta name="description" content="([^"]*)"', response.content.decode())[1])


# ---- the same page, read in a region ----


@pytest.mark.parametrize("page", PAGES)
def test_a_page_in_a_region_keeps_its_links_there(client, page):
    response = client.get(f"/skane{page}")
    assert response.status_code == 200
    markup = re.sub(r'<details class="picker".*?</details>', "", response.content.decode(), flags=re.S)
    inside = {html.unescape(href) for href, _ in LINK.findall(markup)}
    leaves = {href for href in inside if href.startswith("/") and not href.startswith("/skane/")}
    # Logging in is national, and a list of regions leads to each of them.
    regions = tuple(f"/{region.slug}/" for region in facts.regions())
    assert {href for href in leaves if not href.startswith(regions)} <= {"/logga-in/", "/designsystem/", "/oppna-data/"}
    forms = re.findall(r'<form[^>]*action="([^"]*)"', markup)
    assert forms
    assert all(action.startswith("/skane/") for action in forms)


@pytest.mark.parametrize("page", PAGES)
def test_title_and_description_carry_the_region(client, page):
    national, inside = client.get(page), client.get(f"/varmland{page}")
    assert "Värmland" in title_of(inside)
    assert "Värmland" in description_of(inside)
    assert "Värmland" not in title_of(national) + description_of(national)
    on_gotland = client.get(f"/gotland{page}")
    assert re.search("(?:på|vald region:) Gotland", title_of(on_gotland))
    assert "i Gotland" not in title_of(on_gotland) + description_of(on_gotland) + text_of(main_of(on_gotland))


@pytest.mark.parametrize("page", PAGES)
def test_canonical_is_the_national_page_and_robots_stay_out_of_regions(client, page):
    national, inside = client.get(page), client.get(f"/skane{page}")
    path = page.partition("?")[0]
    for response in (national, inside):
        assert f'<link rel="canonical" href="{SITE}{path}">' in response.content.decode()
    noindex = re.compile(r'<meta name="robots" content="noindex')
    assert noindex.search(inside.content.decode())
    assert bool(noindex.search(national.content.decode())) == ("?" in page or path == "/sok/")


def test_the_home_page_of_each_region(client):
    for region in facts.regions():
        response = client.get(f"/{region.slug}/")
        assert response.status_code == 200
        assert region.name in title_of(response)
        assert picker_of(response)[region.name] == f"/{region.slug}/"


def test_a_unit_is_linked_within_the_region(client):
    unit = make_unit("Vårdcentralen Sagoskogen", LUND, slug="sagoskogen")
    assert unit.get_absolute_url() == "/mottagning/sagoskogen/"
    links = links_of(main_of(client.get("/skane/hitta-vard/?q=Sagoskogen")))
    assert links["Vårdcentralen Sagoskogen"] == "/skane/mottagning/sagoskogen/"
    answer = client.get("/skane/hitta-vard.json?q=Sagoskogen").json()
    assert answer["units"][0]["url"] == "/skane/mottagning/sagoskogen/"


# ---- the picker ----


@pytest.mark.parametrize("region", ["", "/skane"])
def test_the_picker_keeps_page_and_query(client, region):
    picker = picker_of(client.get(f"{region}/hitta-vard/?q=l%C3%A4kare+%26+Lund&typ=bvc"))
    assert len(picker) == 22
    query = "?q=l%C3%A4kare+%26+Lund&typ=bvc"
    assert picker["Hela Sverige"] == f"/hitta-vard/{query}"
    assert picker["Jämtland Härjedalen"] == f"/jamtland-harjedalen/hitta-vard/{query}"
    for href in picker.values():
        assert client.get(href).context["form"]["q"].value() == "läkare & Lund"


def test_the_picker_marks_the_chosen_one_and_is_in_swedish_order(client):
    response = client.get("/orebro/hitta-vard/")
    picker = re.search(r'<details class="picker".*?</details>', response.content.decode(), re.S)[0]
    assert re.findall(r'<a [^>]*aria-current="true"[^>]*>(.*?)</a>', picker) == ["Örebro län"]
    names = list(picker_of(response))
    assert names[0] == "Hela Sverige"
    assert names[-2:] == ["Örebro län", "Östergötland"]
    assert names.index("Västra Götaland") < names.index("Örebro län")


def test_on_a_page_that_is_not_read_in_regions_the_picker_leads_home(client):
    for path in ("/logga-in/", "/finns/inte/alls/", "/skane/finns/inte/alls/"):
        picker = picker_of(client.get(f"{path}?q=1"))
        assert (picker["Hela Sverige"], picker["Skåne"]) == ("/", "/skane/"), path


@pytest.mark.parametrize("query", ['"><script>alert(1)</script>', "'onclick='alert(1)", "</details><script>alert(1)"])
def test_a_query_in_the_picker_is_never_markup(client, query):
    response = client.get("/hitta-vard/", QUERY_STRING=f"q={query}")
    assert "<script>alert" not in response.content.decode()
    assert "'onclick='" not in re.sub(r'"[^"]*"', '""', response.content.decode())
    assert picker_of(response)["Skåne"].startswith("/skane/hitta-vard/?q=")
