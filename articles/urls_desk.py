"""The editors' desk, under /redaktion/."""

from django.urls import path

from articles.views.desk import start

urlpatterns = [
    path("redaktion/", start.start, name="desk"),
    path("redaktion/artiklar/", start.article_list, name="desk_articles"),
    path("redaktion/granskas/", start.pending_list, name="desk_pending"),
    path("redaktion/granskas-snart/", start.due_list, name="desk_due"),
    path("om/roller/", start.roles, name="roles"),
]
