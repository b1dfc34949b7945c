"""Layout of the help: no word is broken, and lists of choices break between choices."""

from collections.abc import Iterable, Sequence

import click

from trafficking_explorer.text.display import cell_width
from trafficking_explorer.text.wrapping import wrap

_HANGING = 4


class HelpFormatter(click.HelpFormatter):
    """Click's formatter, which would break words at hyphens: options and the program's own name."""

    def write_text(self, text: str) -> None:
        """Write paragraphs, indented as the section is."""
        for number, paragraph in enumerate(text.split("\n\n")):
            if number:
                self.write("\n")
            self._write_line(" ".join(paragraph.split()))

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """Write terms with their descriptions beside them, or below a term that is too long."""
        rows = list(rows)
        longest = max((cell_width(term) for term, _ in rows), default=0)
        width = min(col_max, self.width // 3, longest)
        column = self.current_indent + width + col_spacing
        for term, description in rows:
            lines = wrap(description, self.width - column) if description else []
            if cell_width(term) > width:
                self._write_choices(term)
            else:
                beside = lines.pop(0) if lines else ""
                gap = " " * (width + col_spacing - cell_width(term))
                self.write(f"{' ' * self.current_indent}{term}{gap}{beside}".rstrip() + "\n")
            for line in lines:
                self.write(f"{' ' * column}{line}\n")

    def write_lines(self, title: str, lines: Sequence[str]) -> None:
        """Write a section whose lines stay lines, such as examples."""
        if lines:
            with self.section(title):
                for line in lines:
                    self._write_line(line, _HANGING)

    def _write_line(self, line: str, hanging: int = 0) -> None:
        for part in wrap(f"{' ' * self.current_indent}{line}", self.width, hanging):
            self.write(f"{part}\n")

    def _write_choices(self, term: str) -> None:
        """Write a term without a description beside it, in lines that end between `[a|b|c]`."""
        indent = " " * self.current_indent
        # A blank is where a line may break; those between choices are taken out again.
        spaced = term.replace("|", "| ")
        for part in wrap(f"{indent}{spaced}", self.width, _HANGING):
            self.write(part.replace("| ", "|") + "\n")


class HelpContext(click.Context):
    """A context whose help is laid out so."""

    formatter_class = HelpFormatter
