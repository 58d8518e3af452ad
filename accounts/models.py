"""Who works here and in which roles, and the log of what they did."""

import unicodedata

from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.fields import ArrayField
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a person does here; what a role may do stands in the permissions of each room."""

    EDITOR = "editor", _("Redaktör")
    FACT_REVIEWER = "fact_reviewer", _("Faktagranskare")
    LANGUAGE_REVIEWER = "language_reviewer", _("Språkgranskare")
    PUBLISHER = "publisher", _("Utgivare")
    REGIONAL_EDITOR = "regional_editor", _("Regional redaktör")
    REGIONAL_ADMIN = "regional_admin", _("Regionadministratör")
    UNIT_MANAGER = "unit_manager", _("Mottagningsansvarig")
    UNIT_STAFF = "unit_staff", _("Personal på mottagning")
    NURSE = "nurse", _("Sjuksköterska")


class User(AbstractUser):
    """A person who logs in. Where a role holds (which region, which unit) is an assignment in `regions`, not here."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    name = models.CharField(_("namn"), max_length=150, help_text=_("För- och efternamn, så som andra ska se det."))
    roles = ArrayField(
        models.CharField(max_length=30, choices=Role.choices), verbose_name=_("roller"), default=list, blank=True
    )
    session_generation = models.PositiveIntegerField(
        default=0, editable=False, help_text=_("Höjs när alla personens inloggningar ska avslutas.")
    )

    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("användare")
        verbose_name_plural = _("användare")
        constraints = [
            models.CheckConstraint(
                name="user_username_lower_case",
                condition=Q(username=Lower("username")),
                violation_error_message=_("Användarnamnet ska skrivas med små bokstäver."),
            ),
            models.CheckConstraint(
                name="user_has_name",
                condition=~Q(name=""),
                violation_error_message=_("Användaren behöver ett namn."),
            ),
            models.CheckConstraint(
                name="user_roles_known",
                condition=Q(roles__contained_by=Role.values),
                violation_error_message=_("Rollen finns inte."),
            ),
            models.CheckConstraint(
                name="user_roles_only_for_staff",
                condition=Q(roles=[]) | Q(is_staff=True),
                violation_error_message=_("Bara personal kan ha roller."),
            ),
            models.CheckConstraint(
                name="user_superuser_is_staff",
                condition=Q(is_superuser=False) | Q(is_staff=True),
                violation_error_message=_("En systemadministratör räknas alltid som personal."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def normalize_username(cls, username: str) -> str:
        """One spelling for each user name, so that nobody escapes a lock-out by changing to capital letters."""
        return unicodedata.normalize("NFKC", username).strip().lower()

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name.split(" ")[0]

    def has_role(self, *roles: Role) -> bool:
        """Whether the person is active and holds at least one of the roles."""
        return self.is_active and not set(self.roles).isdisjoint(roles)

    def role_labels(self) -> list[str]:
        """The person's roles in Swedish, in the order of `Role`."""
        return [str(role.label) for role in Role if role in self.roles]

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What each session is compared with on every request: a new password or generation ends the session."""
        value = f"{self.password}:{self.session_generation}"
        return salted_hmac("accounts.models.User.session", value, secret=secret, algorithm="sha256").hexdigest()


class AuditEvent(models.Model):
    """Something that someone did. Rows are only ever added (a trigger refuses the rest), and point at nothing:
    ids are kept as text, so that the log outlives what it tells about. It is not the log of who has read a record.
    """

    at = models.DateTimeField(_("tidpunkt"), default=timezone.now, editable=False)
    actor_id = models.CharField(_("vem, id"), max_length=40, blank=True)
    actor_name = models.CharField(_("vem"), max_length=150, blank=True, help_text=_("Namnet vid tillfället."))
    action = models.CharField(_("vad"), max_length=60)
    object_type = models.CharField(_("typ av objekt"), max_length=60, blank=True)
    object_id = models.CharField(_("objektets id"), max_length=60, blank=True)
    region_code = models.CharField(_("region"), max_length=2, blank=True)
    details = models.JSONField(_("detaljer"), default=dict, blank=True, encoder=DjangoJSONEncoder)

    class Meta:
        verbose_name = _("händelse")
        verbose_name_plural = _("händelser")
        indexes = [
            models.Index(fields=["at"], name="audit_at"),
            models.Index(fields=["actor_id", "at"], name="audit_actor"),
            models.Index(fields=["object_type", "object_id", "at"], name="audit_object"),
        ]
        constraints = [
            models.CheckConstraint(
                name="audit_has_action",
                condition=~Q(action=""),
                violation_error_message=_("Händelsen måste säga vad som gjordes."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H.%M} {self.actor_name or '–'}: {self.action}"


class LastDone(models.Model):
    """When a work that runs by itself was last done well: one row for each work, and no history. On no page."""

    work = models.CharField(_("arbete"), max_length=60, primary_key=True)  # the command's name, or "backup"
    at = models.DateTimeField(_("tidpunkt"))

    class Meta:
        verbose_name = _("senast utfört arbete")
        verbose_name_plural = _("senast utförda arbeten")

    def __str__(self) -> str:
        return f"{self.work}: {self.at:%Y-%m-%d %H.%M}"
