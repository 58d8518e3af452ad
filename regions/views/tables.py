"""A table as a file to download, written a row at a time."""

import csv
import tempfile
from collections.abc import Iterable, Iterator, Sequence

from django.http import StreamingHttpResponse

from regions.care_unit_import.export import write_xlsx

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MARK = "\ufeff"  # tells Excel that the file is UTF-8
PIECE = 64_000  # bytes
Rows = Iterable[Sequence[object]]


class _Line:
    """Gives back what is written to it."""

    def write(self, text: str) -> str:
        return text


def csv_response(rows: Rows, name: str) -> StreamingHttpResponse:
    """With semicolons, as spreadsheets in Swedish read it."""

    def lines() -> Iterator[str]:
        writer = csv.writer(_Line(), delimiter=";")
        yield _MARK
        yield from (writer.writerow(row) for row in rows)

    return StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8", headers=_download(name))


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
