"""A day that differs, the same change on many units, the list they are chosen in, history and undoing."""

import re
from datetime import date, time

import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from accounts.refusal import Refused
from regions.actions.days import change_several
from regions.documents import changing
from regions.models import CareUnit, OpeningException, Purpose, RedDays, UnitNotice, UnitVersion, Via
from tests.regions.catalogue import at, log_in, manager_of
from tests.regions.made_units import EVERY_DAY, GOTEBORG, changed, make_unit, open_on, sweden, with_red_days
from tests.regions.pages import page_text
from tests.regions.typed_form import typed_in

pytestmark = pytest.mark.django_db
FRIDAY = "2026-11-13"


def one_day(client, unit, **typed):
    return client.post(at("day", unit), {"dag": FRIDAY} | typed, secure=True)


def hours_on(unit, day=FRIDAY):
    rows = OpeningException.objects.filter(unit=unit, first_day__lte=day, last_day__gte=day)
    return {(row.purpose, row.opens, row.closes) for row in rows}


# ---- one day ----


def test_a_manager_closes_early_and_readers_see_it(client, linden, clock):
    log_in(client, manager_of(linden))
    open_on(linden, 4, "14.00-16.00", purpose=Purpose.DROP_IN)
    response = one_day(client, linden, stanger="15", orsak="Planeringsdag")
    assert response.status_code == 302
    visit = {("visit", time(8), time(12)), ("visit", time(13), time(15))}
    assert hours_on(linden) == visit | {("drop_in", time(14), time(15))}
    assert "13 november 2026: 08.00–12.00 och 13.00–15.00" in page_text(client.get(response["Location"], secure=True))
    page = page_text(client.get(linden.get_absolute_url(), secure=True))
    assert "fredag 13 november 08.00–12.00 och 13.00–15.00 Planeringsdag" in page


def test_closed_all_day_is_closed_for_all(client, unit):
    assert one_day(client, unit, gor="hela").status_code == 302
    assert hours_on(unit) == {("visit", None, None), ("phone", None, None)}


def test_a_longer_change_goes_on_around_the_day(client, unit):
    changed(unit, "2026-11-09", "2026-11-20", hours="09.00-16.00", note="Ombyggnad")
    one_day(client, unit, stanger="14.30")
    assert hours_on(unit) == {("visit", time(9), time(14, 30))}
    for day in ("2026-11-12", "2026-11-14"):
        assert hours_on(unit, day) == {("visit", time(9), time(16))}


def test_an_odd_day_confirms_nothing_of_the_week(client, unit):
    one_day(client, unit, stanger="15.00")
    unit.refresh_from_db()
    assert (unit.confirmed_part("hours"), unit.confirmed) == (date(2026, 2, 12), {})


def test_a_new_odd_day_in_the_editor_is_of_the_visits_alone(client, unit):
    phone_alone = open_on(make_unit("Rådgivningen"), EVERY_DAY, "08.00-17.00", purpose=Purpose.PHONE)
    for each, ticked in ((unit, "visit"), (phone_alone, "phone"), (make_unit("Tyst"), "visit")):
        page = client.get(at("edit", each), secure=True).content.decode()
        assert re.findall(r'name="tid-0-purposes" value="(\w+)"[^>]* checked', page) == [ticked]


def test_over_midnight(client, unit):
    night = open_on(make_unit("Natt"), EVERY_DAY, "18.00-02.00")
    one_day(client, night, stanger="22.00")
    assert hours_on(night) == {("visit", time(18), time(22))}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, "Skriv när mottagningen stänger"),
        ({"stanger": "8-25"}, "”8-25” är ingen tid"),
        ({"stanger": "25.00"}, "är ingen tid"),
        ({"stanger": "18.00"}, "inga tider efter 18.00"),
        ({"stanger": "07.00"}, "Välj Stängt hela dagen"),
        ({"dag": "2026-11-09", "stanger": "15"}, "Välj ett av alternativen"),
        ({"dag": "x", "stanger": "15"}, "Välj ett av alternativen"),
        ({"orsak": "x" * 200, "stanger": "15"}, "högst 120"),
        ({"orsak": "a\0b", "stanger": "15"}, "tecken"),
    ],
)
def test_a_day_that_cannot_be_is_said_and_nothing_is_lost(client, unit, typed, said):
    response = one_day(client, unit, **({"orsak": "Planering"} | typed))
    page = response.content.decode()
    assert response.status_code == 400 and said in page
    assert "orsak" in typed or 'value="Planering"' in page
    assert not OpeningException.objects.filter(unit=unit).exists()


def test_a_red_day_nobody_knows_is_closed_when_said_so(client, unit, maj, clock):
    clock.move_to(sweden("2026-12-20 10:00"))
    log_in(client, maj)
    with_red_days(unit, RedDays.UNKNOWN)
    assert one_day(client, unit, dag="2026-12-25", gor="hela").status_code == 302
    assert "Juldagen" in page_text(client.get(at("unit", unit), secure=True))


@pytest.mark.parametrize("name", ["day", "preview", "confirm"])
def test_what_was_sent_and_is_reloaded_opens_the_unit(client, unit, name):
    response = client.get(at(name, unit), secure=True)
    assert (response.status_code, response["Location"]) == (302, at("unit", unit))
    assert client.put(at(name, unit), secure=True).status_code == 405
    assert UnitVersion.objects.filter(unit=unit.pk).count() == 1


def confirm(client, unit):
    """Presses "Allt stämmer i dag"."""
    page = client.get(at("unit", unit), secure=True)
    return client.post(at("confirm", unit), typed_in(page, "bekrafta/"), secure=True)


def test_confirming(client, unit):
    confirm(client, unit)
    unit.refresh_from_db()
    assert unit.confirmed_on == date(2026, 11, 10)
    assert "Behöver bekräftas" not in page_text(client.get(at("unit", unit), secure=True))


def test_what_changed_since_the_page_was_opened_is_not_confirmed_unseen(client, unit):
    shown = typed_in(client.get(at("unit", unit), secure=True), "bekrafta/")
    with changing(by=None, via=Via.EDITOR):
        CareUnit.objects.filter(pk=unit.pk).update(phone="+46406280400")
    for sent in (shown, {}, {"seen": "x"}, {"seen": "9" * 40}):
        told = client.post(at("confirm", unit), sent, secure=True, follow=True)
        assert "Uppgifterna har ändrats sedan du öppnade sidan." in page_text(told)
    unit.refresh_from_db()
    assert unit.confirmed_on == date(2026, 2, 12)
    assert "Alla uppgifter är bekräftade" in page_text(client.get(confirm(client, unit)["Location"], secure=True))


# ---- many ----


@pytest.fixture
def three(no_units, maj):
    return [open_on(make_unit(f"Mottagningen {name}"), range(5), "08.00-17.00") for name in ("A", "B", "C")]


def several(client, **typed):
    return client.post(reverse("catalogue_several"), typed, secure=True)


def a_day(hours, day="2026-12-23", purposes=("visit",)):
    return {"dag-day": day, "dag-hours": hours, "dag-purposes": list(purposes)}


def test_a_notice_on_many(client, three):
    chosen = [unit.pk for unit in three[:2]]
    page = several(client, enhet=chosen).content.decode()
    assert "2 mottagningar" in page
    assert (
        several(client, enhet=chosen, gor="meddelande", **{"info-title": "Telefonerna ligger nere"}).status_code == 302
    )
    assert set(UnitNotice.objects.values_list("unit", flat=True)) == set(chosen)
    assert AuditEvent.objects.filter(action="unit.editor").count() == 2
    changes = UnitVersion.objects.filter(note__startswith="Samma ändring").values_list("change", flat=True)
    assert len(changes) == 2 and len(set(changes)) == 1


def test_a_day_on_all_that_the_list_shows(client, three, django_assert_max_num_queries):
    make_unit("Tandläkaren", kinds=("dental",))
    with django_assert_max_num_queries(24):
        several(client, alla="1", lista="typ=vardcentral", gor="dag", **a_day("8–12"))
    found = OpeningException.objects.values_list("unit", "opens", "closes")
    assert set(found) == {(unit.pk, time(8), time(12)) for unit in three}


def test_more_than_a_form_may_have_fields(client, no_units, maj, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 20
    made = [make_unit(f"Mottagningen {n}") for n in range(25)]
    chosen = typed_in(several(client, alla="1"))
    response = several(client, **chosen, gor="meddelande", **{"info-title": "Telefonerna ligger nere"})
    assert response.status_code == 302
    assert UnitNotice.objects.count() == len(made)


def test_a_day_on_many_changes_the_hours_that_are_ticked(client, three):
    a, b, c = three
    for unit in (a, b):
        open_on(unit, range(5), "08.00-10.00", purpose=Purpose.PHONE)
    open_on(a, [0], "14.00-16.00", purpose=Purpose.DROP_IN)
    page = several(client, enhet=[a.pk]).content.decode()
    assert re.findall(r'name="dag-purposes" value="(\w+)"[^>]* checked', page) == ["visit"]
    several(client, enhet=[a.pk], gor="dag", **a_day("8–12"))
    assert hours_on(a, "2026-12-23") == {("visit", time(8), time(12))}
    sent = several(client, enhet=[unit.pk for unit in three], gor="dag", **a_day("9–10", purposes=["phone"]))
    assert hours_on(b, "2026-12-23") == {("phone", time(9), time(10))} and not hours_on(c, "2026-12-23")
    said = page_text(client.get(sent["Location"], secure=True))
    assert "Sparat på 2 mottagningar" in said
    assert "1 mottagning har inte de tiderna, och är som förut: Mottagningen C." in said
    closed = {(purpose, None, None) for purpose in ("visit", "phone", "drop_in")}
    several(client, enhet=[a.pk], gor="dag", **a_day(""))
    assert hours_on(a, "2026-12-23") == closed


@pytest.mark.parametrize("purposes", [[], ["drop_in"]])
def test_a_day_on_many_must_be_of_hours_that_some_have(client, three, purposes):
    response = several(client, enhet=[three[0].pk], gor="dag", **a_day("8–12", purposes=purposes))
    assert response.status_code == 400
    said = "har de tiderna. Ingenting är ändrat." if purposes else "Välj vad tiderna gäller."
    assert said in response.content.decode() and not OpeningException.objects.exists()


@pytest.mark.parametrize(
    ("typed", "said"),
    [(a_day("17–8"), "Menar du 08.00–17.00?"), (a_day("8–12", day="2026-11-02"), "2 november 2026 har redan varit.")],
)
def test_a_likely_slip_on_many_is_asked_about(client, three, typed, said):
    chosen = {"enhet": [three[0].pk], "gor": "dag"} | typed
    response = several(client, **chosen)
    assert response.status_code == 400 and said in page_text(response)
    assert not OpeningException.objects.exists()
    assert several(client, anda="1", **chosen).status_code == 302
    assert OpeningException.objects.exists()


def test_nothing_of_anothers_is_touched_by_any_field(client, three, maj):
    other = make_unit("Göteborg", municipality=GOTEBORG)
    response = several(client, enhet=[three[0].pk, other.pk], gor="meddelande", **{"info-title": "Hej"})
    assert response.status_code == 302
    assert not UnitNotice.objects.filter(unit=other).exists()
    with pytest.raises(Refused, match="inte din att ändra"):
        change_several(by=maj, units=[three[0].pk, other.pk], notice={"title": "x"})


def test_afterwards_the_list_is_as_it_was(client, three):
    chosen = {"enhet": [three[0].pk], "lista": "typ=vardcentral&kommun=1281&x=1"}
    page = several(client, **chosen).content.decode()
    assert page.count('name="lista" value="typ=vardcentral&amp;kommun=1281"') == 2
    sent = several(client, gor="meddelande", **chosen, **{"info-title": "Hej"})
    assert sent["Location"] == "/vardkatalogen/?typ=vardcentral&kommun=1281"
    assert several(client, lista="typ=vardcentral")["Location"] == "/vardkatalogen/?typ=vardcentral"


@pytest.mark.parametrize("ids", [[], ["x"], ["-1"], ["9" * 40], ["1\0"]])
def test_no_unit_chosen_is_said(client, three, ids):
    response = several(client, enhet=ids, gor="meddelande", **{"info-title": "Hej"})
    assert response.status_code == 302
    assert "Välj mellan 1 och" in page_text(client.get(response["Location"], secure=True))


def test_wrong_for_many_is_said_and_kept(client, three):
    response = several(client, enhet=[three[0].pk], gor="dag", **{"dag-day": "2026-12-23", "dag-hours": "8–25"})
    assert response.status_code == 400
    assert "8–25” är ingen tid" in response.content.decode() and 'value="8–25"' in response.content.decode()


# ---- the list ----


def listed(client, **query):
    return page_text(client.get(reverse("catalogue"), query, secure=True))


def test_the_list_is_narrowed(client, three):
    a, b, _ = three
    CareUnit.objects.filter(pk=a.pk).update(confirmed_on=date(2026, 11, 1))
    CareUnit.objects.filter(pk=b.pk).update(closed_on=date(2026, 11, 1))
    assert all((unit.name in listed(client)) == (unit != b) for unit in three)
    assert "Mottagningen B" in listed(client, visa="stangda")
    old = listed(client, visa="obekraftade")
    assert "Mottagningen C" in old and "Mottagningen A" not in old
    assert "Ingen av dina" in listed(client, kommun="1280")
    assert "Mottagningen A" in listed(client, kommun="1281", typ="vardcentral", q="mottagningen a")
    assert listed(client, typ="\0", kommun="x", visa="y", q="x" * 300, sida="-3")


# ---- history ----


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
