"""The same change on many units, and the list they are chosen in."""

import re
from datetime import date, time

import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from accounts.refusal import Refused
from regions.actions.days import change_several
from regions.models import CareUnit, OpeningException, Purpose, UnitNotice, UnitVersion
from tests.regions.made_units import GOTEBORG, make_unit, open_on
from tests.regions.pages import page_text
from tests.regions.typed_form import typed_in
from tests.regions.unit_days import hours_on

pytestmark = pytest.mark.django_db


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
