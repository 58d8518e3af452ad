"""What holds in a region, for readers: read at once, missing where nobody has said it."""

import pytest

from regions.example_local import load_what_holds
from regions.facts import regions
from regions.kinds import UnitKind
from regions.models import Region
from regions.queries.local import COMMON_KINDS, what_holds
from tests.regions.local import HALLAND, SKANE, a_contact, a_fee, kept, says
from tests.regions.made_units import make_unit
from tests.regions.pages import links_of, main_of, page_text, unit_page

pytestmark = pytest.mark.django_db


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
