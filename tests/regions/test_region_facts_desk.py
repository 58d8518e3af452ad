"""What holds in a region is kept by its own administrators, at a desk of theirs."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent
from accounts.refusal import Refused
from regions.actions import local as actions
from regions.models import Region, RegionContact, RegionFee
from regions.queries.local import COMMON_KINDS, what_holds
from tests.cast import client_of
from tests.regions.catalogue import admin_of
from tests.regions.local import HALLAND, SKANE, a_contact, a_fee, kept, says
from tests.regions.pages import links_of, main_of, page_text

pytestmark = pytest.mark.django_db
REGION = "/vardkatalogen/region/skane/"


@pytest.fixture
def maj():
    return admin_of()


@pytest.fixture
def desk(maj):
    return client_of(maj)


def send(desk, path, **data):
    return desk.post(REGION + path, data, secure=True, follow=True)


def test_a_contact_is_read_at_once(desk, client):
    answer = send(desk, "kontakter/ny/", kind="patient_board", phone="040-628 04 00", hours="9–12", address="Gatan 1")
    assert "Sparat: Patientnämnden. Läsarna ser det nu." in page_text(answer)
    contact = RegionContact.objects.get()
    assert (contact.phone, contact.label, contact.confirmed_on) == (
        "+46406280400",
        "Patientnämnden",
        timezone.localdate(),
    )
    assert "Patientnämnden 040-628 04 00 , ring Patientnämnden 9–12 Gatan 1 Bekräftat" in says(client)
    event = AuditEvent.objects.get(action="region_fact.added")
    assert (event.region_code, event.details["said"]["phone"]) == (SKANE, "+46406280400")


@pytest.mark.parametrize(("typed", "amount"), [("1 500", 1500), ("200 kr", 200), ("gratis", 0), ("0", 0), ("99:-", 99)])
def test_kronor_as_people_write_them(desk, typed, amount):
    send(desk, "avgifter/ny/", label="Besök", amount=typed)
    assert RegionFee.objects.get().amount == amount


FAULTS = [
    ("kontakter", {"kind": "patient_board", "phone": "hej"}, "Skriv telefonnumret med riktnummer"),
    ("kontakter", {"kind": "patient_board"}, "Fyll i telefon, adress eller webbplats"),
    ("kontakter", {"kind": "magic", "phone": "1177"}, "Välj ett av alternativen"),
    ("kontakter", {"kind": "other", "website": "javascript:alert(1)"}, "Skriv hela adressen"),
    ("kontakter", {"kind": "other", "phone": "1177", "hours": "a\0b"}, "tecken som inte går att läsa"),
    ("avgifter", {"label": "Besök", "amount": "två"}, "Skriv beloppet i hela kronor"),
    ("avgifter", {"label": "Besök", "amount": "-5"}, "Skriv beloppet i hela kronor"),
    ("avgifter", {"label": "Besök", "amount": "9" * 30}, "högst 100 000"),
    ("avgifter", {"label": "", "amount": "5"}, "Fyll i ”Vad”"),
    ("avgifter", {"label": "Uteblir", "amount": "0", "no_show": "on"}, "Att utebli kan inte vara gratis"),
]


@pytest.mark.parametrize(("sort", "typed", "sentence"), FAULTS)
def test_a_fault_is_told_and_nothing_is_lost(desk, sort, typed, sentence):
    answer = send(desk, f"{sort}/ny/", **typed)
    assert answer.status_code == 400
    assert sentence in page_text(answer)
    for value in typed.values():
        if "\0" not in value and value not in ("", "on", "magic"):
            assert value in answer.content.decode()
    assert not RegionContact.objects.exists()
    assert not RegionFee.objects.exists()


def test_a_second_contact_of_the_kind_is_refused(desk):
    kept(a_contact())
    answer = send(desk, "kontakter/ny/", kind="patient_board", phone="1177")
    assert "Regionen har redan en sådan kontakt. Ändra den i stället." in page_text(answer)
    assert RegionContact.objects.count() == 1


def test_what_another_changed_meanwhile_is_not_lost_unseen(desk):
    fee = kept(a_fee())
    began = {"label": "Besök", "amount": "260", "was": fee.fingerprint}
    RegionFee.objects.update(amount=255)
    answer = send(desk, f"avgifter/{fee.pk}/", **began)
    assert "Någon annan har ändrat samma uppgift" in page_text(answer)
    assert RegionFee.objects.get().amount == 255
    seen = RegionFee.objects.get().fingerprint
    assert f'value="{seen}"' in answer.content.decode()
    send(desk, f"avgifter/{fee.pk}/", **began | {"was": seen})
    assert RegionFee.objects.get().amount == 260


def test_rows_are_moved_and_taken_away(desk, client):
    for position, label in enumerate(("Ett", "Två", "Tredje")):
        kept(a_fee(label=label, position=position))
    three = RegionFee.objects.get(label="Tredje")

    def order():
        return [fee.label for fee in what_holds(SKANE)[SKANE].fees]

    send(desk, f"avgifter/{three.pk}/flytta/", to="up")
    assert order() == ["Ett", "Tredje", "Två"]
    send(desk, f"avgifter/{three.pk}/flytta/", to="up")
    send(desk, f"avgifter/{three.pk}/flytta/", to="up")
    assert order() == ["Tredje", "Ett", "Två"]
    send(desk, f"avgifter/{three.pk}/flytta/", to="down")
    assert order() == ["Ett", "Tredje", "Två"]
    send(desk, f"avgifter/{three.pk}/ta-bort/")
    assert order() == ["Ett", "Två"]
    assert AuditEvent.objects.get(action="region_fact.removed").details["said"]["label"] == "Tredje"
    assert "Tredje" not in says(client)


def test_all_is_confirmed_with_one_button(desk):
    kept(a_fee())
    kept(a_contact())
    theirs = kept(a_fee(HALLAND))
    send(desk, "bekrafta/")
    today = timezone.localdate()
    assert (RegionFee.objects.get(region=SKANE).confirmed_on, RegionContact.objects.get().confirmed_on) == (
        today,
        today,
    )
    theirs.refresh_from_db()
    assert theirs.confirmed_on != today


def test_the_menu_begins_as_the_common_one_and_is_changed_step_by_step(desk):
    def menu():
        return Region.objects.get(code=SKANE).suggested_kinds

    send(desk, "meny/", change="begin")
    assert menu() == [kind.value for kind in COMMON_KINDS]
    send(desk, "meny/", change="add", kind="rontgen")
    send(desk, "meny/", change="up", kind="rontgen")
    send(desk, "meny/", change="remove", kind="vardcentral")
    assert menu()[-2:] == ["radiology", "psychiatry"]
    assert menu()[0] == "urgent_care"
    assert "Välj en typ av vård." in page_text(send(desk, "meny/", change="add", kind="magi"))
    for slug in ("rehab", "sjukhus", "ogonmottagning", "hudmottagning"):
        send(desk, "meny/", change="add", kind=slug)
    assert len(menu()) == 12
    assert "Menyn har plats för tolv" in page_text(send(desk, "meny/", change="add", kind="specialistmottagning"))
    send(desk, "meny/", change="end")
    assert menu() == []


def test_another_regions_rows_do_not_exist_here(desk):
    theirs = kept(a_fee(HALLAND))
    for path in (f"avgifter/{theirs.pk}/", f"avgifter/{theirs.pk}/ta-bort/", f"avgifter/{theirs.pk}/flytta/"):
        assert send(desk, path, label="Mitt", amount="1", to="up").status_code == 404
    assert desk.get("/vardkatalogen/region/halland/", secure=True).status_code == 404
    assert desk.get("/vardkatalogen/region/atlantis/", secure=True).status_code == 404
    theirs.refresh_from_db()
    assert theirs.label == "Besök på vårdcentral"


def test_the_actions_ask_who_it_is_too(maj):
    theirs = kept(a_fee(HALLAND))
    for act in (
        lambda: actions.save_fact(by=maj, row=theirs, was=theirs.fingerprint),
        lambda: actions.remove_fact(by=maj, row=theirs),
        lambda: actions.move_fact(by=maj, row=theirs, up=True),
        lambda: actions.confirm_facts(by=maj, region_code=HALLAND),
        lambda: actions.change_menu(by=maj, region_code=HALLAND, change="begin"),
    ):
        with pytest.raises(Refused, match="Bara regionens administratörer"):
            act()


def test_the_desks_page_asks_little(desk, django_assert_max_num_queries):
    for number in range(10):
        kept(a_fee(label=f"Avgift {number}"))
        kept(a_contact(kind="other"))
    with django_assert_max_num_queries(9):
        desk.get(REGION, secure=True)


def test_every_address_of_the_desk_has_a_way_back(desk):
    for path in ("kontakter/ny/", "avgifter/ny/"):
        page = desk.get(REGION + path, secure=True)
        assert reverse("catalogue_region", args=["skane"]) in links_of(main_of(page))["Tillbaka utan att spara"]
