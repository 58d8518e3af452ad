"""What readers see of who has reviewed a text."""

from dataclasses import replace
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from accounts.models import Role
from articles.actions import publishing, reviewing, writing
from articles.models import Article, PartVerdict, ReviewKind, Verdict
from articles.queries.signatures import signed_parts
from tests.cast import staff
from tests.desk.reviews import PARTS, agreed, plain


def test_readers_see_everyone_whose_signature_still_holds(three_changed, submitted, reviewed, ulf, client):
    second = three_changed()
    rune = staff("rune", Role.FACT_REVIEWER)
    reviewed(second, by=rune)
    publishing.publish(by=ulf, revision=second)
    html = client.get("/rosslighet/").content.decode()
    assert "Granskad av <strong>Rune Exempel</strong>" in html
    assert "<strong>Rut Exempel</strong>, allmänläkare" in html  # head, care and sources are as she read them


def test_what_nobody_has_reviewed_is_marked_against_what_readers_have(library, changed, karin, rut, enter):
    article = Article.objects.get(slug="halsfluss", language="sv")
    draft = changed(article, summary="Halsfluss ger ont i halsen. Det går över.")
    review = reviewing.ask_user(
        by=karin, revision=writing.submit(by=karin, draft=draft, serial=draft.serial), reviewer=rut
    )
    html = enter(rut).get(reverse("desk_review", args=[review.pk]), secure=True).content.decode()
    assert f"Det som skiljer den från version {article.live.number}, som läsarna har nu, är markerat." in html
    assert html.count('class="tag due"') == 1 and "<ins>" in html.partition('id="del-head"')[2]
    assert html.count("data-needed") == len(signed_parts(review.revision))


def test_a_suggestion_has_the_lines_of_the_text(submitted, asked_by_link, eva):
    said = "Du får ont.\r\n\r\nDet går över snabbt."
    eva.post(asked_by_link(submitted()), agreed(said_symptoms="comment", suggestion_symptoms=said), secure=True)
    assert PartVerdict.objects.get(part="symptoms").suggestion == "Du får ont.\n\nDet går över snabbt."


def test_a_text_is_reviewed_only_when_all_of_it_is(library, changed, karin, reviewed, ulf, client):
    """The library's own text was published with no review; a later version was signed that shares most of its words."""
    article = Article.objects.get(slug="halsfluss", language="sv")
    draft = changed(article, summary="Halsfluss ger ont i halsen. Det går över.")
    second = writing.submit(by=karin, draft=draft, serial=draft.serial)
    reviewed(second)
    first = f"/halsfluss/version/{article.live.number}/"
    for path in ("/halsfluss/", first):
        html = client.get(path).content.decode()
        assert "Rut Exempel" not in html
        assert "ingen med vårdutbildning har granskat den" in html.lower()
    publishing.publish(by=ulf, revision=second)
    assert "Granskad av <strong>Rut Exempel</strong>" in client.get("/halsfluss/").content.decode()
    assert "Rut Exempel" not in client.get(first).content.decode()


def test_readers_do_not_see_whose_words_are_gone(submitted, reviewed, changed, text, karin, ulf, client):
    first = submitted(levels=text.levels[:1], chapters=text.chapters[:1], life_threatening=False)
    reviewed(first)
    draft = changed(
        first.article,
        summary="Ett annat. Det går över.",
        chapters=(replace(text.chapters[0], text="Ny text."),),
        levels=(replace(text.levels[0], signs=("Du får ingen luft.",)),),
        sources=(replace(text.sources[0], title="En annan källa"),),
    )
    second = writing.submit(by=karin, draft=draft, serial=draft.serial)
    reviewed(second, by=staff("rune", Role.FACT_REVIEWER))
    publishing.publish(by=ulf, revision=second)
    html = client.get("/rosslighet/").content.decode()
    assert "Rune Exempel" in html
    assert "Rut Exempel" not in html


def test_a_correction_claims_no_more_than_was_signed(
    submitted, reviewed, changed, karin, ulf, client, django_assert_max_num_queries
):
    first = submitted()
    reviewed(first)
    publishing.publish(by=ulf, revision=first)
    draft = changed(first.article, summary="Rättat. Det går över.")
    second = writing.submit(by=karin, draft=draft, serial=draft.serial, correction=writing.Correction("Fel."))
    publishing.publish(by=ulf, revision=second)
    with django_assert_max_num_queries(6):
        answer = client.get("/rosslighet/")
    assert "Rättelsen granskas senast" in plain(answer)
    assert "Granskarna ovan har godkänt resten." in plain(answer)
    assert "lastReviewed" not in answer.content.decode()
    assert client.get("/rosslighet.json").json()["not_reviewed"] == ["head"]
    reviewed(second)
    answer = client.get("/rosslighet/")
    assert "Rättelsen" not in plain(answer)
    assert "lastReviewed" in answer.content.decode()


def test_neither_a_language_review_nor_one_that_is_not_signed_is_shown_to_readers(
    submitted, reviewed, karin, sara, ulf, client
):
    revision = submitted()
    reviewed(revision)
    publishing.publish(by=ulf, revision=revision)
    review = reviewing.ask_user(by=karin, revision=revision, reviewer=sara, kind=ReviewKind.LANGUAGE)
    said = {part: reviewing.Judgement(Verdict.AGREE) for part in PARTS}
    who = reviewing.Reviewer("Sara Exempel", "språkvårdare", "Exempelbyrån", "Inga")
    reviewing.sign(by=sara, review=review, judgements=said, reviewer=who)
    waits = reviewing.ask_user(by=karin, revision=revision, reviewer=staff("rune", Role.FACT_REVIEWER))
    reviewing.save_judgements(by=waits.reviewer_user, review=waits, judgements=said)
    html = client.get("/rosslighet/").content.decode()
    assert "Rut Exempel" in html
    assert "Sara Exempel" not in html
    assert "Rune Exempel" not in html


def test_a_correction_whose_review_is_late_says_so(submitted, reviewed, changed, karin, ulf, client, time_machine):
    first = submitted()
    reviewed(first)
    publishing.publish(by=ulf, revision=first)
    draft = changed(first.article, summary="Rättat. Det går över.")
    second = writing.submit(by=karin, draft=draft, serial=draft.serial, correction=writing.Correction("Fel."))
    publishing.publish(by=ulf, revision=second)
    time_machine.move_to(timezone.now() + timedelta(days=9))
    page = plain(client.get("/rosslighet/"))
    assert page.count("Rättelsen skulle ha granskats senast") == 2
    assert "Rättelsen granskas" not in page
