from django.urls import include, path

from regions.views import areas, finding, unit

urlpatterns = [
    path("", include("regions.urls_catalogue")),
    path("", include("regions.urls_open_data")),
    path("hitta-vard/", finding.find_care, name="find_care"),
    path("hitta-vard.json", finding.find_care_json, name="find_care_json"),
    path("mottagning/<slug:slug>/", unit.unit, name="unit"),
    path("regioner/", areas.regions, name="regions"),
    path("regioner/<slug:region_slug>/<slug:slug>/", areas.municipality, name="municipality"),
]
