"""The catalogue of care units, under /vardkatalogen/, for those who look after them."""

from django.urls import path, register_converter

from regions.views.catalogue import (
    editing,
    exporting,
    freshness,
    history,
    import_steps,
    imports,
    life,
    notices,
    region,
    reports,
    several,
    start,
    unit,
)


class KeptFacts:
    """A list of facts that a region keeps, as it stands in an address."""

    regex = "|".join(region.SORTS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(KeptFacts, "facts")

urlpatterns = [
    path("", start.start, name="catalogue"),
    path("region/<slug:slug>/", region.region, name="catalogue_region"),
    path("region/<slug:slug>/bekrafta/", region.confirm, name="catalogue_region_confirm"),
    path("region/<slug:slug>/meny/", region.menu, name="catalogue_menu"),
    path("region/<slug:slug>/meddelanden/", notices.notices, name="catalogue_notices"),
    path("region/<slug:slug>/meddelanden/nytt/", notices.edit, name="catalogue_notice_new"),
    path("region/<slug:slug>/meddelanden/<int:pk>/", notices.edit, name="catalogue_notice"),
    path("region/<slug:slug>/meddelanden/<int:pk>/avsluta/", notices.end, name="catalogue_notice_end"),
    path("region/<slug:slug>/<facts:sort>/ny/", region.edit, name="catalogue_fact_new"),
    path("region/<slug:slug>/<facts:sort>/<int:pk>/", region.edit, name="catalogue_fact"),
    path("region/<slug:slug>/<facts:sort>/<int:pk>/flytta/", region.move, name="catalogue_fact_move"),
    path("region/<slug:slug>/<facts:sort>/<int:pk>/ta-bort/", region.remove, name="catalogue_fact_remove"),
    path("flera/", several.several, name="catalogue_several"),
    path("ny/<slug:region_slug>/", life.new, name="catalogue_new"),
    path("mottagning/<slug:slug>/", unit.overview, name="catalogue_unit"),
    path("mottagning/<slug:slug>/en-dag/", unit.one_day, name="catalogue_day"),
    path("mottagning/<slug:slug>/bekrafta/", unit.confirm, name="catalogue_confirm"),
    path("mottagning/<slug:slug>/andra/", editing.edit, name="catalogue_edit"),
    path("mottagning/<slug:slug>/forhandsvisa/", editing.preview, name="catalogue_preview"),
    path("mottagning/<slug:slug>/historik/", history.history, name="catalogue_history"),
    path("mottagning/<slug:slug>/historik/<int:pk>/", history.restore, name="catalogue_restore"),
    path("mottagning/<slug:slug>/flytta/", life.move, name="catalogue_move"),
    path("mottagning/<slug:slug>/stang/", life.close, name="catalogue_close"),
    path("mottagning/<slug:slug>/webbadress/", life.address, name="catalogue_address"),
    path("farskhet/", freshness.board, name="freshness"),
    path("farskhet/paminn/", freshness.remind, name="freshness_remind"),
    path("farskhet/paminner-sjalv/<slug:region_slug>/", freshness.switch, name="freshness_switch"),
    path("farskhet/adress/<slug:slug>/", freshness.contact, name="unit_contact"),
    path("farskhet/adress/<slug:slug>/aterkalla/", freshness.revoke, name="unit_links_revoke"),
    path("rapporter/", reports.report_list, name="reports"),
    path("rapporter/<int:pk>/", reports.report_answer, name="report_answer"),
    path("rapporter/<int:pk>/oppna-igen/", reports.report_reopen, name="report_reopen"),
    path("mottagningar.csv", exporting.export_csv, name="catalogue_export_csv"),
    path("mottagningar.xlsx", exporting.export_xlsx, name="catalogue_export_xlsx"),
    path("import/", imports.imports, name="catalogue_imports"),
    path("import/exempel.csv", imports.example_csv, name="catalogue_import_example_csv"),
    path("import/exempel.xlsx", imports.example_xlsx, name="catalogue_import_example_xlsx"),
    path("import/<int:pk>/", imports.one_import, name="catalogue_import"),
    path("import/<int:pk>/rapport.csv", imports.report, name="catalogue_import_report"),
    path("import/<int:pk>/val/", import_steps.make_choices, name="catalogue_import_choose"),
    path("import/<int:pk>/genomfor/", import_steps.carry_out, name="catalogue_import_apply"),
    path("import/<int:pk>/kasta/", import_steps.throw_away, name="catalogue_import_discard"),
    path("import/<int:pk>/borja-om/", import_steps.again, name="catalogue_import_again"),
    path("import/<int:pk>/angra/", import_steps.undo, name="catalogue_import_undo"),
]
