"""Which planned moves wait to be made."""

from datetime import datetime

from regions.models import PlannedMove
from regions.opening import SWEDEN


def due_moves(at: datetime) -> list[int]:
    """The ids of the moves whose day has come by Swedish clocks, the oldest first."""
    waits = PlannedMove.objects.filter(made_at__isnull=True, on__lte=at.astimezone(SWEDEN).date())
    return list(waits.order_by("on", "pk").values_list("pk", flat=True))
