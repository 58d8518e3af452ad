"""The site's search where care is asked for: when it comes before the texts, which units it shows, and suggestions."""

import re

import pytest

from regions.kinds import UnitKind
from tests.regions.made_units import LUND, WEEKDAYS, make_unit, open_on, sweden

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("library")]
VC = UnitKind.PRIMARY_CARE


def kinds_of(client, query):
    return [(hit["kind"], hit["slug"]) for hit in client.get("/sok.json", {"q": query}).json()["hits"]]


def units_of(client, query):
    markup = client.get("/sok/", {"q": query}).content.decode()
    return re.findall(r'<a href="/mottagning/[^"]*">([^<]*)</a>', markup)


def suggested(client, query):
    return re.findall(r'role="option"[^>]*>([^<]*?) *<span>', client.get("/forslag/", {"q": query}).content.decode())


@pytest.mark.parametrize(
    "query", ["vc nära mig", "tandläkare nära mig", "närmaste närakut", "vårdcentral", "tandläkare", "akuten öppet nu"]
)
def test_a_kind_of_care_alone_or_near_by_gives_find_care_first(client, query):
    first, *others = kinds_of(client, query)
    assert first == ("find_care", "hitta-vard")
    assert any(kind == "article" for kind, _slug in others)


@pytest.mark.parametrize(
    ("query", "slug"),
    [("vaccination", "vaccinationer"), ("röntgen", "rontgen"), ("byta vårdcentral", "byta-vardcentral"),
     ("välja vårdcentral", "byta-vardcentral")],
)  # fmt: skip
def test_what_a_text_is_about_gives_that_first(client, query, slug):
    assert kinds_of(client, query)[0] == ("article", slug)


def test_the_hours_that_were_asked_for_count(client, no_units, time_machine):
    time_machine.move_to(sweden("2026-03-02 23:00"))
    open_on(make_unit("Dag", LUND, kinds=[VC]), WEEKDAYS, "08.00-17.00")
    open_on(make_unit("Dygnet runt", LUND, kinds=[VC]), range(7), "00.00-24.00")
    assert set(units_of(client, "vårdcentral Lund")) == {"Dag", "Dygnet runt"}
    assert units_of(client, "vårdcentral Lund öppet nu") == ["Dygnet runt"]
    assert "Vårdcentral nära Lund, öppet nu" in client.get("/sok/", {"q": "vårdcentral Lund öppet nu"}).content.decode()


def test_words_that_no_unit_is_called_hide_no_units(client, no_units):
    make_unit("Kronan", LUND, kinds=[VC])
    for query in ("halsont vårdcentral Lund", "privat vårdcentral Lund", "Kronan Lund öppettider"):
        assert units_of(client, query) == ["Kronan"], query


def test_towns_come_before_other_places_that_begin_so(client):
    assert suggested(client, "vårdcentral gö")[0] == "vårdcentral Göteborg"
    assert suggested(client, "vårdcentral sto")[0] == "vårdcentral Stockholm"
    assert suggested(client, "vårdcentral göten")[0] == "vårdcentral Götene"


@pytest.mark.parametrize(
    ("typed", "kind"), [("vårdc", "Vårdcentral"), ("närak", "Närakut"), ("tandläkare", "Tandvård")]
)
def test_a_kind_that_begins_as_typed_is_suggested_first(client, typed, kind):
    assert suggested(client, typed)[0] == kind


def test_signs_that_cannot_be_read_are_taken_out(client):
    page = client.get("/sok/", {"q": "fe\x1bber\x07 \u202ebarn"}).content.decode()
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\u202e]", page)
    assert 'value="fe ber barn"' in page
    assert "Vi hittade inget på ””" not in client.get("/sok/", {"q": "\x07"}).content.decode()


@pytest.mark.parametrize(
    "typed", ["chest pain", "bröstsmärta", "kan inte andas", "my baby is not breathing", "ma neefsanayo"]
)
def test_what_may_be_about_a_life_at_stake_suggests_112_first(client, typed):
    assert client.get("/sok.json", {"q": typed}).json()["emergency"]
    rows = suggested(client, typed)
    assert rows[0] == "Ring 112"
    assert rows.count("Ring 112") == 1
    assert len(rows) <= 10


@pytest.mark.parametrize("typed", ["hals", "ont i halsen", "feber hos barn", "apotek", "Lund"])
def test_112_is_not_suggested_where_nobody_is_in_danger(client, typed):
    assert "Ring 112" not in suggested(client, typed)


def test_112_costs_no_query_beside_those_of_suggestions(client, django_assert_max_num_queries):
    suggested(client, "ont")
    with django_assert_max_num_queries(2):
        assert suggested(client, "kan inte andas")[0] == "Ring 112"


@pytest.mark.parametrize(
    ("typed", "has", "has_not"),
    [
        ("självm", {"Självmordstankar"}, {"Remiss", "Cellprovtagning", "Vaxpropp", "Covid-19"}),
        ("hjärt", {"Hjärtinfarkt", "Hjärtsvikt", "Förmaksflimmer"}, {"Feber", "Halsbränna", "Specialistmottagning"}),
        ("diabetes", {"Diabetes typ 1", "Diabetes typ 2"}, {"Ont i axeln", "Organdonation"}),
    ],
)
def test_suggestions_end_where_only_texts_that_mention_the_word_are_left(client, typed, has, has_not):
    rows = suggested(client, typed)
    assert has <= set(rows)
    assert has_not.isdisjoint(rows)


@pytest.mark.parametrize(
    ("typed", "kind"),
    [(word, "Apotek") for word in "apteekki eczane аптека صيدلية داروخانه farmashi pharmacy apteek".split()]
    + [("hospital", "Sjukhus"), ("emergency room", "Akutmottagning"), ("طبيب اسنان", "Tandvård")],
)
def test_a_kind_of_care_is_suggested_in_other_languages(client, typed, kind):
    assert suggested(client, typed)[0] == kind


@pytest.mark.parametrize(
    ("query", "suggestion"),
    [("apotek öppet natt", "apotek öppet på natten"), ("apotek som har öppet i natt", "apotek öppet på natten"),
     ("apotek nära mig", "apotek nära mig"), ("vc när", "vårdcentral nära mig"),
     ("nattapotek", "apotek öppet på natten"),
     ("tandläkare öppet lördag", "tandvård öppet på lördagar"), ("apotek öpp", "apotek öppet nu")],
)  # fmt: skip
def test_care_near_by_or_at_some_hour_is_first_while_one_types_and_in_the_answer(client, query, suggestion):
    assert suggested(client, query)[0] == suggestion
    assert "apotek Nättraby" not in suggested(client, query)
    assert kinds_of(client, suggestion)[0] == ("find_care", "hitta-vard")


def test_in_a_region_its_units_are_named_where_no_place_was_typed(client, no_units):
    open_on(make_unit("Alltid", LUND, kinds=[UnitKind.PHARMACY]), range(7), "00.00-24.00")
    open_on(make_unit("Aldrig", LUND, kinds=[UnitKind.PHARMACY]), 5, "10.00-10.30")
    open_on(make_unit("I väst", "1480", kinds=[UnitKind.PHARMACY]), range(7), "00.00-24.00")
    hits = client.get("/skane/sok.json", {"q": "apotek öppet natt"}).json()["hits"]
    assert [hit["title"] for hit in hits if hit["kind"] == "unit"] == ["Alltid"]
    assert units_of(client, "apotek öppet natt") == []


def test_the_units_that_are_named_meet_what_was_wished_for(client, no_units):
    for name, languages in (("Okänt", []), ("Svenska", ["sv"]), ("Arabiska", ["ar"])):
        make_unit(name, LUND, kinds=[VC], languages=languages)
    for query in ("arabisktalande läkare Lund", "arabiska Lund", "vårdcentral Lund arabiska"):
        assert units_of(client, query) == ["Arabiska"], query
        assert "Dina val: Arabiska" in client.get("/sok/", {"q": query}).content.decode()
    assert "Dina val" not in client.get("/sok/", {"q": "läkare Lund"}).content.decode()
