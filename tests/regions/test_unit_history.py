"""The pages of a unit's history: what has changed in words, and an earlier version put back."""

from datetime import date

import pytest

from regions.models import CareUnit, OpeningException, UnitVersion
from tests.regions.catalogue import at, log_in
from tests.regions.made_units import make_unit, sweden
from tests.regions.pages import page_text
from tests.regions.unit_days import confirm, one_day

pytestmark = pytest.mark.django_db


def test_history_in_words_and_back(client, unit):
    one_day(client, unit, stanger="15.00", orsak="Planeringsdag")
    confirm(client, unit)
    page = client.get(at("history", unit), secure=True)
    says = page_text(page)
    assert "Maj Exempel" in says
    assert "Öppettider 13 november 2026 Förut: – → Nu: 08.00–12.00 och 13.00–15.00. Planeringsdag" in says
    first = UnitVersion.objects.filter(unit=unit.pk).order_by("-pk")[2]
    back = client.get(at("restore", unit, first.pk), secure=True)
    assert "Det här ändras" in back.content.decode()
    assert client.post(at("restore", unit, first.pk), secure=True).status_code == 302
    assert not OpeningException.objects.filter(unit=unit).exists()
    unit.refresh_from_db()
    assert "Alla uppgifter bekräftade Förut: 10 november 2026 → Nu: 12 februari 2026" in page_text(back)
    assert (unit.confirmed_on, unit.confirmed) == (date(2026, 2, 12), {})
    assert "Återställd" in page_text(client.get(at("history", unit), secure=True))


def test_a_version_too_old_is_not_put_back(client, unit, maj, clock):
    first = UnitVersion.objects.filter(unit=unit.pk).latest("pk")
    one_day(client, unit, stanger="15.00")
    clock.move_to(sweden("2099-12-20 10:00"))
    log_in(client, maj)
    page = client.get(at("restore", unit, first.pk), secure=True).content.decode()
    assert "senaste 30 dagarna" in page and '<button class="button"' not in page
    assert client.post(at("restore", unit, first.pk), secure=True).status_code == 400


def test_another_units_version_is_not_found(client, unit):
    other = make_unit("Annan")
    version = UnitVersion.objects.get(unit=other.pk)
    for pk in (version.pk, 10**30, 0):
        assert client.get(at("restore", unit, pk), secure=True).status_code == 404


def test_queries_of_history(client, unit, django_assert_max_num_queries):
    for n in range(25):
        CareUnit.objects.filter(pk=unit.pk).update(street=f"Gatan {n}")
    with django_assert_max_num_queries(10):
        client.get(at("history", unit), secure=True)
