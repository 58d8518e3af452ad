"""When work that runs by itself was last done well. What has fallen silent mails nobody: it is missed at /metrics."""

from django.utils import timezone

from accounts.models import LastDone


def note_done(work: str) -> None:
    """Says that the work has just been done, once an hour: on a quiet night each writing fills a piece of log for the
    archive (16 MB), and soon after the full hour all that runs shares one.
    """
    now = timezone.now()
    if not LastDone.objects.filter(work=work, at__gte=now.replace(minute=0, second=0, microsecond=0)).exists():
        row = LastDone(work=work, at=now)
        LastDone.objects.bulk_create([row], update_conflicts=True, unique_fields=["work"], update_fields=["at"])
