"""The catalogue of care units, under /vardkatalogen/, for those who look after them."""

from django.urls import path

from regions.views.catalogue import start

urlpatterns = [
    path("vardkatalogen/", start.start, name="catalogue"),
]
