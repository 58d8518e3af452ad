"""What a file of care units holds, said to whoever makes one: the columns as the importer reads them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from regions.care_unit_import.file import COLUMNS, MAX_ROWS
from regions.care_unit_import.likeness import DISTANCE
from regions.facts import RegionFact
from regions.import_example import example_rows
from regions.kinds import UnitKind

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

NEEDED = frozenset({"name", "type", "source_id"})
ONE_NEEDED = ("municipality_code", "municipality", "city")  # any of them says which municipality
_HOLDS: "dict[str, StrOrPromise]" = {
    "row_id": gettext_lazy("Ditt eget nummer på raden. Det står i rapporten."),
    "name": gettext_lazy("Mottagningens namn."),
    "type": gettext_lazy("Typ av vård: %(kinds)s. Är den flera, skriv så här: vårdcentral + rehab."),
    "street": gettext_lazy("Gatuadress."),
    "postcode": gettext_lazy("Postnummer, fem siffror."),
    "city": gettext_lazy("Postort."),
    "municipality": gettext_lazy("Kommunens namn."),
    "municipality_code": gettext_lazy("Kommunkod, fyra siffror."),
    "region_code": gettext_lazy("Länskod, två siffror. Jämförs bara med kommunen."),
    "lat": gettext_lazy("Latitud i grader (WGS 84)."),
    "lon": gettext_lazy("Longitud i grader (WGS 84)."),
    "phone": gettext_lazy("Telefonnummer. Står det flera läses det första."),
    "url": gettext_lazy("Mottagningens webbadress."),
    "opening_hours": gettext_lazy("Öppettider som text, eller så som HSA skriver dem: 1-5#08:00#16:30."),
    "source": gettext_lazy("Varifrån uppgifterna kommer. Det står på mottagningens sida."),
    "source_id": gettext_lazy("Mottagningens id i källan, samma varje gång. Ett HSA-id går bra."),
    "source_date": gettext_lazy("Läses inte. Den följer med när du hämtar dina mottagningar."),
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what it holds, whether a row must have it, and what stands there in the example file's first row."""

    name: str
    holds: str
    needed: str
    example: str


def columns(region: RegionFact) -> list[Column]:
    """The columns of the file, in the order of the example."""
    _header, first, *_rest = example_rows(region)
    kinds = ", ".join(kind.swedish_name for kind in UnitKind)
    return [
        Column(name, str(_HOLDS[name]).replace("%(kinds)s", kinds), _needed(name), cell)
        for name, cell in zip(COLUMNS, first, strict=True)
    ]


def _needed(name: str) -> str:
    if name in NEEDED:
        return _("Måste fyllas i")
    return _("Minst en av %(names)s måste fyllas i") % {"names": ", ".join(ONE_NEEDED)} if name in ONE_NEEDED else ""


def limits() -> dict[str, int]:
    """The numbers that the page tells."""
    return {"rows": MAX_ROWS, "metres": DISTANCE}
