"""Storage for query results; any page can be read without running the query again.

It is a separate database: statements of the console neither see nor change it.

A small result is held in memory. A large one moves to its own file in the folder to spill into, where
DuckDB compresses it (100 million running numbers take 25 MB), and goes with that file.
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
    exact_columns,
    is_inexact,
    is_text_in_files,
    may_be_infinite,
    restored,
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
"""Rows, bytes and seconds of a stream that are gathered before they are stored."""
_HELD_BYTES = 32 * 2**20
"""A result of up to this size, as Arrow counts, is held in memory."""
_CELL = 1_000
"""Code points of a value that a page shows; `StoredResult.texts` has all of it."""
_BLOB_HEAD = 16
"""Bytes of a blob that a page shows."""
_READING_BYTES = 16_000_000
"""Additional memory to read results that have filled theirs."""
_NUMBERS = count(1)
"""Numbers of results in this process: several consoles may spill into one folder."""

TextRow = tuple[str | None, ...]


class ResultStorage:
    """The results of one console."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._connection = duckdb.connect(":memory:")
        self.set_memory()
        self._connection.execute(
            f"SET temp_directory = {quote_text(str(limits.spill) if limits.spill else '')}"
        )
        self._files: set[Path] = set()

    def set_memory(self, spare: int = 0) -> None:
        """Limit the memory of results.

        Args:
            spare: bytes beyond the settings, to read results that have filled their memory.
        """
        most = bytes_of(self.limits.results) + spare
        with suppress(duckdb.Error):
            self._connection.execute(f"SET memory_limit = '{most} bytes'")

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """A new connection, for one thread."""
        return self._connection.cursor()

    def keep(self, types: Sequence[str]) -> "StoredResult":
        """An empty result for rows of these types."""
        return StoredResult(self, f"r{next(_NUMBERS)}", types)

    def file(self, name: str) -> Path | None:
        """A file for a large result; None if there is no folder for it."""
        if self.limits.spill is None:
            return None
        file = self.limits.spill / f"{name}.duckdb"
        self._files.add(file)
        return file

    def remove(self, file: Path) -> None:
        """Remove the file of a result, and its log."""
        self._files.discard(file)
        for path in (file, file.with_suffix(".duckdb.wal")):
            with suppress(OSError):
                path.unlink(missing_ok=True)

    def close(self) -> None:
        """Forget all results."""
        with suppress(duckdb.Error):
            self._connection.close()
        for file in tuple(self._files):
            self.remove(file)


class StoredResult:
    """Rows in their order. One thread adds to them; any may read those that are there.

    Reading raises a QueryError if the rows are forgotten or cannot be read.
    """

    def __init__(self, storage: ResultStorage, name: str, types: Sequence[str]) -> None:
        self.types = tuple(types)
        self.rows = 0
        """The number of rows that are there."""
        self.writer = storage.cursor()
        """The connection of the thread that adds; interrupting it stops that."""
        self._storage = storage
        self._name = name
        self._columns = tuple(f"c{i}" for i in range(len(types)))
        self._moving = threading.Lock()
        """Held by those who read, and while the rows move to a file."""
        self._bytes = 0
        self._file: Path | None = None
        self._made = False
        self._all_texts = False
        """True if the texts of all values are stored."""
        self._closed = False
        self._is_full = False
        """True if its rows filled the memory that there is for results."""

    @property
    def _table(self) -> str:
        """The name of its table; changes when the rows move."""
        return f"{self._name}.rows" if self._file else f"memory.{self._name}"

    # Adding.

    def fill(self, batches: Iterable["pa.RecordBatch"], added: Callable[[], None]) -> None:
        """Add the rows of a stream while they come: the first batch at once, then many together.

        Args:
            added: called whenever there are more; an exception ends the filling.

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
        # Imported with the first result, here and below: opening the explorer does not wait for it.
        import pyarrow as pa

        # In one piece: DuckDB takes one large batch in a fraction of the time of many small ones.
        table = pa.Table.from_batches(batches).combine_chunks()
        self._bytes += table.nbytes
        # Under our own names: a query may give two columns one name.
        self.writer.register("added", table.rename_columns(list(self._columns)))
        try:
            self._make()
            self.writer.execute(f"INSERT INTO {self._table} SELECT * FROM added")
        except duckdb.OutOfMemoryException:
            self._is_full = True
            self._storage.set_memory(_READING_BYTES)
            raise
        finally:
            self.writer.unregister("added")
        self.rows += table.num_rows
        self._move_if_large()

    def add_rows(self, rows: Sequence[Row]) -> None:
        """Add rows of Python values, as a connection gives them.

        Raises:
            duckdb.Error: as `add`.
        """
        self._make()
        texts = [i for i, type_ in enumerate(self.types) if _is_stored_as_text(type_)]
        if texts:
            rows = [
                tuple(
                    str(value) if i in texts and value is not None else value
                    for i, value in enumerate(row)
                )
                for row in rows
            ]
        with self.writer.appender(self._table) as appender:
            appender.append_rows(rows)
        self.rows += len(rows)
        self._bytes += len(rows) * len(self.types) * 16
        self._move_if_large()

    def _make(self) -> None:
        if self._made:
            return
        try:
            self._create(map(_stored_type, self.types))
        except duckdb.Error:
            # A type that only the other database knows: the texts of its values will do.
            self._create("VARCHAR" for _ in self.types)
            self._all_texts = True
        self._made = True

    def _create(self, types: Iterable[str]) -> None:
        columns = ", ".join(map(" ".join, zip(self._columns, types, strict=True)))
        self.writer.execute(f"CREATE TABLE {self._table} ({columns})")

    def _move_if_large(self) -> None:
        if self._file is None and self._bytes > _HELD_BYTES:
            file = self._storage.file(self._name)
            # Without a file, the rows stay within the limit of memory.
            with suppress(duckdb.Error, OSError):
                if file is not None:
                    self._move(file)

    def _move(self, file: Path) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        self.writer.execute(f"ATTACH {quote_text(str(file))} AS {self._name}")
        held = self._table
        try:
            self.writer.execute(f"CREATE TABLE {self._name}.rows AS FROM {held}")
        except duckdb.Error:
            self.writer.execute(f"DETACH {self._name}")
            self._storage.remove(file)
            raise
        with self._moving:
            self._file = file
            self.writer.execute(f"DROP TABLE {held}")

    # Reading rows by their indexes, in the order of those; a range is quicker than a list.

    def page(self, numbers: Sequence[int]) -> list[TextRow]:
        """Texts for a table: long ones are cut, a blob is its size and its beginning, NULL is None."""
        return self._read(", ".join(map(_shown, self._columns, self.types)), numbers)

    def values(self, numbers: Sequence[int], columns: Sequence[int] | None = None) -> list[Row]:
        """Python values of these columns, or of all.

        Values that Python does not have come as DuckDB's text: months, nanoseconds, infinite dates.
        """
        chosen = range(len(self.types)) if columns is None else columns
        types = ["VARCHAR" if self._all_texts else self.types[i] for i in chosen]
        doubled = may_be_infinite(types)
        found = self._read(select_list([f"c{i}" for i in chosen], types, doubled), numbers)
        return restored(found, types, doubled)

    def texts(self, numbers: Sequence[int], columns: Sequence[int] | None = None) -> list[TextRow]:
        """Values of these columns, or of all, in full, as DuckDB writes them."""
        chosen = range(len(self.types)) if columns is None else columns
        return self._read(", ".join(f"CAST(c{i} AS VARCHAR)" for i in chosen), numbers)

    def batches(self, numbers: Sequence[int]) -> "list[pa.RecordBatch]":
        """Batches of Arrow; one batch at least."""
        columns = ", ".join(exact_columns(self._columns, self.types, self._columns, for_files=True))
        if not numbers:
            return self._no_rows()
        with self._reading() as (cursor, table):
            if isinstance(numbers, range):
                source, params = _rows_in(table, numbers)
                found = cursor.sql(f"SELECT {columns} {source}", params=params)
            else:
                found = cursor.sql(
                    f"SELECT {columns} FROM {table} JOIN (SELECT unnest($n::BIGINT[]) AS number, "
                    "generate_subscripts($n::BIGINT[], 1) AS place) ON rowid = number ORDER BY place",
                    params={"n": list(numbers)},
                )
            batches: list[pa.RecordBatch] = found.to_arrow_table().to_batches()
        return batches or self._no_rows()

    def _read(self, columns: str, numbers: Sequence[int]) -> list[Row]:
        if not numbers:
            return []
        with self._reading() as (cursor, table):
            if isinstance(numbers, range):
                source, params = _rows_in(table, numbers)
                return cursor.execute(f"SELECT {columns} {source}", params).fetchall()
            found = cursor.execute(
                f"SELECT rowid, {columns} FROM {table} WHERE rowid IN (SELECT unnest($n::BIGINT[]))",
                {"n": list(numbers)},
            ).fetchall()
        by_number = {number: tuple(values) for number, *values in found}
        return [by_number[number] for number in numbers if number in by_number]

    def _no_rows(self) -> "list[pa.RecordBatch]":
        """A batch with these columns and no rows."""
        import pyarrow as pa

        with closing(self._storage.cursor()) as cursor:

            def schema(types: Iterable[str]) -> "pa.Schema":
                nulls = (f"CAST(NULL AS {type_}) AS c{i}" for i, type_ in enumerate(types))
                return cursor.sql(f"SELECT {', '.join(nulls)} LIMIT 0").to_arrow_table().schema

            try:
                found = schema(
                    "VARCHAR" if is_text_in_files(each) else _stored_type(each)
                    for each in self.types
                )
            except duckdb.Error:
                found = schema("VARCHAR" for _ in self.types)
        return [pa.RecordBatch.from_pylist([], found)]

    @contextmanager
    def _reading(self) -> Iterator[tuple[duckdb.DuckDBPyConnection, str]]:
        """A connection and the name of the table, which does not move meanwhile."""
        try:
            with self._moving, closing(self._storage.cursor()) as cursor:
                yield cursor, self._table
        except duckdb.Error as error:
            raise as_query_error(error) from error

    @contextmanager
    def snapshot(self) -> Iterator[tuple[duckdb.DuckDBPyConnection, str]]:
        """A connection that sees the rows that are there now, for work that takes long."""
        with closing(self._storage.cursor()) as cursor:
            with self._moving:
                table = self._table
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
                self._storage.remove(self._file)
            elif self._made:
                self.writer.execute(f"DROP TABLE {self._table}")
            if self._is_full:
                self._storage.set_memory()


def _rows_in(table: str, numbers: range) -> tuple[str, dict[str, int]]:
    """The end of a SELECT for rows from an index on, and its parameters.

    Asking for the numbers of rows is quicker than LIMIT … OFFSET by the number of rows before; rows are
    never removed, so that there are no gaps. They come in their order: sorting them needs memory, of
    which there may be none left.
    """
    where = f"FROM {table} WHERE rowid BETWEEN $first AND $last"
    return where, {"first": numbers[0], "last": numbers[-1]}


def _is_stored_as_text(type_: str) -> bool:
    """True for a type whose values no cast makes from their texts again."""
    return is_inexact(type_) and (type_.endswith("]") or "(" in type_)


def _stored_type(type_: str) -> str:
    """The type of the column that values of a type are stored in."""
    if type_ == '"NULL"':
        return "INTEGER"
    return "VARCHAR" if _is_stored_as_text(type_) else type_


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
