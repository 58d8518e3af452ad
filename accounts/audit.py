"""Writes the audit log; every room's actions call `record`."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Model, QuerySet

from accounts.models import AuditEvent, User


def record(
    action: str,
    *,
    by: User | AnonymousUser | None,
    obj: Model | None = None,
    region_code: str = "",
    **details: object,
) -> AuditEvent:
    """Adds one event. `by` is None when nobody is logged in or the server itself acts. Never pass a secret on."""
    actor = by if by is not None and by.is_authenticated else None
    return AuditEvent.objects.create(
        actor_id=str(actor.pk) if actor else "",
        actor_name=actor.get_full_name() if actor else "",
        action=action,
        object_type=obj._meta.label_lower if obj is not None else "",
        object_id=str(obj.pk) if obj is not None else "",
        region_code=region_code,
        details=details,
    )


def events_about(obj: Model) -> QuerySet[AuditEvent]:
    """What has happened to an object."""
    return AuditEvent.objects.filter(object_type=obj._meta.label_lower, object_id=str(obj.pk))
