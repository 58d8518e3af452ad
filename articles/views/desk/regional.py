"""What regions write: their own texts, the additions of others, a new addition or page, and what to confirm."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.models import Role, User
from accounts.private import PersonalRequest
from accounts.refusal import Refused
from articles.actions.regional import confirm_addition, new_addition
from articles.actions.writing import new_article
from articles.forms.regional import NewAdditionForm, NewRegionPageForm
from articles.models import Article, ArticleKind, RegionalAddition
from articles.queries.desk import SOON
from articles.queries.regional import added_elsewhere, own_texts
from articles.queries.writing import topics
from articles.views.desk import desk_page, desk_render
from regions.assignments import regions_where


def writes_for_a_region(user: User) -> bool:
    return bool(regions_where(user, Role.REGIONAL_EDITOR))


@require_GET
@desk_page()
def regional(request: PersonalRequest) -> HttpResponse:
    """My regions' texts, those to confirm first, and which national articles other regions have added to."""
    mine = regions_where(request.user, Role.REGIONAL_EDITOR)
    soon = timezone.localdate() + SOON
    context = {"own": own_texts(mine), "writes": bool(mine), "added": added_elsewhere(), "soon": soon}
    return desk_render(request, "desk/regional.html", context, here="regional")


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(writes_for_a_region)
def new(request: PersonalRequest) -> HttpResponse:
    """Begins an addition to a national article."""
    names = topics()
    asked = {"article": request.GET.get("artikel", "")}
    form = NewAdditionForm(request.user, names, request.POST or None, initial=asked)
    if form.is_valid():
        try:
            addition = new_addition(by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("anchor", str(refusal))
        else:
            return redirect("desk_write", addition.pk)
    context = {"form": form, "titles": names.titles.values()}
    return desk_render(request, "desk/addition_new.html", context, here="regional", status=400 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(writes_for_a_region)
def new_page(request: PersonalRequest) -> HttpResponse:
    """Begins a page of the region's own."""
    form = NewRegionPageForm(request.user, request.POST or None)
    if form.is_valid():
        kind = ArticleKind(form.cleaned_data.pop("kind"))
        try:
            page = new_article(by=request.user, kind=kind, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("title", str(refusal))
        else:
            return redirect("desk_write", page.pk)
    return desk_render(
        request, "desk/region_page_new.html", {"form": form}, here="regional", status=400 if form.errors else 200
    )


@require_POST
@desk_page(writes_for_a_region)
def confirm(request: PersonalRequest, pk: int) -> HttpResponse:
    """Says that an addition still holds."""
    mine = regions_where(request.user, Role.REGIONAL_EDITOR)
    addition: Article = get_object_or_404(RegionalAddition.objects.filter(region__in=mine), pk=pk)
    try:
        confirm_addition(by=request.user, addition=addition)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Bekräftat: ”%(title)s” stämmer med den nationella texten.") % {"title": addition})
    return redirect("desk_regional")
