"""The desk's first page, all articles, and what is to be reviewed soon."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.private import PersonalRequest
from articles import permissions
from articles.forms.desk import ArticleFilter, DueFilter
from articles.models import Article
from articles.queries import desk as queries
from articles.queries import sent_in as written
from articles.queries.behind import left_alone
from articles.queries.facts import facts_waiting_for
from articles.queries.listening import faulty
from articles.queries.rule_changes import changes_waiting_for
from articles.queries.translating import swedish_live
from articles.views.desk import desk_page, desk_render
from regions.permissions import RIGHTS as CATALOGUE_RIGHTS
from regions.permissions import may_open_catalogue
from regions.views.catalogue import catalogue_render

A_PAGE = 50


@require_GET
@desk_page()
def start(request: PersonalRequest) -> HttpResponse:
    """What waits for the person, by what they can do about it."""
    user, writes = request.user, permissions.writes_somewhere(request.user)
    told = written.told(user) if writes else written.Told()
    alone = left_alone(user) if writes else None
    waiting: dict[str, list[Any]] = {
        "faulty": list(faulty()) if permissions.may_write(user) else [],
        "to_review": list(queries.reviews_waiting(user)),
        "facts": list(facts_waiting_for(user)),
        "rules": list(changes_waiting_for(user)),
        "to_publish": list(queries.waiting_for_publisher(user)) if permissions.publishes_somewhere(user) else [],
        "answered": told.answered,
        "returned": told.returned,
    }
    today = timezone.localdate()
    told_already = [correction.revision.article_id for correction in told.corrections]
    context = {
        "drafts": queries.my_drafts(user) if writes else [],
        "corrections": told.corrections,
        "withdrawn": alone.withdrawn if alone else [],
        "behind": alone.behind if alone else [],
        "sent_in": told.sent_in,
        "mine_due": queries.due(today + queries.SOON).filter(responsible=user).exclude(pk__in=told_already),
        "overdue": queries.due(today).exclude(responsible=user).exclude(pk__in=told_already)[:10],
        "may_write": permissions.may_write(user),
    }
    mine = sum(len(each) for each in waiting.values())
    return desk_render(request, "desk/start.html", waiting | context, here="mine", mine=mine)


@require_GET
@desk_page()
def article_list(request: PersonalRequest) -> HttpResponse:
    """Every article in every language, with what is going on with each."""
    form = ArticleFilter(request.GET)
    articles = form.narrow(Article.objects.select_related("live", "pending", "draft__saved_by", "responsible"))
    articles = articles.annotate(swedish_live=swedish_live())
    page = Paginator(articles.order_by("sort_key", "language"), A_PAGE).get_page(request.GET.get("sida"))
    context = {
        "form": form,
        "page": page,
        "query": form.query(),
        "soon": timezone.localdate() + queries.SOON,
        "may_write": permissions.may_write(request.user),
    }
    return desk_render(request, "desk/articles.html", context, here="articles")


@require_GET
@desk_page()
def due_list(request: PersonalRequest) -> HttpResponse:
    """What is overdue, and what is due within 90 days."""
    form = DueFilter(request.GET, request.user)
    articles = form.narrow(queries.due(timezone.localdate() + queries.SOON))
    context = {"form": form, "articles": articles}
    return desk_render(request, "desk/due.html", context, here="due")


@require_GET
@desk_page()
def pending_list(request: PersonalRequest) -> HttpResponse:
    """Every version that is under review or waits for its hour."""
    return desk_render(request, "desk/pending.html", {"revisions": queries.pending()}, here="pending")


@require_GET
@desk_page(lambda user: permissions.may_open_desk(user) or may_open_catalogue(user))
def roles(request: PersonalRequest) -> HttpResponse:
    """Who may do what, for everyone who works here."""
    tables = ((_("Texter"), permissions.RIGHTS), (_("Mottagningar och regioner"), CATALOGUE_RIGHTS))
    if permissions.may_open_desk(request.user):
        return desk_render(request, "desk/roles.html", {"tables": tables, "frame": "desk/base.html"}, here="roles")
    context = {"tables": tables, "frame": "catalogue/base.html"}
    return catalogue_render(request, "desk/roles.html", context, here="roles")
