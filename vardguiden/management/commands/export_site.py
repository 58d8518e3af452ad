import os
import threading
import time
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db import InterfaceError, OperationalError, connection

from accounts.management.recurring import RecurringCommand
from regions.facts import regions, regions_by_slug
from ui.text import number
from vardguiden.crisis_copy.asking import CopyFailed
from vardguiden.crisis_copy.making import Outcome, make_copy
from vardguiden.crisis_copy.withdrawing import take_out_withdrawn

TOLD_EVERY = 2_000  # pages
DEAD_SHOWN = 20
WITHDRAWN_EACH = 5.0  # seconds between two looks at what has been withdrawn


class Command(RecurringCommand):
    help = "Writes the public site as files that a web server can give out alone (docs/adr/0023-crisis-copy.md)."

    made_at: datetime | None = None  # when the run that made the copy began
    _next_look = 0.0

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("folder", metavar="DIR", type=Path, help="The copy is DIR/current/site.")
        parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="Processes; one a core if not said.")
        parser.add_argument(
            "--region",
            action="append",
            choices=sorted(regions_by_slug()),
            help="Only this region, and the care units in it, beside the national pages. May be said many times.",
        )

    def handle(self, *args: Any, every: int | None = None, **options: Any) -> None:
        self.folder, self.jobs, chosen = options["folder"], options["jobs"], options["region"]
        if self.jobs < 1:
            raise CommandError("--jobs ska vara minst 1.")
        self.regions = [each for each in regions() if chosen is None or each.slug in chosen]
        super().handle(*args, every=every, **options)

    def look(self, now: datetime) -> None:
        try:
            outcome = make_copy(self.folder, self.regions, self.jobs, now, self._tell)
        except OperationalError as error:
            raise CommandError(f"Databasen svarar inte. Kopian är som den var. ({error})") from error
        except CopyFailed as failure:
            raise CommandError(f"{failure} Kopian är som den var.") from failure
        except OSError as error:
            raise CommandError(f"Kopian gick inte att skriva: {error}. Den är som den var.") from error
        self.made_at = now
        self._say(outcome)
        self._take_out()  # what was withdrawn after its page had been asked for

    def rest(self, told_to_stop: threading.Event, seconds: float) -> None:
        """A page that nobody may read any longer does not stay until the next run."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0 and not told_to_stop.wait(min(WITHDRAWN_EACH, left)):
            try:
                self._take_out()
            except (OperationalError, InterfaceError):  # the next run says so
                continue
            finally:
                connection.close()

    def _take_out(self) -> None:
        if taken := take_out_withdrawn(self.folder, self.made_at):
            self.stdout.write(f"{number(taken)} sidor med tillbakadragna texter togs bort.")

    def _tell(self, done: int, of: int) -> None:
        if time.monotonic() >= self._next_look:
            self._next_look = time.monotonic() + WITHDRAWN_EACH
            self._take_out()
        if done % TOLD_EVERY == 0 and done < of:
            self.stdout.write(f"{number(done)} av {number(of)}")
            self.stdout.flush()

    def _say(self, outcome: Outcome) -> None:
        self.stdout.write(f"{number(outcome.pages)} adresser, {number(outcome.changed)} ändrade.")
        if outcome.maps_changed:
            self.stdout.write("Huvuden eller flyttade adresser har ändrats: be nginx läsa om (nginx -s reload).")
        for page, link in outcome.dead[:DEAD_SHOWN]:
            self.stderr.write(f"Länken {link} på {page} leder ingenstans.")
        if len(outcome.dead) > DEAD_SHOWN:
            self.stderr.write(f"… och {number(len(outcome.dead) - DEAD_SHOWN)} till.")
