"""The data sets and services as DCAT-AP-SE 2 describes them, for dataportal.se and others to harvest."""

from dataclasses import dataclass, field

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from regions.open_data.licences import TEXT_LICENCE, UNIT_LICENCE, Licence
from vardguiden.open_data.endpoints import ENDPOINTS

BASE = f"{settings.SITE_URL}/oppna-data/"


@dataclass(frozen=True, slots=True)
class Distribution:
    """A form that a data set can be had in."""

    path: str
    title: "str | Promise"
    media: str

    @property
    def url(self) -> str:
        return settings.SITE_URL + self.path


@dataclass(frozen=True, slots=True)
class Dataset:
    """Data that belongs together under one licence."""

    name: str
    title: "str | Promise"
    description: "str | Promise"
    keywords: "tuple[str | Promise, ...]"
    licence: Licence
    distributions: list[Distribution] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Service:
    """An interface that others know how to speak with."""

    name: str
    title: "str | Promise"
    url: str
    description_url: str


def _distributions(*beginnings: str) -> list[Distribution]:
    """The addresses that give the whole of it, or pages of it, without anything filled in."""
    return [
        Distribution(each.path, each.title, each.media)
        for each in ENDPOINTS
        if each.path.startswith(beginnings) and "{" not in each.path and each.group != "fhir"
    ]


DATASETS = (
    Dataset(
        "mottagningar",
        _("Mottagningar i hela Sverige"),
        _("Vårdcentraler, akutmottagningar och annan vård: läge, öppettider, telefon, språk och tillgänglighet."),
        (_("vård"), _("mottagningar"), _("öppettider"), _("vårdcentraler")),
        UNIT_LICENCE,
        _distributions("/oppna-data/mottagningar"),
    ),
    Dataset(
        "texter",
        _("Texter om sjukdomar, symtom och rättigheter"),
        _("Råd om vård med kapitel, råd om när och var man söker vård, regionernas tillägg och alla versioner."),
        (_("hälsa"), _("sjukdomar"), _("egenvård"), _("patienträtt")),
        TEXT_LICENCE,
        _distributions("/oppna-data/artiklar"),
    ),
)
SERVICES = (
    Service("fhir-r4", _("Mottagningar som FHIR R4"), f"{BASE}fhir/r4", f"{BASE}fhir/r4/metadata"),
    Service("fhir-r5", _("Mottagningar som FHIR R5"), f"{BASE}fhir/r5", f"{BASE}fhir/r5/metadata"),
    Service("hsds", _("Mottagningar som Open Referral HSDS 3"), f"{BASE}hsds", f"{BASE}openapi.json"),
)
