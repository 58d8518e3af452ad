"""A fact that stands in many texts: a phone number, a fee, an age limit. Texts refer to it by name."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User


class Fact(models.Model):
    """A named fact; `{name}` in a text shows its value. The name never changes, so that no text loses it."""

    name = models.SlugField("namn", max_length=40, unique=True, help_text="Det som skrivs inom klamrar i texten.")
    title = models.CharField("vad det är", max_length=120)
    current = models.ForeignKey(
        "FactValue", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="gäller nu"
    )

    class Meta:
        verbose_name = "faktauppgift"
        verbose_name_plural = "faktauppgifter"

    def __str__(self) -> str:
        return self.title


class FactValue(models.Model):
    """What a fact is said to be: proposed by one, approved by another, then in force. Never changed afterwards: the
    database refuses it (migration 0007)."""

    fact = models.ForeignKey(Fact, on_delete=models.PROTECT, related_name="values")
    value = models.CharField("uppgift", max_length=120)
    ground = models.CharField("vad den bygger på", max_length=300)
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="föreslagen av")
    proposed_at = models.DateTimeField("föreslagen", default=timezone.now)
    approved_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="godkänd av"
    )
    approved_at = models.DateTimeField("godkänd", null=True, blank=True)
    published_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="publicerad av"
    )
    in_force_at = models.DateTimeField("gäller från", null=True, blank=True)
    declined_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="avböjd av"
    )
    declined_at = models.DateTimeField("avböjd", null=True, blank=True)
    declined_why = models.CharField("varför den avböjdes", max_length=300, blank=True)

    class Meta:
        verbose_name = "värde"
        verbose_name_plural = "värden"
        constraints = [
            models.UniqueConstraint(
                fields=["fact"],
                condition=Q(in_force_at__isnull=True, declined_at__isnull=True),
                name="factvalue_one_proposal",
                violation_error_message=_("Det finns redan ett förslag som väntar."),
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("proposed_by")),
                name="factvalue_approved_by_another",
                violation_error_message=_("Ingen godkänner sitt eget förslag."),
            ),
            models.CheckConstraint(
                condition=Q(published_by__isnull=True) | ~Q(published_by=F("proposed_by")),
                name="factvalue_published_by_another",
                violation_error_message=_("Ingen publicerar sitt eget förslag."),
            ),
            models.CheckConstraint(
                condition=Q(in_force_at__isnull=True)
                | (Q(approved_at__isnull=False, approved_by__isnull=False, published_by__isnull=False)),
                name="factvalue_in_force_is_approved",
                violation_error_message=_("En uppgift måste godkännas innan den gäller."),
            ),
            models.CheckConstraint(
                condition=Q(declined_at__isnull=True) | Q(in_force_at__isnull=True),
                name="factvalue_declined_or_in_force",
                violation_error_message=_("Ett avböjt förslag kan inte gälla."),
            ),
        ]

    def __str__(self) -> str:
        return self.value
