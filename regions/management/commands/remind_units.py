from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.last_done import note_done
from regions.actions.reminders import ask_by_itself, send_waiting


class Command(BaseCommand):
    help = "Asks units to confirm old facts, where the region wants it, and sends what waits. Often (docs/operate.md)."

    def handle(self, *args: Any, **options: Any) -> None:
        asked = ask_by_itself(timezone.now())
        report = send_waiting()
        self.stdout.write(f"{asked} mottagningar påminns automatiskt. {report.sent} mejl skickades.")
        if report.waiting:
            raise CommandError(f"{report.waiting} mejl gick inte att skicka. De försöks igen nästa gång, i en vecka.")
        note_done("remind_units")
