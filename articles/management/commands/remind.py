from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.last_done import note_done
from articles.actions.reminding import remind


class Command(BaseCommand):
    help = "Mails each responsible editor the texts that are to be reviewed soon. Run it once a day (docs/operate.md)."

    def handle(self, *args: Any, **options: Any) -> None:
        report = remind(timezone.localdate())
        self.stdout.write(f"{report.mails} mejl om {report.texts} texter skickades.")
        if report.without_responsible:
            self.stdout.write(f"{report.without_responsible} texter saknar ansvarig redaktör: se Redaktionen.")
        if report.failed:
            raise CommandError(f"{report.failed} mejl gick inte att skicka. De försöks igen nästa gång.")
        note_done("remind")
