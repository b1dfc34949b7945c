"""Tables in GitHub's Markdown."""

from collections.abc import Iterable, Sequence
from typing import IO, Any

from trafficking_explorer.export.base import Format
from trafficking_explorer.export.cell_text import as_text
from trafficking_explorer.text.display import single_line


def write_markdown(stream: IO[str], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write a table."""

    def line(texts: Iterable[str]) -> str:
        return "| " + " | ".join(text.replace("|", "\\|") for text in texts) + " |\n"

    stream.write(line(single_line(name) for name in columns))
    stream.write("|" + " --- |" * len(columns) + "\n")
    for row in rows:
        stream.write(line(single_line(as_text(value)) for value in row))


FORMAT = Format("markdown", "Markdown", write_markdown, "a table", suffix=".md", key="m")
