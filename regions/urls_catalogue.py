"""The catalogue of care units, under /vardkatalogen/, for those who look after them."""

from django.urls import path

from regions.views.catalogue import freshness, reports, start

urlpatterns = [
    path("vardkatalogen/", start.start, name="catalogue"),
    path("vardkatalogen/farskhet/", freshness.board, name="freshness"),
    path("vardkatalogen/farskhet/paminn/", freshness.remind, name="freshness_remind"),
    path("vardkatalogen/farskhet/paminner-sjalv/<slug:region_slug>/", freshness.switch, name="freshness_switch"),
    path("vardkatalogen/farskhet/adress/<slug:slug>/", freshness.contact, name="unit_contact"),
    path("vardkatalogen/farskhet/adress/<slug:slug>/aterkalla/", freshness.revoke, name="unit_links_revoke"),
    path("vardkatalogen/rapporter/", reports.report_list, name="reports"),
    path("vardkatalogen/rapporter/<int:pk>/", reports.report_answer, name="report_answer"),
    path("vardkatalogen/rapporter/<int:pk>/oppna-igen/", reports.report_reopen, name="report_reopen"),
]
