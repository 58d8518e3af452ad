"""An article and its versions, as everyone at the desk may read them."""

from datetime import datetime

from django.db.models import prefetch_related_objects
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.private import PersonalRequest
from articles import permissions
from articles.diff import compare as compare_texts
from articles.forms.publishing import DeskCompareForm, ReasonForm, ScheduleForm, to_send_back, to_show_again
from articles.models import Article, Revision
from articles.queries import desk as desk_queries
from articles.queries.behind import is_behind
from articles.queries.export import exported
from articles.queries.history import ArticleAtDesk, article_at_desk
from articles.queries.judging import revision_at_desk
from articles.queries.next_steps import next_steps
from articles.queries.signatures import unsigned_parts
from articles.queries.texts import PARTS, text_of
from articles.queries.told import told
from articles.queries.translating import missing_languages, translations_of
from articles.views.desk import desk_page, desk_render


@require_GET
@desk_page()
def article(request: PersonalRequest, pk: int) -> HttpResponse:
    """One article: what is live, what waits, what to do next, and all that has happened."""
    desk = article_at_desk(pk)
    if desk is None:
        raise Http404
    reviewers = {review.pk: review.reviewer for version in desk.versions for review in version.reviews}
    events, more = told(desk.article, reviewers)
    revisions = [version.revision for version in desk.versions]
    unsigned, unsigned_live = _unsigned(desk)
    translations = [] if desk.article.region_id else translations_of(desk.article)
    context = {
        "desk": desk,
        "article": desk.article,
        "soon": timezone.localdate() + desk_queries.SOON,
        "steps": next_steps(
            request.user, desk, unsigned, unsigned_live, is_behind=is_behind(desk.article, translations)
        ),
        "events": events,
        "more_events": more,
        "compare": DeskCompareForm(versions=revisions, initial=_newest(revisions)),
        "may_write": permissions.may_write(request.user, desk.article),
        "translations": translations,
        "missing": missing_languages(desk.article, translations) if permissions.may_write(request.user) else [],
        "may_withdraw": desk.live is not None and permissions.may_publish(request.user, desk.article),
    }
    return desk_render(request, "desk/article.html", context, here="articles")


def _unsigned(desk: ArticleAtDesk) -> tuple[list[str], list[str]]:
    """The parts that no one has approved, of what waits and of a published correction."""
    pending, live = desk.pending, desk.live
    return (
        unsigned_parts(pending.revision) if pending else [],
        unsigned_parts(live.revision) if live and live.revision.is_correction else [],
    )


def _newest(versions: list[Revision]) -> dict[str, int]:
    return {"fran": versions[1].number, "till": versions[0].number} if len(versions) > 1 else {}


@require_GET
@desk_page()
def revision(request: PersonalRequest, pk: int) -> HttpResponse:
    """One version: as the reader will see it, what is new, who approves it, and the publisher's choice."""
    return revision_page(request, pk)


def revision_page(
    request: PersonalRequest,
    pk: int,
    *,
    when: ScheduleForm | None = None,
    back: ReasonForm | None = None,
    again: ReasonForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page, perhaps with a form that could not be taken as it was."""
    desk = revision_at_desk(pk, request.user)
    if desk is None:
        raise Http404
    context = {
        "desk": desk,
        "version": desk.version,
        "revision": desk.revision,
        "article": desk.revision.article,
        "page": desk.page,
        "when": when or ScheduleForm(initial=_hour(desk.revision.publish_at)),
        "back": back or to_send_back(),
        "again": again or to_show_again(),
        "wrong": when or back or again,
    }
    here = "pending" if desk.waits else "articles"
    return desk_render(request, "desk/revision.html", context, here=here, status=status)


def _hour(at: datetime | None) -> dict[str, object]:
    local = timezone.localtime(at) if at else None
    return {"day": local.date(), "time": local.time()} if local else {}


@require_GET
@desk_page()
def compare(request: PersonalRequest, pk: int) -> HttpResponse:
    """Any two versions of an article, published or not, word by word."""
    found = get_object_or_404(Article, pk=pk)
    versions = list(found.revisions.order_by("-number"))
    form = DeskCompareForm(request.GET or None, versions=versions, initial=_newest(versions))
    context = {"article": found, "form": form, "versions": versions}
    if form.is_valid():
        numbers = sorted((form.cleaned_data["fran"], form.cleaned_data["till"]))
        old, new = (next(version for version in versions if version.number == number) for number in numbers)
        prefetch_related_objects([old, new], *PARTS)
        old.article = new.article = found
        sections = compare_texts(text_of(old), text_of(new), for_editors=True)
        context |= {
            "old": old,
            "new": new,
            "changed": [section for section in sections if section.changed],
            "unchanged": [section for section in sections if not section.changed],
        }
    return desk_render(request, "desk/compare.html", context, here="articles")


@require_GET
@desk_page()
def export(request: PersonalRequest, pk: int) -> HttpResponse:
    """The article with its whole history, as a file (docs/desk.md)."""
    found = get_object_or_404(Article.objects.select_related("responsible", "live", "pending"), pk=pk)
    name = found.slug if found.language == "sv" else f"{found.slug}.{found.language}"
    answer = JsonResponse(exported(found), json_dumps_params={"ensure_ascii": False, "indent": 2})
    answer["Content-Disposition"] = f'attachment; filename="{name}.json"'
    return answer
