"""The page that a draft is written on, as it is opened and as it comes back."""

from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from accounts.private import PersonalRequest
from articles.forms.draft import DraftForm, FormPart
from articles.lint import Finding, Weight, readability
from articles.models import Article, ArticleKind, Draft, Language, Revision
from articles.queries.known import findings_so_far
from articles.queries.preview import preview_page
from articles.queries.signatures import SignedPart, remarks_on
from articles.queries.translating import Followed, followed
from articles.queries.writing import articles_to_write, draft_of, saved_just_now_by_another, sent_back, topics
from articles.text import ArticleText
from articles.views.desk import desk_render


def article_to_write(request: PersonalRequest, pk: int) -> Article:
    return get_object_or_404(articles_to_write(request.user), pk=pk)


def kept_as(article: Article, request: PersonalRequest) -> str:
    """What the person's browser keeps unsaved text of the article as; a message with it says that the draft is gone."""
    return f"{article.pk}-{request.user.pk}"


def form_of(article: Article, request: PersonalRequest) -> DraftForm:
    """The form of the article's draft, with what was typed if something was."""
    draft, typed = draft_of(article), request.POST if request.method == "POST" else None
    if draft is None and typed is None:
        raise Http404
    if draft is None:
        empty = ArticleText.empty(ArticleKind(article.kind), Language(article.language), "")
        return DraftForm(empty, topics(), -1, typed)
    return DraftForm(ArticleText.from_json(draft.text), topics(), draft.serial, typed)


def write_page(
    request: PersonalRequest, article: Article, form: DraftForm, *, problem: str = "", status: int = 200
) -> HttpResponse:
    """The form, its parts with what is worth mending in each, and the text as a reader would see it."""
    draft, context = draft_of(article), preview_context(article, form)
    return desk_render(
        request,
        "desk/write.html",
        context
        | {
            "draft": draft,
            "problem": problem,
            "unsaved": form.is_bound,
            "other": _other(draft, request),
            "returned": _gone_on_from(article, draft),
            "remarks": _remarks(draft, context["parts"]),
            "topics": form.topics.titles.values(),
            "original": original_of(article, draft),
        },
        here="articles",
        status=status,
    )


def original_of(article: Article, draft: Draft | None) -> Followed | None:
    """The Swedish text beside a translation; nothing for any other article."""
    if article.language == Language.SWEDISH or draft is None:
        return None
    return followed(article, draft.made_from_id)


def _other(draft: Draft | None, request: PersonalRequest) -> Draft | None:
    return draft if draft is not None and saved_just_now_by_another(draft, request.user) else None


def _gone_on_from(article: Article, draft: Draft | None) -> Revision | None:
    """The version that was sent back, when the draft goes on from it."""
    returned: Revision | None = sent_back(article) if draft is not None and draft.base_id else None
    return returned if draft is not None and returned is not None and draft.base_id == returned.pk else None


def _remarks(draft: Draft | None, parts: list[FormPart]) -> list[SignedPart]:
    """What reviewers want changed in the version that the draft goes on from; each part of the form gets its own."""
    remarks = remarks_on(draft.base) if draft is not None and draft.base is not None else []
    by_part = {remark.part: remark for remark in remarks}
    for part in parts:
        part.remarks = by_part.get(part.key)
    return remarks


def preview_context(article: Article, form: DraftForm) -> dict[str, Any]:
    """What the preview shows, with the findings of each part of the form."""
    text = form.text()
    parts = form.parts()
    whole = _share_out(findings_so_far(text, article), parts)
    related = next((part for part in parts if part.key == "related"), None)
    if related is not None and not related.findings:
        related.findings = _unknown(text, form)
    ease = readability(text)
    for part in parts:
        part.lix, part.longest_sentence = ease.parts.get(part.key, (0.0, 0))
    return {
        "article": article,
        "form": form,
        "parts": parts,
        "whole": whole,
        "page": preview_page(article, text, form.topics),
        "text": text,
        "ease": ease,
    }


def _share_out(findings: Iterable[Finding], parts: list[FormPart]) -> list[Finding]:
    """Gives each part its findings; returns those of no part."""
    by_key = {part.key: part for part in parts}
    rest: list[Finding] = []
    for finding in sorted(findings, key=lambda finding: finding.weight != Weight.STOP):
        part = by_key.get(finding.part)
        (part.findings if part else rest).append(finding)
    return rest


def _unknown(text: ArticleText, form: DraftForm) -> list[Finding]:
    message, mend = _("Det finns ingen artikel som heter ”%s”."), _("Välj en i listan, annars kommer den inte med.")
    unknown = [slug for slug in text.related if slug not in form.topics.titles]
    return [Finding("unknown_related", Weight.HINT, "related", message % slug, mend) for slug in unknown]
