"""The freshness board: its lists say the same as the unit's page does, for whoever looks after the units."""

import re
from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from regions.models import CareUnit, Purpose, RedDays, UnitContact, UnitReminder, UnitReport
from regions.opening import day_hours
from regions.queries.freshness import WANTED, BoardList, board, in_list, listed, unconfirmed_q
from regions.red_days import next_red_day, red_day
from regions.unit_parts import LISTING, PARTS
from tests.cast import client_of
from tests.regions.catalogue import admin_of, manager_of
from tests.regions.made_units import GOTEBORG, WEEKDAYS, changed, make_unit, open_on, sweden, with_red_days
from tests.regions.pages import links_of, main_of, page_text

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 1)
MIDSUMMER = date(2026, 6, 19)


@pytest.fixture(autouse=True)
def _in_june():
    with time_machine.travel(sweden("2026-06-01 10:00"), tick=False):
        yield


def names(which, fact=""):
    return [unit.name for unit in listed(CareUnit.objects.all(), which, TODAY, fact)]


def show(user, **query):
    return client_of(user).get(reverse("freshness"), query)


def test_a_reloaded_question_opens_the_board():
    response = client_of(admin_of()).get(reverse("freshness_remind"))
    assert (response.status_code, response["Location"]) == (302, reverse("freshness"))


# ---- what is in the lists ----


@pytest.mark.parametrize("today", [TODAY, date(2026, 11, 26), date(2027, 2, 1)])
def test_what_is_unconfirmed_is_so_by_the_units_own_word(units, today):
    for number, unit in enumerate(CareUnit.objects.order_by("pk")[:60]):
        parts = list(PARTS)[: number % 8]  # the later parts of some, and all of others
        unit.confirmed = dict.fromkeys(parts, (today - timedelta(days=number * 3)).isoformat())
        unit.save(update_fields=["confirmed"])
    late = set(CareUnit.objects.filter(unconfirmed_q(today)).values_list("pk", flat=True))
    for unit in CareUnit.objects.all():
        parts = [part for part in PARTS if part != LISTING or "primary_care" in unit.kinds]
        days = [unit.confirmed_part(part) for part in parts]
        assert (unit.pk in late) == any(day is None or (today - day).days > 90 for day in days), (unit, days)
    assert 0 < len(late) < CareUnit.objects.count()


@pytest.mark.parametrize("day", [date(2026, 6, 19), date(2026, 12, 24), date(2027, 1, 1)])
def test_what_has_no_hours_on_a_red_day_is_so_by_its_own_page(units, day):
    for unit in CareUnit.objects.order_by("pk")[:30]:
        changed(unit, str(day), hours="10.00-12.00" if unit.pk % 2 else None)
    unknown = set(CareUnit.objects.filter(in_list(BoardList.RED_DAY, day)).values_list("pk", flat=True))
    assert red_day(day)
    for unit in CareUnit.objects.with_hours():
        assert (unit.pk in unknown) == (day_hours(unit, day, Purpose.VISIT).spans is None), unit
    assert 0 < len(unknown) < CareUnit.objects.count()


def test_the_next_red_day_is_today_or_later():
    assert next_red_day(TODAY) == date(2026, 6, 6)
    assert next_red_day(date(2026, 6, 6)) == date(2026, 6, 6)
    assert next_red_day(date(2026, 6, 7)) == MIDSUMMER


def test_each_wanted_fact_is_missed_by_itself(no_units, linden):
    blanks = {
        "telefon": {"phone": ""},
        "adress": {"street": ""},
        "position": {"easting": None, "northing": None},
        "hjalp": {"helps_with": ""},
        "soka": {"how_to_seek": ""},
        "tillganglighet": {"accessibility": []},
        "sprak": {"languages": []},
    }
    assert {*blanks, "tider"} == set(WANTED)
    assert names(BoardList.MISSING) == []
    for name, fields in blanks.items():
        CareUnit.objects.filter(pk=linden.pk).update(**fields)
        [unit] = listed(CareUnit.objects.all(), BoardList.MISSING, TODAY, name)
        assert unit.missing == [name]
        CareUnit.objects.filter(pk=linden.pk).update(**{key: getattr(linden, key) for key in fields})
    linden.spans.filter(purpose=Purpose.VISIT).delete()
    assert names(BoardList.MISSING, "tider") == ["Vårdcentralen Linden"]


def test_those_that_need_someone_most_come_first(no_units):
    full = {
        "phone": "+46406280499",
        "street": "Exempelgatan 3",
        "city": "Lund",
        "helps_with": "Det mesta.",
        "how_to_seek": "Ring.",
        "languages": ["sv"],
        "accessibility": ["lift"],
    }
    for name, gone in (
        ("Bara språk", ["languages"]),
        ("Utan telefon", ["phone"]),
        ("Två lätta", ["languages", "accessibility"]),
    ):
        open_on(
            make_unit(name, **full | dict.fromkeys(gone, [] if "languages" in gone else "")), WEEKDAYS, "08.00-17.00"
        )
    assert names(BoardList.MISSING) == ["Utan telefon", "Två lätta", "Bara språk"]
    for name, day in (("Länge", date(2026, 1, 1)), ("Aldrig", None), ("Nyss", TODAY)):
        make_unit(name, confirmed_on=day)
    CareUnit.objects.filter(name__in=("Bara språk", "Utan telefon", "Två lätta")).update(confirmed_on=TODAY)
    assert names(BoardList.UNCONFIRMED) == ["Aldrig", "Länge"]


def test_the_figures_are_the_lengths_of_the_lists(no_units, linden):
    bare = make_unit("Tyst")
    with_red_days(open_on(make_unit("Alltid", confirmed_on=TODAY), WEEKDAYS, "08.00-17.00"), RedDays.AS_USUAL)
    UnitContact.objects.create(unit=bare, email="tyst@example.org")
    for outcome in ("", "", "mended"):
        handled = timezone.now() if outcome else None
        UnitReport.objects.create(unit=bare, part="hours", text="Fel.", outcome=outcome, handled_at=handled)
    figures = board(CareUnit.objects.all(), TODAY)
    assert figures.reports == 2
    assert figures.red_day == date(2026, 6, 6)
    for which in BoardList:
        assert figures.lists[which.value] == len(names(which)), which
    for fact in WANTED:
        assert figures.missing[fact] == len(names(BoardList.MISSING, fact)), fact
    empty = board(CareUnit.objects.none(), TODAY)
    assert (set(empty.lists.values()), empty.reports) == ({0}, 0)


# ---- the page ----


def test_maj_sees_the_board_of_her_region(no_units, linden):
    make_unit("Göteborgs", municipality=GOTEBORG)
    make_unit("Stängd", closed_on=date(2026, 1, 1))
    says = page_text(show(admin_of("12")))
    assert "1 Inte bekräftade på 90 dagar" in says
    assert "0 Inga tider för nästa röda dag: Nationaldagen 6 juni 2026" in says
    assert "Vårdcentralen Linden Lund" in says.replace("Välj Vårdcentralen Linden ", "")
    assert "Göteborgs" not in says
    assert "Stängd" not in says


def test_the_lists_are_narrowed_down_and_what_is_not_understood_narrows_nothing(no_units):
    maj = admin_of("12")
    make_unit("Tandläkaren", kinds=["dental"], municipality="1280")
    make_unit("Vårdcentralen", kinds=["primary_care"])
    assert "1 mottagning " in page_text(show(maj, typ="tandvard"))
    assert "1 mottagning " in page_text(show(maj, kommun="1281", lista="saknas"))
    assert "Ingen mottagning här" in page_text(show(maj, kommun="1281", typ="tandvard"))
    for wrong in ({"typ": "x", "kommun": "1480"}, {"lista": "\x00", "sida": "-1"}, {"uppgift": "x" * 10_000}):
        assert "2 mottagningar" in page_text(show(maj, **wrong))
    cards = links_of(main_of(show(maj, typ="tandvard")))
    assert cards["Saknar uppgifter"] == "?lista=saknas&typ=tandvard"


def test_the_last_reminder_is_seen(no_units, linden):
    UnitContact.objects.create(unit=linden, email="linden@example.org")
    maj = admin_of("12")
    now = timezone.now()
    assert "inget svar än" not in page_text(show(maj))
    UnitReminder.objects.create(unit=linden, asked_at=now - timedelta(days=40), sent_at=now, confirmed_at=now)
    UnitReminder.objects.create(unit=linden, asked_at=now - timedelta(days=4), sent_at=now)
    says = page_text(show(maj))
    assert "28 maj 2026, inget svar än" in says
    assert "linden@example.org" not in says


def test_a_manager_has_a_small_board_of_the_own_unit(no_units, linden):
    make_unit("Grannen")
    says = page_text(show(manager_of(linden)))
    assert "Vårdcentralen Linden" in says
    assert "Grannen" not in says
    assert "Påminn" not in says.replace("Påmind", "")
    assert "Slå på" not in says


def test_the_board_asks_few_questions_however_many_units(no_units, django_assert_max_num_queries):
    for number in range(60):
        unit = make_unit()
        if number % 2:
            UnitContact.objects.create(unit=unit, email="x@example.org")
            UnitReminder.objects.create(unit=unit)
    client = client_of(admin_of("12"))
    for which in BoardList:
        with django_assert_max_num_queries(8):
            page = client.get(reverse("freshness"), {"lista": which.value})
        assert len(re.findall(r'name="enhet"', main_of(page))) in (30, 50)
