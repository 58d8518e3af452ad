"""What the database refuses, and the Swedish sentence that goes with each refusal."""

from datetime import date, time, timedelta

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Role
from regions.models import Assignment, CareUnit, Municipality, OpeningException, OpeningSpan, Region, UnitNotice
from tests.cast import staff
from tests.regions.made_units import LUND, make_unit
from tests.regions.refused_of_imports import REFUSED as OF_IMPORTS
from tests.regions.test_freshness_constraints import REFUSED as OF_FRESHNESS
from tests.regions.test_life_constraints import REFUSED as OF_LIFE
from tests.regions.test_local_constraints import REFUSED as OF_LOCAL

pytestmark = pytest.mark.django_db

NOW = timezone.now()
EIGHT, NOON = time(8), time(12)


def unit_fields(**fields):
    return {
        "name": "Enhet",
        "slug": "enhet",
        "kinds": ["pharmacy"],
        "region_id": "12",
        "municipality_id": LUND,
    } | fields


def of_unit(model):
    """Makes rows of a model that belongs to a unit."""
    return lambda **fields: model(unit=make_unit(), **fields)


def another_span(**fields):
    OpeningSpan.objects.create(unit=(unit := make_unit()), day=0, opens=EIGHT, closes=NOON)
    return OpeningSpan(unit=unit, day=0, opens=EIGHT, **fields)


def unit(**fields):
    rest = {"name": "Enhet", "slug": "enhet", "kinds": ["pharmacy"], "region_id": "12", "municipality_id": LUND}
    return CareUnit(**rest | fields)


def assigned(**fields):
    """A role in Skåne, of someone who has one already."""
    maj = staff("maj")
    Assignment.objects.create(user=maj, region_id="12", role=Role.REGIONAL_EDITOR)
    return Assignment(user=maj, region_id="12", **fields)


REFUSED = {
    # constraint: (sentence, [rows that break it])
    "assignment_once": ("Personen har redan den rollen där.", [(assigned, {"role": "regional_editor"})]),
    "assignment_role_is_local": (
        "Välj en region för en roll i en region, och en mottagning för en roll där.",
        [(assigned, {"role": "nurse"}), (assigned, {"role": "unit_manager"})],
    ),
    "careunit_position_in_sweden": (
        "Positionen ligger inte i Sverige. Kontrollera koordinaterna.",
        [
            (unit, {"easting": 55, "northing": 13}),
            (unit, {"easting": 6_174_000, "northing": 386_000}),
            (unit, {"easting": 386_000, "northing": 6_099_999}),
            (unit, {"easting": 950_001, "northing": 7_000_000}),
            (unit, {"easting": 386_000, "northing": None}),
            (unit, {"easting": None, "northing": 6_174_000}),
        ],
    ),
    "careunit_postal_code_five_digits": (
        "Ett postnummer har fem siffror, till exempel 21145.",
        [(unit, {"postal_code": code}) for code in ("2114", "01234", "211 4", "2114x", "٢١١٤٥", "2114\n")],
    ),
    "careunit_has_kind": ("Välj minst en typ av vård.", [(unit, {"kinds": []})]),
    "openingspan_once": (
        "Två tider samma dag kan inte börja samtidigt.",
        [(another_span, {"closes": NOON}), (another_span, {"closes": time(17)})],
    ),
    "openingspan_day": (
        "Välj en dag.",
        [(of_unit(OpeningSpan), {"day": day, "opens": EIGHT, "closes": NOON}) for day in (-1, 8)],
    ),
    "openingexception_days": (
        "Sista dagen kan inte vara före den första.",
        [(of_unit(OpeningException), {"first_day": date(2026, 3, 2), "last_day": date(2026, 3, 1)})],
    ),
    "openingexception_hours": (
        "Fyll i både öppnar och stänger, eller ingen av dem för stängt.",
        [
            (of_unit(OpeningException), {"first_day": date(2026, 3, 2), "last_day": date(2026, 3, 2), name: EIGHT})
            for name in ("opens", "closes")
        ],
    ),
    "unitnotice_ends_after_start": (
        "Slutet måste vara efter början.",
        [
            (of_unit(UnitNotice), {"title": "Nytt", "starts_at": NOW, "ends_at": NOW}),
            (of_unit(UnitNotice), {"title": "Nytt", "starts_at": NOW, "ends_at": NOW - timedelta(days=1)}),
        ],
    ),
}
EVERY = REFUSED | OF_LIFE | OF_LOCAL | OF_FRESHNESS | OF_IMPORTS
CASES = [(name, make, fields) for name, (_, rows) in EVERY.items() for make, fields in rows]


@pytest.mark.parametrize(("name", "make", "fields"), CASES)
def test_the_database_refuses(name, make, fields):
    row = make(**fields)
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        row.save()
    assert refusal.value.__cause__.diag.constraint_name == name


@pytest.mark.parametrize(("name", "make", "fields"), CASES)
def test_a_form_says_why_in_swedish(name, make, fields):
    with pytest.raises(ValidationError) as refusal:
        make(**fields).validate_constraints()
    assert EVERY[name][0] in refusal.value.messages


ALLOWED = [
    (unit, {"easting": None, "northing": None}),
    (unit, {"easting": 200_000, "northing": 7_700_000}),
    (unit, {"postal_code": ""}),
    (unit, {"postal_code": "98499", "kinds": ["emergency", "hospital"]}),
    (unit, {"hsa_id": None, "source_id": None}),
    (another_span, {"closes": NOON, "purpose": "phone"}),
    (of_unit(OpeningSpan), {"day": 7, "opens": time(20), "closes": time(2)}),
    (of_unit(OpeningSpan), {"day": 0, "opens": time(0), "closes": time(0)}),
    (of_unit(OpeningException), {"first_day": date(2026, 3, 2), "last_day": date(2026, 3, 2)}),
    (
        of_unit(OpeningException),
        {"first_day": date(2026, 3, 2), "last_day": date(2026, 8, 2), "opens": time(22), "closes": time(6)},
    ),
    (of_unit(UnitNotice), {"title": "Nytt", "starts_at": NOW, "ends_at": None}),
    (of_unit(UnitNotice), {"title": "Nytt", "starts_at": NOW, "ends_at": NOW + timedelta(minutes=1)}),
]


@pytest.mark.parametrize(("make", "fields"), ALLOWED)
def test_what_is_allowed_is_kept(make, fields):
    row = make(**fields)
    row.validate_constraints()
    row.save()
    assert type(row).objects.filter(pk=row.pk).exists()


def test_every_named_constraint_is_tried_here():
    models = apps.get_app_config("regions").get_models()
    assert {constraint.name for model in models for constraint in model._meta.constraints} == set(EVERY)


@pytest.mark.parametrize("field", ["slug", "hsa_id", "source_id"])
def test_what_names_a_unit_names_no_other(field):
    make_unit(**{field: "ett-namn"})
    with pytest.raises(IntegrityError), transaction.atomic():
        make_unit(**{field: "ett-namn"})


def test_a_region_and_a_municipality_with_units_cannot_be_taken_away():
    make_unit(municipality=LUND)
    for row in (Region.objects.get(code="12"), Municipality.objects.get(code=LUND)):
        with pytest.raises(IntegrityError), transaction.atomic():
            row.delete()


def test_with_a_unit_go_its_hours_and_notices():
    each = make_unit()
    OpeningSpan.objects.create(unit=each, day=0, opens=EIGHT, closes=NOON)
    OpeningException.objects.create(unit=each, first_day=date(2026, 3, 2), last_day=date(2026, 3, 2))
    UnitNotice.objects.create(unit=each, title="Nytt", starts_at=NOW)
    each.delete()
    for model in (OpeningSpan, OpeningException, UnitNotice):
        assert not model.objects.filter(unit_id=each.pk).exists()
