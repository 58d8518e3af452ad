from django.db import models
from django.db.models import Expression, F, Q
from django.urls import get_script_prefix
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from articles.models.choices import CARE, ArticleKind, ChapterKind, Language
from regions.facts import RegionFact, regions_by_code
from regions.models import Region
from ui.addresses import address_of


class TopicArea(models.Model):
    """A reader's way in: a part of the body or a theme. Not a medical classification."""

    class Group(models.TextChoices):
        BODY = "kropp", _("Besvär i kroppen")
        THEME = "tema", _("Teman")

    slug = models.SlugField("adressnamn", unique=True)
    name = models.CharField("namn", max_length=60, unique=True)
    group = models.CharField("grupp", max_length=5, choices=Group.choices)
    summary = models.CharField("sammanfattning", max_length=160)
    position = models.PositiveSmallIntegerField("ordning")

    class Meta:
        verbose_name = "ämnesområde"
        verbose_name_plural = "ämnesområden"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address_of("topic_area", self.slug)


def address_in(language: str, page: str, slug: str, *rest: object) -> str:
    """The address of one of the pages of a national article in a language."""
    if language == Language.SWEDISH:
        return address_of(page, slug, *rest)
    return address_of(f"translated_{page}", language, slug, *rest)


class ArticleQuerySet(models.QuerySet["Article"]):
    """Articles, in the words of the house."""

    def national(self) -> "ArticleQuerySet":
        """What is written for the whole country, in any language."""
        return self.filter(region__isnull=True)

    def at_address(
        self, slug: str | Expression, region: str | Expression | None, language: str | Expression
    ) -> "ArticleQuerySet":
        """What stands at an address read in a region (its code): the region's own page before the national article, and
        last what the region adds to one, which only its versions are read at."""
        here = Q(region__isnull=True) | Q(region=region)
        own_first = (F("region").asc(nulls_last=True), F("adds_to").asc(nulls_first=True))
        return self.filter(here, slug=slug, language=language).order_by(*own_first)

    def pages(self) -> "ArticleQuerySet":
        """What has a page of its own: not what regions add to the page of another."""
        return self.filter(adds_to__isnull=True)


class Article(models.Model):
    """One topic in one language. Its text lives in revisions; a reader sees the live one.

    The Swedish article and its translations share the slug; each revision of a translation knows what it was made from.
    With a region it is that region's own: a page, or what it adds to a national article (`RegionalAddition`).
    """

    slug = models.SlugField("adressnamn", max_length=80)
    language = models.CharField("språk", max_length=8, choices=Language.choices, default=Language.SWEDISH)
    kind = models.CharField("slag", max_length=12, choices=ArticleKind.choices)
    region = models.ForeignKey(
        Region, on_delete=models.PROTECT, null=True, blank=True, related_name="articles", verbose_name="region"
    )
    adds_to = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="additions", verbose_name="tillägg till"
    )
    anchor = models.CharField(
        "kapitel",
        max_length=20,
        choices=[(CARE, _("När och var ska jag söka vård?")), *ChapterKind.choices],
        blank=True,
        help_text="Det kapitel i den nationella texten som tillägget hör till.",
    )
    confirmed_against = models.ForeignKey(
        "Revision",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="stämmer med",
        help_text="Den nationella version som regionen sist har läst tillägget mot.",
    )
    topic_areas = models.ManyToManyField(TopicArea, related_name="articles", verbose_name="ämnesområden")
    live = models.ForeignKey(
        "Revision", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="publicerad version"
    )
    pending = models.OneToOneField(
        "Revision",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="inskickad version",
        help_text="Den som granskas eller väntar på att publiceras.",
    )
    responsible = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="ansvarig redaktör"
    )
    withdrawn_at = models.DateTimeField("tillbakadragen", null=True, blank=True)
    title = models.CharField("rubrik", max_length=120, help_text="Den publicerade versionens.")
    demand = models.FloatField(
        "efterfrågan", default=0, help_text="Hur mycket ämnet söks, 0–1; skiljer träffar som annars är lika bra."
    )
    sort_key = models.CharField(max_length=160, editable=False, db_index=True)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = "artikel"
        verbose_name_plural = "artiklar"
        constraints = [
            models.UniqueConstraint(
                fields=["slug", "language"],
                condition=Q(region__isnull=True),
                name="article_once_a_language",
                violation_error_message=_("Det finns redan en artikel med det adressnamnet på språket."),
            ),
            models.UniqueConstraint(
                fields=["slug", "region"],
                condition=Q(region__isnull=False, adds_to__isnull=True),
                name="article_once_a_region",
                violation_error_message=_("Regionen har redan en sida med det adressnamnet."),
            ),
            models.UniqueConstraint(
                fields=["adds_to", "region", "anchor"],
                name="addition_once_a_chapter",
                violation_error_message=_("Regionen har redan ett tillägg till det kapitlet."),
            ),
            models.CheckConstraint(
                condition=Q(adds_to__isnull=True, anchor="")
                | (Q(adds_to__isnull=False, region__isnull=False, kind="tillagg") & ~Q(anchor="")),
                name="addition_has_region_and_chapter",
                violation_error_message=_("Ett tillägg har en region och ett kapitel."),
            ),
            models.CheckConstraint(
                condition=Q(live__isnull=True) | Q(pending__isnull=True) | ~Q(live=F("pending")),
                name="article_pending_is_not_live",
                violation_error_message=_("Den publicerade versionen väntar inte på granskning."),
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(live__isnull=True),
                name="article_withdrawn_is_not_live",
                violation_error_message=_("En tillbakadragen artikel har ingen publicerad version."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def region_fact(self) -> RegionFact | None:
        """The region that has written it, with no query."""
        return regions_by_code().get(self.region_id or "")

    def get_absolute_url(self) -> str:
        return self.address("article")

    def address(self, page: str, *rest: object) -> str:
        """The address of one of the article's pages: "article", "article_json", "changes", "feedback", "thanks", or
        "version" with its number. What a region has written is read in that region; what it adds to a national article
        is read there, but each version of it stands by itself."""
        region = self.region_fact
        if region is not None:
            slug = self.adds_to.slug if self.adds_to and page != "version" else self.slug
            return f"/{region.slug}/" + address_of(page, slug, *rest).removeprefix(get_script_prefix())
        return address_in(self.language, page, self.slug, *rest)

    @property
    def language_note(self) -> str:
        """What stands right after the title in lists of several languages: nothing after a Swedish one."""
        return "" if self.language == Language.SWEDISH else f" ({self.get_language_display()})"

    @property
    def language_tag(self) -> str:
        return Language(self.language).tag

    @property
    def short_summary(self) -> str:
        """The first sentence of the published summary, for lists."""
        return self.live.summary.split(". ")[0].rstrip(".") + "." if self.live else ""


class Synonym(models.Model):
    """A word, spelling, way of asking or medicine that leads to an article, in Swedish or another language."""

    class Kind(models.TextChoices):
        NAME = "name", _("Namn")
        ASKED = "asked", _("Så frågar man")
        MEDICINE = "medicine", _("Läkemedel")

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="synonyms", db_index=False)
    text = models.CharField("ord", max_length=80)
    kind = models.CharField("slag", max_length=8, choices=Kind.choices, default=Kind.NAME)
    language = models.CharField("språk", max_length=3, default="sv", help_text="ISO 639, till exempel ar.")

    class Meta:
        verbose_name = "ämnesord"
        verbose_name_plural = "ämnesord"
        constraints = [
            models.UniqueConstraint(
                fields=["article", "text"],
                name="synonym_once",
                violation_error_message=_("Ordet finns redan på artikeln."),
            )
        ]
        indexes = [models.Index(fields=["article", "kind", "language"], name="synonym_of_article")]

    def __str__(self) -> str:
        return self.text
