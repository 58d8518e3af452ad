"""Something at the desk for each of the example cast, in the demo: a draft, a version to review, a correction to
publish, a fact to approve. Made by the same actions as anyone's, and never signed: no one has reviewed it."""

from dataclasses import replace

from django.db import transaction

from accounts.demo import require_demo
from accounts.models import User
from articles.actions import reviewing, writing
from articles.actions.facts import new_fact
from articles.actions.regional import new_addition
from articles.models import Article, Draft, Fact, Language, RegionalAddition
from articles.text import ArticleText
from regions.models import Region

DRAFT, TO_REVIEW, CORRECTION, ADDED_TO = "vattkoppor", "feber-hos-barn", "huvudvark", "vattkoppor"


@transaction.atomic
def load_example_desk() -> int:
    """Adds what is not there; returns how many things were made."""
    require_demo()
    karin, rut, maj = (User.objects.get(username=name) for name in ("karin", "rut", "maj"))
    made = 0
    if (article := _untouched(DRAFT)) is not None:
        _changed(karin, article, " Kalla omslag kan lindra klådan.", "Exempel på ett utkast.")
        made += 1
    if (article := _untouched(TO_REVIEW)) is not None:
        draft = _changed(karin, article, " Många barn vill vara i famnen när de har feber.", "Exempel: om närhet.")
        revision = writing.submit(by=karin, draft=draft, serial=draft.serial)
        reviewing.ask_user(by=karin, revision=revision, reviewer=rut)
        made += 1
    if (article := _untouched(CORRECTION)) is not None:
        draft = _changed(karin, article, " Ring 1177 om du är osäker.", "Exempel på en rättelse.")
        correction = writing.Correction("Exempel: det stod inte vart man ringer för råd.")
        writing.submit(by=karin, draft=draft, serial=draft.serial, correction=correction)
        made += 1
    if not Fact.objects.exists():
        new_fact(
            by=karin,
            name="giftinformation",
            title="Giftinformationscentralens telefonnummer, när det inte är bråttom",
            value="010-456 67 00",
            ground="Giftinformationscentralens webbplats.",
        )
        made += 1
    return made + _addition(maj)


def _untouched(slug: str) -> Article | None:
    """The library's article, if nobody has written in it."""
    found = Article.objects.filter(slug=slug, language=Language.SWEDISH, pending__isnull=True, draft__isnull=True)
    return found.filter(live__isnull=False).exclude(revisions__writers__isnull=False).first()


def _changed(by: User, article: Article, more: str, note: str) -> Draft:
    """A draft with one more sentence in the last paragraph of its first chapter."""
    draft = writing.start_draft(by=by, article=article)
    text = ArticleText.from_json(draft.text)
    first, *rest = text.chapters
    lines = first.text.rstrip().split("\n\n")
    at = next((n for n in reversed(range(len(lines))) if not lines[n].lstrip().startswith(("-", "#", "1."))), None)
    lines = [*lines, more.strip()] if at is None else [*lines[:at], lines[at] + more, *lines[at + 1 :]]
    chapters = (replace(first, text="\n\n".join(lines)), *rest)
    return writing.save_draft(by=by, draft=draft, text=replace(text, chapters=chapters, change_note=note), serial=0)


def _addition(maj: User) -> int:
    """Maj's draft of an addition in Skåne."""
    article = Article.objects.filter(slug=ADDED_TO, language=Language.SWEDISH, live__isnull=False).first()
    skane = Region.objects.get(slug="skane")
    if article is None or RegionalAddition.objects.filter(adds_to=article, region=skane).exists():
        return 0
    new_addition(by=maj, region=skane, article=article, anchor="care")
    return 1
