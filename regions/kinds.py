"""The kinds of care unit: code, Swedish names, and the lay words that people use for them."""

from django.db import models

from language.analysis import slug


class UnitKind(models.TextChoices):
    """A kind of care unit; the label is the word that a resident reads."""

    PRIMARY_CARE = "primary_care", "Vårdcentral"
    EMERGENCY = "emergency", "Akutmottagning"
    URGENT_CARE = "urgent_care", "Närakut"
    OUT_OF_HOURS = "out_of_hours", "Jourmottagning"
    CHILD_HEALTH = "child_health", "BVC"
    MIDWIFERY = "midwifery", "Barnmorskemottagning"
    YOUTH = "youth", "Ungdomsmottagning"
    PSYCHIATRY = "psychiatry", "Psykiatri"
    DENTAL = "dental", "Tandvård"
    HOSPITAL = "hospital", "Sjukhus"
    PHARMACY = "pharmacy", "Apotek"
    REHABILITATION = "rehabilitation", "Rehab"
    VACCINATION = "vaccination", "Vaccinationsmottagning"
    GYNAECOLOGY = "gynaecology", "Gynekologmottagning"
    EYE = "eye", "Ögonmottagning"
    DERMATOLOGY = "dermatology", "Hudmottagning"
    RADIOLOGY = "radiology", "Röntgen"
    SPECIALIST = "specialist", "Specialistmottagning"


PLURALS = {
    UnitKind.PRIMARY_CARE: "vårdcentraler",
    UnitKind.EMERGENCY: "akutmottagningar",
    UnitKind.URGENT_CARE: "närakuter",
    UnitKind.OUT_OF_HOURS: "jourmottagningar",
    UnitKind.CHILD_HEALTH: "BVC-mottagningar",
    UnitKind.MIDWIFERY: "barnmorskemottagningar",
    UnitKind.YOUTH: "ungdomsmottagningar",
    UnitKind.PSYCHIATRY: "psykiatriska mottagningar",
    UnitKind.DENTAL: "tandvårdsmottagningar",
    UnitKind.HOSPITAL: "sjukhus",
    UnitKind.PHARMACY: "apotek",
    UnitKind.REHABILITATION: "rehabmottagningar",
    UnitKind.VACCINATION: "vaccinationsmottagningar",
    UnitKind.GYNAECOLOGY: "gynekologmottagningar",
    UnitKind.EYE: "ögonmottagningar",
    UnitKind.DERMATOLOGY: "hudmottagningar",
    UnitKind.RADIOLOGY: "röntgenmottagningar",
    UnitKind.SPECIALIST: "specialistmottagningar",
}

# Where the label is not the word for one such place.
SINGULARS: dict[UnitKind, str] = {
    UnitKind.CHILD_HEALTH: "BVC",
    UnitKind.PSYCHIATRY: "psykiatrisk mottagning",
    UnitKind.DENTAL: "tandvårdsmottagning",
    UnitKind.REHABILITATION: "rehabmottagning",
    UnitKind.RADIOLOGY: "röntgenmottagning",
}
NEUTER = frozenset({UnitKind.HOSPITAL, UnitKind.PHARMACY})


def singular(kind: UnitKind) -> str:
    """The word for one of the kind, inside a sentence: "vårdcentral", "BVC", "tandvårdsmottagning"."""
    return SINGULARS.get(kind, str(kind.label).lower())


# The kind in an address: "vardcentral", "narakut".
KIND_SLUGS: dict[str, UnitKind] = {slug(str(kind.label)): kind for kind in UnitKind}
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
        UnitKind.EYE: "ogonmottagning ogonlakare ogonklinik",
        UnitKind.DERMATOLOGY: "hudmottagning hudlakare hudklinik",
        UnitKind.RADIOLOGY: "rontgen rontgenmottagning rontgenavdelning",
        UnitKind.SPECIALIST: "specialistmottagning specialist",
    }.items()
    for word in lay_words.split()
}
