"""A patient's rights as pages that lead to action: what each is called, which law it rests on, whom it leads to.

The library's articles explain the rights; these pages are where one does something about them, with the region's own
contacts. The words of each page stand in its template, `templates/regions/rights/<slug>.html`.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from regions.models import ContactKind
from ui.addresses import address_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

PATIENT_ACT = "Patientlag (2014:821)"
HEALTH_CARE_ACT = "Hälso- och sjukvårdslag (2017:30)"
SAFETY_ACT = "Patientsäkerhetslag (2010:659)"
COMPLAINTS_ACT = "Lag (2017:372) om stöd vid klagomål mot hälso- och sjukvården"
INJURY_ACT = "Patientskadelag (1996:799)"
RECORDS_ACT = "Patientdatalag (2008:355)"


@dataclass(frozen=True, slots=True)
class Right:
    """One right: its page, the article that says more, and whom to turn to, the best first."""

    slug: str
    title: "StrOrPromise"
    summary: "StrOrPromise"
    article: str
    contacts: tuple[ContactKind, ...]
    sources: tuple[str, ...]

    @property
    def template(self) -> str:
        return f"regions/rights/{self.slug}.html"

    def get_absolute_url(self) -> str:
        return address_of("right", self.slug)


GUARANTEE = Right(
    "vardgaranti",
    _("Räkna ut din vårdgaranti"),
    _("Se vilken dag du senast ska få vård, och vad du gör när den har passerat."),
    "vardgaranti",
    (ContactKind.CARE_GUARANTEE, ContactKind.SWITCHBOARD),
    (HEALTH_CARE_ACT + ", 9 kap.", "Hälso- och sjukvårdsförordning (2017:80), 6 kap."),
)
RIGHTS = (
    Right(
        "valj-vardcentral",
        _("Välj eller byt vårdcentral"),
        _("Hitta en vårdcentral som tar emot nya, och lista dig där."),
        "byta-vardcentral",
        (ContactKind.LISTING, ContactKind.SWITCHBOARD),
        (HEALTH_CARE_ACT + ", 7 kap.", PATIENT_ACT + ", 9 kap."),
    ),
    GUARANTEE,
    Right(
        "second-opinion",
        _("Begär en ny medicinsk bedömning (second opinion)"),
        _("En annan läkare bedömer dig, när du är allvarligt sjuk eller skadad."),
        "second-opinion",
        (ContactKind.PATIENT_BOARD, ContactKind.SWITCHBOARD),
        (PATIENT_ACT + ", 8 kap.",),
    ),
    Right(
        "klagomal",
        _("Klaga på vården"),
        _("Vem som svarar, i vilken ordning, och hur lång tid du har på dig."),
        "klaga-pa-varden",
        (ContactKind.PATIENT_BOARD, ContactKind.SWITCHBOARD),
        (SAFETY_ACT + ", 3 och 7 kap.", COMPLAINTS_ACT),
    ),
    Right(
        "patientskada",
        _("Anmäl en skada i vården"),
        _("Sök ersättning för en skada som hade kunnat undvikas."),
        "ersattning-vid-patientskada",
        (ContactKind.PATIENT_BOARD, ContactKind.SWITCHBOARD),
        (INJURY_ACT, SAFETY_ACT + ", 3 kap."),
    ),
    Right(
        "journal",
        _("Läs din journal"),
        _("Läs, be om en kopia, få fel rättade och se vem som har läst."),
        "lasa-journalen",
        (ContactKind.RECORDS, ContactKind.SWITCHBOARD),
        (RECORDS_ACT + ", 3, 4 och 8 kap.",),
    ),
)
RIGHT_BY_SLUG = {right.slug: right for right in RIGHTS}
RIGHT_OF_ARTICLE = {right.article: right for right in RIGHTS}
