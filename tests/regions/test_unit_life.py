"""A unit is made, closes, merges, changes its address – and what readers meet meanwhile."""

import re
from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils.text import slugify

from accounts.models import AuditEvent
from accounts.refusal import Refused
from regions.actions.life import close_unit
from regions.models import CareUnit, UnitAddress, UnitVersion
from regions.queries.catalogue import hospitals
from tests.regions.catalogue import admin_of, at, log_in, manager_of, public, send
from tests.regions.made_units import GOTEBORG, LUND, make_unit, sweden
from tests.regions.pages import page_text

pytestmark = pytest.mark.django_db
PLACE = {"street": "Nya vägen 2", "city": "Lund", "municipality_id": LUND, "postal_code": "22350"}


# ---- new ----


def new(client, **typed):
    facts = {"name": "Vårdcentralen Eken", "kinds": ["primary_care"], "anda": "1", **PLACE}
    return client.post(reverse("catalogue_new", args=["skane"]), facts | typed, secure=True)


def test_its_municipality_is_chosen_in_swedish_order(client, no_units, maj):
    page = client.get(reverse("catalogue_new", args=["skane"]), secure=True).content.decode()
    names = re.findall(r'<option value="\d{4}">([^<]+)', page)
    assert names[-5:] == ["Ystad", "Åstorp", "Ängelholm", "Örkelljunga", "Östra Göinge"]


def test_hospitals_are_offered_in_swedish_order(no_units):
    for name in ("Ängens sjukhus", "Åsens sjukhus", "Öns sjukhus"):
        make_unit(name, kinds=("hospital",), slug=slugify(name))
    assert hospitals("12", date(2026, 11, 10)) == ["Åsens sjukhus", "Ängens sjukhus", "Öns sjukhus"]
    make_unit("Öns sjukhus", kinds=("hospital",), slug="ons-2", street="Strandvägen 2")
    names = hospitals("12", date(2026, 11, 10))
    assert names[2:] == ["Öns sjukhus (ons-sjukhus)", "Öns sjukhus, Strandvägen 2 (ons-2)"]


def test_a_new_unit(client, no_units, maj):
    assert new(client, latitude="55,70", longitude="13,19", phone="040-628 04 10")["Location"].endswith("/andra/")
    unit = CareUnit.objects.get(slug="vardcentralen-eken")
    assert (unit.region_id, unit.city_key, unit.phone) == ("12", "lund", "+46406280410")
    assert UnitVersion.objects.get(unit=unit.pk).by_name == "Maj Exempel"
    assert AuditEvent.objects.filter(action="unit.made", object_id=str(unit.pk)).exists()
    assert "Vårdcentralen Eken" in client.get("/hitta-vard/?q=Eken", secure=True).content.decode()


def test_one_that_looks_like_it_is_asked_about(client, no_units, maj):
    make_unit("Ekens vårdcentral")
    make_unit("Ekens folktandvård", kinds=("dental",))
    response = new(client)
    page = response.content.decode()
    assert response.status_code == 400 and "Finns den redan?" in page and "folktandvård" not in page
    assert re.search(r'name="anda" value="1" checked', page)
    assert CareUnit.objects.count() == 2
    assert new(client, ny="1").status_code == 302


def test_what_readers_will_miss_of_a_new_unit_is_asked_about(client, no_units, maj):
    make_unit("Ekens vårdcentral")
    facts = {"name": "Vårdcentralen Eken", "kinds": ["primary_care"], "ny": "1", **PLACE}
    response = client.post(reverse("catalogue_new", args=["skane"]), facts, secure=True)
    page = response.content.decode()
    assert response.status_code == 400 and "Positionen är tom. Då har sidan ingen karta" in page
    assert 'name="ny" value="1" checked' in page and page.count(" autofocus") == 1
    assert "Tiderna skriver du på nästa sida" in page
    assert CareUnit.objects.count() == 1
    assert client.post(reverse("catalogue_new", args=["skane"]), facts | {"anda": "1"}, secure=True).status_code == 302


def test_an_address_that_was_anothers_is_not_given_again(client, no_units, maj):
    make_unit("Eken", slug="vardcentralen-eken").delete()
    new(client)
    assert CareUnit.objects.get().slug == "vardcentralen-eken-2"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"name": ""}, "Fyll i ”Namn”"),
        ({"kinds": []}, "Välj ett alternativ"),
        ({"municipality_id": GOTEBORG}, "Välj ett av alternativen"),
        ({"latitude": "55,7"}, "Skriv båda som grader"),
        ({"latitude": "13,19", "longitude": "55,70"}, "bytt plats"),
        ({"by_postcode": "on", "postal_code": ""}, "Fyll i ett postnummer"),
        ({"name": "x" * 200}, "Skriv högst 160 tecken"),
    ],
)
def test_what_a_new_unit_must_have(client, no_units, maj, typed, said):
    response = new(client, **typed)
    assert response.status_code == 400 and said in response.content.decode()
    assert not CareUnit.objects.exists()


# ---- closing and merging ----


def test_a_closing_is_told_points_onward_and_fades(client, unit, clock):
    other = make_unit("Vårdcentralen Granen")
    typed = {"on": "2026-12-01", "successor": "Vårdcentralen Granen", "note": "Alla listade flyttas dit."}
    assert send(client, "close", unit, **typed).status_code == 302
    before = public(client, unit).content.decode()
    assert "Mottagningen stänger för alltid 1 december 2026." in before and other.get_absolute_url() in before
    clock.move_to(sweden("2026-12-01 00:00"))
    closed = public(client, unit)
    page = closed.content.decode()
    assert closed.status_code == 200
    for said in ("Mottagningen har stängt", "1 december 2026", "Alla listade flyttas dit.", other.get_absolute_url()):
        assert said in page
    assert "noindex" not in page
    clock.move_to(sweden("2027-12-01 00:00"))
    gone = public(client, unit)
    assert gone.status_code == 410
    assert "noindex" in gone.content.decode() and other.get_absolute_url() in gone.content.decode()


def test_a_successor_of_a_name_that_several_have_is_chosen_by_its_address(client, unit):
    one = make_unit("Rehab", slug="rehab-a", street="Gatan 1")
    other = make_unit("Rehab", slug="rehab")
    names = "Rehab, Gatan 1 (rehab-a); Rehab (rehab)"
    for typed in ("Rehab", "rehab"):  # the latter is an address as well
        page = send(client, "close", unit, on="2026-12-01", successor=typed).content.decode()
        assert f"Flera passar. Skriv en av dem precis så här: {names}." in page
    for typed, chosen in {
        "Rehab, Gatan 1 (rehab-a)": one,
        "Rehab (rehab)": other,
        "rehab-a": one,
        "https://vardguiden.example/mottagning/rehab/": other,
    }.items():
        assert send(client, "close", unit, on="2026-12-01", successor=typed).status_code == 302
        unit.refresh_from_db()
        assert unit.successor == chosen
    assert 'value="Rehab (rehab)"' in client.get(at("close", unit), secure=True).content.decode()


def test_a_closing_may_be_taken_back(client, unit):
    send(client, "close", unit, on="2026-11-01", note="Fel")
    assert "har stängt" in public(client, unit).content.decode()
    send(client, "close", unit, gor="oppna")
    unit.refresh_from_db()
    assert (unit.closed_on, unit.closed_note, unit.successor) == (None, "", None)


def test_nothing_points_in_a_ring_or_to_what_is_closed(unit, maj):
    other = make_unit("Granen")
    close_unit(by=maj, unit=other, on=date(2026, 12, 1), successor=unit)
    other.refresh_from_db()
    for successor in (unit, other):
        with pytest.raises(Refused, match="ersättas av sig själv"):
            close_unit(by=maj, unit=unit, on=date(2026, 11, 20), successor=successor)
    third = make_unit("Almen")
    with pytest.raises(Refused, match="också stängd"):
        close_unit(by=maj, unit=third, on=date(2026, 12, 2), successor=other)


# ---- addresses ----


def test_an_old_address_leads_on_for_ever(client, unit):
    old = unit.slug
    for slug in ("vardcentralen-eken", "vardcentralen-almen"):
        unit.refresh_from_db()
        assert send(client, "address", unit, slug=slug).status_code == 302
    for address in (old, "vardcentralen-eken"):
        for region in ("", "/skane"):
            response = client.get(f"{region}/mottagning/{address}/", secure=True)
            assert (response.status_code, response["Location"]) == (301, f"{region}/mottagning/vardcentralen-almen/")
    unit.refresh_from_db()
    assert send(client, "address", unit, slug=old).status_code == 302, "its own, again"


@pytest.mark.parametrize("slug", ["Versaler", "å-ä-ö", "-x", "x--y", "", "x" * 130, "a/b", "a\0b"])
def test_an_address_is_plain(client, unit, slug):
    assert send(client, "address", unit, slug=slug).status_code == 400


def test_no_address_is_taken_twice(client, unit):
    other = make_unit("Annan", slug="annan-gammal")
    CareUnit.objects.filter(pk=other.pk).update(slug="annan-ny")
    for slug in ("annan-gammal", "annan-ny"):
        response = send(client, "address", unit, slug=slug)
        assert response.status_code == 400 and "har varit en annan mottagnings" in response.content.decode()


def test_the_database_holds_the_addresses(unit):
    other = make_unit("Annan", slug="annan-gammal")
    CareUnit.objects.filter(pk=other.pk).update(slug="annan-ny")
    gone = make_unit("Borta", slug="borta")
    gone.delete()
    for slug in ("annan-gammal", "borta"):
        with pytest.raises(DatabaseError, match="har varit en annan"), transaction.atomic():
            CareUnit.objects.filter(pk=unit.pk).update(slug=slug)
        with pytest.raises(DatabaseError, match="har varit en annan"), transaction.atomic():
            make_unit("Ny", slug=slug)
    for statement in ("UPDATE regions_unitaddress SET unit_id = 1", "DELETE FROM regions_unitaddress"):
        with pytest.raises(DatabaseError, match="för alltid"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert UnitAddress.objects.filter(slug="borta").exists()


def test_an_address_that_no_unit_has_had_is_not_found(client, db):
    assert client.get("/mottagning/finns-inte/", secure=True).status_code == 404


# ---- who ----


def test_a_manager_moves_the_unit_and_leaves_its_life_to_the_region(client, linden, clock):
    mona = log_in(client, manager_of(linden))
    assert send(client, "move", linden, **PLACE, on="2027-03-01", anda="1").status_code == 302
    for name in ("close", "address"):
        assert send(client, name, linden, on="2026-12-01", slug="x").status_code == 403
    with pytest.raises(Refused, match="regionens"):
        close_unit(by=mona, unit=linden, on=date(2026, 12, 1))


def test_a_manager_does_not_open_what_the_region_has_closed(client, linden, clock):
    before = UnitVersion.objects.filter(unit=linden.pk).latest("pk")
    log_in(client, admin_of("12"))
    send(client, "close", linden, on="2027-01-01", note="Flyttar ihop med Eken")
    log_in(client, manager_of(linden))
    CareUnit.objects.filter(pk=linden.pk).update(phone="")
    page = page_text(client.get(at("restore", linden, before.pk), secure=True))
    assert "Det här ändras Telefon" in page
    assert "Det här står kvar som det är nu: Stängd för alltid från, Varför den är stängd. Fråga den som" in page
    assert client.post(at("restore", linden, before.pk), secure=True).status_code == 302
    linden.refresh_from_db()
    assert linden.phone and linden.closed_on == date(2027, 1, 1)
    page = page_text(client.get(at("restore", linden, before.pk), secure=True))
    assert "står kvar" in page and "redan som de var" not in page


def test_another_region_s_admin_finds_nothing(client, linden, clock):
    log_in(client, admin_of("13", "hanna"))
    for name in ("unit", "edit", "history", "move", "close", "address"):
        assert client.get(at(name, linden), secure=True).status_code == 404
    for name in ("edit", "preview", "day", "confirm", "move", "close", "address"):
        assert send(client, name, linden, on="2026-12-01").status_code == 404
    assert client.post(reverse("catalogue_new", args=["skane"]), PLACE, secure=True).status_code == 404
