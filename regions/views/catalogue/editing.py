"""The editor of a unit: one form, read and copied into before it is saved, looked at as the reader sees it, and what is
asked when someone else has changed the same facts meanwhile."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.private import PersonalRequest
from accounts.refusal import Refused
from regions.actions.units import ChangedMeanwhile, changed_facts, save_unit
from regions.differences import Difference, differences
from regions.documents import Document, merge
from regions.forms.dated import MOST_EXCEPTIONS, MOST_NOTICES
from regions.forms.day import MomentForm
from regions.forms.unit_editor import UnitEditor
from regions.forms.week import CopyDayForm, HoursTextForm
from regions.models import CareUnit, UnitVersion
from regions.opening import SWEDEN
from regions.queries import relations_of
from regions.queries.catalogue import choice_of, hospitals
from regions.queries.history import latest_version, named_units
from regions.reader_view import after_move, unit_of
from regions.unit_parts import FACTS
from regions.views.catalogue import catalogue_page, catalogue_render, own_unit, sent_from
from regions.views.unit import concerns, page_of

NOT_TYPED = {"csrfmiddlewaretoken", "gor", "anda", "visa_dag", "visa_tid", "sedd"}


class Editing:
    """One person's work on one unit: the version that they began from, and the editor with what they have typed."""

    def __init__(self, request: PersonalRequest, unit: CareUnit, data: QueryDict | None = None) -> None:
        self.request, self.unit, self.data = request, unit, data
        self.today = timezone.localdate(timezone=SWEDEN)
        self.base = _version(unit, data.get("was") if data else None)
        assert self.base.document is not None
        self.document: Document = self.base.document
        whole = CareUnit.objects.filter(pk=self.document["part_of_id"]).first()
        self.editor = UnitEditor(unit, self.document, whole=choice_of(whole), today=self.today, data=data)

    def page(self, *, status: int = 200, **more: Any) -> HttpResponse:
        context = {
            "unit": self.unit,
            "editor": self.editor,
            "was": self.base.pk,
            "hospitals": hospitals(self.unit.region_id, self.today),
            "moment_form": MomentForm(self.data),
            **more,
        }
        return catalogue_render(self.request, "catalogue/edit.html", context, here="units", status=status)


def _version(unit: CareUnit, was: str | None) -> UnitVersion:
    """The version that the person began from; the latest, when they begin now."""
    if was and was.isascii() and was.isdigit() and len(was) < 19:
        found = UnitVersion.objects.filter(unit=unit.pk, pk=int(was), document__isnull=False).first()
        if found:
            return found
    return latest_version(unit)


@require_http_methods(["GET", "HEAD", "POST"])
@catalogue_page()
def edit(request: PersonalRequest, slug: str) -> HttpResponse:
    """The form; sent, it is saved, or changed as a button asks and shown again."""
    unit = own_unit(request.user, slug)
    if request.method != "POST":
        return Editing(request, unit).page()
    step = {"kopiera": _copy, "las": _read, "fler": _more_rows, "tillbaka": _go_on}.get(request.POST.get("gor", ""))
    return (step or _save)(request, unit)


def _go_on(request: PersonalRequest, unit: CareUnit) -> HttpResponse:
    return Editing(request, unit, request.POST).page(unsaved=True)


def _copy(request: PersonalRequest, unit: CareUnit) -> HttpResponse:
    """One day's hours to other days, before anything is saved."""
    copying = CopyDayForm(request.POST)
    data = copying.copy(request.POST) if copying.is_valid() else request.POST
    editing = Editing(request, unit, data)
    editing.editor.copying = copying
    return editing.page(unsaved=True, status=200 if copying.is_valid() else 400)


def _read(request: PersonalRequest, unit: CareUnit) -> HttpResponse:
    """Hours out of a pasted text: what they became, before anything is saved."""
    pasting = HoursTextForm(request.POST)
    if not pasting.is_valid():
        editing = Editing(request, unit, request.POST)
        editing.editor.pasting = pasting
        return editing.page(unsaved=True, status=400)
    editing = Editing(request, unit, pasting.fill(request.POST))
    editing.editor.pasting = pasting
    week = editing.editor.week
    became = editing.document | (week.facts() if week.is_valid() else {})
    return editing.page(unsaved=True, became=differences(editing.document, became), read=pasting)


def _more_rows(request: PersonalRequest, unit: CareUnit) -> HttpResponse:
    """One more row for a dated change and a notice."""
    data = request.POST.copy()
    for prefix, most in (("tid", MOST_EXCEPTIONS), ("info", MOST_NOTICES)):
        count = data.get(f"{prefix}-TOTAL_FORMS") or ""
        if count.isascii() and count.isdigit() and 0 < int(count[:4]) < most:
            data[f"{prefix}-TOTAL_FORMS"] = str(int(count) + 1)
            data.setlist(f"{prefix}-{count}-purposes", data.getlist(f"{prefix}-{int(count) - 1}-purposes"))
    return Editing(request, unit, data).page(unsaved=True)


def _save(request: PersonalRequest, unit: CareUnit) -> HttpResponse:
    editing = Editing(request, unit, request.POST)
    editor = editing.editor
    if not editor.is_valid():
        return editing.page(status=400)
    warnings = [] if request.POST.keys() & {"anda", "sedd"} else editor.warnings()  # asked once
    if warnings:
        return editing.page(warnings=warnings, status=400)
    document, was, asked = editor.document(), editing.base, bool(request.POST.get("allt_stammer"))
    whole, seen = asked, _seen(request.POST, unit)
    if seen:
        document, was = _chosen(request.POST, editing.document, document, seen), seen
        whole = asked and _shown(request.POST) >= changed_facts(editing.document, seen.document or {})
    try:
        saved = save_unit(by=request.user, unit=unit, document=document, was=was.pk, whole=whole)
    except ChangedMeanwhile as told:
        return _choose(request, unit, told)
    except Refused as refusal:
        return editing.page(refused=str(refusal), status=400)
    messages.success(request, _("Sparat. Läsarna ser det nu."))
    if asked and (saved.confirmed or saved.confirmed_on != editing.today):
        unseen = _("Fler uppgifter har ändrats sedan du öppnade sidan. Läs dem här, och bekräfta att de stämmer.")
        messages.info(request, unseen)
    return redirect("catalogue_unit", unit.slug)


# ---- two who have changed the same ----


def _choose(request: PersonalRequest, unit: CareUnit, told: ChangedMeanwhile) -> HttpResponse:
    """Both values of what both have changed, to choose between; nothing is saved yet."""
    differing: dict[str, list[Difference]] = {}
    for each in differences(told.yielded, told.mine, named_units([told.yielded, told.mine])):
        differing.setdefault(each.name, []).append(each)
    context = {
        "unit": unit,
        "told": told,
        "facts": [(name, FACTS[name][0], differing[name]) for name in told.facts if name in differing],
        "typed": typed(request.POST),
    }
    return catalogue_render(request, "catalogue/choose.html", context, here="units", status=409)


def _seen(data: QueryDict, unit: CareUnit) -> UnitVersion | None:
    """The other's version, if the person has been shown it and chosen."""
    return _version(unit, data.get("sedd")) if "sedd" in data else None


def _shown(data: QueryDict) -> set[str]:
    """The facts that the person has been shown both values of."""
    return {name for name in FACTS if f"valj-{name}" in data}


def _chosen(data: QueryDict, base: Document, mine: Document, seen: UnitVersion) -> Document:
    """What the person has chosen between, as a document that begins from the version they saw."""
    theirs = {name for name in _shown(data) if data.get(f"valj-{name}") == "deras"}
    assert seen.document is not None
    document, _both = merge(base, mine, seen.document, theirs)
    return document


def typed(data: QueryDict) -> list[tuple[str, str]]:
    """What was typed, to be carried along in a page that does not show it."""
    return [
        (name, value)
        for name, values in data.lists()
        if name not in NOT_TYPED and not name.startswith("valj-")
        for value in values
    ]


# ---- as the reader sees it ----


@catalogue_page()
@sent_from("catalogue_unit")
def preview(request: PersonalRequest, slug: str) -> HttpResponse:
    """The reader's page of what is typed, at a moment. Nothing is saved."""
    unit = own_unit(request.user, slug)
    editing = Editing(request, unit, request.POST)
    if not editing.editor.is_valid():
        return editing.page(status=400)
    moment_form = MomentForm(request.POST)
    at = moment_form.moment()
    document, relations = editing.editor.document(), relations_of(unit, day := at.astimezone(SWEDEN).date())
    if relations.move and relations.move.on <= day:
        document, relations = after_move(document, relations.move), replace(relations, move=None)
    found = unit_of(unit, document, at)
    request.concerns = concerns(found)  # type: ignore[attr-defined]
    context = page_of(found, at) | {
        "relations": relations,
        "moment_form": moment_form,
        "at": at,
        "typed": typed(request.POST),
        "crumbs": [],
    }
    return catalogue_render(request, "catalogue/preview.html", context, here="units")
