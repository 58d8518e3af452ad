from django.utils import timezone

from accounts.rounds import RoundsCommand
from articles.actions.publishing import publish_scheduled


class Command(RoundsCommand):
    help = (
        "Publishes the versions whose hour has come: once, or with --every until it is told to stop (docs/operate.md)."
    )

    def look(self) -> None:
        for revision in publish_scheduled(timezone.now()):
            self.stdout.write(f"Publicerad: {revision}")
