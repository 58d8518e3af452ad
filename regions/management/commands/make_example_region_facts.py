from typing import Any

from django.core.management.base import BaseCommand

from regions.example_local import load_what_holds


class Command(BaseCommand):
    help = "Ger varje region exempel på kontakter och avgifter. Det som någon har skrivit ändras inte."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Regioner som fick exempel: {load_what_holds()}")
