"""Find care takes in what people say beside a kind of care and a place: wishes, hours, and words that say nothing."""

import pytest

from regions.kinds import UnitKind
from regions.models import CareUnit
from regions.queries import When, understand
from regions.queries.wishes import NO_WISHES, Wishes
from tests.regions.made_units import EVERY_DAY, GOTEBORG, LUND, make_unit, open_on
from tests.regions.pages import find, find_json, heading_of, links_of, main_of, page_text, units_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_units")]
VC = UnitKind.PRIMARY_CARE


@pytest.mark.parametrize(
    "query",
    ["välja vårdcentral", "vaccin mot hosta", "gynekolog första gången", "läkaren säger", "våra läkare", "skada läkare",
     "hur ska en läkare vara", "får läkaren vara otrevlig", "hur länge håller en vaccination", "kvinna läkare"],
)  # fmt: skip
def test_an_ordinary_word_is_no_place(query):
    found = understand(query)
    assert (found.place, found.interpreted_as) == (None, None)


@pytest.mark.parametrize(
    ("query", "place"),
    [("läkare Vara", "Vara"), ("akuten i vara", "Vara"), ("vara", "Vara"), ("vårdcentral orebro", "Örebro"),
     ("bvc gamlestan", "Gamlestaden"), ("vårdcentral Hovstta", "Hovsta")],
)  # fmt: skip
def test_a_place_is_still_one(query, place):
    assert understand(query).place.name == place


@pytest.mark.parametrize("query", ["hörsjukvård Lund", "fotsjukvård Lund", "höftmottagning Lund"])
def test_what_stands_before_a_tail_that_many_have_is_no_slip(query):
    assert understand(query).interpreted_as is None


@pytest.mark.parametrize(
    ("query", "kind"),
    [("hemsjukvård Lund", VC), ("sjuksköterska Lund", VC),
     ("sjuksköterska psykiatri Lund", UnitKind.PSYCHIATRY), ("hudsjukvrd Lund", UnitKind.DERMATOLOGY),
     ("ungdomsmotagning Lund", UnitKind.YOUTH), ("barnmorskmottagning Lund", UnitKind.MIDWIFERY)],
)  # fmt: skip
def test_who_gives_care_at_home_and_slips_that_are_still_forgiven(query, kind):
    found = understand(query)
    assert (found.kind, found.place.name, found.rest) == (kind, "Lund", ())


@pytest.mark.parametrize(
    ("query", "wishes"),
    [
        ("läkare som pratar arabiska malmö", Wishes(languages=("ar",))),
        ("persisk läkare göteborg", Wishes(languages=("fa",))),
        ("finskatalande vårdcentral Eskilstuna", Wishes(languages=("fi",))),
        ("vårdcentral med hiss mora", Wishes(accessibility=("lift",))),
        ("vårdcentral Lund teckenspråk rullstol", Wishes(accessibility=("sign_language", "wheelchair"))),
        ("drop in vårdcentral malmö", Wishes(drop_in=True)),
        ("dropin vårdcentral malmö", Wishes(drop_in=True)),
        ("drop-in vårdcentral Norrbotten", Wishes(drop_in=True)),
        ("Drop-in Malmö", Wishes(drop_in=True)),
        ("tar nya patienter vårdcentral malmö", Wishes(takes_new_listings=True)),
        ("lista mig vårdcentral lund", Wishes(takes_new_listings=True)),
        ("arabiska malmö", Wishes(languages=("ar",))),
        ("talar somaliska göteborg", Wishes(languages=("so",))),
        ("tillgänglig med rullstol uppsala", Wishes(accessibility=("wheelchair",))),
        ("drop in malmö", Wishes(drop_in=True)),
        ("english speaking doctor Malmö", Wishes(languages=("en",))),
        ("doctor who speaks polish malmö", Wishes(languages=("pl",))),
        ("arabiskspråkig kroatisk tandläkare lund", Wishes(languages=("ar", "hbs"))),
        ("vårdcentral lund", NO_WISHES),
        ("Finska församlingen Lund", NO_WISHES),
    ],
)
def test_wishes_are_read_beside_a_kind_of_care_and_alone_beside_a_place(query, wishes):
    found = understand(query)
    assert found.wishes == wishes
    assert wishes == NO_WISHES or found.rest == ()


def test_a_wish_in_words_is_a_choice_that_can_be_taken_off(client):
    CareUnit.objects.filter(pk=make_unit("Talar", LUND, kinds=[VC]).pk).update(languages=["ar", "sv"])
    CareUnit.objects.filter(pk=make_unit("Talar inte", LUND, kinds=[VC]).pk).update(languages=["sv"])
    response = find(client, q="vårdcentral Lund arabiska")
    assert list(units_in(response)) == ["Talar"]
    assert find_json(client, q="vårdcentral Lund arabiska")["understood"]["languages"] == ["ar"]
    without = client.get(f"/hitta-vard/{links_of(main_of(response))['Ta bort Arabiska']}")
    assert set(units_in(without)) == {"Talar", "Talar inte"}


def taken_off(client, response, text):
    """What is asked for when one choice is taken away."""
    href = links_of(main_of(response))[f"Ta bort {text}"]
    return client.get(f"/hitta-vard.json{href}").json()["understood"]


def test_of_several_wishes_in_words_each_is_taken_off_alone(client):
    response = find(client, q="vårdcentral Malmö arabiska rullstol öppet nu")
    whole = {"open": "nu", "languages": ["ar"], "accessibility": ["wheelchair"], "kind": "vårdcentral"}
    for text, gone in (
        ("Öppet nu", {"open": None}),
        ("Arabiska", {"languages": []}),
        ("Tillgänglig med rullstol", {"accessibility": []}),
    ):
        left = taken_off(client, response, text)
        assert {name: left[name] for name in whole} == whole | gone
        assert left["place"]["name"] == "Malmö"
    wider = links_of(main_of(response))["Visa också de som är stängda nu"]
    assert wider == links_of(main_of(response))["Ta bort Öppet nu"]
    bare = find_json(client, q="vårdcentral Malmö")["understood"]
    assert taken_off(client, response, "alla") == bare


def test_the_group_within_a_kind_is_kept_when_a_wish_is_taken_off(client):
    response = find(client, q="BUP Lund öppet nu")
    assert links_of(main_of(response))["Ta bort Öppet nu"] == "?q=BUP+Lund"


def test_a_name_that_nobody_has_among_those_open_is_kept_when_all_are_shown(client):
    make_unit("Kronan", LUND, kinds=[VC])
    open_on(make_unit("Jämt", LUND, kinds=[VC]), EVERY_DAY, "00.00-24.00")
    response = find(client, q="vårdcentral Kronan Lund öppet nu")
    assert list(units_in(response)) == ["Jämt"]
    assert links_of(main_of(response))["Ta bort Öppet nu"] == "?q=v%C3%A5rdcentral+Kronan+Lund"


def test_a_wish_both_chosen_and_said_is_one_choice(client):
    response = find(client, q="vårdcentral Lund arabiska", sprak="ar")
    assert taken_off(client, response, "Arabiska")["languages"] == []


@pytest.mark.parametrize("query", ["vårdcentral Lund öppettider", "telefonnummer vårdcentral Lund"])
def test_a_word_that_says_nothing_of_which_unit_is_not_looked_for(client, query):
    make_unit("Kronan", LUND, kinds=[VC])
    response = find(client, q=query)
    assert list(units_in(response)) == ["Kronan"]
    assert "i sitt namn" not in page_text(response)


def test_where_no_unit_has_that_name_all_are_shown_and_it_is_said(client):
    make_unit("Kronan", LUND, kinds=[VC])
    response = find(client, q="privat vårdcentral Lund")
    assert list(units_in(response)) == ["Kronan"]
    assert heading_of(response) == "1 vårdcentral finns inom 20 km från Lund"
    assert "Ingen mottagning här har ”privat” i sitt namn." in page_text(response)
    answer = find_json(client, q="privat vårdcentral Lund")
    assert (answer["understood"]["name"], answer["understood"]["left_out"]) == (None, "privat")
    assert [unit["name"] for unit in answer["units"]] == ["Kronan"]


def test_where_a_unit_has_that_name_it_alone_is_shown(client):
    make_unit("Kronan", LUND, kinds=[VC])
    make_unit("Privat", LUND, kinds=[VC])
    assert list(units_in(find(client, q="privat vårdcentral Lund"))) == ["Privat"]
    past = find(client, q="privat vårdcentral Lund", sida="2")
    assert "Det finns inga fler mottagningar på sida 2." in page_text(past)
    assert find_json(client, q="privat vårdcentral Lund")["understood"]["left_out"] is None


def test_what_nobody_has_near_is_not_shown_as_found(client):
    response = find(client, q="privat vårdcentral Lund")
    assert units_in(response) == {}
    assert "”privat”" in heading_of(response)


@pytest.mark.parametrize("query", ["vårdcentral Åre", "vårdcentral åre"])
def test_the_same_words_are_no_other_search(query):
    assert understand(query).interpreted_as is None


@pytest.mark.parametrize("query", ["sjukhus närmast", "närmast sjukhus", "sjukhus närmast mig", "närmaste sjukhus"])
def test_the_nearest_is_no_name(query):
    found = understand(query)
    assert (found.kind, found.nearby, found.rest) == (UnitKind.HOSPITAL, True, ())


@pytest.mark.parametrize(
    ("query", "when"),
    [("apotek öppet sent", When.LATE), ("sent öppet apotek", When.LATE), ("apotek sen kväll", When.LATE),
     ("senöppet apotek", When.LATE), ("apotek öppet natt", When.NIGHT), ("apotek som har öppet i natt", When.NIGHT),
     ("nattöppet apotek", When.NIGHT), ("jourapotek", When.NIGHT), ("apotek nattetid", When.NIGHT),
     ("apotek dygnet runt", When.NIGHT), ("kvällsöppen tandläkare", When.EVENINGS), ("apotek öppet nu", When.NOW),
     ("sent på lördag tandläkare", When.SATURDAY), ("pharmacy open late", When.LATE)],
)  # fmt: skip
def test_hours_are_never_part_of_a_name(query, when):
    found = understand(query)
    assert (When.said(found), found.rest) == (when, ())
    assert found.kind in (UnitKind.PHARMACY, UnitKind.DENTAL)


def test_late_and_night_are_the_hours_of_an_ordinary_week(client):
    closes = {"Dag": "08.00-20.00", "Sen": "08.00-21.00", "Natt": "08.00-24.00", "Jämt": "00.00-24.00"}
    for name, hours in closes.items():
        open_on(make_unit(name, LUND, kinds=[UnitKind.PHARMACY]), EVERY_DAY, hours)
    late, night = find(client, q="apotek öppet sent Lund"), find(client, q="apotek öppet i natt Lund")
    assert heading_of(late) == "3 apotek har öppet efter klockan 20 inom 20 km från Lund"
    assert heading_of(night) == "2 apotek har öppet efter klockan 23 inom 20 km från Lund"
    assert set(units_in(night)) == {"Natt", "Jämt"}
    assert "Måndag–söndag 08.00–24.00" in units_in(night)["Natt"]
    assert "Ta bort Natt, efter klockan 23" in links_of(main_of(night))


@pytest.mark.parametrize(("query", "left"), [("halsont", "halsont"), ("feber barn lund", "feber barn")])
@pytest.mark.parametrize("units", [0, 1])
def test_words_that_no_unit_has_can_be_looked_for_in_the_texts(client, query, left, units):
    for _ in range(units):
        make_unit("Kronan", LUND, kinds=[VC])
    links = links_of(main_of(find(client, "/skane", q=query)))
    assert links[f"Sök i råd och fakta efter ”{left}”"] == f"/skane/sok/?q={left.replace(' ', '+')}"


def test_words_that_a_unit_has_are_not(client):
    make_unit("Kronan", LUND, kinds=[VC])
    assert "Sök i råd och fakta" not in page_text(find(client, "/skane", q="Kronan"))


@pytest.mark.parametrize(
    "query",
    ["psykiatrisk akutmottagning Lund", "akutmottagning psykiatri Lund", "psykiatriska akuten Lund", "psykakuten Lund",
     "akut psykiatri Lund"],
)  # fmt: skip
def test_the_emergency_unit_of_psychiatry_comes_first(client, query):
    make_unit("Psykiatrin Ängen", LUND, kinds=[UnitKind.PSYCHIATRY])
    make_unit("Psykiatriska akuten", LUND, kinds=[UnitKind.PSYCHIATRY], east=15_000)
    make_unit("Akutmottagningen", LUND, kinds=[UnitKind.EMERGENCY])
    found = find(client, q=query)
    assert list(units_in(found)) == ["Psykiatriska akuten", "Psykiatrin Ängen"]
    assert "i sitt namn" not in page_text(found)


@pytest.mark.parametrize(
    "query",
    ["akut tandvård Lund", "tandakuten Lund", "jourtandläkare Lund", "akuttandläkare Lund", "tandläkare jour Lund",
     "jour tandvård Lund", "tandläkarjour Lund", "tandvårdens jour Lund"],
)  # fmt: skip
def test_acute_dental_care_comes_first(client, query):
    make_unit("Tandvården Ängen", LUND, kinds=[UnitKind.DENTAL])
    make_unit("Tandvårdens jour", LUND, kinds=[UnitKind.DENTAL], east=15_000)
    found = find(client, q=query)
    assert list(units_in(found)) == ["Tandvårdens jour", "Tandvården Ängen"]
    assert "i sitt namn" not in page_text(found)


@pytest.mark.parametrize("query", ["akuten sjukhuset Lund", "akutmottagning vårdcentral Lund", "akuten läkare Lund"])
def test_emergency_care_is_meant_beside_what_has_none_of_its_own(query):
    assert understand(query).kind == UnitKind.EMERGENCY


@pytest.mark.parametrize("query", ["bup Lund", "barnpsykiatri Lund"])
def test_who_is_just_what_was_asked_for_comes_first(client, query):
    for name, east in (("Vuxna", 100), ("Barn- och ungdomspsykiatrin", 900), ("BUP Centrum", 1200), ("Äldre", 1500)):
        make_unit(name, LUND, kinds=[UnitKind.PSYCHIATRY], east=east)
    make_unit("BUP Malmö", GOTEBORG, kinds=[UnitKind.PSYCHIATRY])
    found = find(client, q=query)
    assert list(units_in(found)) == ["Barn- och ungdomspsykiatrin", "BUP Centrum", "Vuxna", "Äldre", "BUP Malmö"]
    assert "Först står de som enligt namnet är just det du söker." in page_text(found)
    wide = find(client, q="psykiatri Lund")
    assert next(iter(units_in(wide))) == "Vuxna"
    assert "Först står" not in page_text(wide)
