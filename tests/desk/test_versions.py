"""An article and its versions at the desk, and what a publisher decides."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent, Role
from articles.actions import publishing, reviewing, writing
from articles.models import Article, Revision, Verdict
from tests.cast import staff

DOUBT = reviewing.Judgement(Verdict.COMMENT, comment="Stämmer inte.")


@pytest.fixture
def see(enter):
    """What someone sees at an address of the desk."""

    def see(user, name, pk, status=200, **query):
        answer = enter(user).get(reverse(name, args=[pk]), query, secure=True)
        assert answer.status_code == status
        return " ".join(answer.content.decode().split())

    return see


@pytest.fixture
def press(enter):
    """What someone sees after a press on a button, wherever it led."""

    def press(user, name, pk, status=200, **data):
        answer = enter(user).post(reverse(name, args=[pk]), data, secure=True, follow=True)
        assert answer.status_code == status
        return " ".join(answer.content.decode().split())

    return press


@pytest.fixture
def ready(submitted, reviewed):
    """A version that every part of is approved."""
    revision = submitted()
    reviewed(revision)
    return revision


@pytest.fixture
def published(ready, ulf):
    return publishing.publish(by=ulf, revision=ready)


@pytest.fixture
def second(published, changed, karin):
    """Version 2, with another summary, that waits."""
    draft = changed(Article.objects.get(pk=published.article_id), summary="Det går över på tre veckor.")
    return writing.submit(by=karin, draft=draft, serial=draft.serial)


def live(revision):
    return Article.objects.get(pk=revision.article_id).live


def hour(at):
    local = timezone.localtime(at)
    return {"day": f"{local:%Y-%m-%d}", "time": f"{local:%H:%M}"}


# ---- the article ----


def test_the_article_tells_what_is_live_and_what_waits(second, see, karin):
    html = see(karin, "desk_article", second.article_id)
    assert "version 1</a>, publicerad" in html
    assert "Rut Exempel, allmänläkare" in html
    assert "Ingen är ombedd att granska fakta i version 2." in html
    assert reverse("desk_ask", args=[second.pk]) in html
    assert reverse("version", args=["rosslighet", 1]) in html
    assert "Publicerade version 1." in html
    assert "Skickade in version 2." in html
    assert 'href="/rosslighet/"' in html
    assert reverse("desk_details", args=[second.article_id]) in html
    assert reverse("desk_export", args=[second.article_id]) in html


def test_the_next_step_is_each_ones_own(drafted, changed, reviewed, see, text, karin, kim, rut, ulf):
    draft = drafted()
    assert "Fortsätt skriva" in see(kim, "desk_article", draft.article_id)
    assert reverse("desk_submit", args=[draft.article_id]) in see(kim, "desk_article", draft.article_id)
    assert "Karin Exempel skriver på ett utkast." in see(ulf, "desk_article", draft.article_id)
    revision = writing.submit(by=karin, draft=draft, serial=draft.serial)
    assert ">Be om granskning</a>" in see(karin, "desk_article", draft.article_id)
    request = reviewing.ask_user(by=karin, revision=revision, reviewer=rut)
    assert "väntar på Rut Exempel" in see(karin, "desk_article", draft.article_id)
    assert reverse("desk_review", args=[request.pk]) in see(rut, "desk_article", draft.article_id)
    reviewing.revoke(by=karin, review=request)
    reviewed(revision, care=DOUBT)
    assert "Granskaren vill ändra något" in see(karin, "desk_article", draft.article_id)
    draft = changed(revision.article, summary="Nytt. Det går över.", levels=text.levels[:1])
    revision = writing.submit(by=karin, draft=draft, serial=draft.serial)
    reviewed(revision)
    assert "klar att publicera" in see(ulf, "desk_article", draft.article_id)
    publishing.publish(by=ulf, revision=revision)
    assert "Skriv om texten" in see(karin, "desk_article", draft.article_id)
    article = Article.objects.get(pk=draft.article_id)
    publishing.withdraw(by=ulf, article=article, reason="Fel.")
    assert "visa den igen" in see(ulf, "desk_article", draft.article_id)
    assert "Skriv om texten" in see(karin, "desk_article", draft.article_id)


def test_a_published_correction_waits_for_its_review(published, changed, see, karin, ulf, rut):
    draft = changed(Article.objects.get(pk=published.article_id), summary="Tre veckor.")
    wrong = writing.Correction("Tiden var fel.")
    revision = writing.submit(by=karin, draft=draft, serial=draft.serial, correction=wrong)
    assert "klar att publicera" in see(ulf, "desk_article", published.article_id)
    assert "märkt som rättelse" in see(ulf, "desk_revision", revision.pk)
    publishing.publish(by=ulf, revision=revision)
    html = see(karin, "desk_article", published.article_id)
    assert "Rättelsen i version 2 ska granskas senast" in html
    assert reverse("desk_ask", args=[revision.pk]) in html
    reviewing.ask_user(by=karin, revision=revision, reviewer=rut)
    assert "Väntar på Rut Exempel." in see(ulf, "desk_article", published.article_id)


def test_what_is_late_and_what_is_sent_back_is_said(published, second, see, press, ulf, karin):
    Revision.objects.filter(pk=published.pk).update(
        published_on=timezone.localdate() - timedelta(days=9), review_due=timezone.localdate() - timedelta(days=2)
    )
    press(ulf, "desk_send_back", second.pk, reason="Skriv kortare, tack.")
    html = see(karin, "desk_article", second.article_id)
    assert "Försenad," in html
    assert "Ulf Exempel har skickat tillbaka version 2: ”Skriv kortare, tack.”" in html
    assert reverse("desk_write", args=[second.article_id]) in html


def test_an_event_without_a_sentence_is_shown_by_its_name(published, see, karin):
    AuditEvent.objects.create(action="article.x", object_type="articles.article", object_id=str(published.article_id))
    assert "Annat: article.x" in see(karin, "desk_article", published.article_id)


def test_the_librarys_own_article_is_shown_too(library, see, karin):
    article = Article.objects.get(slug="forkylning", language="sv")
    html = see(karin, "desk_article", article.pk)
    assert "Exempeltext" in html
    assert "Exempelbiblioteket" in html
    assert "Exempelbiblioteket" in see(karin, "desk_revision", article.live_id)


@pytest.mark.parametrize("name", ["desk_article", "desk_revision", "desk_compare", "desk_export", "desk_withdraw"])
@pytest.mark.parametrize("pk", [0, 987654, 10**30])
def test_what_is_not_there_is_not_found(db, see, ulf, name, pk):
    see(ulf, name, pk, 404)


def test_the_pages_ask_little(second, enter, karin, ulf, rut, django_assert_max_num_queries):
    reviewing.ask_user(by=karin, revision=second, reviewer=rut)
    for user in (karin, ulf, rut):
        client = enter(user)
        with django_assert_max_num_queries(12):
            client.get(reverse("desk_article", args=[second.article_id]), secure=True)
        with django_assert_max_num_queries(14):
            client.get(reverse("desk_revision", args=[second.pk]), secure=True)
        with django_assert_max_num_queries(12):
            client.get(reverse("desk_compare", args=[second.article_id]), {"fran": 1, "till": 2}, secure=True)


# ---- one version ----


def test_the_version_is_read_as_the_reader_will_see_it_beside_what_is_new(second, see, ulf):
    html = see(ulf, "desk_revision", second.pk)
    assert "Det går över på tre veckor." in html
    assert "Ändringar mot version 1" in html
    assert "<del>" in html
    assert "Kroppen läker själv." in html
    assert "5 av 6" in html
    assert "Karin Exempel" in html


def test_what_hinders_is_said_and_no_button_is_dead(second, see, ulf, karin):
    html = see(ulf, "desk_revision", second.pk)
    assert "Alla delar är inte godkända av en faktagranskare." in html
    assert "Ännu inte godkänt: Rubrik och sammanfattning." in html
    assert "En redaktör ber om granskning." in html
    assert reverse("desk_publish", args=[second.pk]) not in html
    assert reverse("desk_send_back", args=[second.pk]) in html
    html = see(karin, "desk_revision", second.pk)
    assert reverse("desk_send_back", args=[second.pk]) not in html
    assert reverse("desk_ask", args=[second.pk]) in html
    assert reverse("desk_write", args=[second.article_id]) in html


def test_ulf_publishes_what_he_read(ready, press, see, ulf, client):
    assert "Publicera nu" in see(ulf, "desk_revision", ready.pk)
    assert "Version 1 är publicerad." in press(ulf, "desk_publish", ready.pk)
    assert live(ready) == ready
    assert client.get("/rosslighet/", secure=True).status_code == 200


@pytest.mark.parametrize("name", ["desk_publish", "desk_schedule", "desk_send_back", "desk_restore"])
def test_the_address_of_an_answer_that_said_no_leads_to_the_version(ready, enter, ulf, karin, name):
    path = reverse(name, args=[ready.pk])
    answer = enter(ulf).get(path, secure=True)
    assert (answer.status_code, answer["Location"]) == (302, reverse("desk_revision", args=[ready.pk]))
    assert enter(karin).get(path, secure=True).status_code == 403
    assert live(ready) is None


def test_a_page_that_is_too_old_says_so_and_does_nothing(ready, press, ulf):
    press(ulf, "desk_publish", ready.pk)
    changes = ready.status_changes.count()
    for name, data in (
        ("desk_publish", {}),
        ("desk_schedule", hour(timezone.now() + timedelta(days=1))),
        ("desk_send_back", {"reason": "Nej."}),
    ):
        html = press(ulf, name, ready.pk, 409, **data)
        assert "väntar inte längre på att publiceras" in html
        assert "Inget har ändrats." in html
    assert "Versionen är inte den som drogs tillbaka sist." in press(ulf, "desk_restore", ready.pk, 409, reason="Igen.")
    assert ready.status_changes.count() == changes


def test_what_was_replaced_while_it_was_read_is_not_published(ready, changed, press, karin, ulf):
    draft = changed(Article.objects.get(pk=ready.article_id), summary="Nytt.")
    writing.submit(by=karin, draft=draft, serial=draft.serial)
    assert "väntar inte längre" in press(ulf, "desk_publish", ready.pk, 409)
    assert live(ready) is None


def test_a_publisher_who_wrote_in_it_is_refused(submitted, reviewed, press, see, rut):
    both = staff("bo", Role.EDITOR, Role.PUBLISHER)
    revision = submitted(by=both)
    reviewed(revision, asked_by=both)
    assert "Du har skrivit i texten." in see(both, "desk_revision", revision.pk)
    assert "Du har skrivit i texten." in press(both, "desk_publish", revision.pk, 409)
    at = hour(timezone.now() + timedelta(days=1))
    assert "Du har skrivit i texten." in press(both, "desk_schedule", revision.pk, 409, **at)
    assert live(revision) is None


# ---- at a time ----


def test_ulf_sets_an_hour_moves_it_and_publishes_before_it(ready, press, see, ulf):
    first = timezone.now() + timedelta(days=2)
    assert "publiceras" in press(ulf, "desk_schedule", ready.pk, **hour(first))
    ready.refresh_from_db()
    assert hour(ready.publish_at) == hour(first)
    html = see(ulf, "desk_revision", ready.pk)
    assert "Ändra tiden" in html
    assert f'value="{hour(first)["day"]}"' in html
    press(ulf, "desk_schedule", ready.pk, **hour(first + timedelta(days=1)))
    ready.refresh_from_db()
    assert hour(ready.publish_at) == hour(first + timedelta(days=1))
    press(ulf, "desk_publish", ready.pk)
    assert live(ready) == ready


def test_what_waits_for_its_hour_can_be_sent_back(ready, press, ulf):
    press(ulf, "desk_schedule", ready.pk, **hour(timezone.now() + timedelta(days=2)))
    press(ulf, "desk_send_back", ready.pk, reason="Vänta.")
    ready.refresh_from_db()
    assert ready.publish_at is None


@pytest.mark.parametrize(
    ("day", "time", "words"),
    [
        ("", "", "Fyll i ”Dag”."),
        ("2026-03-10", "", "Fyll i ”Klockslag”."),
        ("i morgon", "08.00", "Skriv datumet så här: 2026-03-12."),
        ("2026-03-12", "åtta", "Skriv klockslaget så här: 08.00."),
        ("2026-03-09", "08.00", "Dagen har passerat."),
        ("2026-03-10", "09.59", "Tiden har passerat."),
        ("2026-03-29", "02.30", "Klockan ställs fram den natten"),
        ("2027-03-29", "08.00", "Välj en dag inom ett år."),
        ("0001-01-01", "00.00", "Dagen har passerat."),
        ("9999-12-31", "23.59", "Välj en dag inom ett år."),
        ("2026\x00", "08\x00", "Skriv datumet så här"),
    ],
)
def test_an_hour_that_cannot_be_is_said_and_what_was_typed_stays(ready, press, ulf, time_machine, day, time, words):
    time_machine.move_to("2026-03-10T10:00+01:00", tick=False)
    html = press(ulf, "desk_schedule", ready.pk, 400, day=day, time=time)
    assert words in html
    assert "Det är något som behöver rättas" in html
    assert f'value="{day}"' in html or not day or "\x00" in day
    ready.refresh_from_db()
    assert ready.publish_at is None


def test_the_hour_is_swedish(ready, press, ulf, time_machine):
    time_machine.move_to("2026-03-10T10:00+01:00", tick=False)
    html = press(ulf, "desk_schedule", ready.pk, day="2026-07-01", time="08.00")
    assert "Version 1 publiceras 1 juli 2026, kl. 08.00." in html
    ready.refresh_from_db()
    assert ready.publish_at.isoformat() == "2026-07-01T06:00:00+00:00"


def test_what_missed_its_hour_waits_for_the_publisher_again(ready, press, see, ulf):
    press(ulf, "desk_schedule", ready.pk, **hour(timezone.now() + timedelta(days=2)))
    ulf.roles = []
    ulf.save()
    assert publishing.publish_scheduled(timezone.now() + timedelta(days=3)) == []
    other = staff("ulla", Role.PUBLISHER)
    assert "publicerades inte vid den bestämda tiden" in see(other, "desk_revision", ready.pk)
    assert "Bara utgivare publicerar." in see(other, "desk_article", ready.article_id)
    from articles.queries.desk import waiting_for_publisher

    assert list(waiting_for_publisher(other)) == [ready]


# ---- back, away and again ----


TOO_LONG = "Korta ”Vad ska ändras?” med 1 tecken. Högst 2000 får plats."


@pytest.mark.parametrize(("reason", "words"), [("", "Skriv varför."), ("x" * 2001, TOO_LONG)])
def test_sending_back_needs_a_reason(ready, press, ulf, reason, words):
    html = press(ulf, "desk_send_back", ready.pk, 400, reason=reason)
    assert words in html
    assert reason in html
    assert Article.objects.get(pk=ready.article_id).pending == ready


def test_ulf_withdraws_and_shows_again(published, press, see, ulf, client):
    html = see(ulf, "desk_withdraw", published.article_id)
    assert "Varför dras texten tillbaka?" in html
    assert "Skriv varför." in press(ulf, "desk_withdraw", published.article_id, 400, reason=" ")
    assert live(published) == published
    press(ulf, "desk_withdraw", published.article_id, reason="Läkemedlet är indraget.")
    assert live(published) is None
    assert client.get("/rosslighet/", secure=True).status_code == 410
    html = see(ulf, "desk_article", published.article_id)
    assert "Läkemedlet är indraget." in html
    assert "Drog tillbaka version 1." in html
    see(ulf, "desk_withdraw", published.article_id, 404)
    assert "ingen publicerad text" in press(ulf, "desk_withdraw", published.article_id, 409, reason="Igen.")
    assert "Visa den igen" in see(ulf, "desk_revision", published.pk)
    assert "Skriv varför." in press(ulf, "desk_restore", published.pk, 400, reason=" ")
    assert live(published) is None
    press(ulf, "desk_restore", published.pk, reason="Läkemedlet är kvar.")
    assert live(published) == published
    assert "Läkemedlet är kvar." in see(ulf, "desk_article", published.article_id)


def test_a_reason_has_room_and_no_browser_cuts_it(ready, press, see, ulf):
    html = see(ulf, "desk_revision", ready.pk)
    assert "Högst 2 000 tecken." in html
    assert "maxlength" not in html
    press(ulf, "desk_send_back", ready.pk, reason="x" * 2000)
    assert ready.status_changes.latest("pk").reason == "x" * 2000


def test_withdrawing_tells_of_the_same_topic_in_other_languages(library, see, ulf):
    article = Article.objects.get(slug="halsfluss", language="sv")
    html = see(ulf, "desk_withdraw", article.pk)
    assert "Samma ämne står kvar på andra språk." in html
    assert "English" in html


# ---- compare and export ----


def test_any_two_versions_are_compared(second, see, karin):
    html = see(karin, "desk_compare", second.article_id, fran=2, till=1)
    assert "Från version 1 till version 2" in html
    assert "<ins>" in html
    for query in ({"fran": 1, "till": 1}, {"fran": 1, "till": 77}, {"fran": "x\x00", "till": 2}, {"fran": 1}):
        assert "Det är något som behöver rättas" in see(karin, "desk_compare", second.article_id, **query)
    assert "Det är något" not in see(karin, "desk_compare", second.article_id)


def test_the_export_holds_the_whole_history_and_no_address(second, changed, enter, karin, ulf, rut):
    reviewing.ask_by_link(
        by=karin, revision=second, name="Eva", email="eva@example.se", profession="läkare", workplace="X", kind="fact"
    )
    answer = enter(karin).get(reverse("desk_export", args=[second.article_id]), secure=True)
    assert answer["Content-Disposition"] == 'attachment; filename="rosslighet.json"'
    assert answer["Cache-Control"] == "private, no-store"
    assert "@" not in answer.content.decode()
    told = json.loads(answer.content)
    assert (told["slug"], told["live_version"], told["pending_version"]) == ("rosslighet", 1, 2)
    first, latest = told["versions"]
    assert first["text"]["title"] == "Rosslighet"
    assert [row["status"] for row in first["status"]] == ["submitted", "published"]
    assert [row["by"] for row in first["status"]] == ["Karin Exempel", "Ulf Exempel"]
    assert {verdict["part"] for verdict in first["reviews"][0]["verdicts"]} >= {"head", "care", "sources"}
    assert (latest["based_on"], latest["writers"], latest["reviews"]) == (1, ["Karin Exempel"], [])


def test_the_export_is_as_the_documentation_says(second, enter, karin):
    from tests.conftest import ROOT

    documented = (ROOT / "docs/desk.md").read_text()
    told = enter(karin).get(reverse("desk_export", args=[second.article_id]), secure=True).json()
    names = [*told, *told["versions"][0], *told["versions"][0]["reviews"][0], *told["versions"][0]["status"][0]]
    names += told["versions"][0]["reviews"][0]["verdicts"][0]
    assert [name for name in names if f"`{name}`" not in documented] == []


def test_a_request_that_no_one_has_answered_does_not_stop_the_public_page(published, client, karin, rut):
    other = staff("rune", Role.FACT_REVIEWER)
    reviewing.ask_user(by=karin, revision=published, reviewer=other)
    html = client.get("/rosslighet/", secure=True).content.decode()
    assert "Rune" not in html
    assert "Rut Exempel" in html
