from django.urls import path

from regions import views

urlpatterns = [
    path("hitta-vard/", views.find_care, name="find_care"),
    path("hitta-vard.json", views.find_care_json, name="find_care_json"),
    path("mottagning/<slug:slug>/", views.unit, name="unit"),
    path("regioner/", views.regions, name="regions"),
    path("regioner/<slug:region_slug>/<slug:slug>/", views.municipality, name="municipality"),
]
