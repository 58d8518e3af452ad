"""The catalogue of care units, under /vardkatalogen/, for those who look after them."""

from django.urls import path

from regions.views.catalogue import exporting, import_steps, imports, start

urlpatterns = [
    path("vardkatalogen/", start.start, name="catalogue"),
    path("vardkatalogen/mottagningar.csv", exporting.export_csv, name="catalogue_export_csv"),
    path("vardkatalogen/mottagningar.xlsx", exporting.export_xlsx, name="catalogue_export_xlsx"),
    path("vardkatalogen/import/", imports.imports, name="catalogue_imports"),
    path("vardkatalogen/import/exempel.csv", imports.example_csv, name="catalogue_import_example_csv"),
    path("vardkatalogen/import/exempel.xlsx", imports.example_xlsx, name="catalogue_import_example_xlsx"),
    path("vardkatalogen/import/<int:pk>/", imports.one_import, name="catalogue_import"),
    path("vardkatalogen/import/<int:pk>/rapport.csv", imports.report, name="catalogue_import_report"),
    path("vardkatalogen/import/<int:pk>/val/", import_steps.make_choices, name="catalogue_import_choose"),
    path("vardkatalogen/import/<int:pk>/genomfor/", import_steps.carry_out, name="catalogue_import_apply"),
    path("vardkatalogen/import/<int:pk>/kasta/", import_steps.throw_away, name="catalogue_import_discard"),
    path("vardkatalogen/import/<int:pk>/borja-om/", import_steps.again, name="catalogue_import_again"),
    path("vardkatalogen/import/<int:pk>/angra/", import_steps.undo, name="catalogue_import_undo"),
]
