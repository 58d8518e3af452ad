"""A unit's facts as one document, and the versions that the database keeps of it by whatever road it is changed."""

from datetime import date, datetime, time

import pytest
from django.db import DatabaseError, connection, transaction

from accounts.models import Role
from accounts.refusal import Refused
from regions.actions.life import close_unit
from regions.actions.units import ChangedMeanwhile, confirm_unit, restore_version, save_unit
from regions.documents import as_stored, changing, documents, merge, put
from regions.models import Assignment, CareUnit, OpeningSpan, UnitVersion, Via
from regions.queries.history import steps
from tests.cast import staff
from tests.regions.catalogue import admin_of, manager_of
from tests.regions.made_units import WEEKDAYS, changed, make_unit, open_on

pytestmark = pytest.mark.django_db


@pytest.fixture
def maj(bare):
    return admin_of("12")


@pytest.fixture
def unit(bare):
    return open_on(make_unit("Vårdcentralen Exempel", phone="+4640123456"), WEEKDAYS, "08.00-17.00")


def latest(unit):
    return UnitVersion.objects.filter(unit=unit.pk).order_by("pk").last()


def span(day, opens, closes, purpose="visit"):
    return {"purpose": purpose, "day": day, "opens": f"{opens}:00", "closes": f"{closes}:00"}


def test_every_road_leaves_a_version(unit):
    before = UnitVersion.objects.filter(unit=unit.pk).count()
    with changing(by=None, via=Via.OTHER, note="plain SQL"), connection.cursor() as cursor:
        cursor.execute("UPDATE regions_openingspan SET closes = '16:00' WHERE unit_id = %s AND day = 4", [unit.pk])
    with changing(by=None, via=Via.OTHER):
        CareUnit.objects.filter(pk=unit.pk).update(phone="")
    versions = list(UnitVersion.objects.filter(unit=unit.pk).order_by("pk"))[before:]
    assert [version.note for version in versions] == ["plain SQL", ""]
    assert versions[0].document["phone"] == "+4640123456" and versions[1].document["phone"] == ""
    assert versions[1].document["spans"][4]["closes"] == "16:00:00"


def test_a_deleted_unit_keeps_its_history(unit):
    pk, uid = unit.pk, unit.uid
    with changing(by=None, via=Via.OTHER):
        unit.delete()
    last = UnitVersion.objects.filter(unit=pk).order_by("pk").last()
    assert last.document is None and last.uid == uid


def test_a_new_search_index_is_no_change(unit):
    count = UnitVersion.objects.count()
    with changing(by=None, via=Via.OTHER):
        CareUnit.objects.filter(pk=unit.pk).update(search=None)
    assert UnitVersion.objects.count() == count


@pytest.mark.parametrize(
    "statement",
    ["UPDATE regions_unitversion SET note = 'x'", "DELETE FROM regions_unitversion"],
    ids=["update", "delete"],
)
def test_history_stands(unit, statement):
    with pytest.raises(DatabaseError, match="historia"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_document_put_back_is_the_same_document(unit):
    changed(unit, "2026-12-24", hours="08.00-12.00", note="Julafton")
    document = documents([unit.pk])[unit.pk]
    assert as_stored(document) == document
    put({unit.pk: document | {"spans": [], "exceptions": []}}, {unit.pk: document})
    assert not OpeningSpan.objects.filter(unit=unit).exists()
    put({unit.pk: document}, documents([unit.pk]))
    assert documents([unit.pk])[unit.pk] == document


def test_save_is_live_confirmed_and_told(unit, maj):
    document = documents([unit.pk])[unit.pk]
    friday = [span(day, "08:00", "15:00" if day == 4 else "17:00") for day in WEEKDAYS]
    save_unit(by=maj, unit=unit, document=document | {"spans": friday}, was=latest(unit).pk)
    assert OpeningSpan.objects.get(unit=unit, day=4).closes == time(15)
    version = latest(unit)
    assert (version.by_name, version.via) == ("Maj Exempel", Via.EDITOR)
    unit.refresh_from_db()
    assert unit.confirmed_part("hours") and not unit.confirmed_part("contact")


def test_two_who_change_different_facts_both_get_theirs(unit, maj):
    document, was = documents([unit.pk])[unit.pk], latest(unit).pk
    save_unit(by=maj, unit=unit, document=document | {"phone": "+4640654321"}, was=was)
    saved = save_unit(by=maj, unit=unit, document=document | {"street": "Storgatan 1"}, was=was)
    assert (saved.phone, saved.street) == ("+4640654321", "Storgatan 1")


def test_two_who_change_the_same_fact_are_told(unit, maj):
    document, was = documents([unit.pk])[unit.pk], latest(unit).pk
    save_unit(by=maj, unit=unit, document=document | {"phone": "+4640654321"}, was=was)
    with pytest.raises(ChangedMeanwhile, match="Maj Exempel har ändrat") as told:
        save_unit(by=admin_of("12", "moa"), unit=unit, document=document | {"phone": "+4640111111"}, was=was)
    assert told.value.facts == ["phone"]
    unit.refresh_from_db()
    assert unit.phone == "+4640654321"


def test_put_back_what_was(unit, maj):
    began = latest(unit)
    document = documents([unit.pk])[unit.pk]
    save_unit(by=maj, unit=unit, document=document | {"spans": [], "phone": ""}, was=began.pk)
    unit = restore_version(by=maj, unit=unit, version=began)
    assert not unit.confirmed_on and not unit.confirmed
    assert unit.phone == "+4640123456" and unit.spans.count() == 5
    assert latest(unit).via == Via.UNDO


def test_a_manager_puts_back_only_what_a_manager_may_change(unit, maj):
    mona, heir, opened = manager_of(unit), make_unit("Vårdcentralen Arvtagaren"), latest(unit)
    opened_as = documents([unit.pk])[unit.pk]
    close_unit(by=maj, unit=unit, on=date(2027, 1, 1), note="Flyttar ihop", successor=heir)
    closed, closed_as = latest(unit), documents([unit.pk])[unit.pk]
    told = closed_as | {"phone": "", "opens_on": "2026-12-01", "part_of_id": heir.pk}
    save_unit(by=mona, unit=unit, document=told, was=closed.pk)

    restore_version(by=mona, unit=unit, version=opened)
    assert documents([unit.pk])[unit.pk] == closed_as  # all that is theirs is as it was; the closing stands
    restore_version(by=maj, unit=unit, version=opened)
    assert documents([unit.pk])[unit.pk] == opened_as
    restore_version(by=mona, unit=unit, version=closed)
    assert documents([unit.pk])[unit.pk] == opened_as  # nor do they close it again


def test_no_one_puts_a_unit_back_in_another_region(unit, maj):
    then = latest(unit)
    CareUnit.objects.filter(pk=unit.pk).update(region="13", municipality="1380", street="Ågatan 1", phone="")
    admin = admin_of("13", "hanna")
    restored = restore_version(by=admin, unit=unit, version=then)
    assert (restored.region_id, restored.municipality_id, restored.street) == ("13", "1380", "Ågatan 1")
    assert restored.phone == "+4640123456"


def test_confirm_all(unit, maj):
    seen = latest(unit).pk
    unit = confirm_unit(by=maj, unit=unit, seen=seen)
    assert unit.confirmed_part("contact") == unit.confirmed_on is not None
    assert latest(unit).via == Via.CONFIRM
    confirm_unit(by=maj, unit=unit, seen=seen)  # that it was confirmed meanwhile is no other fact


def test_others_may_not(unit):
    other = staff("hanna")
    Assignment.objects.create(user=other, region_id="13", role=Role.REGIONAL_ADMIN)
    document, version = documents([unit.pk])[unit.pk], latest(unit)
    for act in (
        lambda: save_unit(by=other, unit=unit, document=document | {"phone": ""}, was=version.pk),
        lambda: restore_version(by=other, unit=unit, version=version),
        lambda: confirm_unit(by=other, unit=unit, seen=version.pk),
    ):
        with pytest.raises(Refused, match="får inte"):
            act()


def test_a_units_manager_may_edit_it_alone(unit):
    mona = staff("mona")
    Assignment.objects.create(user=mona, unit=unit, role=Role.UNIT_MANAGER)
    document = documents([unit.pk])[unit.pk]
    save_unit(by=mona, unit=unit, document=document | {"phone": ""}, was=latest(unit).pk)
    other = make_unit()
    with pytest.raises(Refused, match="får inte"):
        confirm_unit(by=mona, unit=other, seen=latest(other).pk)


def test_hours_are_merged_day_by_day(unit, maj):
    document, was = documents([unit.pk])[unit.pk], latest(unit).pk

    def closing(day, closes):
        return document | {"spans": [span(d, "08:00", closes if d == day else "17:00") for d in WEEKDAYS]}

    save_unit(by=maj, unit=unit, document=closing(0, "12:00"), was=was)
    save_unit(by=maj, unit=unit, document=closing(4, "15:00"), was=was)
    assert [s["closes"] for s in documents([unit.pk])[unit.pk]["spans"]] == [
        "12:00:00", "17:00:00", "17:00:00", "17:00:00", "15:00:00",
    ]  # fmt: skip
    with pytest.raises(ChangedMeanwhile) as told:
        save_unit(by=maj, unit=unit, document=closing(0, "13:00"), was=was)
    assert told.value.facts == ["spans"]


def test_two_dated_changes_by_two_people_both_stand(unit, maj):
    document, was = documents([unit.pk])[unit.pk], latest(unit).pk
    row = {"purpose": "visit", "opens": None, "closes": None, "note": ""}
    for day in ("2026-12-23", "2026-12-30"):
        changed_days = document | {"exceptions": [row | {"first_day": day, "last_day": day}]}
        save_unit(by=maj, unit=unit, document=changed_days, was=was)
    assert [e["first_day"] for e in documents([unit.pk])[unit.pk]["exceptions"]] == ["2026-12-23", "2026-12-30"]


def test_what_yields_is_theirs(unit):
    base = documents([unit.pk])[unit.pk]
    mine, theirs = base | {"phone": "+461", "street": "A"}, base | {"phone": "+462", "street": "B"}
    merged, both = merge(base, mine, theirs, {"phone"})
    assert (merged["phone"], merged["street"], both) == ("+462", "A", ["street"])


def test_what_the_database_refuses_is_told_in_words(unit, maj):
    document, was = documents([unit.pk])[unit.pk], latest(unit).pk
    with pytest.raises(Refused, match="inte i Sverige"):
        save_unit(by=maj, unit=unit, document=document | {"easting": 1, "northing": 1}, was=was)
    other = make_unit(hsa_id="SE2321000131-E1")
    with pytest.raises(Refused, match="HSA-id:t är redan"):
        save_unit(by=maj, unit=unit, document=document | {"hsa_id": other.hsa_id}, was=was)


def test_versions_of_the_same_minute_are_told_apart():
    clocks = ("12:06:31", "12:06:01", "12:05:59")
    versions = [UnitVersion(at=datetime.fromisoformat(f"2026-11-10T{clock}+01:00")) for clock in clocks]
    found = [step.moment for step in steps(versions, None, None, versions[0].at)]
    assert found == [f"10 november 2026, kl. {clock}" for clock in ("12.06.31", "12.06.01", "12.05")]
