from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Role, User
from regions.models.area import Region
from regions.models.unit import CareUnit

LOCAL_ROLES = (Role.REGIONAL_EDITOR, Role.FACT_REVIEWER, Role.PUBLISHER, Role.REGIONAL_ADMIN)
UNIT_ROLES = (Role.UNIT_MANAGER,)


class Assignment(models.Model):
    """That a person has a role in one region, or at one care unit. A role in the whole country stands on the account
    (`User.roles`)."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="assignments", verbose_name="person")
    region = models.ForeignKey(
        Region, on_delete=models.PROTECT, related_name="assignments", verbose_name="region", null=True, blank=True
    )
    unit = models.ForeignKey(
        CareUnit, on_delete=models.CASCADE, related_name="assignments", verbose_name="mottagning", null=True, blank=True
    )
    role = models.CharField(
        "roll", max_length=30, choices=[(role.value, role.label) for role in (*LOCAL_ROLES, *UNIT_ROLES)]
    )

    class Meta:
        verbose_name = "uppdrag"
        verbose_name_plural = "uppdrag"
        constraints = [
            models.UniqueConstraint(
                fields=["user", "region", "unit", "role"],
                nulls_distinct=False,
                name="assignment_once",
                violation_error_message=_("Personen har redan den rollen där."),
            ),
            models.CheckConstraint(
                condition=Q(role__in=[role.value for role in LOCAL_ROLES], region__isnull=False, unit__isnull=True)
                | Q(role__in=[role.value for role in UNIT_ROLES], region__isnull=True, unit__isnull=False),
                name="assignment_role_is_local",
                violation_error_message=_("Välj en region för en roll i en region, och en mottagning för en roll där."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()}, {self.region or self.unit}"
