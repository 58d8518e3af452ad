"""The audit log of an article, told in plain sentences."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.audit import events_about
from accounts.models import AuditEvent
from articles.models import Article, ReviewKind, RevisionPart

SHOWN = 100
Details = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that happened, as a sentence."""

    at: datetime
    who: str
    what: str


def told(article: Article, reviewers: Mapping[int, str]) -> tuple[list[Told], bool]:
    """What has happened to the article, newest first, and whether there is more than is shown. `reviewers` has the name
    in each of its reviews. One query."""
    events = list(events_about(article).order_by("-pk")[: SHOWN + 1])
    return [_tell(event, reviewers) for event in events[:SHOWN]], len(events) > SHOWN


def _tell(event: AuditEvent, reviewers: Mapping[int, str]) -> Told:
    sentence = SENTENCES.get(event.action)
    # An event that no one has written a sentence for is shown by its name rather than left out.
    what = sentence(event.details) if sentence else _("Annat: %s") % event.action
    return Told(event.at, event.actor_name or _without_account(event, reviewers), what)


def _without_account(event: AuditEvent, reviewers: Mapping[int, str]) -> str:
    """Who did what nobody was logged in for."""
    if event.action != "review.signed":
        return _("Systemet")
    name = reviewers.get(event.details.get("review", 0))
    return _("%s (med länk)") % name if name else _("En granskare med länk")


def _started(details: Details) -> str:
    base = details.get("base")
    return _("Började på ett utkast från version %s.") % base if base else _("Började på ett utkast.")


def _submitted(details: Details) -> str:
    text = _("Skickade in version %s som en rättelse.") if details.get("correction") else _("Skickade in version %s.")
    return text % details.get("number", "?")


def _published(details: Details) -> str:
    text = _("Publicerade version %s som en rättelse.") if details.get("correction") else _("Publicerade version %s.")
    return text % details.get("number", "?")


def _scheduled(details: Details) -> str:
    at = parse_datetime(str(details.get("at", "")))
    when = date_format(timezone.localtime(at), "DATETIME_FORMAT") if at else "?"
    return _("Bestämde att version %(number)s publiceras %(when)s.") % {
        "number": details.get("number", "?"),
        "when": when,
    }


def _not_published(details: Details) -> str:
    text = _("Version %(number)s publicerades inte vid sin tid: %(why)s")
    return text % {"number": details.get("number", "?"), "why": " ".join(details.get("why", []))}


def _asked(details: Details) -> str:
    text = (
        _("Bad om språkgranskning av version %s.")
        if details.get("kind") == ReviewKind.LANGUAGE
        else _("Bad om faktagranskning av version %s.")
    )
    return text % details.get("number", "?") + (" " + _("Länk skickades.") if details.get("link") else "")


def _taken(details: Details) -> str:
    return _("Tog in ett förslag från granskaren: %s.") % _part(details)


def _part(details: Details) -> str:
    return str(dict(RevisionPart.PARTS).get(details.get("part", ""), "?"))


def _answered(details: Details) -> str:
    named = {"part": _part(details), "number": details.get("number", "?")}
    return _("Svarade granskaren av version %(number)s: %(part)s.") % named


SENTENCES: dict[str, Callable[[Details], str]] = {
    "article.created": lambda details: _("Lade upp artikeln."),
    "article.described": lambda details: _("Ändrade ansvarig eller ämnesområden."),
    "addition.created": lambda details: _("Lade upp tillägget."),
    "addition.confirmed": lambda details: _("Bekräftade att tillägget stämmer med den nationella texten."),
    "region_page.created": lambda details: _("Lade upp sidan."),
    "draft.started": _started,
    "draft.discarded": lambda details: _("Kastade utkastet."),
    "revision.submitted": _submitted,
    "revision.published": _published,
    "revision.scheduled": _scheduled,
    "revision.not_published": _not_published,
    "revision.returned": lambda details: _("Skickade tillbaka version %s.") % details.get("number", "?"),
    "revision.withdrawn": lambda details: _("Drog tillbaka version %s.") % details.get("number", "?"),
    "review.asked": _asked,
    "review.signed": lambda details: _("Skrev under en granskning av version %s.") % details.get("number", "?"),
    "reviewer.confirmed": lambda details: (
        _("Bekräftade vem som skrev under version %s utan konto.") % details.get("number", "?")
    ),
    "review.link_resent": lambda details: _("Skickade länken till version %s igen.") % details.get("number", "?"),
    "review.revoked": lambda details: _("Återkallade en granskning av version %s.") % details.get("number", "?"),
    "suggestion.taken": _taken,
    "remark.answered": _answered,
    "synonym.added": lambda details: _("Lade till ämnesordet ”%s”.") % details.get("text", ""),
    "synonym.removed": lambda details: _("Tog bort ämnesordet ”%s”.") % details.get("text", ""),
}
