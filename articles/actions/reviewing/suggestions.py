"""Taking a reviewer's wording into the draft."""

from dataclasses import replace

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.audit import record
from accounts.models import User
from accounts.refusal import Refused
from articles.actions.writing import save_draft, start_draft
from articles.models import Draft, PartVerdict
from articles.permissions import may_write
from articles.queries.texts import text_of
from articles.text import ArticleText


@transaction.atomic
def take_suggestion(*, by: User, verdict: PartVerdict) -> Draft:
    """Puts a reviewer's wording into the draft, which is begun if there is none.

    Raises:
        Refused: there is no suggestion, it is taken already, or its part is gone.
    """
    verdict = (
        PartVerdict.objects.select_for_update(of=("self",))
        .select_related("review__revision__article")
        .get(pk=verdict.pk)
    )
    if not may_write(by, verdict.review.revision.article):
        raise Refused(_("Bara redaktörer tar in förslag."))
    if not verdict.suggestion or verdict.review.signed_on is None:
        raise Refused(_("Det finns inget undertecknat förslag att ta in."))
    if verdict.taken_at is not None:
        raise Refused(_("Förslaget är redan inlagt i utkastet."))
    draft = start_draft(by=by, article=verdict.review.revision.article)
    text = _with_suggestion(ArticleText.from_json(draft.text), verdict)
    draft = save_draft(by=by, draft=draft, text=text, serial=draft.serial)
    verdict.taken_at, verdict.taken_by = timezone.now(), by
    verdict.save(update_fields=["taken_at", "taken_by"])
    record("suggestion.taken", by=by, obj=verdict.review.revision.article, part=verdict.part, review=verdict.review_id)
    return draft


def _with_suggestion(text: ArticleText, verdict: PartVerdict) -> ArticleText:
    """The text with the suggestion in its place, if it still says what the reviewer read."""
    now, read = _wording(text, verdict.part), _wording(text_of(verdict.review.revision), verdict.part)
    if now is None:
        raise Refused(_("Delen finns inte i utkastet längre. Skriv in förslaget för hand."))
    if now not in (read, verdict.suggestion):
        raise Refused(_("Utkastet säger inte längre det som granskaren läste. Jämför och skriv in förslaget för hand."))
    if verdict.part == "head":
        return replace(text, summary=verdict.suggestion)
    chapters = (
        replace(chapter, text=verdict.suggestion) if chapter.kind == verdict.part else chapter
        for chapter in text.chapters
    )
    return replace(text, chapters=tuple(chapters))


def _wording(text: ArticleText, part: str) -> str | None:
    """What a suggestion for the part would replace; None if the text has no such part."""
    wordings = {"head": text.summary} | {chapter.kind.value: chapter.text for chapter in text.chapters}
    return wordings.get(part)
