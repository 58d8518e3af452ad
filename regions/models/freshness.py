"""What keeps a unit's facts fresh: where its staff are reached, what they are asked, what is reported wrong."""

import secrets

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from regions.models.unit import CareUnit
from regions.unit_parts import PARTS

REPORTED = [*PARTS.items(), ("other", _("Något annat"))]  # what may be reported as wrong


def link_key() -> str:
    return secrets.token_urlsafe(12)


class UnitContact(models.Model):
    """Where a unit's staff are reached about its facts. For us alone: no part of the unit's document, on no public page
    and in no open data. Every link sent to it holds `key`, so that a new key ends them all."""

    unit = models.OneToOneField(CareUnit, on_delete=models.CASCADE, related_name="contact", verbose_name="mottagning")
    email = models.EmailField("e-post")
    key = models.CharField(max_length=16, default=link_key, editable=False)

    class Meta:
        verbose_name = "kontaktadress"
        verbose_name_plural = "kontaktadresser"
        constraints = [
            models.CheckConstraint(
                condition=~Q(email="") & ~Q(key=""),
                name="unitcontact_has_address",
                violation_error_message=_("Fyll i mottagningens e-postadress."),
            )
        ]

    def __str__(self) -> str:
        return str(self.unit_id)  # the address stays out of logs


class UnitReminder(models.Model):
    """That a unit was asked to confirm its facts. Without `asked_by` the server asked by itself; until `sent_at` the
    mail waits to be sent. Its link is answered once."""

    unit = models.ForeignKey(CareUnit, on_delete=models.CASCADE, related_name="reminders", verbose_name="mottagning")
    asked_at = models.DateTimeField("begärd", default=timezone.now)
    asked_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, related_name="+", verbose_name="begärd av", null=True, blank=True
    )
    sent_at = models.DateTimeField("skickad", null=True, blank=True)
    confirmed_at = models.DateTimeField("bekräftad", null=True, blank=True)

    class Meta:
        verbose_name = "påminnelse till mottagning"
        verbose_name_plural = "påminnelser till mottagningar"
        indexes = [
            models.Index(fields=["unit", "-asked_at"], name="unitreminder_of_unit"),
            models.Index(fields=["asked_at"], name="unitreminder_waiting", condition=Q(sent_at__isnull=True)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True) | Q(sent_at__isnull=False),
                name="unitreminder_answered_when_sent",
                violation_error_message=_("En påminnelse kan inte besvaras innan den är skickad."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.asked_at:%Y-%m-%d}"


class UnitReport(models.Model):
    """That something in a unit's facts is wrong, as a reader wrote it, or its own staff by their link (`from_unit`).
    Nothing is kept of who wrote, and of a reader's code only its digest: whoever has the code sees the outcome."""

    class Outcome(models.TextChoices):
        MENDED = "mended", _("Åtgärdat")
        DECLINED = "declined", _("Avslås")

    unit = models.ForeignKey(CareUnit, on_delete=models.CASCADE, related_name="reports", verbose_name="mottagning")
    part = models.CharField("vad", max_length=10, choices=REPORTED)
    text = models.TextField("text")
    from_unit = models.BooleanField("från mottagningen", default=False)
    code_digest = models.CharField(max_length=64, blank=True, editable=False)
    created_at = models.DateTimeField("mottaget", default=timezone.now)
    outcome = models.CharField("utfall", max_length=10, choices=Outcome.choices, blank=True)
    answer = models.TextField("svar", blank=True)
    handled_at = models.DateTimeField("besvarat", null=True, blank=True)
    handled_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, related_name="+", verbose_name="besvarat av", null=True, blank=True
    )

    class Meta:
        verbose_name = "rapport om fel"
        verbose_name_plural = "rapporter om fel"
        indexes = [
            models.Index(fields=["unit"], name="unitreport_waiting", condition=Q(outcome="")),
            models.Index(fields=["created_at"], name="unitreport_created"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["code_digest"],
                condition=~Q(code_digest=""),
                name="unitreport_code_once",
                violation_error_message=_("Koden är redan tagen."),
            ),
            models.CheckConstraint(
                condition=~Q(text=""), name="unitreport_has_text", violation_error_message=_("Skriv vad som är fel.")
            ),
            models.CheckConstraint(
                condition=Q(outcome="", handled_at__isnull=True, answer="")
                | (~Q(outcome="") & Q(handled_at__isnull=False)),
                name="unitreport_handled_whole",
                violation_error_message=_("En besvarad rapport har ett utfall och en tid."),
            ),
            models.CheckConstraint(
                condition=~Q(outcome="declined") | ~Q(answer=""),
                name="unitreport_declined_with_answer",
                violation_error_message=_("Skriv varför det inte ändras."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.created_at:%Y-%m-%d}"
