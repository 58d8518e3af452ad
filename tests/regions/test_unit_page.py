"""A care unit's own page: what comes first, what is missing, and that nothing in a fact is run."""

import re
from datetime import date

import pytest

from regions.models import CareUnit, UnitNotice
from tests.regions.made_units import GOTEBORG, changed, make_unit, sweden
from tests.regions.pages import links_of, main_of, page_text, text_of
from tests.regions.pages import unit_page as page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("late_on_a_monday")]


# ---- what it says ----


def test_every_fact_is_there(client, linden):
    says = page_text(page(client, linden))
    for fact in (
        "Vårdcentral, Vaccinationsmottagning i Lund, Skåne",
        "Drivs av Exempelbolaget AB",
        "Ring 040-628 04 99",
        "Exempelgatan 3, 222 22 Lund",
        "Ingång från gården.",
        "Tillgänglig med rullstol",
        "Hiss eller entré utan trappor",
        "Personalen talar arabiska, engelska.",
        "Infektioner och intyg .",
        "Provtagning",
        "Brustna ben.",
        "Ring först.",
        "Mottagningen tar emot nya listningar.",
        "Region Skåne",
        "12 februari 2026",
        "Påhittat",
    ):
        assert fact in says, fact
    links = links_of(main_of(page(client, linden)))
    assert links["Ring 040-628 04 99"] == "tel:+46406280499"
    assert links["https://linden.example/"] == "https://linden.example/"


def test_a_paper_says_of_what_day_it_is_and_where_the_page_is(client, linden):
    on_paper = re.search('<p class="on-paper.*?</p>', main_of(page(client, linden)), re.S)[0]
    assert "Så stod det på sidan 2 mars 2026." in on_paper
    assert linden.get_absolute_url() in on_paper


def test_a_missing_fact_is_said_to_be_missing(client, bare):
    response = page(client, bare)
    says = page_text(response)
    for missing in (
        "Öppettid: uppgift saknas",
        "Vem som driver mottagningen: uppgift saknas",
        "Telefon: uppgift saknas. Ring 1177",
        "Öppettider Uppgift saknas. Ring mottagningen innan du åker dit, eller ring 1177",
        "Gatuadress: uppgift saknas.",
        "Tillgänglighet Uppgift saknas.",
        "Vilka språk personalen talar: uppgift saknas.",
        "Det här kan du få hjälp med Uppgift saknas.",
        "Uppgift saknas om mottagningen tar emot nya listningar.",
        "Mottagningen har inte bekräftat dem",
        "E-tjänster Uppgift saknas. Fråga mottagningen.",
        "Webbplats Uppgift saknas",
    ):
        assert missing in says, missing
    assert "Telefontider" not in says  # there is no phone
    assert "Stängt" not in says
    assert "Position" not in says
    assert "<table" not in main_of(response)


def test_a_phone_says_when_it_was_confirmed_and_that_its_hours_are_missing(client, bare):
    CareUnit.objects.filter(pk=bare.pk).update(phone="+46406280499", confirmed_on=date(2026, 2, 12))
    says = page_text(page(client, bare))
    assert "Ring 040-628 04 99 Bekräftat 12 februari 2026." in says
    assert "Telefontider Uppgift saknas." in says


def test_an_example_says_that_it_is_one_before_its_hours(client, bare, linden):
    CareUnit.objects.filter(pk=linden.pk).update(is_example=True)
    says = page_text(page(client, linden))
    assert says.index("Det här är en exempelmottagning. Den finns inte.") < says.index("Stängt, öppnar")
    assert "exempelmottagning" not in page_text(page(client, bare))


def test_the_way_to_more_of_the_same(client, linden):
    more = links_of(main_of(page(client, linden, "/skane")))["Fler vårdcentraler nära Lund"]
    assert more == "/skane/hitta-vard/?typ=vardcentral&q=Lund"
    assert client.get(more).status_code == 200


# ---- notices ----


def test_the_notices_of_now_come_first_the_oldest_first(client, linden):
    for title, starts, ends in [
        ("Ny entré", "2026-03-01 08:00", None),
        ("Telefonen är trasig", "2026-02-20 08:00", "2026-03-03 00:00"),
        ("Gammalt", "2026-01-01 08:00", "2026-03-02 23:40"),
        ("Kommande", "2026-03-02 23:41", None),
    ]:
        UnitNotice.objects.create(
            unit=linden, title=title, text=f"Om {title}.", starts_at=sweden(starts), ends_at=ends and sweden(ends)
        )
    says = page_text(page(client, linden))
    assert says.startswith("Telefonen är trasig Om Telefonen är trasig. Gäller till och med 2 mars 2026. Ny entré")
    assert says.index("Ny entré") < says.index("Vårdcentralen Linden")
    assert "Gammalt" not in says
    assert "Kommande" not in says


@pytest.mark.parametrize(
    ("ends", "said"),
    [
        ("2026-12-04 23:59", "Gäller till och med 4 december 2026."),
        ("2026-12-05 00:00", "Gäller till och med 4 december 2026."),
        ("2026-12-04 15:00", "Gäller till 4 december 2026 klockan 15.00."),
        (None, ""),
    ],
)
def test_the_end_of_a_notice_is_said_to_the_clock(ends, said):
    assert UnitNotice(title="Hissen", ends_at=ends and sweden(ends)).until == said


# ---- addresses, queries, markup ----


@pytest.mark.parametrize("slug", ["finns-inte", "LINDEN", "vardcentralen_linden", "-", "0", "x" * 500])
def test_an_unknown_unit_is_not_found(client, linden, slug):
    for region in ("", "/skane"):
        response = client.get(f"{region}/mottagning/{slug}/")
        assert response.status_code == 404
        assert "1177" in response.content.decode()


def test_the_page_answers_in_every_region_and_names_it(client, linden):
    inside = page(client, linden, "/gotland").content.decode()
    assert "<title>Vårdcentralen Linden – vald region: Gotland – Vårdguiden</title>" in inside
    assert '<link rel="canonical" href="http://127.0.0.1:8000/mottagning/vardcentralen-linden/">' in inside
    assert "Vald region: Gotland" in re.search(r'<meta name="description" content="([^"]*)"', inside)[1]
    assert "läst" not in re.search("<title>.*</title>", page(client, linden).content.decode())[0]


def test_at_most_nine_queries(client, linden, django_assert_max_num_queries):
    for number in range(10):
        changed(linden, f"2026-04-{number + 1:02}")
        UnitNotice.objects.create(unit=linden, title="Nytt", starts_at=sweden("2026-03-01 08:00"))
    # The unit, its hours in two, notices, relations in two; the region's contacts, fees and notices.
    with django_assert_max_num_queries(9):
        page(client, linden)


PROBE = "<script>alert(1)</script>"


def test_no_fact_is_markup(client):
    texts = ("name", "operator", "street", "city", "way_there", "helps_with", "does_not_help_with", "how_to_seek")
    facts = {name: f"{name} {PROBE}"[: CareUnit._meta.get_field(name).max_length] for name in texts}
    unit = make_unit(
        municipality=GOTEBORG, phone="<img src=x>", services=[PROBE], source=PROBE, is_example=True, **facts
    )
    changed(unit, "2026-03-03", note=PROBE)
    changed(unit, "2026-06-03", note=PROBE)
    UnitNotice.objects.create(unit=unit, title=PROBE, text=PROBE, starts_at=sweden("2026-03-01 08:00"))
    for region in ("", "/skane"):
        markup = page(client, unit, region).content.decode()
        assert "<script>alert" not in markup
        assert "<img src=x>" not in markup
        assert text_of(markup).count("alert(1)") + markup.count("&lt;script&gt;alert(1)") > 10


@pytest.mark.parametrize(
    "text",
    [
        "[klicka](javascript:alert(1))",
        "[klicka](data:text/html;base64,PHNjcmlwdD4=)",
        '<a href="javascript:alert(1)">klicka</a>',
        "![bild](https://evil.example/x.png)",
        "<iframe src=https://evil.example></iframe>",
        '[klicka](https://ok.example "x" onmouseover=alert(1))',
    ],
)
def test_markdown_in_a_fact_can_only_format(client, text):
    markup = main_of(page(client, make_unit(helps_with=text, how_to_seek=text)))
    for tag in re.findall(r"<[a-z][^>]*>", markup):
        assert not re.search(r"javascript:|data:|onmouseover|<iframe|<img", tag), tag


@pytest.mark.parametrize(
    "website", ["javascript:alert(1)", "JAVASCRIPT://x%0aalert(1)", "data:text/html,x", "//x.example"]
)
def test_only_an_address_of_the_web_is_a_link(client, website):
    response = page(client, make_unit(website=website))
    assert website not in main_of(response)
    assert "Webbplats Uppgift saknas" in page_text(response)


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_it_is_only_read(client, linden, method):
    assert getattr(client, method)(f"/mottagning/{linden.slug}/").status_code == 405


def test_on_an_island_one_is_not_in_it(client, no_units):
    unit = make_unit("Ögonen", "0980", kinds=["eye"])
    shown = page(client, unit).content.decode()
    assert '<p class="kicker">Ögonmottagning på Gotland</p>' in shown
    assert "i Gotland" not in shown
    there = client.get("/regioner/gotland/gotland/").content.decode()
    assert "<h1>Vård på Gotland</h1>" in there
    assert "i Gotland" not in there
    orust = page(client, make_unit("Orustögat", "1421", kinds=["eye"])).content.decode()
    assert '<p class="kicker">Ögonmottagning på Orust, Västra Götaland</p>' in orust
