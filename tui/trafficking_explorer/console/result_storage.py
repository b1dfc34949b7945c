"""Where the results of a console are kept, so that any page is there without running it again.

They lie in a database of their own: what is typed at the console neither sees nor changes them.

A small result lies in memory. A large one moves to a file of its own in the folder to spill into,
where DuckDB compresses it (100 million running numbers take 25 MB), and goes with that file.
"""

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from trafficking_explorer.console.error_messages import as_query_error
from trafficking_explorer.console.lossless_values import (
    Row,
    is_inexact,
    may_be_infinite,
    restore_infinities,
    select_list,
)
from trafficking_explorer.database.sandbox import Limits
from trafficking_explorer.database.sql_text import quote_text
from trafficking_explorer.text.sizes import bytes_of

if TYPE_CHECKING:
    import pyarrow as pa

BATCH_ROWS = 1_024
"""Rows that a stream gives at a time, the first of them at once."""
_STORED_ROWS = 1_000_000
_STORED_BYTES = 32 * 2**20
_STORED_SECONDS = 0.1
"""So many rows or bytes of a stream are gathered before they are stored, for at most so long."""
_HELD_BYTES = 32 * 2**20
"""A result of up to this size, as Arrow counts, is held in memory."""
_CELL = 1_000
"""Code points of a value that a page shows; `StoredResult.value` has all of it."""
_BLOB_HEAD = 16
"""Bytes of a blob that a page shows."""
_READING_BYTES = 16_000_000
"""So much more memory there is to read results with that have filled it."""
_NUMBERS = count(1)
"""Of results in this process: several consoles may spill into one folder."""

TextRow = tuple[str | None, ...]


class ResultStorage:
    """The results of one console."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._connection = duckdb.connect(":memory:")
        self._spill = limits.spill
        self.set_memory()
        self._connection.execute(
            f"SET temp_directory = {quote_text(str(limits.spill) if limits.spill else '')}"
        )
        self._files: set[Path] = set()

    def set_memory(self, spare: int = 0) -> None:
        """Limit what results may hold in memory, to so many bytes more than the settings say.

        Where they have filled it, there would be none left to read them with.
        """
        most = bytes_of(self.limits.results) + spare
        with suppress(duckdb.Error):
            self._connection.execute(f"SET memory_limit = '{most} bytes'")

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """A connection of its own, for one thread."""
        return self._connection.cursor()

    def keep(self, types: Sequence[str]) -> "StoredResult":
        """A place for rows of these types, empty."""
        return StoredResult(self, f"r{next(_NUMBERS)}", types)

    def file(self, name: str) -> Path | None:
        """Where a result that is large may lie; None where there is no such place."""
        if self._spill is None:
            return None
        file = self._spill / f"{name}.duckdb"
        self._files.add(file)
        return file

    def remove(self, file: Path) -> None:
        """Remove what lies there."""
        for path in (file, file.with_suffix(".duckdb.wal")):
            with suppress(OSError):
                path.unlink()
        self._files.discard(file)

    def close(self) -> None:
        """Forget all results."""
        with suppress(duckdb.Error):
            self._connection.close()
        for file in tuple(self._files):
            self.remove(file)


class StoredResult:
    """Rows in their order. One thread adds to them; any may read those that are there."""

    def __init__(self, shelf: ResultStorage, name: str, types: Sequence[str]) -> None:
        self.types = tuple(types)
        self.rows = 0
        """How many there are; each of them can be read."""
        self._shelf = shelf
        self._name = name
        self.writer = shelf.cursor()
        """The connection of the thread that adds; interrupting it stops that."""
        self._columns = tuple(f"c{i}" for i in range(len(types)))
        self._moving = threading.Lock()
        """Held by those who read, and while the rows move to where they read from next."""
        self._bytes = 0
        self._file: Path | None = None
        self._made = False
        self._all_texts = False
        """Whether the texts of all values are kept."""
        self._closed = False
        self._is_full = False
        """Whether its rows filled the memory that there is for results."""

    @property
    def table(self) -> str:
        """The name of its table; changes when the rows move."""
        return f"{self._name}.rows" if self._file else f"memory.{self._name}"

    @property
    def columns(self) -> str:
        """Its columns, for a SELECT."""
        return ", ".join(self._columns)

    @property
    def shown(self) -> str:
        """Its columns as texts that a table shows, for a SELECT."""
        return ", ".join(map(_shown, self._columns, self.types))

    # Adding.

    def fill(self, batches: Iterable["pa.RecordBatch"], added: Callable[[], None]) -> None:
        """Add the rows of a stream while they come: the first batch at once, then many together.

        Args:
            added: called whenever there are more; what it raises ends it.

        Raises:
            duckdb.Error: as `add`.
        """
        gathered: list[pa.RecordBatch] = []
        rows = size = 0
        until = 0.0
        for batch in batches:
            gathered.append(batch)
            rows += batch.num_rows
            size += batch.nbytes
            if rows >= _STORED_ROWS or size >= _STORED_BYTES or time.monotonic() >= until:
                self.add(gathered)
                added()
                gathered, rows, size = [], 0, 0
                until = time.monotonic() + _STORED_SECONDS
        if gathered:
            self.add(gathered)
            added()

    def add(self, batches: Sequence["pa.RecordBatch"]) -> None:
        """Add the rows of some batches.

        Raises:
            duckdb.Error: there is no room, or it was interrupted; none of these rows is added.
        """
        import pyarrow as pa

        # In one piece: DuckDB takes one large batch in a fraction of the time of many small ones.
        table = pa.Table.from_batches(batches).combine_chunks()
        self._bytes += table.nbytes
        # Under names of our own: a query may give two columns one name.
        self.writer.register("added", table.rename_columns(list(self._columns)))
        try:
            self._make()
            self.writer.execute(f"INSERT INTO {self.table} SELECT * FROM added")
        except duckdb.OutOfMemoryException:
            self._is_full = True
            self._shelf.set_memory(_READING_BYTES)
            raise
        finally:
            self.writer.unregister("added")
        self.rows += table.num_rows
        self._move_if_large()

    def add_rows(self, rows: Sequence[Row]) -> None:
        """Add rows of Python's values, as a connection gives them.

        Raises:
            duckdb.Error: as `add`.
        """
        self._make()
        texts = [i for i, type_ in enumerate(self.types) if is_kept_as_text(type_)]
        if texts:
            rows = [
                tuple(
                    str(value) if i in texts and value is not None else value
                    for i, value in enumerate(row)
                )
                for row in rows
            ]
        with self.writer.appender(self.table) as appender:
            appender.append_rows(rows)
        self.rows += len(rows)
        self._bytes += len(rows) * len(self.types) * 16
        self._move_if_large()

    def _make(self) -> None:
        if self._made:
            return
        types = map(_kept_type, self.types)
        try:
            self._create(types)
        except duckdb.Error:
            # A type that only the other database knows: the texts of its values will do.
            self._create("VARCHAR" for _ in self.types)
            self._all_texts = True
        self._made = True

    def _create(self, types: Iterable[str]) -> None:
        columns = ", ".join(map(" ".join, zip(self._columns, types, strict=True)))
        self.writer.execute(f"CREATE TABLE {self.table} ({columns})")

    def _move_if_large(self) -> None:
        if self._file is None and self._bytes > _HELD_BYTES:
            file = self._shelf.file(self._name)
            # Where no file can be made, it stays where it is, within the limit of memory.
            with suppress(duckdb.Error, OSError):
                if file is not None:
                    self._move(file)

    def _move(self, file: Path) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        self.writer.execute(f"ATTACH {quote_text(str(file))} AS {self._name}")
        try:
            held = self.table
            self.writer.execute(f"CREATE TABLE {self._name}.rows AS FROM {held}")
        except duckdb.Error:
            self.writer.execute(f"DETACH {self._name}")
            self._shelf.remove(file)
            raise
        with self._moving:
            self._file = file
            self.writer.execute(f"DROP TABLE {held}")

    # Reading.

    def page(self, start: int, count: int) -> list[TextRow]:
        """Rows from an index on, as texts that DuckDB writes them with; long ones are cut.

        A blob is its size and its beginning; NULL is None.
        """
        return self.select(self.shown, start, count)

    def values(self, start: int, count: int, columns: Sequence[int] | None = None) -> list[Row]:
        """Rows from an index on, as values of Python; of these columns, or of all.

        What Python has no value for comes as DuckDB's text: months, nanoseconds, infinite dates.
        """
        return restore_infinities(
            self.select(self.valued(columns), start, count), self._doubled(columns)
        )

    def values_at(self, numbers: Sequence[int], columns: Sequence[int] | None = None) -> list[Row]:
        """The same of rows by their indexes, in the order of those."""
        return restore_infinities(
            self.rows_at(self.valued(columns), numbers), self._doubled(columns)
        )

    def texts_at(self, numbers: Sequence[int]) -> list[TextRow]:
        """Rows by their indexes, each value whole, as DuckDB writes it."""
        texts = ", ".join(f"CAST({name} AS VARCHAR)" for name in self._columns)
        return self.rows_at(texts, numbers)

    def valued(self, columns: Sequence[int] | None) -> str:
        """Columns for `values`; behind them, the texts of dates that are infinite."""
        chosen = range(len(self.types)) if columns is None else columns
        types = [self.types[i] for i in chosen]
        return select_list([f"c{i}" for i in chosen], types, self._doubled(columns))

    def _doubled(self, columns: Sequence[int] | None) -> list[int]:
        """Which of the columns may hold infinite dates."""
        if self._all_texts:
            return []
        return may_be_infinite(
            self.types if columns is None else [self.types[column] for column in columns]
        )

    def text(self, row: int, column: int) -> str | None:
        """All of one value, as DuckDB writes it."""
        found: str | None = self.select(f"CAST(c{column} AS VARCHAR)", row, 1)[0][0]
        return found

    def select(self, columns: str, start: int, count: int) -> list[Row]:
        """Columns of the rows from an index on."""
        if not self.rows:
            return []
        with self.reading() as (cursor, table):
            # Asking for the numbers of rows is quicker than LIMIT … OFFSET by as many rows as lie
            # before; rows are never removed, so that there are no gaps. They come in their order
            # by themselves: sorting them needs memory, of which there may be none left.
            return cursor.execute(
                f"SELECT {columns} FROM {table} WHERE rowid BETWEEN ? AND ?",
                [start, min(start + count, self.rows) - 1],
            ).fetchall()

    def batches(self, rows: int = 65_536) -> Iterator["pa.RecordBatch"]:
        """All rows, as Arrow has them; one batch without rows where there are none."""
        start = 0
        if not self.rows:
            yield self._no_rows()
        while start < self.rows:
            with self.reading() as (cursor, table):
                part = cursor.sql(
                    f"SELECT {self._arrowed} FROM {table} WHERE rowid BETWEEN ? AND ?",
                    params=[start, min(start + rows, self.rows) - 1],
                ).to_arrow_table()
            yield from part.to_batches()
            start += rows

    def batch_at(self, numbers: Sequence[int]) -> "pa.RecordBatch":
        """Rows by their indexes, in the order of those, as Arrow has them."""
        if not numbers:
            return self._no_rows()
        import pyarrow as pa

        with self.reading() as (cursor, table):
            found = cursor.sql(
                f"SELECT {self._arrowed} FROM {table} JOIN (SELECT unnest($n::BIGINT[]) AS number, "
                "generate_subscripts($n::BIGINT[], 1) AS place) ON rowid = number ORDER BY place",
                params={"n": list(numbers)},
            ).to_arrow_table()
        (batch,) = found.combine_chunks().to_batches() or [pa.RecordBatch.from_pylist([])]
        return batch

    @property
    def _arrowed(self) -> str:
        """Its columns for Arrow, which has no values of some types: then as texts."""
        return ", ".join(
            f"CAST(c{i} AS VARCHAR) AS c{i}" if is_inexact(type_) else f"c{i}"
            for i, type_ in enumerate(self.types)
        )

    def _no_rows(self) -> "pa.RecordBatch":
        import pyarrow as pa

        with closing(self._shelf.cursor()) as cursor:

            def schema(types: Iterable[str]) -> "pa.Schema":
                nulls = (f"CAST(NULL AS {type_}) AS c{i}" for i, type_ in enumerate(types))
                return cursor.sql(f"SELECT {', '.join(nulls)} LIMIT 0").to_arrow_table().schema

            try:
                found = schema(
                    "VARCHAR" if is_inexact(each) else _kept_type(each) for each in self.types
                )
            except duckdb.Error:
                found = schema("VARCHAR" for _ in self.types)
        return pa.RecordBatch.from_pylist([], found)

    @contextmanager
    def reading(self) -> Iterator[tuple[duckdb.DuckDBPyConnection, str]]:
        """A connection and the name of the table, which stays where it is meanwhile.

        Raises:
            QueryError: the rows are forgotten, or cannot be read.
        """
        try:
            with self._moving, closing(self._shelf.cursor()) as cursor:
                yield cursor, self.table
        except duckdb.Error as error:
            raise as_query_error(error) from error

    def rows_at(self, columns: str, numbers: Sequence[int]) -> list[Row]:
        """Columns of rows by their indexes, in the order of those."""
        with self.reading() as (cursor, table):
            found = cursor.execute(
                f"SELECT rowid, {columns} FROM {table} WHERE rowid IN (SELECT unnest(?::BIGINT[]))",
                [list(numbers)],
            ).fetchall()
        by_number = {number: tuple(values) for number, *values in found}
        return [by_number[number] for number in numbers if number in by_number]

    @contextmanager
    def snapshot(self) -> Iterator[tuple[duckdb.DuckDBPyConnection, str]]:
        """A connection that sees the rows that are there now, for work that takes long."""
        with closing(self._shelf.cursor()) as cursor:
            with self._moving:
                table = self.table
                # A transaction keeps seeing a table that is dropped meanwhile, once it has seen it.
                cursor.execute("BEGIN")
                cursor.execute(f"FROM {table} LIMIT 0")
            yield cursor, table

    def close(self) -> None:
        """Forget the rows."""
        with self._moving, suppress(duckdb.Error, OSError):
            if self._closed:
                return
            self._closed = True
            self.rows = 0
            if self._file is not None:
                self.writer.execute(f"DETACH {self._name}")
                self._shelf.remove(self._file)
            elif self._made:
                self.writer.execute(f"DROP TABLE {self.table}")
            if self._is_full:
                self._shelf.set_memory()


def is_kept_as_text(type_: str) -> bool:
    """Whether the texts of a type's values are kept: those that no cast makes the value of again."""
    return is_inexact(type_) and (type_.endswith("]") or "(" in type_)


def _kept_type(type_: str) -> str:
    """The type of the column that values of a type are kept in."""
    if type_ == '"NULL"':
        return "INTEGER"
    return "VARCHAR" if is_kept_as_text(type_) else type_


def _shown(name: str, type_: str) -> str:
    """A value as a page shows it."""
    if type_ == "BLOB":
        size = f"octet_length({name})"
        head = f"CAST(array_slice({name}, 1, {_BLOB_HEAD}) AS VARCHAR)"
        return (
            f"rtrim({size} || IF({size} = 1, ' byte ', ' bytes ') || {head}"
            f" || IF({size} > {_BLOB_HEAD}, '…', ''))"
        )
    if type_ == "VARCHAR":
        return f"left({name}, {_CELL})"
    text = f"CAST({name} AS VARCHAR)"
    if type_ in ("DOUBLE", "FLOAT"):
        # DuckDB writes one that is negative, as the square root of −1 is, with its end cut off.
        return f"IF(isnan({name}), 'nan', {text})"
    return f"left({text}, {_CELL})"
