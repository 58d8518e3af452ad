"""Accounts and the audit log in the admin."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.db.models import Model, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts import actions
from accounts.audit import record
from accounts.forms import NewUserForm, UserForm
from accounts.models import AuditEvent, User
from accounts.private import PersonalRequest


class AuditedAdmin(admin.ModelAdmin):
    """Every change that is made in the admin stands in the audit log too: which fields, never their values."""

    def log_addition(self, request: HttpRequest, obj: Model, message: Any) -> Any:
        record("admin_added", by=request.user, obj=obj, changes=message)
        return super().log_addition(request, obj, message)

    def log_change(self, request: HttpRequest, obj: Model, message: Any) -> Any:
        record("admin_changed", by=request.user, obj=obj, changes=message)
        return super().log_change(request, obj, message)

    def log_deletions(self, request: HttpRequest, queryset: QuerySet) -> Any:
        for obj in queryset:
            record("admin_deleted", by=request.user, obj=obj, name=str(obj))
        return super().log_deletions(request, queryset)


@admin.register(User)
class UserAdmin(AuditedAdmin, DjangoUserAdmin):
    """An account is closed, not deleted: what the person wrote and reviewed stays theirs. What the person may do is
    told with its values: it is to be seen afterwards also of a right that was given and soon taken back."""

    RIGHTS = ("roles", "is_active", "is_staff", "is_superuser")
    form = UserForm
    add_form = NewUserForm
    list_display = ("username", "name", "roles_in_words", "is_active", "is_staff", "last_login")
    list_filter = ("is_active", "is_staff", "is_superuser")
    search_fields = ("username", "name", "email")
    ordering = ("username",)
    filter_horizontal = ()
    actions = ("remove_second_factor", "end_sessions")
    readonly_fields = ("last_login", "date_joined")
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        (_("Person"), {"fields": ("name", "email")}),
        (_("Behörighet"), {"fields": ("is_active", "is_staff", "roles", "is_superuser")}),
        (_("Datum"), {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = ((None, {"fields": ("username", "name", "email", "password1", "password2")}),)

    @admin.display(description=_("roller"))
    def roles_in_words(self, user: User) -> str:
        return ", ".join(user.role_labels())

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: User, form: ModelForm, change: bool) -> None:
        super().save_model(request, obj, form, change)
        changed = [name for name in self.RIGHTS if name in form.changed_data]
        if changed:
            rights: dict[str, Any] = {
                name: {"before": form.initial.get(name), "after": getattr(obj, name)} for name in changed
            }
            record("rights_changed", by=request.user, obj=obj, **rights)

    @admin.action(description=_("Ta bort tvåstegsverifiering (personen lägger in en ny)"), permissions=["change"])
    def remove_second_factor(self, request: PersonalRequest, users: QuerySet[User]) -> None:
        for user in users:
            try:
                actions.remove_second_factor(by=request.user, user=user)
            except actions.Refusal as refusal:
                self.message_user(request, f"{user}: {refusal}", messages.ERROR)
            else:
                self.message_user(request, _("Tvåstegsverifieringen är borttagen för %s.") % user, messages.SUCCESS)

    @admin.action(description=_("Logga ut överallt"), permissions=["change"])
    def end_sessions(self, request: PersonalRequest, users: QuerySet[User]) -> None:
        for user in users:
            actions.end_sessions(by=request.user, user=user)
            self.message_user(request, _("%s är utloggad överallt.") % user, messages.SUCCESS)


@admin.register(AuditEvent)
class AuditEventAdmin(admin.ModelAdmin):
    """Reads the audit log."""

    list_display = ("at", "actor_name", "action", "object_type", "object_id", "region_code")
    list_filter = ("action", "object_type", "region_code")
    search_fields = ("actor_name", "action", "object_id")
    date_hierarchy = "at"
    ordering = ("-at", "-pk")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: AuditEvent | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: AuditEvent | None = None) -> bool:
        return False
