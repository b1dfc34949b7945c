"""Parquet, with the types of the result."""

from collections.abc import Iterable, Iterator
from typing import IO, TYPE_CHECKING, Any

from trafficking_explorer.errors import QueryError
from trafficking_explorer.export.base import Format

if TYPE_CHECKING:
    import pyarrow as pa

_GROUP_ROWS = 131_072
_GROUP_BYTES = 32 * 2**20


def write_parquet(
    stream: IO[bytes], schema: "pa.Schema", batches: "Iterable[pa.RecordBatch]"
) -> None:
    """Write batches as they arrive; the stream may be a pipe.

    Raises:
        QueryError: Parquet has no such type.
    """
    # Start-up: only this format needs it.
    import pyarrow as pa
    import pyarrow.parquet as pq

    counting = _Counting(stream)
    try:
        with pq.ParquetWriter(counting, schema) as writer:
            for group in _groups(batches):
                writer.write_table(pa.Table.from_batches(group, schema))
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError, OSError) as error:
        if counting.failure is not None:
            # Arrow wraps a closed pipe or a full disk in another error.
            raise OSError(*counting.failure) from None
        if isinstance(error, OSError):
            raise
        raise QueryError(f"Parquet cannot hold this: {error}") from error


def _groups(batches: "Iterable[pa.RecordBatch]") -> "Iterator[list[pa.RecordBatch]]":
    """Batches joined into row groups."""
    group: list[pa.RecordBatch] = []
    rows = size = 0
    for batch in batches:
        group.append(batch)
        rows += batch.num_rows
        size += batch.nbytes
        if rows >= _GROUP_ROWS or size >= _GROUP_BYTES:
            yield group
            group, rows, size = [], 0, 0
    if group:
        yield group


class _Counting:
    """A stream that knows its position, which a pipe does not."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._written = 0
        self.closed = False
        self.failure: tuple[Any, ...] | None = None
        """The arguments of an OSError while writing. The error itself would keep the connection
        alive to the very end, and DuckDB would complain."""

    def write(self, data: bytes) -> int:
        try:
            self._stream.write(data)
        except OSError as error:
            self.failure = error.args
            raise
        self._written += len(data)
        return len(data)

    def tell(self) -> int:
        return self._written

    def flush(self) -> None:
        self._stream.flush()

    def close(self) -> None:
        # The caller closes the stream.
        self.closed = True

    def readable(self) -> bool:
        return False

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return False


FORMAT = Format(
    "parquet",
    "Parquet",
    write_parquet,
    "with the types of the result",
    suffix=".parquet",
    key="p",
    is_binary=True,
    takes_arrow=True,
)
