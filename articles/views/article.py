import json
from contextlib import AbstractContextManager
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import get_script_prefix
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts.anonymous import from_here
from articles.actions import FeedbackRefused, give_feedback
from articles.forms import FeedbackForm
from articles.models import Article, ArticleKind, Language
from articles.models.article import address_in
from articles.queries import ArticlePage, article_page
from articles.queries.documents import article_document
from articles.views.addresses import lasting_address
from articles.views.withdrawn import withdrawn, withdrawn_json
from regions.facts import regions_by_code
from regions.open_data.answers import any_site, as_json, linked
from regions.open_data.licences import TEXT_LICENCE
from regions.regional import RegionalRequest, public_page, regional
from regions.rights import RIGHT_OF_ARTICLE
from ui.addresses import address_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

CORRECTION_SHOWN = timedelta(days=30)  # how long the page itself says that a fault was mended
# The section of the main menu that a kind of article belongs to: URL name and name.
SECTIONS: "dict[str, tuple[str, StrOrPromise]]" = {
    ArticleKind.SJUKDOM: ("diseases", _("Sjukdomar och besvär")),
    ArticleKind.SYMTOM: ("diseases", _("Sjukdomar och besvär")),
    ArticleKind.UNDERSOKNING: ("treatments", _("Undersökning och behandling")),
    ArticleKind.BEHANDLING: ("treatments", _("Undersökning och behandling")),
    ArticleKind.LIVSSTIL: ("living", _("Liv och hälsa")),
    ArticleKind.RATTIGHET: ("how_care_works", _("Så fungerar vården")),
    ArticleKind.TJANST: ("how_care_works", _("Så fungerar vården")),
}


@public_page
def article(request: RegionalRequest, slug: str, language: Language = Language.SWEDISH) -> HttpResponse:
    """An article, with what the chosen region adds and what is open there now."""
    with in_language(language):
        page = article_page(slug, request.region, timezone.now(), language)
        if page is None:
            return withdrawn(request, slug, language)
        return render(request, "articles/article.html", _context(request, page))


def in_language(language: Language) -> AbstractContextManager[None]:
    """The site's own words in the language of the article; what is not translated stays Swedish."""
    return override(language.tag)


def _page(request: RegionalRequest, slug: str, language: Language) -> ArticlePage:
    page = article_page(slug, request.region, timezone.now(), language)
    if page is None:
        raise Http404
    return page


def _context(request: HttpRequest, page: ArticlePage, form: FeedbackForm | None = None) -> dict[str, Any]:
    regions = regions_by_code()
    own = page.article.get_absolute_url()
    lasting = lasting_address(page.article, own)
    section, section_title = SECTIONS[page.article.kind]
    return {
        "page": page,
        "urls": {name: page.article.address(name) for name in ("article_json", "changes", "feedback")},
        "alternates": _alternates(page, own),
        "lasting_address": lasting,
        "section": section,
        "crumbs": [
            (section_title, address_of(section)),
            *((area["name"], address_of("topic_area", area["slug"])) for area in page.areas[:1]),
        ],
        "right": RIGHT_OF_ARTICLE.get(page.article.slug) if page.article.language != Language.ENGLISH else None,
        "overdue": page.revision.overdue(timezone.localdate()),
        "corrections": page.corrections_since(timezone.localdate() - CORRECTION_SHOWN),
        "addition_regions": [regions[code] for code in page.regions_with_additions],
        "json_ld": _json_ld(page, lasting),
        "form": form or _unanswered(),
    }


@cache
def _unanswered() -> FeedbackForm:
    """The form as every reader meets it: one for all, since nobody has written in it."""
    return FeedbackForm()


def _alternates(page: ArticlePage, own: str) -> list[tuple[str, str]]:
    """(language, national address) of the page in each language that search engines know; easy read is Swedish."""
    others = [(other.language, other.url) for other in page.other_languages]
    return [
        (Language(language).tag, settings.SITE_URL + _national(path))
        for language, path in sorted([(page.article.language, own), *others])
        if language != Language.EASY
    ]


def _national(path: str) -> str:
    """The path without the reader's region."""
    return "/" + path.removeprefix(get_script_prefix())


def _json_ld(page: ArticlePage, url: str) -> str:
    """schema.org for search engines, safe inside a script element."""
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "MedicalWebPage",
        "@id": url,
        "url": url,
        "name": page.revision.title,
        "headline": page.revision.title,
        "description": page.revision.summary,
        "inLanguage": page.article.language_tag,
        "isAccessibleForFree": True,
        "audience": {"@type": "PeopleAudience", "geographicArea": {"@type": "Country", "name": "Sverige"}},
        "publisher": {"@type": "Organization", "name": "Vårdguiden", "url": settings.SITE_URL + "/"},
        "dateModified": page.revision.published_on and page.revision.published_on.isoformat(),
        "version": page.revision.number,
        "citation": [f"{source['owner']}: {source['title']}" for source in page.sources],
    }
    if page.article.kind in (ArticleKind.SJUKDOM, ArticleKind.SYMTOM):
        kind = "MedicalCondition" if page.article.kind == ArticleKind.SJUKDOM else "MedicalSignOrSymptom"
        data["about"] = {"@type": kind, "name": page.revision.title, "alternateName": page.synonyms}
    if page.reviews and not page.unsigned:
        data["lastReviewed"] = page.reviews[-1]["signed_on"].isoformat()
        data["reviewedBy"] = {"@type": "Person", "name": page.reviews[-1]["reviewer"]}
    text = json.dumps(data, ensure_ascii=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


@public_page
def article_json(request: RegionalRequest, slug: str, language: Language = Language.SWEDISH) -> HttpResponseBase:
    """The article's JSON twin: the same text for machines, which any site may read."""
    document = article_document(slug, request.region, language)
    if document is None:
        return any_site(withdrawn_json(slug, request.region, language))
    return any_site(linked(as_json(document), TEXT_LICENCE))


def _published_or_404(request: RegionalRequest, slug: str, language: Language) -> Article:
    pages = Article.objects.at_address(slug, request.region.code if request.region else None, language).pages()
    found = pages.filter(live__isnull=False).select_related("live", "region").first()
    if found is None:
        raise Http404
    return found


@csrf_exempt  # no session and no cookie stand behind the form; where it came from is checked instead
@require_http_methods(["GET", "HEAD", "POST"])
@regional
@login_not_required
def feedback(request: RegionalRequest, slug: str, language: Language = Language.SWEDISH) -> HttpResponse:
    """Takes the answer to "Hjälpte sidan dig?", and gives the page back with what was typed if it cannot."""
    if request.method != "POST":  # someone reloads, or chooses another region
        return redirect(address_in(language, "article", slug))
    found = _published_or_404(request, slug, language)
    form = FeedbackForm(request.POST)
    if not from_here(request):
        form.add_error(None, _("Svaret kom från en annan webbplats. Öppna sidan här och försök igen."))
    elif form.is_valid() and not form.cleaned_data["website"]:
        try:
            give_feedback(
                article=found,
                helpful=form.cleaned_data["helpful"] == "ja",
                is_fault=form.cleaned_data["helpful"] == FeedbackForm.FAULT,
                comment=form.cleaned_data["comment"],
                region_code=request.region.code if request.region else "",
                address=request.META.get("REMOTE_ADDR", ""),
            )
        except FeedbackRefused as refusal:
            form.add_error("comment", str(refusal))
    if form.errors:
        context = _context(request, _page(request, slug, language), form)
        with in_language(language):
            return render(request, "articles/article.html", context, status=400)
    return redirect(found.address("thanks"))


@public_page
def thanks(request: RegionalRequest, slug: str, language: Language = Language.SWEDISH) -> HttpResponse:
    found = _published_or_404(request, slug, language)
    context = {"article": found, "crumbs": [(found.title, found.get_absolute_url())]}
    with in_language(language):
        return render(request, "articles/thanks.html", context)
