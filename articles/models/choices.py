from django.db import models


class ArticleKind(models.TextChoices):
    """What an article is about; it rules which chapters the article has and in which order."""

    SJUKDOM = "sjukdom", "Sjukdom"
    SYMTOM = "symtom", "Symtom"
    UNDERSOKNING = "undersokning", "Undersökning"
    BEHANDLING = "behandling", "Behandling"
    RATTIGHET = "rattighet", "Rättighet"
    LIVSSTIL = "livsstil", "Liv och hälsa"
    TJANST = "tjanst", "Tjänst"


class ChapterKind(models.TextChoices):
    """A typed section of a text. The heading is the article's own; the kind says what the section is for."""

    SYMPTOMS = "symptoms", "Symtom"
    POSSIBLE_CAUSES = "possible_causes", "Vad kan det bero på"
    SELF_CARE = "self_care", "Egenvård"
    EXAMINATION = "examination", "Undersökning"
    TREATMENT = "treatment", "Behandling"
    PREVENTION = "prevention", "Smitta och förebygga"
    CAUSES = "causes", "Orsaker"
    COMPLICATIONS = "complications", "Följder"
    LIVING_WITH = "living_with", "Leva med"
    CHILDREN = "children", "Barn"
    PREGNANCY = "pregnancy", "Gravid"
    OLDER = "older", "Äldre"
    WHY = "why", "Varför"
    PROCEDURE = "procedure", "Så går det till"
    PREPARATION = "preparation", "Förberedelser"
    RESULTS = "results", "Efteråt och svar"
    RISKS = "risks", "Risker"
    WHEN_USED = "when_used", "När det används"
    HOW_TO_USE = "how_to_use", "Så använder du det"
    WHEN_NOT = "when_not", "När det inte passar"
    SIDE_EFFECTS = "side_effects", "Biverkningar"
    AFTERCARE = "aftercare", "Under tiden och efteråt"
    WHAT_APPLIES = "what_applies", "Vad som gäller"
    HOW_TO = "how_to", "Så gör du"
    IF_NOT_SATISFIED = "if_not_satisfied", "Om du inte är nöjd"
    COSTS = "costs", "Kostnad"
    EXCEPTIONS = "exceptions", "Undantag"
    WHAT_YOU_CAN_DO = "what_you_can_do", "Vad du kan göra"
    HELP = "help", "Hjälp att få"
    IF_IT_FAILS = "if_it_fails", "Om det inte går"


CARE = "care"  # an addition's anchor that is the care ladder, not a chapter

_K = ChapterKind
CHAPTERS: dict[str, tuple[ChapterKind, ...]] = {
    ArticleKind.SJUKDOM: (
        _K.SYMPTOMS, _K.SELF_CARE, _K.EXAMINATION, _K.TREATMENT, _K.PREVENTION, _K.CAUSES, _K.COMPLICATIONS,
        _K.LIVING_WITH, _K.CHILDREN, _K.PREGNANCY, _K.OLDER,
    ),
    ArticleKind.SYMTOM: (
        _K.POSSIBLE_CAUSES, _K.SELF_CARE, _K.EXAMINATION, _K.TREATMENT, _K.CHILDREN, _K.PREGNANCY, _K.OLDER,
    ),
    ArticleKind.UNDERSOKNING: (_K.WHY, _K.PROCEDURE, _K.PREPARATION, _K.RESULTS, _K.RISKS),
    ArticleKind.BEHANDLING: (_K.WHEN_USED, _K.HOW_TO_USE, _K.WHEN_NOT, _K.SIDE_EFFECTS, _K.AFTERCARE),
    ArticleKind.RATTIGHET: (_K.WHAT_APPLIES, _K.HOW_TO, _K.IF_NOT_SATISFIED, _K.COSTS, _K.EXCEPTIONS),
    ArticleKind.LIVSSTIL: (_K.WHY, _K.WHAT_YOU_CAN_DO, _K.HELP),
    ArticleKind.TJANST: (_K.WHAT_YOU_CAN_DO, _K.HOW_TO, _K.IF_IT_FAILS),
}  # fmt: skip


class Level(models.TextChoices):
    """How urgent care is, most urgent first (brådskegrad)."""

    EMERGENCY = "emergency", "Ring 112"
    URGENT = "urgent", "Sök en akutmottagning nu"
    SOON = "soon", "Kontakta en vårdcentral"
    ADVICE = "advice", "Ring 1177 när du är osäker"
    SELFCARE = "selfcare", "Det här kan du oftast sköta hemma"


class Status(models.TextChoices):
    """What has happened to a revision; each is a row with who and when."""

    SUBMITTED = "submitted", "Inskickad"
    PUBLISHED = "published", "Publicerad"
    WITHDRAWN = "withdrawn", "Tillbakadragen"
