"""What stands beside a text: the words that lead to it, its subjects and who answers for it."""

from django.urls import reverse

from accounts.models import AuditEvent
from articles.models import Article


def test_words_lead_to_the_article_at_once(library, enter, karin, client):
    article = Article.objects.get(slug="halsfluss", language="sv")
    editor, path = enter(karin), reverse("desk_details", args=[article.pk])
    said = {"nytt-ord": "1", "text": "glufsfluss"}
    assert editor.post(path, said, secure=True).status_code == 302
    assert "Halsfluss" in client.get("/sok/", {"q": "glufsfluss"}, secure=True).content.decode()
    again = editor.post(path, said, secure=True)
    assert again.status_code == 400
    assert "Ordet finns redan" in again.content.decode()
    for wrong in ("", "!!", "a" * 81, "\x00"):
        assert editor.post(path, {"nytt-ord": "1", "text": wrong}, secure=True).status_code == 400
    word = article.synonyms.get(text="glufsfluss")
    for key in ("x", "9" * 30, str(word.pk), str(word.pk)):
        assert editor.post(path, {"ta-bort": key}, secure=True).status_code == 302
    assert not article.synonyms.filter(text="glufsfluss").exists()


def test_a_medicine_leads_to_the_article_and_tells_of_its_leaflet(library, enter, karin, client):
    article = Article.objects.get(slug="halsfluss", language="sv")
    editor, path = enter(karin), reverse("desk_details", args=[article.pk])
    said = {"nytt-ord": "1", "text": "Glufsocillin", "is_medicine": "on"}
    assert editor.post(path, said, secure=True).status_code == 302
    found = client.get("/sok/", {"q": "glufsocillin"}, secure=True).text
    assert "Halsfluss" in found
    assert "<strong>Glufsocillin</strong> är ett läkemedel." in found
    assert "1 läkemedel" in editor.get(path, secure=True).text
    assert "Glufsocillin" not in client.get("/halsfluss/", secure=True).text


def test_areas_and_who_answers(library, enter, karin, kim, rut):
    article = Article.objects.get(slug="halsfluss", language="sv")
    client, path = enter(karin), reverse("desk_details", args=[article.pk])
    area = article.topic_areas.first()
    said = {"beskriv": "1", "topic_areas": [area.pk], "responsible": kim.pk}
    assert client.post(path, said, secure=True).status_code == 302
    article.refresh_from_db()
    assert (list(article.topic_areas.all()), article.responsible) == ([area], kim)
    assert AuditEvent.objects.filter(action="article.described", actor_id=str(karin.pk)).exists()
    for wrong in ({"responsible": rut.pk}, {"responsible": "x"}, {"topic_areas": ["0"]}, {"topic_areas": ["\x00"]}):
        assert client.post(path, said | wrong, secure=True).status_code == 400
    article.refresh_from_db()
    assert article.responsible == kim
