"""The type of an export format."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import IO, Any

from trafficking_explorer.registry import Registry

Writer = Callable[[IO[Any], Any, Iterable[Any]], None]


@dataclass(frozen=True, slots=True)
class Format:
    """An export format.

    Attributes:
        name: for `--format`.
        label: for the export dialog.
        writer: writes to a stream, row by row: `writer(stream, columns, rows)`. The stream takes text, or
            bytes if `is_binary`. With `takes_arrow` it gets an Arrow schema and record batches instead of
            columns and rows.
        note: a few words for the export dialog.
        suffix: the file suffix by which `-o FILE` chooses the format.
        key: its letter in the export dialog; a format without a key is not offered there.
        is_binary: only for files and pipes, not for a terminal.
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
    """Formats in the order of the export dialog. Other packages add theirs with `register`."""

    shapes_stores = False

    def name_of(self, declared: Format) -> str:
        return declared.name

    def marks_of(self, declared: Format) -> Iterable[tuple[str, str]]:
        return ("suffix", declared.suffix), ("key", declared.key)

    @property
    def names(self) -> tuple[str, ...]:
        """All names, text formats first."""
        return tuple(each.name for each in sorted(self, key=lambda each: each.is_binary))

    @property
    def text_names(self) -> tuple[str, ...]:
        """The names of the formats that a terminal can show."""
        return tuple(each.name for each in self if not each.is_binary)

    def name_for(self, suffix: str) -> str | None:
        """The name of the format with this suffix; None if there is no such format."""
        return next((each.name for each in self if suffix and each.suffix == suffix), None)
