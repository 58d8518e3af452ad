from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts import demo
from accounts.models import User


class Command(BaseCommand):
    help = "Visar engångskoden som demons exempelkonton loggar in med just nu."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username", nargs="?", help="Bara den här personens kod, till exempel karin.")

    def handle(self, *args: Any, username: str | None = None, **options: Any) -> None:
        names = [member.username for member in demo.CAST]
        if username and username not in names:
            raise CommandError(f"{username} är inte ett exempelkonto. Välj ett av: {', '.join(names)}.")
        try:
            demo.require_demo()
        except demo.NotTheDemo as refusal:
            raise CommandError(str(refusal)) from None
        users = {user.username: user for user in User.objects.filter(username__in=[username] if username else names)}
        if not users:
            raise CommandError("Exempelkontona är inte upplagda än. Kör: python manage.py demo_users")
        for name in names:
            if name in users:
                self.stdout.write(f"{name:<8}{demo.code_for(users[name]) or 'vänta en halv minut'}")
