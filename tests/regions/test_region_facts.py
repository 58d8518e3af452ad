"""What holds in a region: kept by its own administrators, read at once, missing where nobody has said it."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent
from accounts.refusal import Refused
from regions.actions import local as actions
from regions.example_local import load_what_holds
from regions.facts import regions
from regions.kinds import UnitKind
from regions.models import Region, RegionContact, RegionFee
from regions.queries.local import COMMON_KINDS, what_holds
from tests.regions.catalogue import admin_of
from tests.regions.local import HALLAND, SKANE, a_contact, a_fee, kept
from tests.regions.made_units import make_unit
from tests.regions.pages import links_of, main_of, page_text, unit_page

pytestmark = pytest.mark.django_db
REGION = "/vardkatalogen/region/skane/"


@pytest.fixture
def maj():
    return admin_of()


@pytest.fixture
def desk(maj):
    client = Client()
    client.force_login(maj, backend="django.contrib.auth.backends.ModelBackend")
    return client


def send(desk, path, **data):
    return desk.post(REGION + path, data, secure=True, follow=True)


def says(client, path="/regioner/skane/"):
    response = client.get(path)
    assert response.status_code == 200
    return page_text(response)


# ---- at the desk ----


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


# ---- for readers ----


def test_what_nobody_has_said_is_said_to_be_missing(client, library):
    page = says(client)
    assert "Region Skåne har inte lagt in några kontakter här." in page
    assert "Region Skåne har inte lagt in sina avgifter här." in page
    unit = make_unit("Mottagningen Tyst")
    page = page_text(unit_page(client, unit))
    assert "Region Skåne har inte lagt in sina avgifter här." in page
    assert "Kontakten till patientnämnden: uppgift saknas." in page


def test_each_fact_carries_its_day(client, library):
    kept(a_contact())
    kept(a_fee(note="Frikort gäller."))
    kept(a_fee(label="Besök", for_whom="Från 85 år", amount=0))
    kept(a_fee(label="Uteblivet besök", amount=100, no_show=True))
    page = says(client)
    assert "Besök på vårdcentral Frikort gäller. Alla 250 kr 12 februari 2026" in page
    assert "Om du inte kommer" in page
    assert "Uteblivet besök Alla 100 kr 12 februari 2026" in page
    assert "Besök Från 85 år gratis 12 februari 2026" in page
    assert "Bekräftat 12 februari 2026" in page


def test_a_unit_shows_the_fees_of_its_own_kinds(client, library):
    kept(a_contact())
    for kind, label in (("primary_care", "Läkarbesök"), ("dental", "Tandkontroll"), ("", "Intyg")):
        kept(a_fee(label=label, unit_kind=kind))
    kept(a_fee(label="Uteblivet besök", amount=100, no_show=True))
    page = page_text(unit_page(client, make_unit(kinds=["primary_care"])))
    for label in ("Läkarbesök", "Intyg", "Uteblivet besök", "Patientnämnden 040-628 04 00"):
        assert label in page, label
    assert "Tandkontroll" not in page
    elsewhere = page_text(unit_page(client, make_unit(municipality="1380")))
    assert "Läkarbesök" not in elsewhere


def test_two_regions_stand_side_by_side(client, library):
    kept(a_fee())
    kept(a_fee(HALLAND, amount=300))
    kept(a_contact(HALLAND))
    page = says(client, "/regioner/jamfor/?a=skane&b=halland")
    assert page.index("250 kr") < page.index("300 kr") < page.index("har inte lagt in några kontakter")
    assert "Patientnämnden 040-628 04 00" in page


def test_two_regions_ask_eight_times_at_most(client, library, django_assert_max_num_queries):
    for region in (SKANE, HALLAND):
        kept(a_fee(region))
        kept(a_contact(region))
    with django_assert_max_num_queries(8):
        client.get("/regioner/jamfor/?a=skane&b=halland")


def test_the_regions_own_menu_replaces_the_common_one(client, library):
    def offered(path):
        links = links_of(main_of(client.get(path)))
        return [text for text, href in links.items() if "typ=" in href]

    Region.objects.filter(code=SKANE).update(suggested_kinds=[UnitKind.EYE, UnitKind.PRIMARY_CARE])
    assert offered("/skane/hitta-vard/")[:2] == ["Ögonmottagning", "Vårdcentral"]
    assert offered("/skane/")[:2] == ["Ögonmottagningar", "Vårdcentraler"]
    assert offered("/regioner/skane/")[:2] == ["Ögonmottagningar", "Vårdcentraler"]
    assert len(offered("/regioner/skane/")) == len(UnitKind)  # the others are there, folded
    common = [str(kind.label) for kind in COMMON_KINDS]
    assert offered("/hitta-vard/") == common
    assert offered("/halland/hitta-vard/") == common


def test_no_fact_is_markup(client, library):
    probe = "<script>alert(1)</script>"
    kept(a_contact(label=probe, hours=probe, address=probe))
    kept(a_fee(label=probe, for_whom=probe, note=probe))
    for path in ("/regioner/skane/", "/regioner/jamfor/?a=skane&b=halland", "/skane/dina-rattigheter/klagomal/"):
        assert probe not in client.get(path).content.decode()


# ---- the demo ----


def test_every_region_has_examples_that_say_so_and_what_is_written_stays():
    kept(a_contact(HALLAND, label="Egen"))
    assert load_what_holds() == 20
    assert load_what_holds() == 0
    holds = what_holds(*(region.code for region in regions()))
    for code, found in holds.items():
        if code != HALLAND:
            assert all("exempel" in contact.label for contact in found.contacts)
            assert all("xempel" in fee.label + fee.note for fee in found.fees if not fee.is_free)
            assert found.free
            assert found.no_show
            assert found.patient_board
    assert [contact.label for contact in holds[HALLAND].contacts] == ["Egen"]


def test_every_address_of_the_desk_has_a_way_back(desk):
    for path in ("kontakter/ny/", "avgifter/ny/"):
        page = desk.get(REGION + path, secure=True)
        assert reverse("catalogue_region", args=["skane"]) in links_of(main_of(page))["Tillbaka utan att spara"]
