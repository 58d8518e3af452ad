from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Role, User
from regions.models.area import Region

LOCAL_ROLES = (Role.REGIONAL_EDITOR, Role.FACT_REVIEWER, Role.PUBLISHER, Role.REGIONAL_ADMIN)


class Assignment(models.Model):
    """That a person has a role in one region. A role in the whole country stands on the account (`User.roles`)."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="assignments", verbose_name="person")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="assignments", verbose_name="region")
    role = models.CharField("roll", max_length=30, choices=[(role.value, role.label) for role in LOCAL_ROLES])

    class Meta:
        verbose_name = "uppdrag"
        verbose_name_plural = "uppdrag"
        constraints = [
            models.UniqueConstraint(
                fields=["user", "region", "role"],
                name="assignment_once",
                violation_error_message=_("Personen har redan den rollen i regionen."),
            ),
            models.CheckConstraint(
                condition=Q(role__in=[role.value for role in LOCAL_ROLES]),
                name="assignment_role_is_local",
                violation_error_message=_("Rollen gäller inte i en region."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()}, {self.region}"
