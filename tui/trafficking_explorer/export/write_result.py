"""Write a result to a file in any format, with progress."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Protocol

from trafficking_explorer.console.pages import pages
from trafficking_explorer.errors import UsageError
from trafficking_explorer.export.base import Format
from trafficking_explorer.export.formats import FORMATS
from trafficking_explorer.output import for_terminal
from trafficking_explorer.secure import Feature, require
from trafficking_explorer.text.files import atomic_write, refuse_terminal

if TYPE_CHECKING:
    import pyarrow as pa

_PAGE = 2_048


class RowSource(Protocol):
    """Stored rows: a result, or a selection of it."""

    @property
    def rows(self) -> int:
        """The number of rows."""

    def values(self, start: int, count: int) -> list[tuple[Any, ...]]:
        """Rows from an index on, as Python values."""


Batches = Callable[[], "Iterator[pa.RecordBatch]"]


def write_result(
    path: Path,
    format_: str,
    columns: Sequence[str],
    source: RowSource,
    batches: Batches,
    written: Callable[[int], None],
    *,
    overwrite: bool,
) -> None:
    """Write all rows to a file, completely or not at all.

    Args:
        batches: gives the same rows as Arrow record batches.
        written: called with the number of rows written so far; an exception ends the export.
        overwrite: replace an existing file.

    Raises:
        SecureModeError: exports are off.
        UsageError: the file cannot be written.
        QueryError: the rows cannot be read, or the format cannot hold them.
    """
    require(Feature.EXPORTS)
    path = path.expanduser()
    if path.is_dir():
        raise UsageError(f"{path}: this is a folder; name a file in it")

    def rows() -> Iterator[Sequence[Any]]:
        start = 0

        def fetch(count: int) -> list[tuple[Any, ...]]:
            return source.values(start, min(count, source.rows - start))

        for page in pages(fetch, _PAGE):
            yield from page
            start += len(page)
            written(start)
            if start >= source.rows:
                return

    kind = FORMATS[format_]
    with atomic_write(path) as temporary, _opened(temporary, kind) as stream:
        if kind.takes_arrow:
            _write_batches(stream, kind, batches(), written)
        else:
            kind.writer(stream, columns, rows())
        if not overwrite and path.exists():
            # Created by someone else meanwhile.
            raise UsageError(f"{path}: the file exists by now")


@contextmanager
def _opened(path: Path, format_: Format) -> Iterator[IO[Any]]:
    """Open a file for a format."""
    if format_.is_binary:
        with path.open("wb") as stream:
            refuse_terminal(stream, format_.name)
            yield stream
    else:
        with path.open("w", encoding="utf-8", errors="replace", newline="") as text:
            yield for_terminal(text)


def _write_batches(
    stream: IO[Any],
    format_: Format,
    batches: "Iterator[pa.RecordBatch]",
    written: Callable[[int], None],
) -> None:
    first = next(batches)

    def told() -> "Iterator[pa.RecordBatch]":
        count = 0
        yield first
        count += first.num_rows
        written(count)
        for batch in batches:
            yield batch
            count += batch.num_rows
            written(count)

    format_.writer(stream, first.schema, told())
