"""Readers' answers for the administrators to read. Articles are never edited here: that would pass by the four eyes."""

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from articles.models import Feedback


@admin.register(Feedback)
class FeedbackAdmin(admin.ModelAdmin):
    list_display = ("article", "helpful", "comment", "region_code", "created_at")
    list_filter = ("helpful", "region_code")
    list_select_related = ("article",)
    ordering = ("-created_at",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False
