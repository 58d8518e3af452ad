from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts import demo


class Command(BaseCommand):
    help = "Lägger upp demons exempelkonton (kan köras om) och visar hur man loggar in."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            users = demo.load_cast()
        except demo.NotTheDemo as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(f"{'Användarnamn':<14}{'Namn':<18}Roll")
        for user in users:
            roles = ", ".join(user.role_labels()) or (
                "Systemadministratör" if user.is_superuser else "Roll i en region"
            )
            self.stdout.write(f"{user.username:<14}{user.name:<18}{roles}")
        self.stdout.write(f"\nAlla har lösenordet: {demo.PASSWORD}")
        self.stdout.write("Engångskoden får du med: python manage.py demo_code")
