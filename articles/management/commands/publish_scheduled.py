import logging
import signal
import threading
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import connection
from django.utils import timezone

from articles.actions.publishing import publish_scheduled
from articles.models import Revision

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = (
        "Publishes the versions whose hour has come: once, or with --every until it is told to stop (docs/operate.md)."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--every", type=int, metavar="SECONDS", help="Look again this often, until SIGTERM.")

    def handle(self, *args: Any, every: int | None = None, **options: Any) -> None:
        if every is None:
            self._tell(publish_scheduled(timezone.now()))
            return
        told_to_stop = threading.Event()

        def stop(number: int, frame: FrameType | None) -> None:
            told_to_stop.set()  # what has begun is finished first

        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, stop)
        while not told_to_stop.is_set():
            self._round()
            told_to_stop.wait(max(1, every))

    def _round(self) -> None:
        """One look. The database may be away for a while: that is logged, and the next look may find it again."""
        try:
            self._tell(publish_scheduled(timezone.now()))
        except Exception:
            logger.exception("What is due could not be looked for.")
        finally:
            connection.close()  # none is held while it waits

    def _tell(self, published: list[Revision]) -> None:
        for revision in published:
            self.stdout.write(f"Publicerad: {revision}")
