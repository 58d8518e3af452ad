"""Which kinds of care a row is: its `type` by a table, and its name where the type says too little."""

import functools
from dataclasses import dataclass

from language.analysis import fold, words
from regions.care_unit_import.faults import Fault, RowRefused
from regions.kinds import KIND_SLUGS, LAY_WORDS, UnitKind
from ui.text import source_text

K = UnitKind
# Types that say too little: the name decides, and what it leaves open is a specialist.
GENERAL = {
    "klinik ovrig",
    "klinik",
    "lakarmottagning",
    "lakare",
    "specialistenhet",
    "specialistmottagning",
    "specialist",
    "mottagning",
    "ovrigt",
}
NOT_KINDS = {
    "boende": "ett boende är inte en mottagning",
    "sjukhem": "ett boende är inte en mottagning",
    "aldreboende": "ett boende är inte en mottagning",
    "veterinar": "en veterinär är inte vård för människor",
}
_TYPES: dict[str, UnitKind] = {
    **LAY_WORDS,
    **{kind.value.replace("_", " "): kind for kind in K},
    **KIND_SLUGS,
    "barnmorskemottagning gyn": K.MIDWIFERY,
    "lasarett": K.HOSPITAL,
    "laboratorium rontgen": K.RADIOLOGY,
    "ogon": K.EYE,
    "hud": K.DERMATOLOGY,
    "folktandvard": K.DENTAL,
}
# What a folded word of a name holds, longest first where one holds another; compounds and inflections need no row.
_PARTS = (
    ("barnavardscentral", K.CHILD_HEALTH),
    ("barnhalsovard", K.CHILD_HEALTH),
    ("vardcentral", K.PRIMARY_CARE),
    ("halsocentral", K.PRIMARY_CARE),
    ("huslakar", K.PRIMARY_CARE),
    ("familjelakar", K.PRIMARY_CARE),
    ("distriktslakar", K.PRIMARY_CARE),
    ("distriktsskotersk", K.PRIMARY_CARE),
    ("narsjukvard", K.PRIMARY_CARE),
    ("sjukstuga", K.PRIMARY_CARE),
    ("barnmorsk", K.MIDWIFERY),
    ("modravard", K.MIDWIFERY),
    ("gynekolog", K.GYNAECOLOGY),
    ("gynmottagning", K.GYNAECOLOGY),
    ("kvinnoklinik", K.GYNAECOLOGY),
    ("ungdomsmottagning", K.YOUTH),
    ("psykiatr", K.PSYCHIATRY),
    ("psykolog", K.PSYCHIATRY),
    ("tandvard", K.DENTAL),
    ("tandlak", K.DENTAL),
    ("tandklinik", K.DENTAL),
    ("tandclinic", K.DENTAL),
    ("tandhalsa", K.DENTAL),
    ("dental", K.DENTAL),
    ("apotek", K.PHARMACY),
    ("naprapat", K.REHABILITATION),
    ("chiroprakt", K.REHABILITATION),
    ("kiroprakt", K.REHABILITATION),
    ("sjukgymnast", K.REHABILITATION),
    ("fysioterap", K.REHABILITATION),
    ("arbetsterap", K.REHABILITATION),
    ("rehab", K.REHABILITATION),
    ("vaccin", K.VACCINATION),
    ("lattakut", K.URGENT_CARE),
    ("narakut", K.URGENT_CARE),
    ("jourmottagning", K.OUT_OF_HOURS),
    ("jourcentral", K.OUT_OF_HOURS),
    ("akutmottagning", K.EMERGENCY),
    ("barnakut", K.EMERGENCY),
    ("intensivakut", K.EMERGENCY),
    ("ogonmottagning", K.EYE),
    ("ogonklinik", K.EYE),
    ("ogonlakar", K.EYE),
    ("hudmottagning", K.DERMATOLOGY),
    ("hudklinik", K.DERMATOLOGY),
    ("hudlakar", K.DERMATOLOGY),
    ("rontgen", K.RADIOLOGY),
    ("radiolog", K.RADIOLOGY),
    ("mammografi", K.RADIOLOGY),
    ("lasarett", K.HOSPITAL),
    ("sjukhus", K.HOSPITAL),
)
# A name may say that a unit is more than its type: "Kållereds Familjeläkare och BVC".
_COMPANIONS = {
    K.PRIMARY_CARE: {K.CHILD_HEALTH, K.MIDWIFERY, K.REHABILITATION, K.VACCINATION, K.YOUTH},
    K.CHILD_HEALTH: {K.MIDWIFERY},
    K.MIDWIFERY: {K.GYNAECOLOGY, K.CHILD_HEALTH, K.YOUTH},
    K.GYNAECOLOGY: {K.EMERGENCY, K.MIDWIFERY},
    K.URGENT_CARE: {K.VACCINATION},
}
# A ward is not the hospital, though the data says so when the hospital's name ends its own.
_PARTS_OF_A_HOSPITAL = ("avdelning", "avd", "dagvard", "onkologi", "stralbehandling", "kurator", "enhet", "mottagning")
# Who searches for a doctor wants a vårdcentral; a doctor's name on a door says nothing of the kind.
_A_PERSON = {"doktor", "doktorn", "lakare", "lakaren"}
_SAYS_WHERE = {K.HOSPITAL, K.SPECIALIST, K.EMERGENCY}


EVERY, ONLY = " + ", "bara "  # what makes a type exact, so that the name adds nothing
_NAMES = {kind: source_text(kind.label).lower() for kind in K}
_BY_NAME = _TYPES | {" ".join(fold(name).split()): kind for kind, name in _NAMES.items()}


@dataclass(frozen=True, slots=True)
class Kinds:
    """A row's kinds, the first its main one, and what to remark about them."""

    kinds: tuple[UnitKind, ...]
    remark: Fault | None = None


@functools.lru_cache(maxsize=2_000)
def find_kinds(type_text: str, name: str) -> Kinds:
    """The kinds of a row by its type and its clean name."""
    type_key = _key(type_text)
    if not type_key:
        raise RowRefused("typ av vård saknas")
    exact = _exact_kinds(type_text)
    if exact:
        return Kinds(exact)
    if type_key in NOT_KINDS:
        raise RowRefused("inte en mottagning", NOT_KINDS[type_key])
    named = kinds_in_name(name)
    if type_key in GENERAL:
        return _by_name(named)
    if type_key not in _TYPES:
        raise RowRefused("okänd typ av vård", f"”{type_text[:60]}”")
    kind = _narrowed(_TYPES[type_key], named, name)
    kinds = (kind, *(other for other in named if other != kind and other in _COMPANIONS.get(kind, ())))
    says_other = [other for other in named if other not in _SAYS_WHERE]
    if says_other and kind not in named and len(kinds) == 1 and kind not in _SAYS_WHERE:
        case = f"{kind.label} enligt typen, {says_other[0].label} i namnet"
        return Kinds(kinds, Fault("typ och namn säger olika", case))
    return Kinds(kinds)


def kinds_as_type(kinds: tuple[UnitKind, ...], name: str) -> str:
    """The type that `find_kinds` reads as these kinds: "vårdcentral", "vårdcentral + rehab", "bara vårdcentral"."""
    names = [_NAMES[kind] for kind in kinds]
    if len(kinds) > 1:
        return EVERY.join(names)
    return names[0] if find_kinds(names[0], name) == Kinds(kinds) else ONLY + names[0]


def _exact_kinds(type_text: str) -> tuple[UnitKind, ...]:
    """The kinds of a type that leaves nothing to the name."""
    parts = [_key(part) for part in type_text.removeprefix(ONLY).split(EVERY.strip())]
    if len(parts) == 1 and not type_text.startswith(ONLY):
        return ()
    unknown = [part for part in parts if part not in _BY_NAME]
    if unknown:
        raise RowRefused("okänd typ av vård", f"”{unknown[0][:60]}”")
    return tuple(dict.fromkeys(_BY_NAME[part] for part in parts))


def _key(text: str) -> str:
    return " ".join(fold(text).replace("_", " ").split())


def kinds_in_name(name: str) -> list[UnitKind]:
    """The kinds that a name mentions, in its order."""
    found = words(name)
    kinds = [kind for word in found for kind in _kinds_in_word(word)]
    if found[:1] == ["narhalsan"] and len(found) == 2:
        kinds.append(K.PRIMARY_CARE)  # "Närhälsan Gråbo": the region's vårdcentral in Gråbo
    if "hc" in found:
        kinds.append(K.PRIMARY_CARE)  # "Odensala HC"
    return list(dict.fromkeys(kinds))


def _kinds_in_word(word: str) -> list[UnitKind]:
    if word in _A_PERSON:
        return []
    if word in LAY_WORDS:
        return [LAY_WORDS[word]]
    return next(([kind] for part, kind in _PARTS if part in word), [])


def _by_name(named: list[UnitKind]) -> Kinds:
    kinds = [kind for kind in named if kind not in (K.HOSPITAL, K.SPECIALIST)]
    if not kinds:
        return Kinds((K.SPECIALIST,), Fault("typ av vård antogs", source_text(K.SPECIALIST.label)))
    return Kinds(tuple(kinds[:3]))


def _narrowed(kind: UnitKind, named: list[UnitKind], name: str) -> UnitKind:
    """The kind that the type means here: three types of the data each hold two or more kinds."""
    if kind == K.MIDWIFERY and K.GYNAECOLOGY in named and K.MIDWIFERY not in named:
        return K.GYNAECOLOGY
    if kind == K.URGENT_CARE and K.OUT_OF_HOURS in named:
        return K.OUT_OF_HOURS
    if kind == K.URGENT_CARE and K.EMERGENCY in named and K.HOSPITAL in named:
        return K.EMERGENCY
    if kind == K.HOSPITAL and any(part in word for word in words(name) for part in _PARTS_OF_A_HOSPITAL):
        return K.SPECIALIST
    return kind
