"""A command that looks for what is due: once, or again and again until it is told to stop (docs/operate.md)."""

import logging
import signal
import threading
from datetime import datetime
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import InterfaceError, OperationalError, connection
from django.utils import timezone

from accounts.last_done import note_done

logger = logging.getLogger(__name__)


class RecurringCommand(BaseCommand):
    """`look` does what is due at a moment; with --every it is called that often, until SIGTERM. That it ended well is
    noted."""

    def look(self, now: datetime) -> None:
        raise NotImplementedError

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--every", type=int, metavar="SECONDS", help="Look again this often, until SIGTERM.")

    def handle(self, *args: Any, every: int | None = None, **options: Any) -> None:
        if every is None:
            self._look()
            return
        told_to_stop = threading.Event()

        def stop(number: int, frame: FrameType | None) -> None:
            told_to_stop.set()  # what has begun is finished first

        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, stop)
        while not told_to_stop.is_set():
            self._round()
            self.rest(told_to_stop, max(1, every))

    def rest(self, told_to_stop: threading.Event, seconds: float) -> None:
        """What is done between two looks: nothing."""
        told_to_stop.wait(seconds)

    def _look(self) -> None:
        self.look(timezone.now())
        note_done(type(self).__module__.rpartition(".")[2])

    def _round(self) -> None:
        """One look. The database may be away for a while: that is logged, and the next look may find it again."""
        try:
            self._look()
        except (OperationalError, InterfaceError) as error:
            logger.error("What is due could not be looked for: %s", str(error).strip().split("\n")[0])
        except Exception:
            logger.exception("What is due could not be looked for.")
        finally:
            connection.close()  # none is held while it waits
