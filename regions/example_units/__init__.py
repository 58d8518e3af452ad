"""Invented care units in every municipality, so that find care can be tried in a minute.

Nothing here is a real place: every name begins with "Exempel", the streets are made up, the phone numbers are those
that the telecom authority reserves for books and films. `towns` says what stands where, `names`, `hours` and `details`
what each unit is like, `plan` puts a unit together and `maker` writes them. The same input always gives the same units.
"""

from regions.example_units.maker import ExampleUnitsError, Outcome, make_example_units
from regions.example_units.plan import ExampleUnit, example_units

__all__ = ["ExampleUnit", "ExampleUnitsError", "Outcome", "example_units", "make_example_units"]
