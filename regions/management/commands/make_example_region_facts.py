from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.demo import NotTheDemo
from regions.example_local import load_what_holds


class Command(BaseCommand):
    help = "Ger varje region exempel på kontakter och avgifter. Det som någon har skrivit ändras inte."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            count = load_what_holds()
        except NotTheDemo as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(f"Regioner som fick exempel: {count}")
