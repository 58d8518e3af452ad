"""The rules of the search. Articles are never edited here: that would pass by the four eyes. Readers' answers and
searches without a hit are read at the desk, which shows no more of them than it may."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.actions import SearchChangeRefused, add_rule, end_rule
from articles.models import SearchRule
from language.analysis import words


class SearchRuleForm(forms.ModelForm):
    class Meta:
        model = SearchRule
        fields = ("kind", "text")
        help_texts = {
            "text": _(
                "Ett uttryck, till exempel ”ont i bröstet”. Ord som betyder detsamma skrivs efter varandra, det "
                "vanligaste först. Ett ord efter ”=” måste vara skrivet just så."
            )
        }

    def clean_text(self) -> str:
        text = " ".join(self.cleaned_data["text"].split())
        if not words(text):
            raise ValidationError(_("Skriv minst ett ord."))
        if SearchRule.objects.filter(kind=self.data.get("kind", ""), text=text, ended_at__isnull=True).exists():
            raise ValidationError(_("Regeln finns redan."))
        return text


@admin.register(SearchRule)
class SearchRuleAdmin(admin.ModelAdmin):
    """Rules are added and ended, never changed: the list is their history."""

    form = SearchRuleForm
    list_display = ("text", "kind", "added_at", "added_by_name", "ended_at", "ended_by_name")
    list_filter = ("kind", ("ended_at", admin.EmptyFieldListFilter))
    search_fields = ("text",)
    ordering = ("kind", "text", "pk")
    actions = ("end_rules",)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return obj is None and super().has_change_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: SearchRule, form: Any, change: bool) -> None:
        obj.pk = add_rule(by=request.user, kind=obj.kind, text=obj.text).pk  # type: ignore[arg-type]

    @admin.action(description=_("Avsluta valda regler"))
    def end_rules(self, request: HttpRequest, queryset: QuerySet[SearchRule]) -> None:
        ended = 0
        for rule in queryset:
            try:
                end_rule(by=request.user, rule=rule)  # type: ignore[arg-type]
            except SearchChangeRefused as refusal:
                self.message_user(request, f"{rule.text}: {refusal}", messages.WARNING)
            else:
                ended += 1
        self.message_user(request, _("%(count)s regler avslutades.") % {"count": ended}, messages.SUCCESS)
