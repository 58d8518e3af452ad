"""Asking for a review, giving one by account or by link, and taking in what it suggests."""

import io
import re
import smtplib
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent, Role
from accounts.refusal import Refused
from articles.actions import publishing, reviewing, writing
from articles.models import Article, PartVerdict, Review, ReviewKind, Verdict
from articles.queries.sent_in import told
from articles.queries.signatures import signed_parts, unsigned_parts
from articles.text import ArticleText
from tests.cast import staff

EVA = {
    "lank-name": "Eva Exempel",
    "lank-email": "eva@example.se",
    "lank-profession": "specialist i allmänmedicin",
    "lank-workplace": "Exempelkliniken",
    "lank-kind": "fact",
    "fraga": "lank",
}
PARTS = ["head", "care", "symptoms", "self_care", "treatment", "sources"]
WHO = {"name": "Eva Exempel", "profession": "läkare", "workplace": "Exempelkliniken", "conflict": "nej"}


def agreed(*parts, **more):
    return WHO | {f"said_{part}": "agree" for part in parts or PARTS} | more


def plain(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@pytest.fixture
def asked_by_link(karin, enter, mailoutbox, django_capture_on_commit_callbacks):
    """Has Karin ask Eva through the form. Gives the path of the link that Eva gets."""

    def ask(revision, **fields):
        with django_capture_on_commit_callbacks(execute=True):
            answer = enter(karin).post(reverse("desk_ask", args=[revision.pk]), EVA | fields, secure=True)
        assert answer.status_code == 302, plain(answer)
        return path_in(mailoutbox[-1])

    return ask


def path_in(mail):
    return re.search(r"(/granska/\S+)", mail.body)[1]


@pytest.fixture
def eva():
    """Someone with no account, and a browser that keeps nothing."""
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def three_changed(submitted, reviewed, changed, text, karin):
    """A second version, in which three chapters have changed since Rut signed the first."""

    def make(**more):
        first = submitted()
        reviewed(first)
        chapters = tuple(replace(chapter, text=chapter.text + "\n\nMer om det.") for chapter in text.chapters)
        draft = changed(first.article, **({"chapters": chapters} | more))
        return writing.submit(by=karin, draft=draft, serial=draft.serial)

    return make


# ---- asking ----


def test_karin_asks_rut_and_takes_it_back(submitted, karin, rut, sara, enter, django_assert_max_num_queries):
    revision = submitted()
    page, client = reverse("desk_ask", args=[revision.pk]), enter(karin)
    with django_assert_max_num_queries(12):
        html = client.get(page, secure=True).content.decode()
    assert f'value="fact-{rut.pk}"' in html
    assert f'value="language-{sara.pk}"' in html
    assert "Ingen är tillfrågad än" in html
    answer = client.post(page, {"konto-reviewer": f"fact-{rut.pk}", "fraga": "konto"}, secure=True, follow=True)
    assert "Rut Exempel är tillfrågad" in plain(answer)
    again = client.post(page, {"konto-reviewer": f"fact-{rut.pk}", "fraga": "konto"}, secure=True)
    assert (again.status_code, "Rut Exempel är redan tillfrågad." in plain(again)) == (400, True)
    review = Review.objects.get()
    assert review.reviewer_user == rut
    answer = client.post(reverse("desk_revoke", args=[review.pk]), secure=True, follow=True)
    assert "Återkallad" in plain(answer)
    assert enter(rut).get(reverse("desk_review", args=[review.pk]), secure=True).status_code == 410


def test_whoever_wrote_is_not_among_those_to_ask(submitted, karin, rut, enter):
    karin.roles = [Role.EDITOR, Role.FACT_REVIEWER]
    karin.save()
    revision = submitted()
    page = reverse("desk_ask", args=[revision.pk])
    assert f'value="fact-{karin.pk}"' not in enter(karin).get(page, secure=True).content.decode()
    answer = enter(karin).post(page, {"konto-reviewer": f"fact-{karin.pk}", "fraga": "konto"}, secure=True)
    assert answer.status_code == 400
    assert not Review.objects.exists()


def test_the_link_goes_to_its_receiver_alone(submitted, asked_by_link, karin, enter, mailoutbox):
    revision = submitted()
    path = asked_by_link(revision)
    [mail] = mailoutbox
    assert mail.to == ["eva@example.se"]
    for personal in ("Eva", "eva@", "Karin", "Exempelkliniken", "allmänmedicin"):
        assert personal not in mail.body + mail.subject
    html = enter(karin).get(reverse("desk_ask", args=[revision.pk]), secure=True).content.decode()
    assert path.split("/")[2] not in html
    assert "eva@example.se" not in html
    assert "eva@example.se" not in str(list(AuditEvent.objects.values()))


@pytest.mark.parametrize(
    "fields",
    [
        {"lank-email": ""},
        {"lank-email": "inte en adress"},
        {"lank-name": ""},
        {"lank-name": "E" * 500},
        {"lank-name": "Eva\x00"},
        {"lank-kind": "annat"},
        {"lank-email": "rut@example.se"},
    ],
)
def test_what_cannot_be_asked_is_said_and_kept(submitted, karin, rut, enter, fields):
    revision = submitted()
    answer = enter(karin).post(reverse("desk_ask", args=[revision.pk]), EVA | fields, secure=True)
    assert answer.status_code == 400
    assert "Det är något som behöver rättas" in plain(answer)
    assert "specialist i allmänmedicin" in answer.content.decode()
    assert not Review.objects.exists()


def test_a_mail_server_that_is_down_loses_nothing(
    submitted, karin, enter, mailoutbox, monkeypatch, caplog, django_capture_on_commit_callbacks
):
    revision = submitted()
    page, client = reverse("desk_ask", args=[revision.pk]), enter(karin)

    def fails(*args, **kwargs):
        raise smtplib.SMTPRecipientsRefused({"eva@example.se": (550, b"no")})

    with monkeypatch.context() as patch:
        patch.setattr("articles.actions.reviewing.requests.send_mail", fails)
        with django_capture_on_commit_callbacks(execute=True):
            answer = client.post(page, EVA, secure=True)
    assert answer.status_code == 302
    assert "eva@" not in caplog.text
    assert "SMTPRecipientsRefused" in caplog.text
    html = client.get(page, secure=True)
    assert "Mejlet kunde inte skickas" in plain(html)
    review = Review.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("desk_revoke", args=[review.pk]), {"skicka-igen": "1"}, secure=True)
    assert Client().get(path_in(mailoutbox[0]), secure=True).status_code == 200
    assert "Mejlet kunde inte skickas" not in plain(client.get(page, secure=True))


def test_a_link_sent_again_keeps_what_was_said_and_closes_the_first(
    submitted, asked_by_link, karin, eva, enter, mailoutbox, django_capture_on_commit_callbacks
):
    revision = submitted()
    first = asked_by_link(revision)
    eva.post(first, agreed("care", spara="1"), secure=True)
    with django_capture_on_commit_callbacks(execute=True):
        again = reverse("desk_revoke", args=[Review.objects.get().pk])
        enter(karin).post(again, {"skicka-igen": "1"}, secure=True)
    old = eva.get(first, secure=True)
    assert (old.status_code, "senaste mejlet" in plain(old)) == (404, True)
    html = eva.get(path_in(mailoutbox[-1]), secure=True).content.decode()
    assert re.search(r'name="said_care" value="agree"[^>]* checked', html)


def test_an_older_version_is_not_asked_about(three_changed, karin, enter):
    three_changed()
    first = Article.objects.get(slug="rosslighet", pending__isnull=False).revisions.get(number=1)
    page = reverse("desk_ask", args=[first.pk])
    assert "inte aktuell längre" in plain(enter(karin).get(page, secure=True))
    answer = enter(karin).post(page, EVA, secure=True)
    assert (answer.status_code, "inte aktuell längre" in plain(answer)) == (400, True)


@pytest.mark.parametrize("name", ["desk_ask", "desk_review", "desk_revoke", "desk_take"])
@pytest.mark.parametrize("pk", [999_999, 10**30])
def test_unknown_numbers_are_not_found(karin, enter, name, pk):
    client = enter(karin)
    for method in (client.get, client.post):
        assert method(reverse(name, args=[pk]), secure=True).status_code in (404, 405)


# ---- reading ----


def test_the_page_shows_what_changed_and_asks_of_that_alone(
    three_changed, asked_by_link, eva, django_assert_max_num_queries
):
    path = asked_by_link(three_changed())
    with django_assert_max_num_queries(12):
        answer = eva.get(path, secure=True)
    html = answer.content.decode()
    assert "3 delar är nya eller ändrade" in plain(answer)
    assert len(re.findall(r"<ins>.*?Mer om det", html, re.S)) == 3
    assert html.count("data-needed") == 3
    assert html.count("Redan granskad av Rut Exempel") == 3
    order = [html.index(f'id="del-{part}"') for part in PARTS]
    assert order == sorted(order)
    assert 'value="specialist i allmänmedicin"' in html


def test_all_that_is_signed_is_shown_the_first_time(submitted, asked_by_link, eva):
    told = plain(eva.get(asked_by_link(submitted()), secure=True))
    assert "Sidan har ingen ruta om att ringa 112." in told
    assert "Typ av vård: Vårdcentral" in told


def test_the_page_by_link_leaves_nothing_behind(submitted, asked_by_link, eva):
    path = asked_by_link(submitted())
    answer = eva.get(path, secure=True)
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["X-Robots-Tag"] == "noindex"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert not answer.cookies
    assert path.split("/")[2] not in answer.content.decode()
    for method in (eva.put, eva.delete, eva.patch):
        assert method(path, secure=True).status_code == 405


def test_a_chapter_that_was_taken_away_is_shown_with_the_head(three_changed, asked_by_link, eva, text):
    path = asked_by_link(three_changed(chapters=text.chapters[:2]))
    answer = eva.get(path, secure=True)
    assert answer.content.decode().count("data-needed") == 1
    assert "Borttaget: Behandling" in plain(answer)
    assert "Kroppen läker själv." in plain(answer)


def test_markup_in_a_text_is_words(submitted, asked_by_link, eva, text):
    path = asked_by_link(submitted(summary="Mindre än 5 <6 & mer. Det går över."))
    assert "Mindre än 5 &lt;6 &amp; mer." in eva.get(path, secure=True).content.decode()


# ---- giving ----


def test_eva_reviews_by_link(submitted, asked_by_link, ulf, eva):
    revision = submitted()
    path = asked_by_link(revision)
    answer = eva.post(path, agreed(), secure=True, headers={"origin": "null"})
    assert answer.status_code == 302, plain(answer)
    assert not answer.cookies
    done = eva.get(answer["Location"], secure=True)
    assert (done.status_code, "Tack för granskningen" in plain(done)) == (200, True)
    review = Review.objects.get()
    reviewing.confirm_reviewer(by=ulf, review=review)
    assert unsigned_parts(revision) == []
    assert (review.reviewer, review.profession, review.conflict_of_interest) == ("Eva Exempel", "läkare", "Inga")
    assert review.email == ""
    again = eva.post(path, agreed(comment_care="Glömde detta."), secure=True)
    assert again.status_code == 410
    assert "Granskningen är klar" in plain(again)
    assert "Glömde detta." in plain(again)


def test_rut_reviews_with_her_account(submitted, karin, rut, enter):
    revision = submitted()
    review = reviewing.ask_user(by=karin, revision=revision, reviewer=rut)
    client, path = enter(rut), reverse("desk_review", args=[review.pk])
    assert 'name="name"' not in client.get(path, secure=True).content.decode()
    answer = client.post(path, agreed(), secure=True, follow=True)
    assert "Tack för granskningen" in plain(answer)
    assert unsigned_parts(revision) == []
    second = staff("rune", Role.FACT_REVIEWER)
    assert enter(second).get(path, secure=True).status_code == 404
    assert enter(karin).get(path, secure=True).status_code == 404


def test_the_next_review_knows_her_profession(submitted, reviewed, three_changed, karin, rut, enter):
    review = reviewing.ask_user(by=karin, revision=three_changed(), reviewer=rut)
    html = enter(rut).get(reverse("desk_review", args=[review.pk]), secure=True).content.decode()
    assert 'value="allmänläkare"' in html


def test_every_part_must_be_judged_and_nothing_typed_is_lost(submitted, asked_by_link, eva):
    path = asked_by_link(submitted())
    fields = agreed("head", "care", "symptoms", "treatment", workplace="", conflict="")
    fields |= {"said_treatment": "comment", "comment_treatment": "Säg mer.", "suggestion_treatment": "Ny\r\ntext."}
    answer = eva.post(path, fields, secure=True)
    html = answer.content.decode()
    assert answer.status_code == 400
    assert '<a href="#id_said_self_care_0">Säg vad du tycker om ”Vila och drick”.</a>' in html
    assert '<a href="#id_said_sources_0">' in html
    assert "Välj ”Inga jäv” eller ”Ja”." in html
    assert "Fyll i ”Arbetsplats”." in html
    assert "Säg mer.</textarea>" in html
    assert "Ny\r\ntext.</textarea>" in html
    assert not PartVerdict.objects.exists()


def test_the_action_too_refuses_what_is_left_unjudged(submitted, karin, rut):
    review = reviewing.ask_user(by=karin, revision=submitted(), reviewer=rut)
    who = reviewing.Reviewer("Rut", "läkare", "Exempelkliniken", "Inga")
    some = {"care": reviewing.Judgement(Verdict.AGREE)}
    with pytest.raises(Refused, match="Rubrik och sammanfattning, Symtom"):
        reviewing.sign(by=rut, review=review, judgements=some, reviewer=who)
    with pytest.raises(Refused, match="ingen sådan del"):
        reviewing.save_judgements(by=rut, review=review, judgements={"why": reviewing.Judgement(Verdict.AGREE)})
    assert not PartVerdict.objects.exists()


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"said_care": "comment"}, "Skriv vad som behöver ändras i ”När och var ska jag söka vård?”"),
        ({"comment_care": "Hej"}, "Du har skrivit en ändring i ”När och var ska jag söka vård?”"),
        ({"suggestion_self_care": "Annat."}, "Du har skrivit en ändring i ”Vila och drick”"),
        ({"said_care": "kanske"}, "Säg vad du tycker om ”När och var ska jag söka vård?”."),
        ({"conflict": "ja"}, "Skriv vilket jäv du har"),
        ({"said_care": "comment", "comment_care": "x" * 5_000}, "Texten är för lång"),
        ({"said_care": "comment", "comment_care": "x\x00y"}, "tecken"),
        ({"name": ""}, "Fyll i ”Namn”."),
    ],
)
def test_what_does_not_hold_together_is_said(submitted, asked_by_link, eva, fields, says):
    answer = eva.post(asked_by_link(submitted()), agreed(**fields), secure=True)
    assert answer.status_code == 400
    assert says in plain(answer)


def test_a_megabyte_is_refused_in_words(submitted, asked_by_link, eva):
    answer = eva.post(asked_by_link(submitted()), agreed(comment_care="x" * 1_100_000), secure=True)
    assert answer.status_code in (400, 413)
    assert "<h1>" in answer.content.decode()


def test_the_present_text_is_no_suggestion(submitted, asked_by_link, eva, text):
    same = text.chapters[0].text.replace("\n", "\r\n") + "\r\n"
    eva.post(asked_by_link(submitted()), agreed(suggestion_symptoms=same), secure=True)
    assert list(PartVerdict.objects.exclude(suggestion="")) == []
    assert Review.objects.get().signed_on


def test_half_a_review_is_kept_for_later(submitted, asked_by_link, eva):
    path = asked_by_link(submitted())
    half = {"said_care": "agree", "comment_symptoms": "Fler symtom.", "workplace": "Nya kliniken", "spara": "1"}
    answer = eva.post(path, half, secure=True, follow=True)
    html = answer.content.decode()
    assert "Det du har skrivit är sparat" in html
    assert "Du kan fortsätta med samma länk till och med" in html
    assert "Fler symtom.</textarea>" in html
    assert 'value="Nya kliniken"' in html
    assert re.search(r'name="said_care" value="agree"[^>]* checked', html)
    assert Review.objects.get().signed_on is None


def test_what_is_half_said_is_kept_too_and_only_a_signature_needs_the_words(submitted, asked_by_link, eva):
    path = asked_by_link(submitted())
    half = {"said_care": "comment", "said_symptoms": "agree", "comment_symptoms": "Fler symtom.", "conflict": "ja"}
    html = eva.post(path, half | {"spara": "1"}, secure=True, follow=True).content.decode()
    assert "Det du har skrivit är sparat" in html
    for name, value in (("said_care", "comment"), ("said_symptoms", "agree"), ("conflict", "ja")):
        assert re.search(rf'name="{name}" value="{value}"[^>]* checked', html), name
    assert "Fler symtom.</textarea>" in html
    assert re.search(r'<textarea name="conflict_text"[^>]*>\s*</textarea>', html)
    answer = eva.post(path, agreed() | half, secure=True)
    assert answer.status_code == 400
    for words in ("Skriv vad som behöver ändras i", "Du har skrivit en ändring i", "Skriv vilket jäv du har"):
        assert words in answer.content.decode()
    assert Review.objects.get().signed_on is None


def test_an_answer_from_another_site_is_refused(submitted, asked_by_link, eva):
    path = asked_by_link(submitted())
    for headers in ({"origin": "https://evil.example"}, {"origin": "null", "sec-fetch-site": "cross-site"}):
        answer = eva.post(path, agreed(), secure=True, headers=headers)
        assert (answer.status_code, "annan webbplats" in plain(answer)) == (400, True)
    own = eva.post(path, agreed(), secure=True, headers={"origin": "null", "sec-fetch-site": "same-origin"})
    assert own.status_code == 302


def closed_page(eva, path, status, says):
    fields = agreed(comment_care="Det jag skrev.", suggestion_symptoms="<b>Mitt</b> förslag.")
    for answer in (eva.get(path, secure=True), eva.post(path, fields, secure=True)):
        assert answer.status_code == status
        assert says in plain(answer)
        assert answer["Cache-Control"] == "private, no-store"
    assert "Det jag skrev." in plain(answer)
    assert "&lt;b&gt;Mitt&lt;/b&gt; förslag." in answer.content.decode()


def test_a_revoked_link_says_so(submitted, asked_by_link, eva, karin):
    path = asked_by_link(submitted())
    reviewing.revoke(by=karin, review=Review.objects.get())
    closed_page(eva, path, 410, "Redaktionen har återkallat granskningen.")


def test_an_expired_link_says_so(submitted, asked_by_link, eva, time_machine):
    path = asked_by_link(submitted())
    time_machine.move_to(timezone.now() + timedelta(days=15))
    closed_page(eva, path, 410, "Länken gäller inte längre.")


def test_a_link_to_an_older_version_says_so(submitted, asked_by_link, eva, changed, karin):
    revision = submitted()
    path = asked_by_link(revision)
    draft = changed(revision.article, summary="Ett annat. Det går över.")
    writing.submit(by=karin, draft=draft, serial=draft.serial)
    closed_page(eva, path, 410, "Texten har ändrats sedan du fick den.")


@pytest.mark.parametrize("token", ["x", "1.hej:sant", "%00", "å" * 300, "9999999999999999999999.x:y"])
def test_a_forged_link_is_not_found(db, eva, token):
    closed_page(eva, f"/granska/{token}/", 404, "Länken är inte hel")


def test_a_token_of_ours_with_another_secret_is_not_found(submitted, asked_by_link, eva):
    from articles.actions.reviewing.requests import _signer

    asked_by_link(submitted())
    forged = _signer.sign(f"{Review.objects.get().pk}.{'x' * 32}")
    closed_page(eva, f"/granska/{forged}/", 404, "Länken är inte hel")


def test_the_author_cannot_open_the_link(submitted, asked_by_link, karin, enter):
    revision = submitted()
    path = asked_by_link(revision)
    closed_page(enter(karin), path, 403, "Du har skrivit i texten och kan inte granska den.")
    assert Review.objects.get().signed_on is None


# ---- language ----


def test_a_language_review_is_signed_and_approves_no_facts(submitted, karin, sara, enter):
    revision = submitted()
    review = reviewing.ask_user(by=karin, revision=revision, reviewer=sara, kind=ReviewKind.LANGUAGE)
    answer = enter(sara).post(reverse("desk_review", args=[review.pk]), agreed(), secure=True)
    assert answer.status_code == 302
    assert unsigned_parts(revision) == sorted(PARTS)
    shown = signed_parts(revision)
    assert [part.verdicts[0].review.kind for part in shown] == ["language"] * 6
    assert not any(part.approved for part in shown)


def test_a_language_reviewer_judges_what_changed(three_changed, karin, sara, enter):
    first = reviewing.ask_user(by=karin, revision=three_changed(), reviewer=sara, kind=ReviewKind.LANGUAGE)
    path = reverse("desk_review", args=[first.pk])
    html = enter(sara).get(path, secure=True).content.decode()
    assert html.count("data-needed") == 6  # nobody has judged the language of any part
    said, who = {"head": reviewing.Judgement(Verdict.AGREE)}, reviewing.Reviewer("S", "x", "y", "Inga")
    with pytest.raises(Refused, match="Källor"):
        reviewing.sign(by=sara, review=first, judgements=said, reviewer=who)


# ---- afterwards ----


def test_what_a_reviewer_wants_changed_waits_for_the_editor(submitted, reviewed, karin, kim):
    revision = submitted()
    assert told(karin).answered == []
    reviewed(revision, care=reviewing.Judgement(Verdict.COMMENT, comment="Stämmer inte."))
    assert told(karin).answered == [revision]
    assert told(kim).answered == []


def test_a_published_correction_that_is_doubted_waits_for_the_editor(submitted, reviewed, changed, text, karin, ulf):
    first = submitted()
    reviewed(first)
    publishing.publish(by=ulf, revision=first)
    draft = changed(first.article, summary="Rättat. Det går över.")
    revision = writing.submit(by=karin, draft=draft, serial=draft.serial, correction=writing.Correction("Fel."))
    publishing.publish(by=ulf, revision=revision)
    assert told(karin).answered == []
    reviewed(revision, head=reviewing.Judgement(Verdict.COMMENT, comment="Fortfarande fel."))
    assert told(karin).answered == [revision]


@pytest.fixture
def suggestion(submitted, reviewed):
    said = reviewing.Judgement(Verdict.COMMENT, comment="Säg hur länge.", suggestion="Vila i två dagar.")
    return reviewed(submitted(), self_care=said).verdicts.get(part="self_care")


def test_karin_takes_a_suggestion_with_one_click(suggestion, karin, enter):
    client, path = enter(karin), reverse("desk_take", args=[suggestion.pk])
    answer = client.post(path, secure=True)
    article = suggestion.review.revision.article
    assert answer["Location"] == reverse("desk_write", args=[article.pk])
    assert ArticleText.from_json(article.draft.text).chapters[1].text == "Vila i två dagar."
    suggestion.refresh_from_db()
    assert suggestion.taken_by == karin
    again = client.post(path, secure=True)
    assert again["Location"] == reverse("desk_revision", args=[suggestion.review.revision_id])


def test_a_suggestion_does_not_write_over_what_karin_has_written_since(suggestion, changed, text, karin, enter):
    article = suggestion.review.revision.article
    chapters = (text.chapters[0], replace(text.chapters[1], text="Mitt eget."), text.chapters[2])
    changed(article, chapters=chapters)
    enter(karin).post(reverse("desk_take", args=[suggestion.pk]), secure=True)
    article.draft.refresh_from_db()
    assert ArticleText.from_json(article.draft.text).chapters[1].text == "Mitt eget."
    suggestion.refresh_from_db()
    assert suggestion.taken_at is None


def test_verdicts_are_shown_with_their_suggestion_as_changes(suggestion, karin, rf):
    from django.template.loader import render_to_string

    request = rf.get("/")
    parts = signed_parts(suggestion.review.revision)
    html = render_to_string("desk/verdicts.html", {"parts": parts, "may_take": True}, request)
    assert re.search(r"<ins>.*?i två dagar", html, re.S)
    assert f'action="{reverse("desk_take", args=[suggestion.pk])}"' in html
    assert "csrfmiddlewaretoken" in html
    assert "Ta in förslaget" not in render_to_string("desk/verdicts.html", {"parts": parts, "may_take": False}, request)
    reviewing.take_suggestion(by=karin, verdict=suggestion)
    html = render_to_string(
        "desk/verdicts.html", {"parts": signed_parts(suggestion.review.revision), "may_take": True}, request
    )
    assert "av Karin Exempel" in html
    assert "Ta in förslaget" not in html


# ---- what readers see ----


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


def test_the_address_of_someone_who_never_answered_is_forgotten(submitted, asked_by_link, time_machine):
    asked_by_link(submitted())
    for days, kept in ((reviewing.LINK_DAYS + 80, "eva@example.se"), (reviewing.LINK_DAYS + 91, "")):
        time_machine.move_to(Review.objects.get().asked_at + timedelta(days=days))
        call_command("forget", stdout=io.StringIO())
        assert Review.objects.get().email == kept


@pytest.mark.parametrize("address", ["karin+rut@example.se", "Karin+Rut@Example.se", "rut+hemma@example.se"])
def test_another_spelling_of_a_known_mailbox_gets_no_link(submitted, karin, rut, enter, address):
    karin.email = "karin@example.se"
    karin.save(update_fields=["email"])
    revision = submitted()
    answer = enter(karin).post(reverse("desk_ask", args=[revision.pk]), EVA | {"lank-email": address}, secure=True)
    assert answer.status_code == 400
    assert not revision.reviews.exists()


def test_the_publisher_sees_who_asked_someone_without_an_account(submitted, asked_by_link, reviewed, karin, ulf, enter):
    revision = submitted()
    reviewed(revision)
    path = reverse("desk_revision", args=[revision.pk])
    assert "utan konto" not in enter(ulf).get(path, secure=True).content.decode()
    asked_by_link(revision)
    assert f"utan konto, tillfrågad av {karin.name}" in enter(ulf).get(path, secure=True).content.decode()


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
