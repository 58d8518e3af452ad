"""The addresses of the copy: the site's own, but for the pages that rest there."""

from django.urls import path

from articles.models import Language
from vardguiden import urls as site
from vardguiden.crisis_copy import views

handler400, handler403, handler404, handler500 = (
    site.handler400,
    site.handler403,
    site.handler404,
    site.handler500,
)
urlpatterns = [
    path("sok/", views.rests, {"what": "search"}, name="search"),
    path("en/sok/", views.rests, {"what": "search", "language": Language.ENGLISH}, name="search_in_english"),
    path("hitta-vard/", views.find_care, name="find_care"),
    path("regioner/jamfor/", views.rests, {"what": "two_regions"}, name="two_regions"),
    path("logga-in/", views.rests, {"what": "log_in"}, name="account_login"),
    path("fel/", views.rests, {"what": "report"}, name="report_lookup"),
    path("oppna-data/", views.rests, {"what": "open_data"}, name="open_data"),
    path("designsystem/", views.rests, {"what": "designsystem"}, name="designsystem"),
    path("kopia/", views.about, name="crisis_copy"),
    path("404.html", views.not_found, name="crisis_copy_not_found"),
    path("503.html", views.unavailable, name="crisis_copy_unavailable"),
    *site.urlpatterns,
]
