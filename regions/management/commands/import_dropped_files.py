from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.management.base import CommandError

from accounts.management.recurring import RecurringCommand
from regions.actions.imports.dropping import take_dropped


class Command(RecurringCommand):
    help = "Läser in filer ur regionernas mappar: en gång, eller med --every tills det sägs stopp (docs/import.md)."

    def look(self, now: datetime) -> None:
        if not settings.CATALOGUE_DROP_DIR:
            raise CommandError("CATALOGUE_DROP_DIR saknas: mappen med en mapp för varje region (se docs/settings.md).")
        failed = 0
        for taken in take_dropped(Path(settings.CATALOGUE_DROP_DIR)):
            self.stdout.write(f"{taken.path}: {taken.told}")
            failed += taken.failed
        if failed:  # so that it is not counted as done well, and is missed
            raise CommandError(f"{failed} filer eller mappar kunde inte tas. Loggen säger varför.")
