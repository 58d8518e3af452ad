"""What the database refuses of what holds in a region, and the Swedish sentence that goes with each refusal."""

from datetime import date

import pytest

from regions.kinds import UnitKind
from regions.models import CareGuarantee, Region
from tests.regions.local import a_contact, a_fee, a_notice, kept

pytestmark = pytest.mark.django_db


def skane(**fields):
    region = Region.objects.get(code="12")
    for name, value in fields.items():
        setattr(region, name, value)
    return region


def another(make):
    """A row beside one that is there."""

    def made(**fields):
        kept(make())
        return make(**fields)

    return made


def a_limit(**fields):
    return CareGuarantee(**{"step": "contact", "days": 0, "valid_from": date(2019, 1, 1)} | fields)


LINKS = ["halsfluss", "//ont.example/", "/\\ont.example", "https://ont.example/", "/a b/", "javascript:alert(1)"]
PHONES = ["040-628 04 00", "+0", "+46 40", "0771", "112233445", "+46406280400\n", "٢١١٤٥"]
REFUSED = {
    "region_suggests_at_most_twelve": (
        "Menyn har plats för tolv typer av vård.",
        [(skane, {"suggested_kinds": UnitKind.values[:13]})],
    ),
    "region_suggests_each_kind_once": (
        "Varje typ av vård får stå en gång i menyn, och måste finnas.",
        [(skane, {"suggested_kinds": kinds}) for kinds in (["dental", "dental"], ["magic"], ["dental", "magic"])],
    ),
    "regioncontact_once": (
        "Regionen har redan en sådan kontakt. Ändra den i stället.",
        [(another(a_contact), {"label": "Nämnden"})],
    ),
    "regioncontact_kind": ("Välj vad kontakten gäller.", [(a_contact, {"kind": "magic"})]),
    "regioncontact_can_be_reached": (
        "Fyll i telefon, adress eller webbplats, så att läsaren kan höra av sig.",
        [(a_contact, {"phone": "", "hours": "8–16"})],
    ),
    "regioncontact_phone": (
        "Skriv telefonnumret med riktnummer, till exempel 040-628 04 00.",
        [(a_contact, {"phone": phone}) for phone in PHONES],
    ),
    "regioncontact_website": (
        "Skriv hela webbadressen, så här: https://example.se.",
        [(a_contact, {"website": url}) for url in ("example.se", "ftp://example.se", "javascript:alert(1)")],
    ),
    "regionfee_once": (
        "Den avgiften finns redan för samma personer. Ändra den i stället.",
        [(another(a_fee), {"amount": 300})],
    ),
    "regionfee_amount": ("Skriv beloppet i hela kronor, högst 100 000.", [(a_fee, {"amount": 100_001})]),
    "regionfee_unit_kind": ("Välj en typ av vård i listan.", [(a_fee, {"unit_kind": "magic"})]),
    "regionfee_no_show_costs": (
        "Att utebli kan inte vara gratis. Skriv beloppet, eller ta bort krysset.",
        [(a_fee, {"amount": 0, "no_show": True})],
    ),
    "regionnotice_ends_after_start": (
        "Slutet måste vara efter början.",
        [(a_notice, {"starts": 0, "ends": -1}), (a_notice, {"starts": 5, "ends": 4})],
    ),
    "regionnotice_level": ("Välj en nivå.", [(a_notice, {"level": "panic"})]),
    "regionnotice_municipality_in_region": (
        "Kommunen ligger inte i regionen.",
        [(a_notice, {"municipality_id": "1380"}), (a_notice, {"municipality_id": "0180"})],
    ),
    "regionnotice_link_is_ours": (
        "Länka till en sida här, till exempel /halsfluss/.",
        [(a_notice, {"link": link}) for link in LINKS],
    ),
    "careguarantee_once": ("Det finns redan en gräns för steget från den dagen.", [(a_limit, {"days": 1})]),
    "careguarantee_step": ("Välj ett av stegen.", [(a_limit, {"step": "magic"})]),
    "careguarantee_days": (
        "Skriv ett antal dagar, högst 730.",
        [(a_limit, {"days": 731, "valid_from": date(2027, 1, 1)})],
    ),
}


ALLOWED = [
    (skane, {"suggested_kinds": []}),
    (skane, {"suggested_kinds": UnitKind.values[5:17]}),
    (another(a_contact), {"kind": "other"}),
    (another(a_contact), {"region": "13"}),
    (a_contact, {"phone": "1177"}),
    (a_contact, {"phone": "", "website": "https://example.se/"}),
    (another(a_fee), {"for_whom": "Från 85 år", "amount": 0}),
    (a_fee, {"amount": 100_000, "no_show": True, "unit_kind": "dental"}),
    (a_notice, {"municipality_id": "1281", "link": "/halsfluss/#sok-vard", "ends": 2}),
    (a_notice, {"link": "/"}),
    (a_limit, {"days": 2, "valid_from": date(2027, 1, 1)}),
]


@pytest.mark.parametrize(("make", "fields"), ALLOWED)
def test_what_is_allowed_is_kept(make, fields):
    row = make(**fields)
    row.validate_constraints()
    row.save()
    assert type(row).objects.filter(pk=row.pk).exists()
