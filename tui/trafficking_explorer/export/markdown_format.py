"""Tables in GitHub's Markdown."""

from collections.abc import Iterable, Sequence
from typing import IO, Any

from trafficking_explorer.export.base import Format
from trafficking_explorer.export.cell_text import as_text, line_for
from trafficking_explorer.text.markdown import escape_markdown


def write_markdown(stream: IO[str], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write a table whose page shows the values as they are."""
    one_line = line_for(stream)

    def line(texts: Iterable[str]) -> str:
        cells = (escape_markdown(one_line(text)).replace("|", "\\|") for text in texts)
        return "| " + " | ".join(cells) + " |\n"

    stream.write(line(columns))
    stream.write("|" + " --- |" * len(columns) + "\n")
    for row in rows:
        stream.write(line(map(as_text, row)))


FORMAT = Format("markdown", "Markdown", write_markdown, "a table", suffix=".md", key="m")
