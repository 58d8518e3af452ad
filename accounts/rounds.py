"""Commands that look for something to do: once, or now and then until they are told to stop."""

import logging
import signal
import threading
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import connection

logger = logging.getLogger(__name__)


class RoundsCommand(BaseCommand):
    """Looks once, or with --every until SIGTERM; what has begun is finished first."""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--every", type=int, metavar="SECONDS", help="Look again this often, until SIGTERM.")

    def look(self) -> None:
        """Does what there is to do."""
        raise NotImplementedError

    def handle(self, *args: Any, every: int | None = None, **options: Any) -> None:
        if every is None:
            self.look()
            return
        told_to_stop = threading.Event()

        def stop(number: int, frame: FrameType | None) -> None:
            told_to_stop.set()

        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, stop)
        while not told_to_stop.is_set():
            self._round()
            told_to_stop.wait(max(1, every))

    def _round(self) -> None:
        """One look. The database may be away for a while: that is logged, and the next look may find it again."""
        try:
            self.look()
        except Exception:
            logger.exception("What there is to do could not be looked for.")
        finally:
            connection.close()  # none is held while it waits
