"""Local notices: shown where they hold, from their start to their end, and nowhere else."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import AuditEvent
from accounts.refusal import Refused
from articles.models import Article
from regions.actions.notices import end_notice, save_notice
from regions.models import RegionNotice
from tests.cast import client_of
from tests.regions.catalogue import admin_of
from tests.regions.local import HALLAND, SKANE, a_notice, kept
from tests.regions.made_units import LUND, MALMO, make_unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("library")]
NOTICES = "/vardkatalogen/region/skane/meddelanden/"
TITLE = "Koka dricksvattnet"


@pytest.fixture
def maj():
    return admin_of()


@pytest.fixture
def desk(maj):
    return client_of(maj)


def shown(client, *paths):
    """The pages that tell of it."""
    found = []
    for path in paths:
        response = client.get(path)
        assert response.status_code == 200, path
        if TITLE in response.content.decode():
            found.append(path)
    return found


def test_a_regions_notice_is_on_every_page_read_there_and_on_no_other(client):
    kept(a_notice())
    unit = make_unit()
    inside = [
        "/skane/",
        "/skane/halsfluss/",
        "/skane/hitta-vard/",
        "/skane/a-o/",
        "/skane/sok/?q=hosta",
        "/skane/om-oss/",
    ]
    about = ["/regioner/skane/", f"/mottagning/{unit.slug}/", "/regioner/skane/lund/", "/hitta-vard/?q=Lund"]
    elsewhere = [
        "/",
        "/halsfluss/",
        "/halland/",
        "/halland/halsfluss/",
        "/regioner/halland/",
        "/hitta-vard/?q=Halmstad",
    ]
    assert shown(client, *inside, *about, *elsewhere) == [*inside, *about]


def test_a_municipalitys_notice_is_on_the_pages_about_it(client):
    kept(a_notice(municipality_id=LUND))
    here, there = make_unit(municipality=LUND), make_unit(municipality=MALMO)
    about = [
        f"/mottagning/{here.slug}/",
        "/regioner/skane/lund/",
        "/hitta-vard/?q=vårdcentral Lund",
        "/skane/hitta-vard/?q=Lund",
    ]
    region = ["/regioner/skane/"]  # which tells of all its municipalities
    not_here = [
        "/skane/",
        "/skane/halsfluss/",
        f"/skane/mottagning/{there.slug}/",
        "/regioner/skane/malmo/",
        "/hitta-vard/?q=Malmö",
    ]
    assert shown(client, *about, *region, *not_here) == [*about, *region]


@pytest.mark.parametrize(
    ("level", "word", "colour"),
    [("information", "Information", "info"), ("warning", "Varning", "warning"), ("crisis", "Kris", "crisis")],
)
def test_the_level_is_colour_icon_and_word(client, level, word, colour):
    kept(a_notice(level=level, link="/magsjuka/"))
    page = client.get("/skane/halsfluss/").content.decode()
    banner = page[page.index('class="wrap local-notices') : page.index("</aside>")]
    assert f'class="notice {colour}"' in banner
    assert "<svg" in banner
    assert f"{word} · Skåne" in banner
    assert 'href="/skane/magsjuka/"' in banner


def test_the_gravest_comes_first(client):
    for level in ("information", "crisis", "warning"):
        kept(a_notice(level=level, title=f"{TITLE} {level}"))
    page = client.get("/skane/").content.decode()
    assert page.index(f"{TITLE} crisis") < page.index(f"{TITLE} warning") < page.index(f"{TITLE} information")


def test_it_begins_and_ends_by_the_clock(client, time_machine):
    start = timezone.now().replace(microsecond=0)
    time_machine.move_to(start, tick=False)
    kept(a_notice(starts=1, ends=2))
    for minutes, is_shown in ((0, False), (59, False), (60, True), (119, True), (120, False), (200, False)):
        time_machine.move_to(start + timedelta(minutes=minutes), tick=False)
        assert bool(shown(client, "/skane/halsfluss/")) is is_shown, minutes


def test_only_a_whole_regions_crisis_is_named_on_the_national_front_page(client):
    for fields in (
        {"level": "warning"},
        {"level": "crisis", "municipality_id": LUND},
        {"level": "crisis", "starts": 3},
    ):
        kept(a_notice(**fields))
    assert shown(client, "/") == []
    kept(a_notice(HALLAND, level="crisis", title=f"{TITLE} i Halmstad"))
    page = client.get("/").content.decode()
    assert f'Halland: <a href="/halland/">{TITLE} i Halmstad</a>' in page
    assert shown(client, "/halsfluss/") == []


def test_it_is_no_markup(client):
    kept(a_notice(title=f"{TITLE}<b>", text="<script>alert(1)</script>\n\nAndra stycket"))
    page = client.get("/skane/").content.decode()
    assert "<script>alert" not in page
    assert "<p>Andra stycket</p>" in page


# ---- what it costs ----


@pytest.mark.parametrize("path", ["/om-oss/", "/personuppgifter/", "/hitta-vard/"])
def test_a_national_page_asks_nothing_for_them_and_a_regional_one_query(client, path, django_assert_num_queries):
    for _ in range(3):
        kept(a_notice())
        kept(a_notice(municipality_id=LUND))
    with django_assert_num_queries(0):
        client.get(path)
    if path != "/hitta-vard/":
        with django_assert_num_queries(1):
            client.get("/skane" + path)


# ---- at the desk ----


def test_maj_puts_one_up_changes_it_and_ends_it(desk, client):
    answer = desk.post(
        NOTICES + "nytt/", {"level": "crisis", "title": TITLE, "text": "Tills vidare."}, secure=True, follow=True
    )
    assert "Läsarna ser meddelandet nu." in answer.content.decode()
    assert shown(client, "/skane/") == ["/skane/"]
    notice = RegionNotice.objects.get()
    changed = {"level": "warning", "title": TITLE + " två minuter", "was": notice.fingerprint}
    local = timezone.localtime(notice.starts_at)
    changed["starts_at"] = f"{local:%Y-%m-%dT%H:%M}"
    desk.post(f"{NOTICES}{notice.pk}/", changed, secure=True)
    assert TITLE + " två minuter" in client.get("/skane/").content.decode()
    desk.post(f"{NOTICES}{notice.pk}/avsluta/", secure=True)
    assert shown(client, "/skane/") == []
    assert "Har visats" in desk.get(NOTICES, secure=True).content.decode()
    events = AuditEvent.objects.filter(action__startswith="region_notice").order_by("pk")
    assert [event.action for event in events] == ["region_notice.added", "region_notice.changed", "region_notice.ended"]
    assert {event.region_code for event in events} == {SKANE}


def test_the_times_are_swedish(desk):
    sent = {"level": "warning", "title": TITLE, "starts_at": "2027-07-01T08:00", "ends_at": "2027-07-02 17.30"}
    desk.post(NOTICES + "nytt/", sent, secure=True)
    notice = RegionNotice.objects.get()
    assert (notice.starts_at.isoformat(), notice.ends_at.isoformat()) == (
        "2027-07-01T06:00:00+00:00",
        "2027-07-02T15:30:00+00:00",
    )
    assert "Kommer" in desk.get(NOTICES, secure=True).content.decode()


def test_the_hour_that_comes_twice_in_the_autumn_is_the_first(desk):
    sent = {"level": "warning", "title": TITLE, "starts_at": "2027-10-31T02:30"}
    desk.post(NOTICES + "nytt/", sent, secure=True)
    assert RegionNotice.objects.get().starts_at.isoformat() == "2027-10-31T00:30:00+00:00"


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"title": ""}, "Fyll i ”Rubrik”"),
        ({"level": "panik"}, "Välj ett av alternativen"),
        ({"municipality": "1380"}, "Välj ett av alternativen"),
        ({"starts_at": "i morgon"}, "Skriv dag och klockslag så här"),
        ({"starts_at": "2027-02-30T08:00"}, "Skriv dag och klockslag så här"),
        ({"starts_at": "0026-03-12T08:00"}, "Kontrollera året: 0026-03-12."),
        ({"starts_at": "2027-01-01T08:00", "ends_at": "0001-01-01T00:00"}, "Kontrollera året: 0001-01-01."),
        ({"starts_at": "2027-03-28T02:30"}, "då börjar sommartiden"),
        ({"starts_at": "2027-01-02T08:00", "ends_at": "2027-01-01T08:00"}, "Slutet måste vara efter början."),
        ({"link": "https://ont.example/"}, "Den sidan finns inte här."),
        ({"link": "//ont.example/"}, "Den sidan finns inte här."),
        ({"link": "/finns/inte/alls/"}, "Den sidan finns inte här."),
        ({"link": "/finns-inte/"}, "Den sidan finns inte här."),
        ({"link": "/skane/finns-inte/#egenvard"}, "Den sidan finns inte här."),
        ({"link": "/mottagning/finns-inte/"}, "Den sidan finns inte här."),
        ({"link": "/vardkatalogen/"}, "Den sidan finns inte här."),
        ({"link": "halsfluss"}, "Den sidan finns inte här."),
        ({"text": "x" * 601}, "600"),
    ],
)
def test_a_fault_is_told_and_nothing_is_put_up(desk, sent, sentence):
    answer = desk.post(NOTICES + "nytt/", {"level": "warning", "title": TITLE} | sent, secure=True)
    assert answer.status_code == 400
    assert sentence in answer.content.decode()
    assert not RegionNotice.objects.exists()


@pytest.mark.parametrize("link", ["/magsjuka/", "/skane/magsjuka/", "http://127.0.0.1:8000/skane/magsjuka/"])
def test_a_link_is_kept_as_the_page_and_shown_in_the_region(desk, client, link):
    desk.post(NOTICES + "nytt/", {"level": "warning", "title": TITLE, "link": link}, secure=True)
    assert RegionNotice.objects.get().link == "/magsjuka/"
    assert 'href="/skane/magsjuka/"' in client.get("/skane/").content.decode()


@pytest.mark.parametrize("link", ["/", "/magsjuka/#egenvard", "/hitta-vard/?q=Lund", "/regioner/skane/lund/"])
def test_every_page_for_readers_can_be_linked_to(desk, link):
    desk.post(NOTICES + "nytt/", {"level": "warning", "title": TITLE, "link": link}, secure=True)
    assert RegionNotice.objects.get().link == link


def test_a_text_that_is_withdrawn_is_no_page_to_link_to_even_in_a_notice_that_had_it(desk):
    notice = kept(a_notice(link="/magsjuka/"))
    Article.objects.filter(slug="magsjuka").update(live=None)
    sent = {"level": "warning", "title": TITLE, "link": "/magsjuka/", "was": notice.fingerprint}
    answer = desk.post(f"{NOTICES}{notice.pk}/", sent, secure=True)
    assert "Den sidan finns inte här." in answer.content.decode()


def test_one_that_has_not_begun_is_taken_away_and_one_that_is_over_stays(maj):
    end_notice(by=maj, notice=kept(a_notice(starts=1)))
    assert not RegionNotice.objects.exists()
    with pytest.raises(Refused, match="redan slut"):
        end_notice(by=maj, notice=kept(a_notice(starts=-2, ends=-1)))


def test_another_regions_notice_does_not_exist_here(desk, maj):
    theirs = kept(a_notice(HALLAND))
    for path in (f"{theirs.pk}/", f"{theirs.pk}/avsluta/"):
        assert desk.post(NOTICES + path, {"level": "crisis", "title": "Mitt"}, secure=True).status_code == 404
    for act in (save_notice, end_notice):
        with pytest.raises(Refused, match="Bara regionens administratörer"):
            act(by=maj, notice=theirs)
    theirs.refresh_from_db()
    assert theirs.ends_at is None


def test_what_another_changed_meanwhile_is_told(desk):
    notice = kept(a_notice())
    began = {"level": "warning", "title": "Mitt", "was": notice.fingerprint}
    RegionNotice.objects.update(title="Deras")
    answer = desk.post(f"{NOTICES}{notice.pk}/", began, secure=True)
    assert "Någon annan har ändrat samma uppgift" in answer.content.decode()
    assert RegionNotice.objects.get().title == "Deras"
