from datetime import datetime

from accounts.management.recurring import RecurringCommand
from articles.actions.publishing import publish_scheduled


class Command(RecurringCommand):
    help = (
        "Publishes the versions whose hour has come: once, or with --every until it is told to stop (docs/operate.md)."
    )

    def look(self, now: datetime) -> None:
        for revision in publish_scheduled(now):
            self.stdout.write(f"Publicerad: {revision}")
