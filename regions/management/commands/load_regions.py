"""`manage.py load_regions`: the 21 regions and 290 municipalities."""

from typing import Any

from django.core.management.base import BaseCommand

from regions.actions.facts import load_regions


class Command(BaseCommand):
    help = "Lägger in de 21 regionerna och 290 kommunerna, eller rättar dem. Kan köras hur många gånger som helst."

    def handle(self, *args: Any, **options: Any) -> None:
        loaded = load_regions(by=None)
        self.stdout.write(
            f"Regioner: {loaded.regions_new} nya, {loaded.regions_changed} ändrade. "
            f"Kommuner: {loaded.municipalities_new} nya, {loaded.municipalities_changed} ändrade."
        )
