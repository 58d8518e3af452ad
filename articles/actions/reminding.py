"""Tells each responsible editor by mail which of their texts are to be reviewed: 90 days before, 30 days before, and on
the day."""

import logging
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.conf import settings
from django.core.mail import send_mail
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import Article, Language, Reminder
from articles.queries.desk import due, has_responsible

DAYS = (90, 30, 0)
log = logging.getLogger(__name__)


@dataclass(slots=True)
class RemindReport:
    """What one run did."""

    mails: int = 0
    texts: int = 0
    failed: int = 0
    without_responsible: int = 0


def remind(today: date) -> RemindReport:
    """Sends what has not been sent before, also what an earlier run missed; one mail a person. A mail that cannot be
    sent stops no other, and is tried again the next time."""
    report = RemindReport()
    articles = due(today + timedelta(days=max(DAYS)))
    report.without_responsible = articles.exclude(has_responsible()).count()
    reachable = (
        articles.filter(has_responsible())
        .exclude(responsible__email="")
        .order_by("responsible_id", "live__review_due", "sort_key")
    )
    for _pk, theirs in groupby(reachable, key=lambda article: article.responsible_id):
        _remind_one(list(theirs), today, report)
    return report


def _remind_one(articles: list[Article], today: date, report: RemindReport) -> None:
    """One editor's mail and the note that it was sent, both or none."""
    new = _not_sent(articles, today)
    told = [article for article in articles if article.pk in {reminder.article_id for reminder in new}]
    if not told or told[0].responsible is None:
        return
    try:
        with transaction.atomic():
            Reminder.objects.bulk_create(new)
            send_mail(_subject(len(told)), _body(told, today), None, [told[0].responsible.email])
    except IntegrityError:
        log.warning("reminder already sent by another run")
    except Exception as error:  # whatever the mail server answers; the address stays out of the log
        log.error("reminder not sent", extra={"editor": told[0].responsible_id, "error": type(error).__name__})
        report.failed += 1
    else:
        report.mails += 1
        report.texts += len(told)


def _not_sent(articles: list[Article], today: date) -> list[Reminder]:
    """The reminders that the articles have come to and that nobody has sent."""
    sent = set(Reminder.objects.filter(article__in=articles).values_list("article_id", "review_due", "days"))
    return [
        Reminder(article=article, review_due=article.live.review_due, days=days)
        for article in articles
        if article.live is not None and article.live.review_due is not None
        for days in DAYS
        if (article.live.review_due - today).days <= days and (article.pk, article.live.review_due, days) not in sent
    ]


def _subject(count: int) -> str:
    return ngettext("En text ska granskas", "%(count)d texter ska granskas", count) % {"count": count}


def _body(articles: list[Article], today: date) -> str:
    """The mail: what is to be done, then each text with its day and the way to it. Nothing about anyone."""
    parts = [
        _("Du är ansvarig redaktör för texter i Vårdguiden som ska granskas igen. Öppna varje text i Redaktionen."),
        *(_about(article, today) for article in articles),
        _("Allt som ska granskas inom 90 dagar:") + "\n" + settings.SITE_URL + reverse("desk_due"),
    ]
    return "\n\n".join(parts)


def _about(article: Article, today: date) -> str:
    assert article.live is not None  # `due` asks for both
    assert article.live.review_due is not None
    day = article.live.review_due
    if day < today:
        says = _("Skulle ha granskats senast %(day)s.")
    elif article.live.awaits_review_of_correction:
        says = _("Rättelsen ska granskas senast %(day)s.")
    else:
        says = _("Granskas senast %(day)s.")
    language = "" if article.language == Language.SWEDISH else f" ({article.get_language_display()})"
    address = settings.SITE_URL + reverse("desk_article", args=[article.pk])
    return f"{article.title}{language}\n{says % {'day': date_format(day)}}\n{address}"
