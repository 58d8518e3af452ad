"""Local notices: put up, changed, ended."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.audit import record
from accounts.models import User
from accounts.refusal import Refused
from regions.actions.local import keep, locked_region
from regions.models import RegionNotice


@transaction.atomic
def save_notice(*, by: User, notice: RegionNotice, was: str = "") -> RegionNotice:
    """Puts up or changes a notice; readers see it from its start to its end.

    Raises:
        Refused: the person may not, or someone else has changed it.
    """
    locked_region(by, notice.region_id)
    return keep(by=by, row=notice, was=was, what="region_notice")


@transaction.atomic
def end_notice(*, by: User, notice: RegionNotice) -> None:
    """Ends a notice now; one that has not begun is taken away.

    Raises:
        Refused: the person may not, or it is over already.
    """
    locked_region(by, notice.region_id)
    notice = RegionNotice.objects.select_for_update().get(pk=notice.pk)
    now = timezone.now()
    if notice.ends_at is not None and notice.ends_at <= now:
        raise Refused(_("Meddelandet är redan slut."))
    record("region_notice.ended", by=by, obj=notice, region_code=notice.region_id, said=notice.said())
    if notice.starts_at >= now:
        notice.delete()
        return
    notice.ends_at = now
    notice.save(update_fields=["ends_at"])
