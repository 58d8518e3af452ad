"""How well the texts are kept, for anyone to read: counted, defined, and honest about what nobody has reviewed."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.actions import publishing, writing
from articles.models import Article, Feedback, Language, Revision
from articles.queries import search_articles
from articles.queries.quality import quality
from tests.desk.conftest import (  # noqa: F401  the cast
    changed,
    drafted,
    karin,
    kim,
    reviewed,
    rut,
    submitted,
    ulf,
)


def page(client, path="/om/kvalitet/"):
    answer = client.get(path, secure=True)
    assert answer.status_code == 200
    return answer.content.decode()


def figures():
    return quality(timezone.localdate())


def swedish():
    return Article.objects.national().filter(language=Language.SWEDISH, live__isnull=False)


def test_a_library_that_nobody_has_reviewed_says_so(library, client):
    found = figures()
    count = swedish().count()
    assert (found.published, found.in_date, found.not_reviewed, found.examples) == (count, count, count, count)
    assert (found.median_age_months, found.corrections, found.median_days_to_publish) == (0, [], None)
    html = page(client)
    assert f"För {count} av {count} texter har tiden för nästa granskning inte gått ut. Det är 100 procent." in html
    assert "Ingen av texterna är granskad av någon med vårdutbildning ännu." in html
    assert "Inga rättelser." in html


def test_one_late_text_makes_it_less_than_all(library):
    late = swedish().first()
    yesterday = timezone.localdate() - timedelta(days=1)
    Revision.objects.filter(pk=late.live_id).update(published_on=yesterday - timedelta(days=400), review_due=yesterday)
    found = figures()
    assert found.in_date == found.published - 1
    assert found.in_date_percent == 99


def test_age_is_the_median(library):
    for n, pk in enumerate(swedish().values_list("live", flat=True)):
        day = timezone.localdate() - timedelta(days=61 if n % 3 else 700)
        Revision.objects.filter(pk=pk).update(published_on=day)
    assert figures().median_age_months == 2


def test_the_life_of_a_text_is_counted(library, client, submitted, reviewed, changed, karin, ulf, time_machine):  # noqa: F811
    start = timezone.now()
    revision = submitted()
    time_machine.move_to(start + timedelta(days=5, hours=1))
    reviewed(revision)
    publishing.publish(by=ulf, revision=revision)
    found = figures()
    assert found.median_days_to_publish == 5
    assert found.reviewed == 1
    assert found.examples == found.published - 1
    assert f"{found.published - 1} texter är inte granskade av någon med vårdutbildning ännu." in page(client)
    draft = changed(revision.article, summary="Rosslighet är ett ljud. Det går över.")
    fault = writing.Correction("Texten sa fel <b>dos</b>.")
    second = writing.submit(by=karin, draft=draft, serial=draft.serial, correction=fault)
    publishing.publish(by=ulf, revision=second)
    [corrected] = figures().corrections
    assert (corrected.title, corrected.path) == ("Rosslighet", "/rosslighet/")
    html = page(client)
    assert '<a href="/rosslighet/">Rosslighet</a>. Texten sa fel &lt;b&gt;dos&lt;/b&gt;.' in html
    assert "Ett fel i en publicerad text har rättats det senaste året." in html
    assert "Ingen av texterna är granskad av någon med vårdutbildning ännu." in html  # what was corrected is not yet
    publishing.withdraw(by=ulf, article=second.article, reason="Fel.")
    assert "Rosslighet (tillbakadragen). Texten" in page(client)
    time_machine.move_to(start + timedelta(days=400))
    assert figures().corrections == []


def test_comments_that_wait_are_counted(library):
    article = swedish().first()
    for comment in ("Vad kostar det?", "", "Bra."):
        Feedback.objects.create(article=article, revision_number=1, helpful=False, comment=comment)
    assert figures().open_comments == 2


def test_nothing_published_is_no_fault(library, client):
    Article.objects.update(live=None)
    html = page(client)
    assert "Inga texter är publicerade ännu." in html
    assert json.loads(client.get(reverse("quality_json"), secure=True).content)["in_date_percent"] is None


def test_four_queries_and_no_cookie(library, client, django_assert_num_queries):
    page(client)
    with django_assert_num_queries(4):
        answer = client.get("/om/kvalitet/", secure=True)
    assert not answer.cookies
    assert "public" in answer["Cache-Control"]
    with django_assert_num_queries(4):
        client.get("/om/kvalitet.json", secure=True)


def test_the_same_for_machines(library, client):
    answer = client.get("/om/kvalitet.json", secure=True)
    found = json.loads(answer.content)
    assert found["published"] == swedish().count()
    assert found["in_date_percent"] == 100
    assert found["corrections"] == []
    assert found["day"] == str(timezone.localdate())


@pytest.mark.parametrize("path", ["/", "/om-oss/", "/skane/"])
def test_it_is_found_from(library, client, path):
    assert "/om/kvalitet/" in page(client, path)


def test_it_is_found_by_search(library):
    assert "quality" in [found.url_name for found in search_articles("kvalitet").pages]
    assert "quality" in [found.url_name for found in search_articles("rättelser").pages]
