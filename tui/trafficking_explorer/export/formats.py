"""The export formats. Importing this loads none of the libraries for writing."""

from trafficking_explorer.export import (
    csv_format,
    excel_format,
    json_format,
    lines_format,
    markdown_format,
    parquet_format,
    table_format,
)
from trafficking_explorer.export.base import Formats

FORMATS = Formats(
    (
        table_format.FORMAT,
        csv_format.FORMAT,
        json_format.JSON,
        json_format.JSON_LINES,
        parquet_format.FORMAT,
        markdown_format.FORMAT,
        lines_format.FORMAT,
        excel_format.FORMAT,
    )
)
"""In the order of the export dialog."""
