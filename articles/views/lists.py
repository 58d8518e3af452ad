from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from articles.forms.regional import TwoRegionsForm
from articles.models import Article, ArticleKind, Language, TopicArea
from articles.queries import (
    all_titles,
    latest,
    of_kinds,
    region_additions,
    region_pages,
    topic_area_with_articles,
    topic_areas,
    translated_titles,
)
from articles.queries.regional import two_regions as side_by_side
from language.ordering import first_letter
from regions import facts
from regions.kinds import UnitKind
from regions.models import Region
from regions.queries.local import as_links, suggested_of, what_holds
from regions.regional import Concerns, RegionalRequest, public_page


def by_letter(articles: list[Article]) -> list[tuple[str, list[Article]]]:
    """Articles under their first letters, in alphabetical order; the list comes sorted."""
    return [
        (letter, list(group)) for letter, group in groupby(articles, key=lambda article: first_letter(article.title))
    ]


def _to(name: str, title: str) -> list[tuple[str, str]]:
    return [(title, reverse(name))]


@public_page
def a_to_z(request: HttpRequest) -> HttpResponse:
    return render(request, "articles/a_to_z.html", {"letters": by_letter(all_titles()), "crumbs": []})


@public_page
def translations(request: HttpRequest, language: Language) -> HttpResponse:
    """Every text in easy Swedish, or in English."""
    with override(language.tag):
        context = {"language": language, "articles": translated_titles(language), "crumbs": []}
        return render(request, "articles/translations.html", context)


@public_page
def topic_area(request: HttpRequest, slug: str) -> HttpResponse:
    found = topic_area_with_articles(slug)
    if found is None:
        raise Http404
    return render(
        request,
        "articles/topic_area.html",
        {
            "area": found[0],
            "articles": found[1],
            "section": "diseases",
            "crumbs": _to("diseases", _("Sjukdomar och besvär")),
        },
    )


@public_page
def diseases(request: HttpRequest) -> HttpResponse:
    areas = topic_areas()
    context = {
        "body": [area for area in areas if area.group == TopicArea.Group.BODY],
        "themes": [area for area in areas if area.group == TopicArea.Group.THEME],
        "letters": by_letter(of_kinds([ArticleKind.SJUKDOM, ArticleKind.SYMTOM])),
        "section": "diseases",
        "crumbs": [],
    }
    return render(request, "articles/diseases.html", context)


@public_page
def treatments(request: HttpRequest) -> HttpResponse:
    context = {
        "examinations": of_kinds([ArticleKind.UNDERSOKNING]),
        "treatments": of_kinds([ArticleKind.BEHANDLING]),
        "section": "treatments",
        "crumbs": [],
    }
    return render(request, "articles/treatments.html", context)


@public_page
def living(request: HttpRequest) -> HttpResponse:
    themes = [area for area in topic_areas() if area.group == TopicArea.Group.THEME]
    context = {"articles": of_kinds([ArticleKind.LIVSSTIL]), "themes": themes, "section": "living", "crumbs": []}
    return render(request, "articles/living.html", context)


@public_page
def how_care_works(request: HttpRequest) -> HttpResponse:
    context = {
        "rights": of_kinds([ArticleKind.RATTIGHET]),
        "services": of_kinds([ArticleKind.TJANST]),
        "section": "how_care_works",
        "crumbs": [],
    }
    return render(request, "articles/how_care_works.html", context)


@public_page
def news(request: HttpRequest) -> HttpResponse:
    """The feed of newly published texts (Atom)."""
    articles = latest(30)
    return render(
        request, "articles/news.xml", {"articles": articles}, content_type="application/atom+xml; charset=utf-8"
    )


@public_page
def region(request: RegionalRequest, slug: str) -> HttpResponse:
    """What holds in one region: its contacts, fees and notices, its units, and what it adds to the national texts."""
    fact = facts.regions_by_slug().get(slug)
    if fact is None:
        raise Http404
    request.concerns = Concerns(fact.code)
    row = Region.objects.filter(code=fact.code).first()
    suggested = suggested_of(row)
    context = {
        "fact": fact,
        "row": row,
        "holds": what_holds(fact.code)[fact.code],
        "municipalities": facts.municipalities_of(fact.code),
        "suggested": as_links(suggested),
        "other_kinds": as_links(kind for kind in UnitKind if kind not in suggested),
        "additions": region_additions(fact),
        "pages": region_pages(fact),
        "crumbs": _to("regions", _("Regioner")),
    }
    return render(request, "articles/region.html", context)


@public_page
def two_regions(request: HttpRequest) -> HttpResponse:
    """What two regions say of the same things, side by side."""
    asked = "b" in request.GET  # the page of a region leads here with its own region chosen, and no other yet
    form = TwoRegionsForm(request.GET) if asked else TwoRegionsForm(initial={"a": request.GET.get("a")})
    context: dict[str, Any] = {"form": form, "crumbs": _to("regions", _("Regioner"))}
    if form.is_valid():
        first, second = (facts.regions_by_slug()[form.cleaned_data[name]] for name in ("a", "b"))
        holds = what_holds(first.code, second.code)
        context |= {"first": first, "second": second, "found": side_by_side(first, second)}
        context |= {"first_holds": holds[first.code], "second_holds": holds[second.code]}
    return render(request, "articles/two_regions.html", context)
