"""A publisher sends a version back, withdraws a text and shows it again, and says why."""

import pytest

from articles.models import Article
from tests.desk.version_pages import *  # noqa: F403
from tests.desk.version_pages import live

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
