"""A unit moves: what is asked of the new address, what readers meet before and after, and what history tells."""

import re
from datetime import date

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.refusal import Refused
from regions.actions.life import cancel_move, make_move, plan_move
from regions.actions.units import confirm_unit, restore_version
from regions.documents import changing
from regions.models import CareUnit, PlannedMove, UnitVersion, Via
from regions.queries.moves import due_moves
from tests.regions.catalogue import at, log_in, public, send
from tests.regions.made_units import LUND, sweden
from tests.regions.pages import page_text
from tests.regions.typed_form import typed_in

pytestmark = pytest.mark.django_db
PLACE = {"street": "Nya vägen 2", "city": "Lund", "municipality_id": LUND, "postal_code": "22350"}
MOVE = PLACE | {"anda": "1"}
POSITION = {"latitude": "55,70", "longitude": "13,19"}


def test_a_move_is_told_and_then_made_at_midnight(client, unit, clock):
    move = MOVE | {"on": "2027-03-01", "way_there": "Tredje våningen.", "latitude": "55,70", "longitude": "13,19"}
    assert send(client, "move", unit, **move).status_code == 302
    assert "Flyttar 1 mars 2027 till Nya vägen 2, Lund." in public(client, unit).content.decode()
    unit.refresh_from_db()
    assert unit.street == "Exempelgatan 3"
    clock.move_to(sweden("2027-02-28 23:59"))
    call_command("make_moves")
    assert due_moves(sweden("2027-02-28 23:59")) == []
    clock.move_to(sweden("2027-03-01 00:00"))
    call_command("make_moves")
    unit.refresh_from_db()
    assert (unit.street, unit.way_there) == ("Nya vägen 2", "Tredje våningen.")
    version = UnitVersion.objects.filter(unit=unit.pk).latest("pk")
    assert version.via == Via.PLAN and "Maj Exempel" in version.note
    assert "Flyttar" not in public(client, unit).content.decode()
    call_command("make_moves")
    assert UnitVersion.objects.filter(unit=unit.pk).latest("pk") == version


def test_a_move_may_be_taken_back_or_changed(client, unit):
    for day in ("2027-03-01", "2027-04-01"):
        send(client, "move", unit, **MOVE, on=day)
    assert PlannedMove.objects.get(unit=unit).on == date(2027, 4, 1)
    send(client, "move", unit, gor="avbryt")
    assert not PlannedMove.objects.exists()


def test_a_move_today_is_made_at_once_and_said_so(client, unit):
    assert "eller genast om dagen är i dag" in page_text(client.get(at("move", unit), secure=True))
    told = page_text(client.get(send(client, "move", unit, **MOVE, on="2026-11-10")["Location"], secure=True))
    unit.refresh_from_db()
    assert unit.street == "Nya vägen 2"
    assert "Adressen är bytt. Läsarna ser den nya nu." in told and "är sparad" not in told


def test_a_move_to_come_is_said_to_be_told_of(client, unit):
    told = page_text(client.get(send(client, "move", unit, **MOVE, on="2026-12-14")["Location"], secure=True))
    assert "Flytten 14 december 2026 är sparad. Sidan berättar om den nu." in told and "är bytt" not in told


def test_a_move_back_in_time_is_refused(client, unit, maj):
    response = send(client, "move", unit, **MOVE, on="2026-11-09")
    assert response.status_code == 400 and "har redan varit" in response.content.decode()
    with pytest.raises(Refused, match="har redan varit"):
        plan_move(by=maj, unit=unit, on=date(2026, 11, 9), place=PLACE)


def test_a_move_is_made_once_and_not_before_its_day(unit, maj):
    move = plan_move(by=maj, unit=unit, on=date(2027, 3, 1), place=PLACE)
    assert make_move(pk=move.pk, at=sweden("2027-02-01 10:00")) is None
    assert make_move(pk=move.pk, at=sweden("2027-03-02 10:00")) == unit
    assert make_move(pk=move.pk, at=sweden("2027-03-02 10:00")) is None


def test_whoever_makes_a_move_and_whoever_changes_it_lock_the_unit_first(unit, maj):
    move = plan_move(by=maj, unit=unit, on=date(2027, 3, 1), place=PLACE)
    for act in (
        lambda: make_move(pk=move.pk, at=sweden("2027-03-02 10:00")),
        lambda: plan_move(by=maj, unit=unit, on=date(2027, 4, 1), place=PLACE),
        lambda: cancel_move(by=maj, unit=unit),
    ):
        with CaptureQueriesContext(connection) as asked:
            act()
        locks = [query["sql"] for query in asked if " FOR UPDATE" in query["sql"] or query["sql"].startswith("DELETE")]
        assert locks[0].startswith('SELECT "regions_careunit"') and "regions_plannedmove" in locks[1]


# ---- what belongs to the premises ----


def place_told(client, unit):
    """What the reader's page says under "Hitta hit", up to the languages."""
    text = page_text(public(client, unit))
    return text[text.index("Hitta hit") : text.index("Språk", text.index("Hitta hit"))]


def test_the_accessibility_of_the_old_premises_is_never_told_of_the_new(client, unit, maj):
    confirm_unit(by=maj, unit=unit, seen=unit.versions.latest("pk").pk)
    assert "Tillgänglig med rullstol" in place_told(client, unit)
    send(client, "move", unit, **MOVE, on="2026-11-10")
    told = place_told(client, unit)
    assert told.endswith("Tillgänglighet Uppgift saknas. Fråga mottagningen. ")
    assert "Nya vägen 2" in told and "Ingång från gården." not in told


def test_the_accessibility_of_the_new_premises_waits_for_the_day(client, unit, clock):
    send(client, "move", unit, **MOVE, on="2027-03-01", accessibility=["toilet"])
    assert "rullstol" in place_told(client, unit)
    clock.move_to(sweden("2027-03-01 00:00"))
    call_command("make_moves")
    told = place_told(client, unit)
    assert told.endswith("Tillgänglighet Anpassad toalett Bekräftat 1 mars 2027. ")


def test_what_would_be_missing_is_asked_about_once(client, unit):
    response = send(client, "move", unit, **PLACE, on="2027-03-01")
    said = page_text(response)
    assert response.status_code == 400 and not PlannedMove.objects.exists()
    assert "Positionen är tom." in said and "tillgänglighet på den nya adressen är tom." in said
    assert send(client, "move", unit, **typed_in(response, "/flytta/"), anda="1").status_code == 302


@pytest.mark.parametrize("position", [POSITION, {"by_postcode": "on"}], ids=["typed", "by postcode"])
def test_nothing_is_asked_of_what_is_whole(client, unit, position):
    whole = PLACE | position | {"on": "2027-03-01", "accessibility": ["wheelchair"]}
    assert send(client, "move", unit, **whole).status_code == 302
    assert PlannedMove.objects.get().easting


def test_staff_who_sign_come_along(client, unit):
    unit.accessibility = ["wheelchair", "sign_language"]
    unit.save()
    form = typed_in(client.get(at("move", unit), secure=True), "/flytta/")
    assert form["accessibility"] == ["sign_language"]
    said = page_text(send(client, "move", unit, **form | PLACE | POSITION | {"on": "2027-03-01"}))
    assert "tillgänglighet på den nya adressen är tom." in said and "Positionen" not in said.split("Ja, spara")[0]


# ---- the preview ----


def preview(client, unit, day):
    form = typed_in(client.get(at("edit", unit), secure=True), "/andra/")
    return client.post(at("preview", unit), form | {"visa_dag": day, "visa_tid": "09.00"}, secure=True)


def test_the_preview_of_a_day_after_the_move_is_of_the_new_address(client, unit):
    send(
        client, "move", unit, **MOVE, **POSITION, on="2026-12-14", way_there="Tredje våningen.", accessibility=["lift"]
    )
    before, after = (page_text(preview(client, unit, day)) for day in ("2026-12-13", "2026-12-14"))
    assert "Flyttar 14 december 2026 till Nya vägen 2" in before and "Exempelgatan 3" in before
    assert "Flyttar" not in after and "Exempelgatan 3" not in after
    for said in ("Nya vägen 2, 223 50 Lund", "Tredje våningen.", "Position: 55,7", "Bekräftat 14 december 2026."):
        assert said in after
    unit.refresh_from_db()
    assert unit.street == "Exempelgatan 3"


# ---- history ----


def test_a_planned_move_and_its_removal_stand_in_history(client, unit, maj, clock):
    send(client, "move", unit, **MOVE, on="2026-12-14")
    clock.shift(60)
    send(client, "move", unit, gor="avbryt")
    for name in ("history", "unit"):
        told = page_text(client.get(at(name, unit), secure=True))
        told = told[told.index("Historik" if name == "history" else "Senast ändrat") :]
        planned = (
            "10 november 2026, kl. 10.00 Planerad ändring Maj Exempel Flyttar 14 december 2026 till Nya vägen 2, Lund"
        )
        gone = "10 november 2026, kl. 10.01 Planerad ändring Maj Exempel Flytten är borttagen"
        assert -1 < told.index(gone) < told.index(planned)


def test_each_step_stands_on_one_page_of_history(client, unit, maj, clock, monkeypatch):
    monkeypatch.setattr("regions.views.catalogue.history.PAGE_SIZE", 2)
    for day in range(1, 4):
        clock.move_to(UnitVersion.objects.filter(unit=unit.pk).latest("pk").at)  # the database has a clock of its own
        log_in(client, maj)  # the session of that other day is over
        send(client, "move", unit, **MOVE, on=f"2099-03-0{day}")
        with changing(by=maj, via=Via.OTHER):
            CareUnit.objects.filter(pk=unit.pk).update(operator=f"Bolaget {day}")
    pages = -(-UnitVersion.objects.filter(unit=unit.pk).count() // 2)
    told = " ".join(
        page_text(client.get(at("history", unit), {"sida": page + 1}, secure=True)) for page in range(pages)
    )
    days = re.findall(r"Flyttar (\d) mars 2099", told)
    assert pages > 1 and days == ["3", "2", "1"]


def test_a_move_made_today_stands_once_with_who_and_readable_numbers(client, unit):
    send(client, "move", unit, **MOVE, **POSITION, on="2026-11-10")
    told = page_text(client.get(at("history", unit), secure=True))
    assert told.count("Redigerad Maj Exempel Flytt") == 1 and "Planerad ändring" not in told
    assert re.search(r"Läge nord \(SWEREF 99, meter\) Förut: 6 \d{3} \d{3} → Nu: 6 \d{3} \d{3}\b", told)


def test_what_it_was_is_dated_as_all_else(client, unit, maj):
    began = UnitVersion.objects.filter(unit=unit.pk).latest("pk")
    send(client, "move", unit, **MOVE, on="2026-11-10")
    restore_version(by=maj, unit=unit, version=began)
    note = UnitVersion.objects.filter(unit=unit.pk).latest("pk").note
    assert re.fullmatch(r"Som den var \d+ [a-z]+ \d{4}, kl\. \d\d\.\d\d", note)
