import functools

from django.db import models
from django.utils.translation import gettext_lazy as _

from language.analysis import slug
from ui.text import source_text


class Language(models.TextChoices):
    """The language of an article; easy read (lättläst) is Swedish in short lines. The value stands in the address."""

    SWEDISH = "sv", _("Svenska")
    EASY = "lattlast", _("Lättläst")
    ENGLISH = "en", "English"

    @property
    def tag(self) -> str:
        """What HTML and gettext call it."""
        return "sv" if self is Language.EASY else self.value


class SourceLanguage(models.TextChoices):
    """The language that a source is written in, as HTML calls it: a screen reader reads its title so."""

    SWEDISH = "sv", _("Svenska")
    ENGLISH = "en", _("Engelska")


class ArticleKind(models.TextChoices):
    """What an article is about; it rules which chapters the article has and in which order."""

    SJUKDOM = "sjukdom", _("Sjukdom")
    SYMTOM = "symtom", _("Symtom")
    UNDERSOKNING = "undersokning", _("Undersökning")
    BEHANDLING = "behandling", _("Behandling")
    RATTIGHET = "rattighet", _("Rättighet")
    LIVSSTIL = "livsstil", _("Liv och hälsa")
    TJANST = "tjanst", _("Tjänst")
    TILLAGG = "tillagg", _("Regionalt tillägg")


class ChapterKind(models.TextChoices):
    """A typed section of a text. The heading is the article's own; the kind says what the section is for."""

    SYMPTOMS = "symptoms", _("Symtom")
    POSSIBLE_CAUSES = "possible_causes", _("Vad kan det bero på")
    SELF_CARE = "self_care", _("Egenvård")
    EXAMINATION = "examination", _("Undersökning")
    TREATMENT = "treatment", _("Behandling")
    PREVENTION = "prevention", _("Smitta och förebygga")
    CAUSES = "causes", _("Orsaker")
    COMPLICATIONS = "complications", _("Följder")
    LIVING_WITH = "living_with", _("Leva med")
    CHILDREN = "children", _("Barn")
    PREGNANCY = "pregnancy", _("Gravid")
    OLDER = "older", _("Äldre")
    WHY = "why", _("Varför")
    PROCEDURE = "procedure", _("Så går det till")
    PREPARATION = "preparation", _("Förberedelser")
    RESULTS = "results", _("Efteråt och svar")
    RISKS = "risks", _("Risker")
    WHEN_USED = "when_used", _("När det används")
    HOW_TO_USE = "how_to_use", _("Så använder du det")
    WHEN_NOT = "when_not", _("När det inte passar")
    SIDE_EFFECTS = "side_effects", _("Biverkningar")
    AFTERCARE = "aftercare", _("Under tiden och efteråt")
    WHAT_APPLIES = "what_applies", _("Vad som gäller")
    HOW_TO = "how_to", _("Så gör du")
    IF_NOT_SATISFIED = "if_not_satisfied", _("Om du inte är nöjd")
    COSTS = "costs", _("Kostnad")
    EXCEPTIONS = "exceptions", _("Undantag")
    WHAT_YOU_CAN_DO = "what_you_can_do", _("Vad du kan göra")
    HELP = "help", _("Hjälp att få")
    IF_IT_FAILS = "if_it_fails", _("Om det inte går")


@functools.cache
def chapter_anchor(kind: str) -> str:
    """A chapter's own link, which follows no language: /feber/#egenvard."""
    return slug(source_text(ChapterKind(kind).label))


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
    ArticleKind.TILLAGG: (_K.WHAT_APPLIES,),
}  # fmt: skip


class Level(models.TextChoices):
    """How urgent care is, most urgent first (brådskegrad)."""

    EMERGENCY = "emergency", _("Ring 112")
    URGENT = "urgent", _("Sök en akutmottagning nu")
    SOON = "soon", _("Kontakta en vårdcentral")
    ADVICE = "advice", _("Ring 1177 när du är osäker")
    SELFCARE = "selfcare", _("Det här kan du oftast sköta hemma")


class Status(models.TextChoices):
    """What has happened to a revision; each is a row with who and when. What may follow what: `articles.workflow`."""

    SUBMITTED = "submitted", _("Inskickad till granskning")
    RETURNED = "returned", _("Tillbaka till redaktören")
    REPLACED = "replaced", _("Ersatt")
    SCHEDULED = "scheduled", _("Publiceras senare")
    PUBLISHED = "published", _("Publicerad")
    WITHDRAWN = "withdrawn", _("Tillbakadragen")


class ReviewKind(models.TextChoices):
    """What a reviewer answers for."""

    FACT = "fact", _("Faktagranskning")
    LANGUAGE = "language", _("Språkgranskning")


class Verdict(models.TextChoices):
    """What a reviewer says of one part of a text."""

    AGREE = "agree", _("Stämmer")
    COMMENT = "comment", _("Behöver ändras")
