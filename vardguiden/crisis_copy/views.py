"""What a reader of the copy meets where the site would have to think: that it rests, and what to do instead."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from articles.models import Language
from regions import facts
from regions.facts import RegionFact
from regions.kinds import PLURALS, SLUG_OF_KIND
from regions.models import CareUnit
from regions.opening import SWEDEN
from regions.regional import RegionalRequest, public_page
from vardguiden.crisis_copy.links import URGENT

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

RETRY_AFTER = 120  # seconds
RESTS: "dict[str, dict[str, StrOrPromise]]" = {
    "search": {
        "title": gettext_lazy("Sökningen vilar just nu"),
        "text": gettext_lazy("I en sparad kopia går det inte att söka. Alla texter finns ändå, från A till Ö."),
    },
    "two_regions": {
        "title": gettext_lazy("Det går inte att jämföra regioner just nu"),
        "text": gettext_lazy("Varje regions egen sida finns i kopian, med avgifter och kontakter."),
    },
    "log_in": {
        "title": gettext_lazy("Det går inte att logga in just nu"),
        "text": gettext_lazy(
            "Försök igen senare. Inloggningen är för dig som arbetar med innehållet eller mottagningarna."
        ),
    },
    "report": {
        "title": gettext_lazy("Det går inte att rapportera fel just nu"),
        "text": gettext_lazy("Försök igen senare. Är något fel som kan skada någon ringer du mottagningen."),
    },
    "open_data": {
        "title": gettext_lazy("Öppna data vilar just nu"),
        "text": gettext_lazy("Försök igen senare. Varje texts JSON finns i kopian, på samma adress som vanligt."),
    },
    "designsystem": {
        "title": gettext_lazy("Designsystemet vilar just nu"),
        "text": gettext_lazy("Försök igen senare."),
    },
}


@public_page
def rests(request: HttpRequest, what: str, language: Language = Language.SWEDISH) -> HttpResponse:
    with override(language.tag):
        return render(request, "crisis_copy/rests.html", {"rest": RESTS[what], "crumbs": []})


@public_page
def find_care(request: RegionalRequest) -> HttpResponse:
    """Where to go when it is urgent, with telephone numbers, and every municipality. One query in a region."""
    context: dict[str, Any] = {"section": "find_care", "crumbs": []}
    if request.region:
        context |= {"urgent": _urgent(request.region), "municipalities": facts.municipalities_of(request.region.code)}
    return render(request, "crisis_copy/find_care.html", context)


def _urgent(region: RegionFact) -> list[tuple[str, str, list[CareUnit]]]:
    today = timezone.localdate(timezone=SWEDEN)
    kinds = [kind.value for kind in URGENT]
    units = CareUnit.objects.in_use(today).in_region(region.code).filter(kinds__overlap=kinds).order_by("name", "pk")
    found = [(kind, [unit for unit in units if kind in unit.kinds]) for kind in URGENT]
    return [(SLUG_OF_KIND[kind], str(PLURALS[kind]), of_kind) for kind, of_kind in found if of_kind]


@public_page
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "crisis_copy/about.html", {"crumbs": []})


@public_page
def not_found(request: HttpRequest) -> HttpResponse:
    """The page for addresses that lead nowhere. Its status is the web server's to say, as for the next one."""
    return _not_kept(render(request, "404.html"))


@public_page
def unavailable(request: HttpRequest) -> HttpResponse:
    """The page for what no copy holds: personal pages, and answers to what is sent."""
    context = {
        "title": _("Det går inte just nu"),
        "advice": _(
            "Vårdguiden svarar inte, och den här sidan finns inte i vår sparade kopia. Vänta några minuter och försök"
            " igen. Skickade du något är det inte säkert att vi fick det."
        ),
    }
    response = _not_kept(render(request, "errors/apart.html", context))
    response["Retry-After"] = str(RETRY_AFTER)
    return response


def _not_kept(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response
