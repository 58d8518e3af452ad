from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts import actions
from accounts.models import User


class Command(BaseCommand):
    help = "Tar bort en persons tvåstegsverifiering, när telefonen är borta och ingen annan systemadministratör finns."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username", help="Personens användarnamn.")

    def handle(self, *args: Any, username: str, **options: Any) -> None:
        user = User.objects.filter(username=User.normalize_username(username)).first()
        if user is None:
            raise CommandError(f"Det finns ingen användare som heter {username}.")
        actions.remove_second_factor(by=None, user=user)
        self.stdout.write(f"Klart. {user} lägger in en ny tvåstegsverifiering vid nästa inloggning.")
