"""The articles as open data: a list, all of them at once, and what has changed."""

from datetime import datetime

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.models import ArticleKind, Language
from articles.queries import documents
from articles.queries.documents import Which
from regions.open_data import asked
from regions.open_data.answers import Unclear, address, as_json, line, linked, open_data, this_with, whole
from regions.open_data.document import stamp
from regions.open_data.licences import TEXT_LICENCE
from regions.opening import UTC
from regions.public import from_a_replica

ARTICLES = ("sprak", "typ", "region")
DEFAULT_LIMIT, MOST = 50, 200
BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)
# What the list tells of each article; the rest stands in the article's own document.
LISTED = (
    "id", "slug", "language", "easy_read", "kind", "title", "summary", "life_threatening", "version", "published_on",
    "review_due", "example", "reviewed", "region", "topic_areas", "url", "json",
)  # fmt: skip


@from_a_replica
@open_data()
def articles_json(request: HttpRequest) -> HttpResponseBase:
    """A page of the published articles. Three queries."""
    if "since" in request.GET:
        return HttpResponseRedirect(f"{reverse('open_articles_changes')}?{request.GET.urlencode()}")
    asked.only(request, *ARTICLES, *asked.PAGE)
    found = documents.articles_of(_which(request))
    limit = asked.limit(request, default=DEFAULT_LIMIT, most=MOST)
    shown, cursor = documents.document_page(found, _place(request.GET.get("efter", "0")), limit)
    following = this_with(request, efter=str(cursor)) if cursor else None
    answer = {
        "licence": TEXT_LICENCE.as_json() | {"attribution": documents.ATTRIBUTION},
        "total": found.count(),
        "articles": [{name: document[name] for name in LISTED} for document in shown],
        "next": following,
    }
    return linked(as_json(answer), TEXT_LICENCE, next=following, monitor=address(reverse("open_articles_changes")))


@open_data()
def articles_ndjson(request: HttpRequest) -> HttpResponseBase:
    """Every published article with its whole text, one a line."""
    asked.only(request, *ARTICLES)
    until = documents.nothing_missing_until() - documents.CLOCKS_DIFFER
    lines = (line(document) for document in documents.every_document(_which(request)))
    response = whole(request, lines, "application/x-ndjson", "artiklar.ndjson")
    return linked(response, TEXT_LICENCE, monitor=address(reverse("open_articles_changes"), {"since": stamp(until)}))


@open_data()
def articles_changes(request: HttpRequest) -> HttpResponseBase:
    """What has changed since a moment: follow `next` to the end, and begin from `until` the next time."""
    asked.only(request, "since", *asked.PAGE)
    since = asked.moment(request.GET["since"]) if "since" in request.GET else BEGINNING
    limit = asked.limit(request, default=DEFAULT_LIMIT, most=MOST)
    changes = documents.changes(since, _moment_and_place(request.GET.get("efter", "")), limit)
    following = None
    if changes.cursor:
        at, pk = changes.cursor
        following = this_with(request, efter=f"{stamp(at)}_{pk}")
    answer = {
        "licence": TEXT_LICENCE.as_json() | {"attribution": documents.ATTRIBUTION},
        "until": stamp(changes.until),
        "changes": changes.rows,
        "next": following,
    }
    return linked(as_json(answer), TEXT_LICENCE, next=following)


def _which(request: HttpRequest) -> Which:
    language, kind = request.GET.get("sprak", ""), request.GET.get("typ", "")
    if language and language not in Language.values:
        raise Unclear("unknown_language", _("Språket finns inte. De som finns: %s.") % ", ".join(Language.values))
    if kind and kind not in ArticleKind.values:
        kinds = ", ".join(value for value in ArticleKind.values if value != ArticleKind.TILLAGG)
        raise Unclear("unknown_kind", _("Slaget finns inte. De som finns: %s.") % kinds)
    return Which(language, kind, asked.region_of(request.GET.get("region", "")))


def _place(text: str) -> int:
    return asked.whole_number(text, "cursor", 0, 999_999_999)


def _moment_and_place(text: str) -> tuple[datetime, int] | None:
    if not text:
        return None
    at, _underscore, pk = text.partition("_")
    return asked.moment(at, "bad_cursor"), _place(pk)
