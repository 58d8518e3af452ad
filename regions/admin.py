"""The administrators' raw view of regions and units, for mending. It is not the regions' own editor."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Model
from django.forms import BaseModelForm, ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.admin import AuditedAdmin
from accounts.models import User
from regions.documents import changing
from regions.models import (
    Assignment,
    CareGuarantee,
    CareUnit,
    Municipality,
    OpeningException,
    OpeningSpan,
    Region,
    UnitNotice,
    Via,
)
from regions.search_index import index_units


class NeverAddedOrDeleted(AuditedAdmin):
    """The 21 regions and 290 municipalities are facts of the project."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


@admin.register(Region)
class RegionAdmin(NeverAddedOrDeleted):
    list_display = ("name", "code", "organisation", "website")
    ordering = ("code",)
    readonly_fields = ("code", "slug", "name", "county", "organisation", "seat")
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}


@admin.register(Municipality)
class MunicipalityAdmin(NeverAddedOrDeleted):
    list_display = ("name", "code", "region")
    list_filter = ("region",)
    ordering = ("code",)
    search_fields = ("name",)
    readonly_fields = ("code", "name", "region", "seat", "northing", "easting")


class AssignmentForm(ModelForm):
    class Meta:
        model = Assignment
        fields = ("user", "region", "unit", "role")

    def clean_user(self) -> User:
        user: User = self.cleaned_data["user"]
        if not user.is_staff:
            raise ValidationError(_("Bara personal kan ha uppdrag. Markera först kontot som personal."))
        return user


@admin.register(Assignment)
class AssignmentAdmin(AuditedAdmin):
    """Who has which role in which region or at which unit: given and taken away, never changed."""

    form = AssignmentForm
    list_display = ("user", "role", "region", "unit")
    list_filter = ("role", "region")
    list_select_related = ("user", "region", "unit")
    ordering = ("region", "role", "user__name")
    search_fields = ("user__name", "user__username")
    autocomplete_fields = ("user", "unit")

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return obj is None and super().has_change_permission(request)


@admin.register(CareGuarantee)
class CareGuaranteeAdmin(AuditedAdmin):
    """The limits of the care guarantee. A new limit is a new row with its first day; the old one stays, for waits that
    began under it."""

    list_display = ("step", "days", "valid_from")
    ordering = ("step", "-valid_from")


class SpanInline(admin.TabularInline):
    model = OpeningSpan
    extra = 0


class ExceptionInline(admin.TabularInline):
    model = OpeningException
    extra = 0


class NoticeInline(admin.StackedInline):
    model = UnitNotice
    extra = 0


@admin.register(CareUnit)
class CareUnitAdmin(AuditedAdmin):
    """Every field of a unit, raw; the database keeps a version of what is written. A unit is closed, not deleted."""

    list_display = ("name", "municipality", "region", "confirmed_on", "is_example")
    list_filter = ("region", "is_example")
    list_select_related = ("municipality", "region")
    ordering = ("name",)
    search_fields = ("name", "hsa_id", "city")
    autocomplete_fields = ("municipality",)
    prepopulated_fields = {"slug": ("name",)}
    readonly_fields = ("source", "source_id")
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    inlines = (SpanInline, ExceptionInline, NoticeInline)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: BaseModelForm, change: bool) -> None:
        with changing(by=request.user, via=Via.OTHER, note=str(_("Administrationen"))):  # type: ignore[arg-type]
            super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: BaseModelForm, formsets: Any, change: bool) -> None:
        with changing(by=request.user, via=Via.OTHER, note=str(_("Administrationen"))):  # type: ignore[arg-type]
            super().save_related(request, form, formsets, change)
        index_units(CareUnit.objects.filter(pk=form.instance.pk))
