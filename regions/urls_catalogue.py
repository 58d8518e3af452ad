"""The catalogue of care units, under /vardkatalogen/, for those who look after them."""

from django.urls import path

from regions.views.catalogue import editing, history, life, several, start, unit

urlpatterns = [
    path("vardkatalogen/", start.start, name="catalogue"),
    path("vardkatalogen/flera/", several.several, name="catalogue_several"),
    path("vardkatalogen/ny/<slug:region_slug>/", life.new, name="catalogue_new"),
    path("vardkatalogen/mottagning/<slug:slug>/", unit.overview, name="catalogue_unit"),
    path("vardkatalogen/mottagning/<slug:slug>/en-dag/", unit.one_day, name="catalogue_day"),
    path("vardkatalogen/mottagning/<slug:slug>/bekrafta/", unit.confirm, name="catalogue_confirm"),
    path("vardkatalogen/mottagning/<slug:slug>/andra/", editing.edit, name="catalogue_edit"),
    path("vardkatalogen/mottagning/<slug:slug>/forhandsvisa/", editing.preview, name="catalogue_preview"),
    path("vardkatalogen/mottagning/<slug:slug>/historik/", history.history, name="catalogue_history"),
    path("vardkatalogen/mottagning/<slug:slug>/historik/<int:pk>/", history.restore, name="catalogue_restore"),
    path("vardkatalogen/mottagning/<slug:slug>/flytta/", life.move, name="catalogue_move"),
    path("vardkatalogen/mottagning/<slug:slug>/stang/", life.close, name="catalogue_close"),
    path("vardkatalogen/mottagning/<slug:slug>/webbadress/", life.address, name="catalogue_address"),
]
