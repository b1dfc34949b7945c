"""A format: one way of writing rows."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import IO, Any

from trafficking_explorer.registry import Registry

Writer = Callable[[IO[Any], Any, Iterable[Any]], None]


@dataclass(frozen=True, slots=True)
class Format:
    """One way of writing rows.

    Attributes:
        name: as `--format` has it.
        label: as the export dialog shows it.
        writer: writes to a stream, row by row: `writer(stream, columns, rows)`. The stream is of text, or of
            bytes where `is_binary`. With `takes_arrow` it gets an Arrow schema and record batches instead of
            columns and rows.
        note: a few words for the export dialog.
        suffix: what the name of a file ends with; `-o FILE` chooses the format by it.
        key: the letter that takes it in the export dialog; a format without one is not offered there.
        is_binary: for a file or a pipe: it is no text that a terminal could show.
        takes_arrow: the writer keeps the types of the result.
    """

    name: str
    label: str
    writer: Writer
    note: str = ""
    suffix: str = ""
    key: str = ""
    is_binary: bool = False
    takes_arrow: bool = False


class Formats(Registry[Format]):
    """Formats in the order of the export dialog. A format from elsewhere is added with `register`."""

    shapes_stores = False

    def name_of(self, declared: Format) -> str:
        return declared.name

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all, those of text formats first."""
        return tuple(each.name for each in sorted(self, key=lambda each: each.is_binary))

    @property
    def text_names(self) -> tuple[str, ...]:
        """The names of those that a terminal can show."""
        return tuple(each.name for each in self if not each.is_binary)

    def name_for(self, suffix: str) -> str | None:
        """The name of the format whose files end like this; None if no format's do."""
        return next((each.name for each in self if suffix and each.suffix == suffix), None)
