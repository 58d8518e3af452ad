from datetime import date, timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from articles.models.article import Article
from articles.models.choices import ChapterKind, Level, SourceLanguage, Status
from regions.kinds import UnitKind

CORRECTION_TIME = timedelta(days=7)  # within which a published correction must be reviewed


class Revision(models.Model):
    """The text of an article at one time. Once submitted it never changes: the database refuses it (migration 0002)."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField("nummer")
    title = models.CharField("rubrik", max_length=120)
    summary = models.TextField("sammanfattning")
    life_threatening = models.BooleanField("kan vara livshotande", default=False)
    review_months = models.PositiveSmallIntegerField("granskas efter månader")
    change_note = models.CharField("vad som ändrats", max_length=300)
    related = models.ManyToManyField(Article, related_name="+", blank=True)
    made_from = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="gjord från",
        help_text="Den svenska version som översättningen är gjord från.",
    )
    base = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="bygger på",
        help_text="Den version som texten skrevs om från.",
    )
    writers = models.ManyToManyField(User, related_name="written_revisions", verbose_name="skribenter", blank=True)
    is_correction = models.BooleanField(
        "rättelse", default=False, help_text="Rättar ett fel i den publicerade texten; granskas efter publiceringen."
    )
    correction_reason = models.CharField("vad som var fel", max_length=300, blank=True)
    publish_at = models.DateTimeField("publiceras vid", null=True, blank=True)
    digest = models.CharField(max_length=64, editable=False)
    is_example = models.BooleanField("exempeltext", default=False)
    created_at = models.DateTimeField("skapad", auto_now_add=True)
    submitted_at = models.DateTimeField("inskickad", null=True, blank=True)
    published_on = models.DateField("publicerad", null=True, blank=True)
    review_due = models.DateField("granskas senast", null=True, blank=True)

    class Meta:
        verbose_name = "version"
        verbose_name_plural = "versioner"
        constraints = [
            models.UniqueConstraint(
                fields=["article", "number"],
                name="revision_number_once",
                violation_error_message=_("Versionsnumret är redan använt."),
            ),
            models.CheckConstraint(
                condition=Q(published_on__isnull=True) | Q(submitted_at__isnull=False),
                name="revision_submitted_before_published",
                violation_error_message=_("En version måste skickas in innan den publiceras."),
            ),
            models.CheckConstraint(
                condition=Q(review_due__isnull=True) | Q(review_due__gt=F("published_on")),
                name="revision_due_after_published",
                violation_error_message=_("Granskningsdagen måste vara efter publiceringen."),
            ),
            models.CheckConstraint(
                condition=Q(is_correction=False) | ~Q(correction_reason=""),
                name="revision_correction_has_reason",
                violation_error_message=_("Skriv vad som var fel."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, version {self.number}"

    def get_absolute_url(self) -> str:
        """Where the published version stands for ever."""
        return self.article.address("version", self.number)

    def overdue(self, today: date) -> bool:
        return self.review_due is not None and self.review_due < today

    @property
    def awaits_review_of_correction(self) -> bool:
        """Whether it is a correction that was published first and is still to be reviewed."""
        if not self.is_correction or self.published_on is None or self.review_due is None:
            return False
        return self.review_due - self.published_on <= CORRECTION_TIME


class Chapter(models.Model):
    """A typed section of a revision, in Markdown without HTML."""

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="chapters")
    position = models.PositiveSmallIntegerField("ordning")
    kind = models.CharField("slag", max_length=20, choices=ChapterKind.choices)
    heading = models.CharField("rubrik", max_length=120)
    text = models.TextField("text")

    class Meta:
        verbose_name = "kapitel"
        verbose_name_plural = "kapitel"
        constraints = [
            models.UniqueConstraint(
                fields=["revision", "kind"],
                name="chapter_kind_once",
                violation_error_message=_("Ett kapitel av varje slag."),
            )
        ]

    def __str__(self) -> str:
        return self.heading


class CareLevel(models.Model):
    """One step of a revision's care ladder: the signs, where to turn, and what to do if it is closed."""

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="care_levels")
    position = models.PositiveSmallIntegerField("ordning")
    level = models.CharField("brådskegrad", max_length=10, choices=Level.choices)
    heading = models.CharField("rubrik", max_length=120)
    signs = ArrayField(models.CharField(max_length=240), verbose_name="tecken")
    where = models.TextField("vart du vänder dig", blank=True)
    if_closed = models.TextField("om det är stängt", blank=True)
    unit_kind = models.CharField("typ av vård", max_length=20, choices=UnitKind.choices, blank=True)

    class Meta:
        verbose_name = "brådskegrad"
        verbose_name_plural = "brådskegrader"
        constraints = [
            models.CheckConstraint(
                condition=Q(signs__len__gt=0),
                name="carelevel_has_signs",
                violation_error_message=_("Varje brådskegrad behöver minst ett tecken."),
            ),
            models.CheckConstraint(
                condition=~Q(level__in=["urgent", "soon"]) | (~Q(if_closed="") & ~Q(unit_kind="")),
                name="carelevel_says_what_if_closed",
                violation_error_message=_("Skriv vad man gör om det är stängt, och välj typ av vård."),
            ),
        ]

    def __str__(self) -> str:
        return self.heading


class Source(models.Model):
    """What a revision rests on."""

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="sources")
    position = models.PositiveSmallIntegerField("ordning")
    title = models.CharField("titel", max_length=200)
    owner = models.CharField("utgivare", max_length=120)
    language = models.CharField(
        "språk",
        max_length=2,
        choices=SourceLanguage.choices,
        default=SourceLanguage.SWEDISH,
        db_default=SourceLanguage.SWEDISH.value,
    )

    class Meta:
        verbose_name = "källa"
        verbose_name_plural = "källor"

    def __str__(self) -> str:
        return f"{self.owner}: {self.title}"


class StatusChange(models.Model):
    """That a revision was submitted, returned, published or withdrawn: who, when, why. Rows are only ever added."""

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="status_changes")
    status = models.CharField("status", max_length=10, choices=Status.choices)
    at = models.DateTimeField("när", auto_now_add=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    by_name = models.CharField("vem", max_length=150)
    reason = models.CharField("varför", max_length=2_000, blank=True)

    class Meta:
        verbose_name = "statusändring"
        verbose_name_plural = "statusändringar"

    def __str__(self) -> str:
        return f"{self.get_status_display()} {self.at:%Y-%m-%d}"
