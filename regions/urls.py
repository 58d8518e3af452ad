from django.urls import include, path

from regions.views import areas, confirming, finding, reporting, rights, unit

urlpatterns = [
    path("hitta-vard/", finding.find_care, name="find_care"),
    path("hitta-vard/forslag/", finding.suggest, name="care_suggestions"),
    path("hitta-vard/karta/", finding.find_care_map, name="find_care_map"),
    path("hitta-vard/jamfor/", finding.compare, name="compare_units"),
    path("hitta-vard.json", finding.find_care_json, name="find_care_json"),
    path("mottagning/<slug:slug>/", unit.unit, name="unit"),
    path("mottagning/<slug:slug>/rapportera/", reporting.report, name="report"),
    path("fel/", reporting.report_lookup, name="report_lookup"),
    path("fel/<str:code>/", reporting.report_outcome, name="report_outcome"),
    path("bekrafta/<str:token>/", confirming.confirm, name="confirm_by_link"),
    path("dina-rattigheter/", rights.rights, name="rights"),
    path("dina-rattigheter/vardgaranti/svar/", rights.guarantee_answer, name="guarantee_answer"),
    path("dina-rattigheter/<slug:slug>/", rights.right, name="right"),
    path("vardkatalogen/", include("regions.urls_catalogue")),
    path("", include("regions.urls_open_data")),
    path("regioner/", areas.regions, name="regions"),
    path("regioner/<slug:region_slug>/<slug:slug>/", areas.municipality, name="municipality"),
]
