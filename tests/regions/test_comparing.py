"""Up to four units side by side."""

import re
from datetime import date

import pytest

from regions.models import CareUnit, Purpose
from regions.queries.comparing import MOST_COMPARED
from tests.regions.made_units import LUND, WEEKDAYS, make_unit, open_on
from tests.regions.pages import links_of, main_of, page_text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_units", "late_on_a_monday")]


def compare(client, *slugs, **query):
    response = client.get("/hitta-vard/jamfor/", {"m": slugs, **query})
    assert response.status_code == 200
    return response


def test_two_side_by_side(client, linden, bare):
    response = compare(client, linden.slug, bare.slug, q="Lund")
    markup, text = main_of(response), page_text(response)
    assert markup.count('<th scope="col"') == 2
    for said in ("Vårdcentralen Linden", "Stängt, öppnar i morgon 08.00", "1,0 km", "Arabiska, Engelska"):
        assert said in text
    assert "Tillgänglig med rullstol, Hiss eller entré utan trappor" in text
    assert "08.00–12.00 och 13.00–17.00" in text
    assert "Telefontider de närmaste sju dagarna" in text
    assert text.count("uppgift saknas") >= 8  # the one who has told nothing
    assert links_of(markup)["Ta bort Mottagningen Tyst"] == f"?m={linden.slug}&q=Lund"
    assert links_of(markup)["Tillbaka till listan"] == "/hitta-vard/?q=Lund"


@pytest.mark.parametrize(
    ("days", "said"), [(None, "När du får svar: uppgift saknas."), (0, "Du får svar samma dag."), (2, "inom 2 dagar.")]
)
def test_when_a_unit_answers(client, linden, bare, days, said):
    CareUnit.objects.filter(pk=bare.pk).update(e_services=["book"], answers_within_days=days)
    assert said in page_text(compare(client, linden.slug, bare.slug))


def test_a_heading_holds_both_the_name_and_the_way_to_take_the_unit_away(client, linden, bare):
    heading = re.findall('<th scope="col".*?</th>', main_of(compare(client, linden.slug, bare.slug)), re.S)[1]
    assert links_of(heading).keys() == {"Mottagningen Tyst", "Ta bort Mottagningen Tyst"}
    assert 'abbr="Mottagningen Tyst"' in heading  # what is read out with every cell


def test_the_number_in_the_words_is_the_number_that_is_compared():
    assert MOST_COMPARED == 4


def test_distance_only_from_a_place(client, linden, bare):
    assert "Avstånd" not in page_text(compare(client, linden.slug, bare.slug))
    assert "Avstånd" not in page_text(compare(client, linden.slug, bare.slug, q="Skåne"))
    assert "Avstånd från din plats" in page_text(compare(client, linden.slug, bare.slug, pos="55.70,13.19"))


def test_none_one_and_five(client):
    assert "Kryssa i två till fyra mottagningar i listan" in page_text(compare(client))
    slugs = [make_unit(f"Enhet {n}", LUND).slug for n in range(5)]
    assert "Det här är bara en mottagning." in page_text(compare(client, slugs[0]))
    assert "Det här är bara en mottagning." in page_text(compare(client, slugs[0], slugs[0]))
    text = page_text(compare(client, *slugs))
    assert "Du kan jämföra högst fyra mottagningar. De här är inte med: Enhet 4" in text
    assert main_of(compare(client, *slugs)).count('<th scope="col"') == 4


def test_unknown_and_closed_are_said(client, linden):
    onward = make_unit("Nya Eken", LUND)
    gone = make_unit("Eken", LUND, closed_on=date(2026, 2, 1), closed_note="Vi har flyttat ihop.", successor=onward)
    text = page_text(compare(client, linden.slug, gone.slug, "finns-inte", "<b>x", "a\x00b"))
    assert "Eken stängde för alltid den 1 februari 2026. Vi har flyttat ihop. I stället finns Nya Eken" in text
    assert "3 mottagningar som du valde finns inte" in text
    assert "<b>x" not in compare(client, "<b>x").content.decode()
    assert "Vårdcentralen Linden" in text


def test_whatever_is_asked_gets_a_page(client):
    for query in (
        "?m=",
        "?m=" + "å" * 2_000,
        "?q=" + "x" * 300,
        "?m=a&sida=ett",
        "?" + "m=x&" * 400,
        "?pos=1,1",
        "?m=%ff",
    ):
        assert client.get("/hitta-vard/jamfor/" + query).status_code == 200, query


def test_few_questions_however_many_units(client, django_assert_max_num_queries):
    units = [open_on(make_unit(municipality=LUND), WEEKDAYS, "08.00-17.00") for _ in range(4)]
    for unit in units:
        open_on(unit, WEEKDAYS, "08.00-09.00", purpose=Purpose.PHONE)
    with django_assert_max_num_queries(4):
        compare(client, *(unit.slug for unit in units), q="Lund")
