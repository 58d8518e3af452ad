from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.demo import NotTheDemo
from regions.example_assignments import ASSIGNED, load_assignments


class Command(BaseCommand):
    help = "Ger demons exempelkonton deras uppdrag i Region Skåne (kan köras om)."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            load_assignments()
        except NotTheDemo as refusal:
            raise CommandError(str(refusal)) from None
        for username, roles in ASSIGNED.items():
            self.stdout.write(f"{username:<14}{', '.join(str(role.label) for role in roles)} i Skåne")
