"""Whoever answers for a text is told in time that it is to be reviewed; what nobody answers for is seen at the desk."""

import io
import smtplib
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from accounts.models import Role
from articles.actions import publishing, writing
from articles.actions.reminding import remind
from articles.intervals import suggested_for, suggested_months
from articles.models import Article, ArticleKind, Reminder, Revision
from articles.text import ArticleText
from regions.models import Assignment
from tests.cast import staff
from tests.desk.conftest import TEXT


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def karin(db):
    return staff("karin", Role.EDITOR, email="karin@example.se")


@pytest.fixture
def kim(db):
    return staff("kim", Role.EDITOR, email="kim@example.se")


@pytest.fixture
def answered_for(library, today):
    """Makes someone responsible for an article that is to be reviewed in so many days."""

    def answer(slug, user, days):
        article = Article.objects.get(slug=slug, language="sv")
        Article.objects.filter(pk=article.pk).update(responsible=user)
        due = today + timedelta(days=days)
        published = min(article.live.published_on, due - timedelta(days=400))
        Revision.objects.filter(pk=article.live_id).update(published_on=published, review_due=due)
        return article

    return answer


def test_one_mail_a_person_says_which_texts_and_where(answered_for, karin, kim, today, mailoutbox, settings):
    settings.SITE_URL = "https://vard.example"
    late, soon = answered_for("feber", karin, -3), answered_for("hosta", karin, 60)
    answered_for("yrsel", kim, 10)
    answered_for("migran", kim, 200)
    report = remind(today)
    assert (report.mails, report.texts, report.failed) == (2, 3, 0)
    [hers, kims] = sorted(mailoutbox, key=lambda mail: mail.to)
    assert hers.to == ["karin@example.se"]
    assert hers.subject == "2 texter ska granskas"
    assert kims.subject == "En text ska granskas"
    assert f"Feber\nSkulle ha granskats senast {date_format(today - timedelta(days=3))}." in hers.body
    assert f"Hosta\nGranskas senast {date_format(today + timedelta(days=60))}." in hers.body
    for article in (late, soon):
        assert f"https://vard.example/redaktion/artiklar/{article.pk}/" in hers.body
    assert "Karin" not in hers.body
    assert "@" not in hers.body


def test_whoever_answers_for_a_regions_text_is_told_while_they_write_for_the_region(library, today, mailoutbox):
    maj = staff("maj", email="maj@example.se")
    addition = Article.objects.filter(region="12", live__isnull=False).first()
    Article.objects.filter(pk=addition.pk).update(responsible=maj)
    Revision.objects.filter(pk=addition.live_id).update(published_on=today - timedelta(days=400), review_due=today)
    assert remind(today).mails == 0
    Assignment.objects.create(user=maj, region_id="12", role=Role.REGIONAL_EDITOR)
    assert remind(today).mails == 1
    assert mailoutbox[0].to == ["maj@example.se"]


def test_each_of_the_three_is_sent_once(answered_for, karin, today, mailoutbox):
    answered_for("feber", karin, 95)
    sent = []
    for day in range(0, 120, 1):
        if remind(today + timedelta(days=day)).mails:
            sent.append(95 - day)
    assert sent == [90, 30, 0]
    assert set(Reminder.objects.values_list("days", flat=True)) == {90, 30, 0}


def test_days_without_a_run_make_one_mail_of_what_was_missed(answered_for, karin, today, mailoutbox):
    answered_for("feber", karin, 91)
    assert remind(today).mails == 0
    assert remind(today + timedelta(days=70)).mails == 1  # 21 days before: both of the first two have been passed
    assert remind(today + timedelta(days=71)).mails == 0
    assert remind(today + timedelta(days=300)).mails == 1
    assert len(mailoutbox) == 2


def test_a_new_review_date_is_a_new_round(answered_for, karin, today):
    answered_for("feber", karin, 20)
    assert remind(today).mails == 1
    answered_for("feber", karin, 25)
    assert remind(today).mails == 1


def test_whoever_has_left_or_has_no_address_gets_no_mail(answered_for, karin, kim, today, mailoutbox):
    answered_for("feber", karin, 5)
    answered_for("hosta", kim, 5)
    answered_for("yrsel", None, 5)
    karin.is_active = False
    karin.save()
    kim.email = ""
    kim.save()
    report = remind(today)
    assert (report.mails, report.without_responsible) == (0, 2)
    assert not Reminder.objects.exists()
    karin.is_active = True
    karin.save()
    assert remind(today).mails == 1


def test_a_mail_that_fails_stops_no_other_and_is_tried_again(answered_for, karin, kim, today, monkeypatch, caplog):
    answered_for("feber", karin, 5)
    answered_for("hosta", kim, 5)
    sent = []

    def send(subject, body, sender, to):
        if to == ["karin@example.se"]:
            raise smtplib.SMTPRecipientsRefused({"karin@example.se": (550, b"no")})
        sent.append(to)

    monkeypatch.setattr("articles.actions.reminding.send_mail", send)
    with pytest.raises(CommandError, match="1 mejl gick inte att skicka"):
        call_command("remind", stdout=io.StringIO())
    assert sent == [["kim@example.se"]]
    assert "karin@example.se" not in caplog.text
    assert "reminder not sent" in caplog.text
    monkeypatch.undo()
    report = remind(today)
    assert (report.mails, report.failed) == (1, 0)


def test_a_correction_is_reviewed_within_days(submitted, reviewed, changed, karin, ulf, today, mailoutbox):
    revision = submitted()
    reviewed(revision)
    publishing.publish(by=ulf, revision=revision)
    draft = changed(revision.article, summary="Rosslighet är ett ljud. Det går över.")
    second = writing.submit(by=karin, draft=draft, serial=draft.serial, correction=writing.Correction("Fel."))
    publishing.publish(by=ulf, revision=second)
    mailoutbox.clear()
    assert remind(today).mails == 1
    assert f"Rättelsen ska granskas senast {date_format(today + timedelta(days=7))}." in mailoutbox[0].body
    assert remind(today + timedelta(days=6)).mails == 0
    assert remind(today + timedelta(days=7)).mails == 1


def test_the_command_says_what_it_did(answered_for, karin):
    answered_for("feber", karin, 5)
    answered_for("yrsel", None, 5)
    said = io.StringIO()
    call_command("remind", stdout=said)
    assert said.getvalue() == "1 mejl om 1 texter skickades.\n1 texter saknar ansvarig redaktör: se Redaktionen.\n"


# ---- at the desk ----


def test_ones_own_texts_come_first(answered_for, karin, kim, enter):
    answered_for("feber", karin, 40)
    answered_for("yrsel", kim, -2)
    answered_for("hosta", kim, 40)
    html = enter(karin).get(reverse("desk"), secure=True).content.decode()
    mine, others = html.index("Dina texter som ska granskas"), html.index("Andra texter vars granskning är försenad")
    assert mine < html.index(">Feber<") < others < html.index(">Yrsel<")
    assert ">Hosta<" not in html


@pytest.mark.parametrize(
    ("whose", "shown"), [("", {"Feber", "Yrsel", "Hosta"}), ("mina", {"Feber"}), ("ingens", {"Hosta"}), ("x\0", None)]
)
def test_the_list_of_what_is_due_is_narrowed(answered_for, karin, kim, enter, whose, shown):
    answered_for("feber", karin, 40)
    answered_for("yrsel", kim, -2)
    answered_for("hosta", None, 10)
    answer = enter(karin).get(reverse("desk_due"), {"vems": whose}, secure=True)
    assert answer.status_code == 200
    titles = {title for title in ("Feber", "Yrsel", "Hosta") if f">{title}<" in answer.content.decode()}
    assert titles == ({"Feber", "Yrsel", "Hosta"} if shown is None else shown)


def test_the_list_says_when_there_is_nothing(answered_for, karin, kim, enter):
    answered_for("feber", kim, 40)
    html = enter(karin).get(reverse("desk_due"), {"vems": "mina"}, secure=True).content.decode()
    assert "Ingen text passar" in html


def test_few_queries(answered_for, karin, enter, django_assert_max_num_queries):
    for slug in ("feber", "hosta", "yrsel"):
        answered_for(slug, karin, 5)
    client = enter(karin)
    with django_assert_max_num_queries(12):
        client.get(reverse("desk_due"), secure=True)


# ---- how often ----


@pytest.mark.parametrize(
    ("kind", "more", "months"),
    [
        ("sjukdom", {}, 24),
        ("symtom", {}, 24),
        ("undersokning", {}, 24),
        ("tjanst", {}, 24),
        ("behandling", {}, 12),
        ("rattighet", {}, 36),
        ("livsstil", {}, 36),
        ("sjukdom", {"life_threatening": True}, 12),
        ("livsstil", {"children": True}, 12),
    ],
)
def test_the_more_harm_a_fault_does_the_more_often(kind, more, months):
    assert suggested_months(ArticleKind(kind), **more) == months


@pytest.mark.parametrize(
    ("title", "months"), [("Feber", 24), ("Feber hos barn", 12), ("Barnvaccin", 12), ("Ungdomsmottagning", 12)]
)
def test_a_new_article_starts_from_what_suits_it(title, months):
    assert ArticleText.empty(ArticleKind.SJUKDOM, "sv", title).review_months == months


def test_the_library_is_reviewed_as_often_as_suggested(library):
    """The rule and the texts that follow it agree, but for those that are reviewed more often."""
    assert suggested_for(TEXT) == 24
    rows = Article.objects.filter(language="sv", live__isnull=False).select_related("live")
    seldom = {
        row.slug
        for row in rows
        if row.live.review_months > suggested_months(ArticleKind(row.kind), life_threatening=row.live.life_threatening)
    }
    assert seldom <= {
        "psykologisk-behandling", "ombud-for-vuxna-och-barn", "remiss", "stod-till-narstaende", "lasa-journalen"
    }  # fmt: skip


def test_how_near_a_review_is_is_said_alike_in_the_list_and_on_the_page(answered_for, karin, today, enter):
    def said(name, *pk, **query):
        return enter(karin).get(reverse(name, args=pk), query, secure=True).content.decode().replace("\n", "")

    def listed(article):
        return said("desk_articles", q=article.slug, sprak="sv").split(f">{article.title}</a>")[1].split("</tr>")[0]

    days = {"feber": -3, "hosta": 60, "yrsel": 200}
    articles = {slug: answered_for(slug, karin, after) for slug, after in days.items()}
    dates = {slug: date_format(today + timedelta(days=after)) for slug, after in days.items()}
    tags = {
        "feber": f'<span class="tag late">Försenad, {dates["feber"]}</span>',
        "hosta": f'<span class="tag due">Snart, {dates["hosta"]}</span>',
        "yrsel": dates["yrsel"],
    }
    for slug, article in articles.items():
        assert f'data-label="Granskas senast">{tags[slug]}</td>' in listed(article)
        assert f"<dt>Granskas senast</dt><dd>{tags[slug]}</dd>" in said("desk_article", article.pk)
    Revision.objects.filter(pk=articles["feber"].live_id).update(review_due=None)
    assert 'data-label="Granskas senast">–</td>' in listed(articles["feber"])
