"""A result to a file or a stream, in any format, told how far it is."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Protocol

from trafficking_explorer.database.memory_ceiling import ceiling
from trafficking_explorer.errors import QueryError, UsageError
from trafficking_explorer.export import TEXT_FORMATS
from trafficking_explorer.output import for_terminal
from trafficking_explorer.secure import Feature, require
from trafficking_explorer.text.files import atomic_write, refuse_terminal

if TYPE_CHECKING:
    import pyarrow as pa

_PAGE = 2_048
_MOST_MEMORY = 1_000_000_000
"""Bytes that writing may take."""

SUFFIXES = {
    "csv": ".csv",
    "json": ".json",
    "jsonl": ".jsonl",
    "parquet": ".parquet",
    "markdown": ".md",
    "excel": ".xlsx",
}
"""What the name of a file ends with, by format."""


class RowSource(Protocol):
    """Rows that are kept: a result, or a selection of it."""

    @property
    def rows(self) -> int:
        """How many there are."""

    def values(self, start: int, count: int) -> list[tuple[Any, ...]]:
        """Rows from an index on, as values of Python."""


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
    """Write all rows to a file, which is there whole or not at all.

    Args:
        batches: gives the same rows as Arrow has them.
        written: told how many rows have been written so far; what it raises ends it.
        overwrite: whether a file of this name may go.

    Raises:
        SecureModeError: exports are off.
        UsageError: it cannot be written there, or the format cannot hold it.
        QueryError: the rows cannot be read, or the format does not know a type.
    """
    require(Feature.EXPORTS)
    path = path.expanduser()
    if path.is_dir():
        raise UsageError(f"{path}: this is a folder; name a file in it")

    def rows() -> Iterator[Sequence[Any]]:
        start = 0
        while page := source.values(start, min(_PAGE, source.rows - start)):
            yield from page
            start += len(page)
            written(start)
            if start >= source.rows:
                return

    with atomic_write(path) as temporary, _bounded_memory():
        if format_ == "parquet":
            with temporary.open("wb") as stream:
                refuse_terminal(stream, format_)
                _write_batches(stream, batches(), written)
        elif format_ == "excel":
            from trafficking_explorer.export.excel_format import write_excel

            with temporary.open("wb") as stream:
                refuse_terminal(stream, format_)
                write_excel(stream, columns, rows())
        else:
            with temporary.open("w", encoding="utf-8", errors="replace", newline="") as text:
                TEXT_FORMATS[format_](for_terminal(text), columns, rows())
        if not overwrite and path.exists():
            # Somebody else has made it meanwhile.
            raise UsageError(f"{path}: there is such a file by now")


@contextmanager
def _bounded_memory() -> Iterator[None]:
    """Rows of long lists are many times larger as Python's values than where they are kept."""
    try:
        with ceiling(_MOST_MEMORY):
            yield
    except MemoryError as error:
        raise QueryError(
            "writing this needs more memory than it may: choose parquet, or fewer columns"
        ) from error


def _write_batches(
    stream: IO[bytes], batches: "Iterator[pa.RecordBatch]", written: Callable[[int], None]
) -> None:
    from trafficking_explorer.export.parquet_format import write_parquet

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

    write_parquet(stream, first.schema, told())
