"""The kinds of care unit: code, Swedish names, and the lay words that people use for them."""

import functools
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from language.analysis import fold
from ui.text import source_text

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class UnitKind(models.TextChoices):
    """A kind of care unit; the label is the word that a resident reads."""

    PRIMARY_CARE = "primary_care", _("Vårdcentral")
    EMERGENCY = "emergency", _("Akutmottagning")
    URGENT_CARE = "urgent_care", _("Närakut")
    OUT_OF_HOURS = "out_of_hours", _("Jourmottagning")
    CHILD_HEALTH = "child_health", _("BVC")
    MIDWIFERY = "midwifery", _("Barnmorskemottagning")
    YOUTH = "youth", _("Ungdomsmottagning")
    PSYCHIATRY = "psychiatry", _("Psykiatri")
    DENTAL = "dental", _("Tandvård")
    HOSPITAL = "hospital", _("Sjukhus")
    PHARMACY = "pharmacy", _("Apotek")
    REHABILITATION = "rehabilitation", _("Rehab")
    VACCINATION = "vaccination", _("Vaccinationsmottagning")
    GYNAECOLOGY = "gynaecology", _("Gynekologmottagning")
    EYE = "eye", _("Ögonmottagning")
    DERMATOLOGY = "dermatology", _("Hudmottagning")
    RADIOLOGY = "radiology", _("Röntgen")
    SPECIALIST = "specialist", _("Specialistmottagning")

    @property
    def swedish_name(self) -> str:
        """The kind's name for machines, whatever language the page is in: "vårdcentral", "BVC"."""
        name = source_text(self.label)
        return name if name.isupper() else name.lower()

    @property
    def in_text(self) -> str:
        """The word for one of the kind, for templates."""
        return singular(self)

    @property
    def is_neuter(self) -> bool:
        """Whether one says "ett apotek", for templates."""
        return self in NEUTER


PLURALS: "dict[UnitKind, StrOrPromise]" = {
    UnitKind.PRIMARY_CARE: _("vårdcentraler"),
    UnitKind.EMERGENCY: _("akutmottagningar"),
    UnitKind.URGENT_CARE: _("närakuter"),
    UnitKind.OUT_OF_HOURS: _("jourmottagningar"),
    UnitKind.CHILD_HEALTH: _("BVC-mottagningar"),
    UnitKind.MIDWIFERY: _("barnmorskemottagningar"),
    UnitKind.YOUTH: _("ungdomsmottagningar"),
    UnitKind.PSYCHIATRY: _("psykiatriska mottagningar"),
    UnitKind.DENTAL: _("tandvårdsmottagningar"),
    UnitKind.HOSPITAL: _("sjukhus"),
    UnitKind.PHARMACY: _("apotek"),
    UnitKind.REHABILITATION: _("rehabmottagningar"),
    UnitKind.VACCINATION: _("vaccinationsmottagningar"),
    UnitKind.GYNAECOLOGY: _("gynekologmottagningar"),
    UnitKind.EYE: _("ögonmottagningar"),
    UnitKind.DERMATOLOGY: _("hudmottagningar"),
    UnitKind.RADIOLOGY: _("röntgenmottagningar"),
    UnitKind.SPECIALIST: _("specialistmottagningar"),
}

# Where the label is not the word for one such place.
SINGULARS: "dict[UnitKind, StrOrPromise]" = {
    UnitKind.PRIMARY_CARE: _("vårdcentral"),
    UnitKind.CHILD_HEALTH: _("BVC"),
    UnitKind.PSYCHIATRY: _("psykiatrisk mottagning"),
    UnitKind.DENTAL: _("tandvårdsmottagning"),
    UnitKind.REHABILITATION: _("rehabmottagning"),
    UnitKind.RADIOLOGY: _("röntgenmottagning"),
}
NEUTER = frozenset({UnitKind.HOSPITAL, UnitKind.PHARMACY})
# Where people are seen at night: emergency care, out-of-hours care, births and psychiatric emergencies.
OPEN_AT_NIGHT = frozenset(
    {UnitKind.EMERGENCY, UnitKind.URGENT_CARE, UnitKind.OUT_OF_HOURS, UnitKind.HOSPITAL, UnitKind.PSYCHIATRY}
)


def singular(kind: UnitKind) -> str:
    """The word for one of the kind, inside a sentence: "vårdcentral", "BVC", "tandvårdsmottagning"."""
    return str(SINGULARS[kind]) if kind in SINGULARS else str(kind.label).lower()


# The kind in an address, and as people type it: the label, folded. Not made of it, since a label follows the language.
KIND_SLUGS: dict[str, UnitKind] = {
    "vardcentral": UnitKind.PRIMARY_CARE,
    "akutmottagning": UnitKind.EMERGENCY,
    "narakut": UnitKind.URGENT_CARE,
    "jourmottagning": UnitKind.OUT_OF_HOURS,
    "bvc": UnitKind.CHILD_HEALTH,
    "barnmorskemottagning": UnitKind.MIDWIFERY,
    "ungdomsmottagning": UnitKind.YOUTH,
    "psykiatri": UnitKind.PSYCHIATRY,
    "tandvard": UnitKind.DENTAL,
    "sjukhus": UnitKind.HOSPITAL,
    "apotek": UnitKind.PHARMACY,
    "rehab": UnitKind.REHABILITATION,
    "vaccinationsmottagning": UnitKind.VACCINATION,
    "gynekologmottagning": UnitKind.GYNAECOLOGY,
    "ogonmottagning": UnitKind.EYE,
    "hudmottagning": UnitKind.DERMATOLOGY,
    "rontgen": UnitKind.RADIOLOGY,
    "specialistmottagning": UnitKind.SPECIALIST,
}
SLUG_OF_KIND: dict[str, str] = {kind.value: name for name, kind in KIND_SLUGS.items()}

# What people call them, folded (language.analysis.fold); the labels themselves need not be repeated.
LAY_WORDS: dict[str, UnitKind] = {
    word: kind
    for kind, lay_words in {
        UnitKind.PRIMARY_CARE: "vardcentral vardcentraler vardcentralen halsocentral halsocentralen husdoktor"
        " husdoktorn huslakare distriktslakare familjelakare lakare lakaren doktor doktorn vc",
        UnitKind.EMERGENCY: "akutmottagning akutmottagningar akuten akut sjukhusakut",
        UnitKind.URGENT_CARE: "narakut narakuten narakuter lattakut lattakuten",
        UnitKind.OUT_OF_HOURS: "jourmottagning jourcentral jour kvallsmottagning helgmottagning jouren",
        UnitKind.CHILD_HEALTH: "bvc barnavardscentral barnavardscentralen barnhalsovard barnhalsovarden",
        UnitKind.MIDWIFERY: "barnmorskemottagning barnmorska barnmorskan mvc modravardscentral modravard",
        UnitKind.YOUTH: "ungdomsmottagning ungdomsmottagningen umo",
        UnitKind.PSYCHIATRY: "psykiatri psykiatrin psyk psykiatrisk psykmottagning bup psykolog",
        UnitKind.DENTAL: "tandvard tandlakare tandlakaren tandlakarmottagning folktandvard folktandvarden",
        UnitKind.HOSPITAL: "sjukhus sjukhuset lasarett lasarettet",
        UnitKind.PHARMACY: "apotek apoteket apoteken",
        UnitKind.REHABILITATION: "rehab rehabilitering fysioterapeut sjukgymnast sjukgymnastik arbetsterapeut",
        UnitKind.VACCINATION: "vaccination vaccinationsmottagning vaccinationscentral",
        UnitKind.GYNAECOLOGY: "gynekolog gynekologmottagning gyn gynekologen kvinnoklinik",
        UnitKind.EYE: "ogonmottagning ogonmottagningen ogonlakare ogonlakaren ogonklinik ogonkliniken ogonspecialist"
        " ogonakut ogonakuten",
        UnitKind.DERMATOLOGY: "hudmottagning hudlakare hudklinik",
        UnitKind.RADIOLOGY: "rontgen rontgenmottagning rontgenavdelning",
        UnitKind.SPECIALIST: "specialistmottagning specialist",
    }.items()
    for word in lay_words.split()
}


@functools.cache
def asked_words() -> dict[str, UnitKind]:
    """What people also ask for them with, folded (`data/asked_words.toml`). These say nothing of what a unit is that
    has such a word in its name."""
    return _words_of("asked_words.toml") | done_there()


@functools.cache
def asked_abroad() -> dict[str, UnitKind]:
    """What they are called in other languages, folded (`data/asked_abroad.toml`): not to be stemmed as Swedish."""
    return _words_of("asked_abroad.toml")


@functools.cache
def done_there() -> dict[str, UnitKind]:
    """What is done at them, folded: who types only that may want to read of it ("mammografi")."""
    return _words_of("asked_words.toml", "done")


@functools.cache
def narrower_words() -> dict[UnitKind, list[tuple[str, ...]]]:
    """Of a kind, the beginnings of words that mean the same narrower kind: "bup" and "barn" within psychiatry."""
    rows = _table("asked_words.toml")["narrower"]
    return {UnitKind(kind): [tuple(group) for group in groups] for kind, groups in rows.items()}


def _table(file: str) -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "data" / file).read_text(encoding="utf-8"))


def _words_of(file: str, table: str = "") -> dict[str, UnitKind]:
    data = _table(file)
    rows = data[table] if table else {kind: words for kind, words in data.items() if kind in UnitKind.values}
    return {fold(word): UnitKind(kind) for kind, words in rows.items() for word in words}
