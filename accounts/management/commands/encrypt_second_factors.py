from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts import actions


class Command(BaseCommand):
    help = (
        "Encrypts all second factors with the SECRET_KEY of now, before an earlier one is forgotten (docs/operate.md)."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        done, unreadable = actions.encrypt_second_factors_anew(by=None)
        self.stdout.write(f"{done} hemligheter krypterades med den nya nyckeln.")
        if unreadable:
            raise CommandError(
                f"{unreadable} går inte att läsa med någon nyckel i inställningarna och lämnades orörda."
            )
