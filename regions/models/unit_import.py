from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from regions.models.area import Region
from regions.models.unit import CareUnit

SILENT_FOR = timedelta(seconds=60)  # whoever works on an import is heard of more often


class ImportState(models.TextChoices):
    """Where an import stands; what follows on what is in `regions.workflow`."""

    READING = "reading", _("Läses")
    PREVIEW = "preview", _("Väntar på genomgång")
    APPLYING = "applying", _("Genomförs")
    APPLIED = "applied", _("Genomförd")
    UNDOING = "undoing", _("Ångras")
    UNDONE = "undone", _("Ångrad")
    REFUSED = "refused", _("Filen togs inte")
    DISCARDED = "discarded", _("Bortkastad")


class Outcome(models.TextChoices):
    """What becomes of a row."""

    NEW = "new", _("Ny")
    CHANGED = "changed", _("Ändrad")
    UNCHANGED = "unchanged", _("Oförändrad")
    MERGED = "merged", _("Sammanslagen")
    DOUBTFUL = "doubtful", _("Tveksam")
    REFUSED = "refused", _("Avvisad")
    SKIPPED = "skipped", _("Överhoppad")


class Choice(models.TextChoices):
    """What someone says of a row that resembles a unit, or another row."""

    SAME = "same", _("Samma mottagning")
    NEW = "new", _("Ny mottagning")
    SKIP = "skip", _("Hoppa över raden")


WORKING = (ImportState.READING, ImportState.APPLYING, ImportState.UNDOING)
DONE = (ImportState.APPLIED, ImportState.UNDOING, ImportState.UNDONE)


def _person(label: str) -> "models.ForeignKey[User | None, User | None]":
    return models.ForeignKey(
        User, on_delete=models.SET_NULL, related_name="+", verbose_name=label, null=True, blank=True
    )


class UnitImport(models.Model):
    """One file of care units that someone has given for one region, from preview to undo. Not the units themselves:
    what it changed in them stands in their versions, by `change`."""

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="imports", verbose_name="region")
    by = _person("gav filen")
    by_name = models.CharField("gav filen, namn", max_length=150)
    asked_by = _person("bad om det som görs nu")
    dropped = models.BooleanField("lades i regionens fillåda", default=False)
    file_name = models.CharField("filens namn", max_length=120)
    started_at = models.DateTimeField("startad", default=timezone.now)
    state = models.CharField("läge", max_length=10, choices=ImportState.choices, default=ImportState.READING)
    message = models.CharField("meddelande", max_length=600, blank=True)
    heard_at = models.DateTimeField("senast i arbete", null=True, blank=True)
    rows = models.PositiveIntegerField("rader", default=0)
    rows_done = models.PositiveIntegerField("lästa rader", default=0)
    counts = models.JSONField("utfall", default=dict, blank=True)
    applied_at = models.DateTimeField("genomförd", null=True, blank=True)
    change = models.CharField("ändring", max_length=60, blank=True)
    undone_at = models.DateTimeField("ångrad", null=True, blank=True)

    class Meta:
        verbose_name = "import av mottagningar"
        verbose_name_plural = "importer av mottagningar"
        indexes = [models.Index(fields=["region", "-started_at"], name="unitimport_of_region")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=DONE, applied_at__isnull=False) & ~Q(change="")
                | ~Q(state__in=DONE) & Q(applied_at__isnull=True, change=""),
                name="unitimport_applied_has_change",
                violation_error_message=_("En genomförd import måste peka på sin ändring."),
            ),
            models.CheckConstraint(
                condition=Q(state=ImportState.UNDONE, undone_at__isnull=False)
                | ~Q(state=ImportState.UNDONE) & Q(undone_at__isnull=True),
                name="unitimport_undone_has_time",
                violation_error_message=_("En ångrad import måste ha en tidpunkt."),
            ),
            models.CheckConstraint(
                condition=Q(dropped=False) | Q(by__isnull=True),
                name="unitimport_dropped_by_no_one",
                violation_error_message=_("En fil ur fillådan har ingen person."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.get_state_display()})"

    @property
    def at_work(self) -> bool:
        return self.state in WORKING

    def has_stopped(self, now: datetime) -> bool:
        """Whether nobody works on it though someone should: the work failed, was killed or has not been begun."""
        return self.at_work and bool(self.message or (self.heard_at or self.started_at) < now - SILENT_FOR)

    @property
    def percent(self) -> int:
        return min(99, self.rows_done * 100 // self.rows) if self.rows else 0


class UnitImportChunk(models.Model):
    """A piece of an import's file. Kept until the import is forgotten, and never given back."""

    unit_import = models.ForeignKey(UnitImport, on_delete=models.CASCADE, related_name="chunks")
    number = models.PositiveIntegerField()
    data = models.BinaryField()

    class Meta:
        verbose_name = "del av importerad fil"
        verbose_name_plural = "delar av importerade filer"
        constraints = [
            models.UniqueConstraint(
                fields=["unit_import", "number"],
                name="unitimportchunk_once",
                violation_error_message=_("Den delen av filen finns redan."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit_import_id}: {self.number}"


class UnitImportRow(models.Model):
    """One row of an import's file, and what becomes of it. A doubtful row, one that resembles a unit or another row,
    has in `proposed` what becomes of it if they are the same."""

    unit_import = models.ForeignKey(UnitImport, on_delete=models.CASCADE, related_name="entries")
    number = models.PositiveIntegerField("rad")
    row_id = models.CharField("radens id", max_length=60, blank=True)
    source_id = models.CharField("källans id", max_length=120, blank=True)
    name = models.CharField("namn", max_length=200, blank=True)
    outcome = models.CharField("utfall", max_length=10, choices=Outcome.choices)
    proposed = models.CharField("utfall om samma", max_length=10, choices=Outcome.choices, blank=True)
    choice = models.CharField("val", max_length=10, choices=Choice.choices, blank=True)
    unit = models.ForeignKey(
        CareUnit, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+", null=True, blank=True
    )
    why = models.TextField("varför", blank=True)
    changes = models.JSONField("ändringar", default=list, blank=True)
    remarks = models.TextField("anmärkningar", blank=True)

    class Meta:
        verbose_name = "rad i import"
        verbose_name_plural = "rader i importer"
        indexes = [
            models.Index(fields=["unit_import", "outcome", "number"], name="unitimportrow_outcome"),
            models.Index(fields=["source_id"], name="unitimportrow_chosen", condition=~Q(choice="")),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["unit_import", "number"],
                name="unitimportrow_once",
                violation_error_message=_("Den raden finns redan."),
            ),
            models.CheckConstraint(
                condition=Q(choice="") | ~Q(proposed=""),
                name="unitimportrow_choice_only_when_doubtful",
                violation_error_message=_("Det finns inget att välja på den raden."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_import_id}, rad {self.number}: {self.name}"

    @property
    def is_doubtful(self) -> bool:
        return bool(self.proposed)
