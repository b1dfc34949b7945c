"""An Excel workbook of one sheet.

Values that Excel would change are written as text: numbers of more than 15 digits, days before March
1900, times finer than a millisecond, times with a zone. Text is never a formula.
"""

import math
import shutil
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any

from trafficking_explorer.errors import QueryError
from trafficking_explorer.export.base import Format
from trafficking_explorer.export.cell_text import as_text
from trafficking_explorer.secure import Feature, require

MOST_ROWS = 1_048_575
"""Rows of a sheet, below the header."""
_MOST_COLUMNS = 16_384
_MOST_TEXT = 32_767
"""UTF-16 units of a cell."""
_EXACT = 10**15
_FIRST_DAY = date(1900, 3, 1)
"""Before it, Excel counts a day that never was."""


def write_excel(stream: IO[bytes], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write one sheet, not holding the rows in memory. NULL is an empty cell.

    Raises:
        SecureModeError: the format needs temporary files.
        QueryError: too many rows or columns for a sheet, or a text too long for a cell.
    """
    # Start-up: only this format needs it.
    import xlsxwriter
    from xlsxwriter.exceptions import FileCreateError

    require(Feature.WRITING)
    if len(columns) > _MOST_COLUMNS:
        raise QueryError(
            f"an Excel sheet has at most {_MOST_COLUMNS:,} columns: use csv or parquet"
        )
    with TemporaryDirectory() as folder:
        # Not to the stream itself: if that fails, zipfile raises again at the end.
        whole = Path(folder) / "book.xlsx"
        book = xlsxwriter.Workbook(
            str(whole),
            {"constant_memory": True, "tmpdir": folder, "default_date_format": "yyyy-mm-dd"},
        )
        sheet = book.add_worksheet("result")
        bold = book.add_format({"bold": True})
        formats = {
            datetime: book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss.000"}),
            date: book.add_format({"num_format": "yyyy-mm-dd"}),
            time: book.add_format({"num_format": "hh:mm:ss.000"}),
        }
        sheet.freeze_panes(1, 0)
        for i, name in enumerate(columns):
            sheet.write_string(0, i, _text(name, 0, name), bold)
        for number, row in enumerate(rows, start=1):
            if number > MOST_ROWS:
                raise QueryError(
                    f"an Excel sheet has at most {MOST_ROWS:,} rows: use csv or parquet"
                )
            for i, value in enumerate(row):
                if value is None:
                    continue
                kept = _as_excel(value)
                if isinstance(kept, bool):
                    sheet.write_boolean(number, i, kept)
                elif isinstance(kept, int | float | Decimal):
                    sheet.write_number(number, i, kept)
                elif isinstance(kept, date | time):
                    sheet.write_datetime(number, i, kept, formats[type(kept)])
                else:
                    sheet.write_string(number, i, _text(kept, number, columns[i]))
        try:
            book.close()
        except FileCreateError as error:
            # The original OSError: a full disk, a closed pipe.
            raise error.args[0] from error
        with whole.open("rb") as file:
            shutil.copyfileobj(file, stream)


def _as_excel(value: Any) -> Any:
    """A value that Excel can hold, otherwise its text."""
    match value:
        case bool():
            return value
        case int():
            return value if abs(value) < _EXACT else str(value)
        case float():
            return value if math.isfinite(value) else as_text(value)
        case Decimal():
            return value if len(value.as_tuple().digits) <= 15 else str(value)
        case datetime():
            fits = value.tzinfo is None and value.date() >= _FIRST_DAY
            return value if fits and not value.microsecond % 1000 else as_text(value)
        case date():
            return value if value >= _FIRST_DAY else as_text(value)
        case time():
            return (
                value if value.tzinfo is None and not value.microsecond % 1000 else as_text(value)
            )
    return as_text(value)


def _text(text: str, row: int, column: str) -> str:
    text = text.encode("utf-8", "replace").decode()
    if len(text.encode("utf-16-le")) // 2 > _MOST_TEXT:
        raise QueryError(
            f"row {row:,}, column {column}: an Excel cell has at most {_MOST_TEXT:,} characters: "
            "use csv or parquet"
        )
    return text


FORMAT = Format(
    "excel",
    "Excel",
    write_excel,
    "one sheet; numbers it would round are kept as text",
    suffix=".xlsx",
    key="e",
    is_binary=True,
)
