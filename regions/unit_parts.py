"""The parts of a care unit's facts that are confirmed each by itself, and the names that people know the facts by."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

CONTACT, HOURS, PLACE, HELP, LANGUAGES, LISTING = "contact", "hours", "place", "help", "languages", "listing"

PARTS = {
    CONTACT: _("Telefon, webb och e-tjänster"),
    HOURS: _("Tider"),
    PLACE: _("Adress och tillgänglighet"),
    HELP: _("Vad mottagningen hjälper till med"),
    LANGUAGES: _("Språk"),
    LISTING: _("Listning"),
}

# Each fact of a unit's document: its name, and the part it belongs to ("" where it is not confirmed).
FACTS = {
    "name": (_("Namn"), ""),
    "kinds": (_("Typ av vård"), HELP),
    "operator": (_("Drivs av"), ""),
    "hsa_id": (_("HSA-id"), ""),
    "region_id": (_("Region"), ""),
    "municipality_id": (_("Kommun"), PLACE),
    "street": (_("Gatuadress"), PLACE),
    "postal_code": (_("Postnummer"), PLACE),
    "city": (_("Ort"), PLACE),
    "way_there": (_("Vägbeskrivning"), PLACE),
    "easting": (_("Läge öst (SWEREF 99, meter)"), PLACE),
    "northing": (_("Läge nord (SWEREF 99, meter)"), PLACE),
    "accessibility": (_("Tillgänglighet"), PLACE),
    "phone": (_("Telefon"), CONTACT),
    "website": (_("Webbplats"), CONTACT),
    "e_services": (_("E-tjänster"), CONTACT),
    "answers_within_days": (_("Svarar i e-tjänsterna inom (dagar)"), CONTACT),
    "spans": (_("Veckans tider"), HOURS),
    "exceptions": (_("Avvikande tider"), ""),  # an odd day says nothing of the week's hours
    "red_days": (_("Röda dagar"), HOURS),
    "services": (_("Tjänster"), HELP),
    "helps_with": (_("Hjälper till med"), HELP),
    "does_not_help_with": (_("Hjälper inte till med"), HELP),
    "how_to_seek": (_("Så söker du vård här"), HELP),
    "languages": (_("Språk"), LANGUAGES),
    "takes_new_listings": (_("Tar emot nya listningar"), LISTING),
    "notices": (_("Tillfällig information"), ""),
    "slug": (_("Webbadress"), ""),
    "part_of_id": (_("Hör till"), ""),
    "opens_on": (_("Öppnar första gången"), ""),
    "closed_on": (_("Stängd för alltid från"), ""),
    "closed_note": (_("Varför den är stängd"), ""),
    "successor_id": (_("Ersätts av"), ""),
    "confirmed_on": (_("Alla uppgifter bekräftade"), ""),
    "is_example": (_("Exempel"), ""),
    "source": (_("Källa"), ""),
    "source_id": (_("Källans id"), ""),
}


def parts_of(facts: Iterable[str]) -> list[str]:
    """The parts that some facts belong to, in the order of the page."""
    touched = {FACTS[name][1] for name in facts if name in FACTS}
    return [part for part in PARTS if part in touched]


def facts_of(part: str) -> list[str]:
    """The facts that belong to a part."""
    return [name for name, (_label, its) in FACTS.items() if its == part]
