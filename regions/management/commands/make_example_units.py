"""`manage.py make_example_units`: invented care units in every municipality."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from regions.example_units import ExampleUnitsError, Outcome, make_example_units
from regions.kinds import UnitKind


class Command(BaseCommand):
    help = "Gör påhittade mottagningar i alla kommuner. Den som finns görs inte igen, och ändrade lämnas som de är."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--count", type=int, default=0, metavar="N", help="gör N till, utspridda, för mätningar")
        parser.add_argument("--restore", action="store_true", help="återställ dem som skiljer sig från exemplen")

    def handle(self, *, count: int, restore: bool, **options: Any) -> None:
        if count < 0:
            raise CommandError("--count ska vara noll eller mer.")
        try:
            outcome = make_example_units(extra=count, restore=restore)
        except ExampleUnitsError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(_said(outcome))
        if options["verbosity"] > 1:
            for kind, number in outcome.kinds.most_common():
                self.stdout.write(f"  {number} {UnitKind(kind).label}")


def _said(outcome: Outcome) -> str:
    """What the run did, in one or two sentences."""
    if not outcome.changed:
        said = f"Inget ändrades: {outcome.same} exempelmottagningar finns redan."
    else:
        said = f"{outcome.made} exempelmottagningar gjordes och {outcome.restored} återställdes."
    if outcome.left:
        said += f" {outcome.left} skiljer sig från exemplen och lämnades som de är (--restore återställer dem)."
    return said
