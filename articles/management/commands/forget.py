from datetime import timedelta
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from accounts.last_done import note_done
from accounts.lockout import forget_attempts
from articles.actions.feedback import forget_feedback
from articles.actions.misses import forget_misses
from articles.actions.reviewing import forget_addresses
from regions.actions.imports.forgetting import forget_imports
from regions.actions.unit_reports import forget_reports

JOBS_KEPT = timedelta(days=14)


class Command(BaseCommand):
    help = "Deletes what is needed no longer: what readers left, addresses, imported files, ended sessions and jobs."

    def handle(self, *args: Any, **options: Any) -> None:
        forgotten = [
            f"{forget_feedback()} läsarsvar",
            f"{forget_misses()} rader om sökningar utan träff",
            f"{forget_addresses()} adresser till granskare",
            f"filerna till {forget_imports()} importer",
            f"{forget_reports()} rapporter om fel",
            f"{forget_attempts()} misslyckade inloggningar",
        ]
        call_command("clearsessions")
        DBTaskResult.objects.finished().filter(finished_at__lt=timezone.now() - JOBS_KEPT).delete()
        self.stdout.write(f"Borttaget: {', '.join(forgotten)}.")
        note_done("forget")
