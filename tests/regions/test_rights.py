"""A patient's rights: pages that lead to action, and the day when the care guarantee runs out."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from accounts import demo
from accounts.models import AuditEvent, User
from regions.facts import regions
from regions.guarantee import Wait, is_working_day
from regions.models import CareGuarantee, GuaranteeStep
from regions.queries.guarantee import limits, limits_on
from regions.red_days import red_day
from regions.rights import GUARANTEE, RIGHTS
from tests.regions.local import a_contact, kept
from tests.regions.made_units import make_unit
from tests.regions.pages import links_of, main_of, page_text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("library")]
ANSWER = "/dina-rattigheter/vardgaranti/svar/"
TODAY = date(2026, 3, 12)


@pytest.fixture
def thursday(time_machine):
    time_machine.move_to("2026-03-12T10:00+01:00", tick=False)


def ask(client, step="treatment", began="2026-01-15", inside="", **rest):
    return client.post(inside + ANSWER, {"step": step, "began": began, **rest})


# ---- the pages ----


def test_the_overview_leads_to_all_and_the_site_leads_to_it(client):
    for region in ("", "/skane"):
        links = links_of(main_of(client.get(f"{region}/dina-rattigheter/")))
        for right in RIGHTS:
            assert links[str(right.title)] == f"{region}/dina-rattigheter/{right.slug}/"
        assert f'href="{region}/dina-rattigheter/">Dina rättigheter' in client.get(f"{region}/").content.decode()
    assert "/skane/dina-rattigheter/" in links_of(main_of(client.get("/regioner/skane/"))).values()
    assert "/dina-rattigheter/" in links_of(main_of(client.get("/sa-fungerar-varden/"))).values()
    unit = main_of(client.get(f"/mottagning/{make_unit().slug}/"))
    assert "/dina-rattigheter/klagomal/" in links_of(unit).values()


@pytest.mark.parametrize("right", RIGHTS, ids=lambda right: right.slug)
def test_a_page_and_its_article_lead_to_each_other(client, right):
    page = main_of(client.get(right.get_absolute_url()))
    assert links_of(page)["Läs artikeln om vad som gäller"] == f"/{right.article}/"
    article = main_of(client.get(f"/skane/{right.article}/"))
    assert f"/skane{right.get_absolute_url()}" in links_of(article).values()
    says = page_text(client.get(right.get_absolute_url()))
    assert all(source in says for source in right.sources)
    assert "Det här är en exempeltext." in says


@pytest.mark.parametrize("right", RIGHTS, ids=lambda right: right.slug)
def test_every_link_of_a_page_leads_somewhere(client, right):
    for region in ("", "/skane"):
        for text, href in links_of(main_of(client.get(region + right.get_absolute_url()))).items():
            if href.startswith("/"):
                assert client.get(href.split("#")[0]).status_code == 200, (text, href)


@pytest.mark.parametrize("right", RIGHTS, ids=lambda right: right.slug)
def test_the_regions_own_contact_is_filled_in(client, right, django_assert_max_num_queries):
    path = right.get_absolute_url()
    page = main_of(client.get(path))
    for region in regions():  # in the calculator's form, so that nothing that is typed is lost; else as a link
        choice = f'<option value="{region.slug}">' if right == GUARANTEE else f'<a href="/{region.slug}{path}#kontakt">'
        assert choice in page
    assert "uppgift saknas. Region Skåne har inte lagt in den kontakten." in page_text(client.get(f"/skane{path}"))
    kept(a_contact(kind="switchboard", label="Växeln"))
    kept(a_contact(kind=right.contacts[0], label="Rätt ställe", phone="+46406280401"))
    with django_assert_max_num_queries(4):
        page = client.get(f"/skane{path}")
    assert "Vänd dig hit i Skåne Rätt ställe 040-628 04 01" in page_text(page)
    assert "uppgift saknas. Region" not in page_text(page)


def test_no_such_right(client):
    assert client.get("/dina-rattigheter/guld/").status_code == 404


def test_how_many_take_new_patients(client, no_units):
    for takes in (True, True, False, None):
        make_unit(takes_new_listings=takes)
    make_unit(kinds=["dental"], takes_new_listings=True)
    page = page_text(client.get("/skane/dina-rattigheter/valj-vardcentral/"))
    assert "Vi känner till 4 vårdcentraler i Skåne. 2 har sagt att de tar emot nya, och 1 har inte svarat." in page


# ---- the limits ----


def test_the_limits_are_nought_three_ninety_ninety():
    found = limits_on(TODAY, limits())
    assert [found[step].days for step in GuaranteeStep] == [0, 3, 90, 90]


def test_a_new_limit_holds_from_its_day_and_the_old_for_those_who_waited():
    CareGuarantee.objects.create(step="treatment", days=60, valid_from=date(2026, 7, 1))
    every = limits()
    assert limits_on(date(2026, 6, 30), every)[GuaranteeStep.TREATMENT].days == 90
    assert limits_on(date(2026, 7, 1), every)[GuaranteeStep.TREATMENT].days == 60
    assert limits_on(date(2026, 7, 1), every)[GuaranteeStep.ASSESSMENT].days == 3


def test_an_administrator_changes_the_limits_and_it_is_logged(client):
    chief = User.objects.create_superuser("chief", password="x", name="Chef Exempel", is_staff=True)
    demo.enrol(chief, demo.secret_of("chief"))
    client.force_login(chief, backend="django.contrib.auth.backends.ModelBackend")
    sent = {"step": "contact", "days": "1", "valid_from": "2027-01-01"}
    client.post("/admin/regions/careguarantee/add/", sent, secure=True)
    assert CareGuarantee.objects.get(valid_from=date(2027, 1, 1)).days == 1
    assert AuditEvent.objects.filter(action="admin_added", object_type="regions.careguarantee").exists()
    page = page_text(Client().get("/dina-rattigheter/vardgaranti/"))
    assert "Kontakt med primärvården samma dag" in page  # not yet


# ---- the calculator ----


def slow_last_day(began, days):
    """Ticks off one day at a time, as on a calendar on the wall."""
    day = began
    for _ in range(days):
        day = next_day(day)
    return day


def next_day(day):
    for year, month, number in ((day.year, day.month, day.day + 1), (day.year, day.month + 1, 1), (day.year + 1, 1, 1)):
        try:
            return date(year, month, number)
        except ValueError:
            continue
    raise AssertionError


DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))


@given(began=DAYS, days=st.integers(0, 730), waited=st.integers(0, 900))
def test_the_last_day_is_what_a_calendar_says(began, days, waited):
    wait = Wait(CareGuarantee(step="treatment", days=days), began, began + timedelta(days=waited))
    last = slow_last_day(began, days)
    assert wait.last_day == last
    assert wait.is_over == (wait.today > last)
    assert wait.days_left == days - waited
    assert wait.days_over == max(0, waited - days)
    off = last.strftime("%a") in ("Sat", "Sun") or red_day(last) is not None
    assert wait.ends_on_day_off == off
    before = wait.working_day_before
    assert before < last
    assert is_working_day(before)
    assert not any(is_working_day(before + timedelta(days=n)) for n in range(1, (last - before).days))
    if off and not wait.is_over:  # nobody is told to have rung on a day that has passed
        assert wait.day_to_call >= max(wait.began, wait.today) and is_working_day(wait.day_to_call)


@pytest.mark.usefixtures("thursday")
@pytest.mark.parametrize(
    ("step", "began", "says"),
    [
        ("contact", "2026-03-12", ["Sista dagen är 12 mars 2026", "Det är i dag.", "samma dag"]),
        ("assessment", "2026-03-10", ["Sista dagen är 13 mars 2026", "Det är 1 dag kvar.", "3 dagar"]),
        ("assessment", "2026-03-11", ["Den sista dagen är en lördag.", "senast vardagen före, fredag 13 mars"]),
        (
            "treatment",
            "2025-12-11",
            ["Sista dagen är 11 mars 2026", "Tiden gick ut för 1 dag sedan.", "någon annanstans"],
        ),
        (
            "first_visit",
            "2026-01-03",
            ["Sista dagen är 3 april 2026", "(Långfredagen)", "senast vardagen före, torsdag 2 april"],
        ),
        ("first_visit", "2026-03-12", ["Sista dagen är 10 juni 2026", "Det är 90 dagar kvar."]),
        ("treatment", "2019-01-01", ["Sista dagen är 1 april 2019", "Tiden gick ut för"]),
    ],
)
def test_the_answer(client, step, began, says):
    answer = ask(client, step, began)
    assert answer.status_code == 200
    page = page_text(answer)
    for words in says:
        assert words in page, page


def test_nobody_is_told_to_ring_on_a_day_that_has_passed(client, time_machine):
    time_machine.move_to("2026-03-14T10:00+01:00", tick=False)  # a Saturday
    page = page_text(ask(client, "contact", "2026-03-14"))
    assert "Det är i dag." in page and "hör av dig nästa vardag, måndag 16 mars" in page
    assert "vardagen före" not in page


@pytest.mark.usefixtures("thursday")
@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"began": "2026-03-13"}, "Den dagen har inte varit än."),
        ({"began": "2018-12-31"}, "Vi kan räkna från 1 januari 2019."),
        ({"began": ""}, "Fyll i ”Vilken dag började väntan?”"),
        ({"began": "i förrgår"}, "Skriv datumet så här: 2026-03-12."),
        ({"began": "0000-00-00"}, "Skriv datumet så här: 2026-03-12."),
        ({"began": "2026-03-01\0"}, "Skriv datumet så här: 2026-03-12."),
        ({"step": ""}, "Välj ett alternativ under ”Vad väntar du på?”"),
        ({"step": "<script>"}, "Välj ett av alternativen under ”Vad väntar du på?”"),
        ({"region": "atlantis"}, "Välj ett av alternativen"),
    ],
)
def test_a_fault_is_told_and_what_was_filled_in_stays(client, sent, sentence):
    answer = ask(client, **{"step": "treatment", "began": "2026-01-15"} | sent)
    assert answer.status_code == 400
    page = main_of(answer)
    assert sentence in page_text(answer)
    assert "<script>" not in page
    if "began" not in sent:
        assert 'value="2026-01-15"' in page
    if "step" not in sent:
        assert re.search(r'<input type="radio" name="step" value="treatment"[^>]* checked', page)


@pytest.mark.usefixtures("thursday")
def test_the_answer_names_the_contact_of_the_chosen_region(client):
    kept(a_contact(kind="care_guarantee", label="Vårdlotsen"))
    for answer in (ask(client, inside="/skane"), ask(client, region="skane")):
        assert "Vänd dig hit i Skåne Vårdlotsen" in page_text(answer)
    assert "Vem du vänder dig till beror på var du bor" in page_text(ask(client))


@pytest.mark.usefixtures("thursday")
def test_nothing_of_it_is_kept(django_assert_num_queries):
    client = Client(enforce_csrf_checks=True)
    with django_assert_num_queries(1):
        answer = ask(client)
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    assert not answer.cookies
    page = answer.content.decode()
    assert not re.search(r'(?:href|action)="[^"]*2026-01-15', page)
    assert "?" not in answer.request["PATH_INFO"]
    assert answer.request["QUERY_STRING"] == ""
    form = client.get("/dina-rattigheter/vardgaranti/")
    assert "csrf" not in form.content.decode()
    assert not form.cookies


@pytest.mark.usefixtures("thursday")
def test_only_from_a_page_of_ours(client):
    foreign = client.post(
        ANSWER, {"step": "treatment", "began": "2026-01-15"}, headers={"Origin": "https://ont.example"}
    )
    assert foreign.status_code == 400
    assert "Formuläret kom från en annan webbplats." in page_text(foreign)
    assert "Sista dagen" not in page_text(foreign)


@pytest.mark.usefixtures("thursday")
def test_the_region_is_chosen_below_the_answer_which_stays(client):
    kept(a_contact(kind="care_guarantee", label="Vårdlotsen"))
    page = main_of(ask(client))
    sent = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page))
    to = re.search(r'<button[^>]* formaction="([^"]+)">Skåne</button>', page)[1]
    assert to == f"/skane{ANSWER}#kontakt"
    answer = client.post(to.partition("#")[0], sent)
    assert "Sista dagen är 15 april 2026" in page_text(answer)
    assert "Vänd dig hit i Skåne Vårdlotsen" in page_text(answer)


def test_whoever_reloads_the_answer_comes_back_to_the_form(client):
    for region in ("", "/skane"):
        answer = client.get(region + ANSWER)
        assert (answer.status_code, answer["Location"]) == (302, f"{region}/dina-rattigheter/vardgaranti/")
    assert client.put(ANSWER).status_code == 405


def test_a_large_form_gets_a_page(client):
    answer = ask(client, began="x" * 1_100_000)
    assert answer.status_code == 413
