"""What can be done with an article next, by the one who looks at it: a sentence, and a way there."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import User
from articles.permissions import may_confirm, may_publish, may_write
from articles.queries.history import ArticleAtDesk, Reviewing, VersionAtDesk


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do; `button` is empty when someone else does it."""

    text: str
    button: str = ""
    url: str = ""


def next_steps(
    user: User, desk: ArticleAtDesk, unsigned: list[str], unsigned_live: list[str], *, is_behind: bool
) -> list[Step]:
    """What comes next, most pressing first. `unsigned` are the parts of the pending version that no one has approved,
    `unsigned_live` those of a published correction; `is_behind` says that what the text rests on has changed."""
    steps = [_of_reviewer(user, version) for version in desk.versions if version in (desk.pending, desk.live)]
    found = [step for step in steps if step]
    if desk.pending is not None:
        found.append(_of_pending(user, desk, desk.pending, unsigned))
    if desk.live is not None and unsigned_live:
        found.append(_of_correction(user, desk, desk.live))
    if desk.returned is not None:
        found.append(_of_returned(user, desk, desk.returned))
    if desk.sent_back is not None and (signed := [each for each in desk.sent_back.reviews if each.signed_on]):
        found.append(_of_reviewers(desk.sent_back, signed))
    if desk.draft is not None:
        found += _of_draft(user, desk)
    if is_behind and desk.pending is None and desk.draft is None:
        found.append(_of_behind(user, desk))
    if not found:
        found.append(_of_rest(user, desk))
    if desk.withdrawn is not None and may_publish(user, desk.article):
        found.append(_restore(desk.withdrawn))
    return found


def _of_reviewer(user: User, version: VersionAtDesk) -> Step | None:
    asked = version.asked_of(user.pk)
    if asked is None:
        return None
    text = _("Du är ombedd att granska version %d.") % version.revision.number
    return Step(text, _("Granska"), reverse("desk_review", args=[asked.pk]))


def _of_pending(user: User, desk: ArticleAtDesk, pending: VersionAtDesk, unsigned: list[str]) -> Step:
    revision = pending.revision
    waiting_for = [review.reviewer for review in pending.unanswered]
    read = reverse("desk_revision", args=[revision.pk])
    named = {"number": revision.number, "names": ", ".join(waiting_for)}
    if revision.publish_at:
        return Step(_("Version %(number)d väntar på sin tid.") % named, _("Läs version %(number)d") % named, read)
    if not unsigned or revision.is_correction:
        if may_publish(user, desk.article) and user.pk not in pending.writer_pks:
            text = _("Version %(number)d är klar att publicera.") % named
            return Step(text, _("Läs och publicera"), read + "#beslut")
        text = _("Version %(number)d väntar på en utgivare som inte har skrivit i den.") % named
        return Step(text, _("Läs version %(number)d") % named, read)
    if waiting_for:
        return Step(_("Version %(number)d väntar på %(names)s.") % named, _("Läs version %(number)d") % named, read)
    if pending.unconfirmed:
        return _confirm(user, desk, pending)
    answered = pending.fact_reviews
    text = (
        _("Granskaren vill ändra något i version %(number)d, eller har inte läst allt.")
        if answered
        else _("Ingen är ombedd att granska fakta i version %(number)d.")
    ) % named
    if may_write(user, desk.article) and answered and desk.draft is None:
        return Step(text, _("Läs vad granskaren säger"), read + "#granskning")
    if may_write(user, desk.article):
        return Step(text, _("Be om granskning"), reverse("desk_ask", args=[revision.pk]))
    return Step(text, _("Läs version %(number)d") % named, read)


def _of_correction(user: User, desk: ArticleAtDesk, live: VersionAtDesk) -> Step:
    named = {"number": live.revision.number, "day": date_format(live.revision.review_due or live.happened[-1].at)}
    text = _("Rättelsen i version %(number)d ska granskas senast %(day)s.") % named
    if live.unanswered:
        return Step(text + " " + _("Väntar på %s.") % ", ".join(review.reviewer for review in live.unanswered))
    if live.unconfirmed:
        return _confirm(user, desk, live, text + " ")
    if may_write(user, desk.article):
        return Step(text, _("Be om granskning"), reverse("desk_ask", args=[live.revision.pk]))
    return Step(text)


def _confirm(user: User, desk: ArticleAtDesk, version: VersionAtDesk, before: str = "") -> Step:
    """Someone has signed by link, and no one who may stands for who it is."""
    names = ", ".join(review.reviewer for review in version.unconfirmed)
    number = version.revision.number
    text = _("Version %(number)d väntar på att någon som inte har skrivit i den bekräftar granskaren: %(names)s.")
    may = may_confirm(user, desk.article) and user.pk not in version.writer_pks
    button = _("Bekräfta granskaren") if may else _("Läs version %d") % number
    url = reverse("desk_revision", args=[version.revision.pk]) + "#bekrafta"
    return Step(before + text % {"number": number, "names": names}, button, url)


def _of_draft(user: User, desk: ArticleAtDesk) -> list[Step]:
    assert desk.draft is not None
    names = ", ".join(desk.draft_writers) or desk.draft.saved_by.name
    if not may_write(user, desk.article):
        return [Step(_("%s skriver på ett utkast.") % names)]
    text = _("Det finns ett utkast av %s.") % names
    return [
        Step(text, _("Fortsätt skriva"), reverse("desk_write", args=[desk.article.pk])),
        Step(_("Är utkastet klart?"), _("Skicka in"), reverse("desk_submit", args=[desk.article.pk])),
    ]


def _of_returned(user: User, desk: ArticleAtDesk, returned: VersionAtDesk) -> Step:
    """A publisher sent the newest version back, and nobody has gone on from it."""
    said = returned.happened[-1]
    named = {"name": said.by_name, "number": returned.revision.number, "reason": said.reason}
    text = _("%(name)s har skickat tillbaka version %(number)d: ”%(reason)s”") % named
    return _write(user, desk, text, _("Skriv om texten"))


def _of_reviewers(returned: VersionAtDesk, signed: list[Reviewing]) -> Step:
    """What they said of the version that was sent back is still to be read where it is rewritten."""
    number = returned.revision.number
    text = _("%(names)s har granskat version %(number)d, som skickades tillbaka.")
    url = reverse("desk_revision", args=[returned.revision.pk]) + "#granskning"
    names = ", ".join(review.reviewer for review in signed)
    return Step(text % {"names": names, "number": number}, _("Läs vad granskaren säger"), url)


def _write(user: User, desk: ArticleAtDesk, text: str, button: str) -> Step:
    if not may_write(user, desk.article):
        return Step(text)
    return Step(text, button, reverse("desk_write", args=[desk.article.pk]))


def _of_behind(user: User, desk: ArticleAtDesk) -> Step:
    """A translation whose Swedish text has changed, or an addition whose national chapter has."""
    if not desk.article.adds_to_id:
        text = _("Den svenska texten har ändrats sedan översättningen gjordes.")
        return _write(user, desk, text, _("Gå igenom översättningen"))
    text = _("Den nationella texten har ändrats sedan tillägget lästes mot den.")
    if not may_write(user, desk.article):
        return Step(text)
    return Step(text, _("Bekräfta eller skriv om"), reverse("desk_regional"))


def _of_rest(user: User, desk: ArticleAtDesk) -> Step:
    """Nothing is written and nothing waits."""
    if desk.withdrawn is not None:
        text = _("Texten är tillbakadragen. Läsarna ser att den ses över.")
    elif desk.live is not None:
        text = _("Inget väntar. Läsarna ser version %d.") % desk.live.revision.number
    else:
        text = _("Artikeln har ingen text än.")
    return _write(user, desk, text, _("Skriv om texten") if desk.versions else _("Börja skriva"))


def _restore(withdrawn: VersionAtDesk) -> Step:
    revision = withdrawn.revision
    text = _("Är version %d riktig trots allt? Då kan den visas igen som den är.") % revision.number
    return Step(text, _("Läs den och visa den igen"), reverse("desk_revision", args=[revision.pk]) + "#beslut")
