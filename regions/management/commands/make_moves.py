import logging
from datetime import datetime

from accounts.management.recurring import RecurringCommand
from regions.actions.life import make_move
from regions.queries.moves import due_moves

logger = logging.getLogger(__name__)


class Command(RecurringCommand):
    help = "Moves the care units whose day has come: once, or with --every until it is told to stop (docs/operate.md)."

    def look(self, now: datetime) -> None:
        for pk in due_moves(now):
            try:
                unit = make_move(pk=pk, at=now)
            except Exception:
                logger.exception("A move could not be made; the others are.", extra={"move": pk})
            else:
                if unit is not None:
                    self.stdout.write(f"Flyttad: {unit}")
