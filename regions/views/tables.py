"""A table as a file to download, written a row at a time."""

import tempfile
from collections.abc import Iterator

from django.http import StreamingHttpResponse

from regions.care_unit_import.export import write_xlsx
from regions.tables import Rows, csv_lines

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PIECE = 64_000  # bytes


def csv_response(rows: Rows, name: str) -> StreamingHttpResponse:
    """As spreadsheets in Swedish read it."""
    return StreamingHttpResponse(csv_lines(rows), content_type="text/csv; charset=utf-8", headers=_download(name))


def xlsx_response(rows: Rows, name: str) -> StreamingHttpResponse:
    """A workbook cannot be sent before its end is written: it goes by way of a file on disk."""

    def pieces() -> Iterator[bytes]:
        with tempfile.TemporaryFile(prefix="table-") as file:
            write_xlsx(rows, file)
            file.seek(0)
            yield from iter(lambda: file.read(PIECE), b"")

    return StreamingHttpResponse(pieces(), content_type=XLSX, headers=_download(name))


def _download(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"'}
