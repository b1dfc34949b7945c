"""Completions at a place of a statement: tables, columns, functions, keywords, values.

Names come from the statement itself (`sql_scope`) and from the catalog; the columns of a query, a CTE
or a subquery come from DuckDB, which binds it and runs nothing.
"""

import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

import duckdb

from trafficking_explorer.console.catalog import (
    Catalog,
    CatalogColumn,
    CatalogFunction,
    CatalogTable,
)
from trafficking_explorer.console.sql_scope import (
    FROM,
    Scope,
    Source,
    clause_at,
    qualifiers,
    read_scope,
    wants_table,
)
from trafficking_explorer.console.tokenizer import (
    COMMENT,
    IDENTIFIER,
    KEYWORD,
    OPERATOR,
    STRING,
    Token,
    tokens,
    unquote,
)
from trafficking_explorer.database.connection import CORPUS
from trafficking_explorer.database.folded_text import folded_sql
from trafficking_explorer.database.sql_text import quote_name
from trafficking_explorer.records.registry import KINDS
from trafficking_explorer.text.display import truncate
from trafficking_explorer.text.folding import fold
from trafficking_explorer.text.plural import count_noun

MOST = 60
"""Completions that are offered at once."""
_SECONDS = 0.03
"""The longest time to look up values."""
_SAMPLED_ROWS = 100
"""Rows of a table that its samples are taken from."""
_SAMPLE = 40
"""Code points of a sample."""

_BEGINNINGS = (
    *("select", "from", "with", "describe", "summarize", "show", "create", "insert", "explain"),
)
"""Most statements begin with these words, which are offered first there."""
_BEHIND_TABLES = ("where", "join", "left join", "group by", "order by", "limit", "as")
"""The words that most often follow a table."""
_COMMON = (
    *("select", "from", "where", "group by", "order by", "having", "limit", "join", "left join"),
    *("on", "using", "as", "and", "or", "not", "in", "is null", "is not null", "like", "ilike"),
    *("between", "case", "when", "then", "else", "end", "distinct", "desc", "nulls last", "with"),
    *("union all", "over", "partition by", "filter", "exists", "create table", "insert into"),
)
"""Common keywords, which come before those that hardly anybody needs."""
_COMPARING = {"=", "==", "<>", "!=", "<", "<=", ">", ">=", "LIKE", "ILIKE", "GLOB"}


@dataclass(frozen=True, slots=True)
class CompletionItem:
    """One completion.

    Attributes:
        text: to write.
        kind: table, column, function, keyword or value.
        type: of a column; signature of a function; rows of a table.
        sample: a value of a column.
        comment: its meaning.
    """

    text: str
    kind: str
    type: str = ""
    sample: str = ""
    comment: str = ""


@dataclass(frozen=True, slots=True)
class CompletionList:
    """The completions at a place.

    Attributes:
        start, end: the range that a completion replaces, in code points of the script.
        offers: the likeliest first.
    """

    start: int
    end: int
    offers: tuple[CompletionItem, ...]


class Completer:
    """Completes statements; from any thread, one at a time."""

    def __init__(self, cursor: duckdb.DuckDBPyConnection, catalog: Catalog) -> None:
        """A completer for a catalog.

        Args:
            cursor: a connection that nobody else uses.
            catalog: to be refreshed if a statement may have changed it.
        """
        self.catalog = catalog
        self._cursor = cursor
        self._lock = threading.Lock()
        self._described: dict[str, tuple[CatalogColumn, ...]] = {}
        self._samples: dict[tuple[str, str, str], Mapping[str, str]] = {}

    def refresh(self, catalog: Catalog) -> None:
        """Complete from this catalog from now on."""
        with self._lock:
            self.catalog = catalog
            self._described.clear()
            self._samples.clear()

    def complete(self, script: str, place: int) -> CompletionList:
        """The completions at a place of a script; none if nothing can be known.

        Args:
            place: in code points from 0, between two of them.
        """
        with self._lock:
            words = _words_around(script, place)
            inside = next((word for word in words if word.start < place <= word.end), None)
            if inside is not None and inside.kind == COMMENT and _within_comment(inside, place):
                return CompletionList(place, place, ())
            words = [word for word in words if word.kind != COMMENT]
            if inside is not None and inside.kind == STRING and _within_string(inside, place):
                return self._value(words, inside, place)
            return self._name(words, inside, place)

    # Names.

    def _name(self, words: list[Token], inside: Token | None, place: int) -> CompletionList:
        typed = inside if inside is not None and inside.kind in (IDENTIFIER, KEYWORD) else None
        start = typed.start if typed else place
        end = typed.end if typed else place
        prefix = typed.text[: place - start] if typed else ""
        at = next((i for i, word in enumerate(words) if word.start >= start), len(words))
        before, after = words[:at], words[at + 1 if typed else at :]
        scope = read_scope([*before, *after], at)
        if named := qualifiers(before):
            offers = self._qualified(named[-1].lower(), scope)
        else:
            offers = self._unqualified(before, scope, prefix)
        return CompletionList(start, end, _best(offers, prefix))

    def _qualified(self, name: str, scope: Scope) -> Iterator[CompletionItem]:
        """Columns of a table, or the tables of a database or schema."""
        for source in scope.sources:
            if source.name.lower() == name and self._columns(source, scope):
                yield from self._columns_of(source, scope)
                return
        for table in self.catalog.tables:
            if name in (table.database, table.schema.lower()):
                yield _table_offer(table, self.catalog.identifier(table.name))
            elif name == table.name.lower():
                yield from self._columns_of(Source(table.name, table.key), scope)

    def _unqualified(
        self, before: list[Token], scope: Scope, prefix: str
    ) -> Iterator[CompletionItem]:
        upper = prefix[:1].isupper()
        if wants_table(before):
            yield from (CompletionItem(name, "table", "with") for name in scope.queries)
            for table in self.catalog.tables:
                reference = self.catalog.reference(table)
                if table.is_public or (prefix and reference.startswith(prefix.lower())):
                    yield _table_offer(table, reference)
            yield from self._functions(prefix, gives_a_table=True)
            return
        clause = clause_at(before)
        if clause not in ("", *FROM):
            for source in scope.sources:
                yield from self._columns_of(source, scope)
            if prefix and not scope.sources:
                yield from self._anything_named()
            for source in scope.sources:
                if source.name:
                    yield CompletionItem(self.catalog.identifier(source.name), "table")
            yield from self._functions(prefix, gives_a_table=False)
        words: Sequence[str] = (*_COMMON, *self.catalog.keywords)
        if not prefix:
            words = _BEGINNINGS if not clause else _BEHIND_TABLES if clause in FROM else ()
        if not prefix.startswith('"'):
            yield from (
                CompletionItem(word.upper() if upper else word, "keyword") for word in words
            )

    def _anything_named(self) -> Iterator[CompletionItem]:
        """Columns of any table, then tables: for a statement that names no table yet."""
        tables = [table for table in self.catalog.tables if table.is_public]
        for table in tables:
            for column in table.columns:
                text = self.catalog.identifier(column.name)
                yield CompletionItem(text, "column", column.type, comment=column.comment)
        for table in tables:
            yield _table_offer(table, self.catalog.reference(table))

    def _functions(self, prefix: str, *, gives_a_table: bool) -> Iterator[CompletionItem]:
        if prefix and not prefix.startswith('"'):
            is_internal = prefix.lower().startswith("pg")
            for each in self.catalog.functions:
                is_meant = is_internal or not each.name.startswith("pg_")
                if each.gives_a_table == gives_a_table and is_meant:
                    yield _function_offer(each)

    def _columns_of(self, source: Source, scope: Scope) -> Iterator[CompletionItem]:
        table = self._table(source, scope)
        samples = self._samples_of(table) if table else {}
        for column in self._columns(source, scope):
            text = self.catalog.identifier(column.name)
            yield CompletionItem(
                text, "column", column.type, samples.get(column.name, ""), column.comment
            )

    # Tables and queries after FROM.

    def _table(self, source: Source, scope: Scope) -> CatalogTable | None:
        """The table of a source; None if it is a query."""
        if not source.parts or (len(source.parts) == 1 and source.parts[0] in scope.queries):
            return None
        *qualified, name = [part.lower() for part in source.parts]
        for table in self.catalog.tables:
            fits = not qualified or qualified[-1] in (table.database, table.schema.lower())
            if fits and table.name.lower() == name:
                return table
        return None

    def _columns(self, source: Source, scope: Scope) -> tuple[CatalogColumn, ...]:
        table = self._table(source, scope)
        if table is not None:
            return table.columns
        query = source.query or scope.queries.get(".".join(source.parts), "")
        return self._describe(query) if query else ()

    # Questions to DuckDB.

    def _describe(self, query: str) -> tuple[CatalogColumn, ...]:
        """The columns of a query; none if it is unfinished. Nothing is run."""
        if query not in self._described:
            self._described[query] = ()
            with suppress(duckdb.Error, RuntimeError, ValueError):
                (parsed,) = self._cursor.extract_statements(f"DESCRIBE {query}")
                if parsed.type != duckdb.StatementType.SELECT:
                    # The part of a PIVOT that looks for its columns would be run.
                    return ()
                rows = self._cursor.execute(parsed).fetchall()
                self._described[query] = tuple(CatalogColumn(row[0], row[1]) for row in rows)
        return self._described[query]

    def _samples_of(self, table: CatalogTable) -> Mapping[str, str]:
        """A value of each column; none for a view, whose query may take long."""
        if table.rows is None:
            return {}
        if table.key not in self._samples:
            name = ".".join(map(quote_name, table.key))
            values = ", ".join(map(_sample, table.columns))
            found: dict[str, str] = {}
            rows = self._within_time(f"SELECT {values} FROM (FROM {name} LIMIT {_SAMPLED_ROWS})")
            for column, value in zip(table.columns, rows[0] if rows else (), strict=False):
                if value is not None:
                    found[column.name] = truncate(str(value), _SAMPLE)
            self._samples[table.key] = found
        return self._samples[table.key]

    def _within_time(self, sql: str, params: Sequence[object] = ()) -> list[tuple[object, ...]]:
        """The rows of a query; none if it takes longer than somebody who types waits."""
        timer = threading.Timer(_SECONDS, self._cursor.interrupt)
        timer.start()
        try:
            return self._cursor.execute(sql, list(params)).fetchall()
        except duckdb.Error:
            return []
        finally:
            timer.cancel()

    # Values.

    def _value(self, words: list[Token], inside: Token, place: int) -> CompletionList:
        """The values of the column that a string is compared with."""
        quote = inside.text.find("'") + 1
        start = inside.start + quote
        closed = inside.text.endswith("'") and len(inside.text) > quote
        end = inside.end - closed
        prefix = inside.text[quote : place - inside.start].replace("''", "'")
        at = words.index(inside)
        before, after = words[:at], words[at + 1 :]
        found: Iterable[str] = ()
        if (compared := _compared(before)) is not None:
            named, column = compared
            scope = read_scope([*before, *after], at)
            if table := self._table_with(named, column, scope):
                found = self._values_of(table, column, prefix)
        else:
            found = self._ids(before, prefix)
        offers = (CompletionItem(text.replace("'", "''"), "value") for text in found)
        return CompletionList(start, end, tuple(offers)[:MOST])

    def _table_with(self, named: list[str], column: str, scope: Scope) -> CatalogTable | None:
        """The table of a column."""
        for source in scope.sources:
            if not named or source.name.lower() == named[-1].lower():
                table = self._table(source, scope)
                if table and any(each.name.lower() == column.lower() for each in table.columns):
                    return table
        return None

    def _values_of(self, table: CatalogTable, column: str, prefix: str) -> Iterable[str]:
        if table.rows is None:
            return ()
        type_ = next(c.type for c in table.columns if c.name.lower() == column.lower())
        value = f"unnest({quote_name(column)})" if type_.endswith("[]") else quote_name(column)
        rows = self._within_time(
            f"SELECT DISTINCT left(v, 200), left(f, 200) FROM (SELECT v, {folded_sql('v')} AS f "
            f"FROM (SELECT CAST({value} AS VARCHAR) AS v "
            f"FROM {'.'.join(map(quote_name, table.key))})) WHERE starts_with(f, ?) "
            "ORDER BY 2, 1 LIMIT ?",
            [fold(prefix), MOST],
        )
        return (str(value) for value, _ in rows)

    def _ids(self, before: list[Token], prefix: str) -> Iterable[str]:
        """The ids of records; of one kind after `cite('kind', '…`."""
        kind = before[-2].text[1:-1] if len(before) > 1 and before[-1].text == "," else ""
        if kind in KINDS:
            sql = f"SELECT {KINDS[kind].id_column} FROM {CORPUS}.{KINDS[kind].plural}"
        elif before and before[-1].text == "(" and len(before) > 1 and before[-2].text == "cite":
            return sorted(each for each in KINDS if each.startswith(prefix))
        else:
            sql = f"SELECT record_id FROM {CORPUS}.records"
        rows = self._within_time(
            f"SELECT DISTINCT id FROM ({sql}) AS found(id) "
            "WHERE starts_with(id, ?) ORDER BY 1 LIMIT ?",
            [prefix, MOST],
        )
        return (str(value) for (value,) in rows)


# Words.


def is_text(script: str, place: int) -> bool:
    """True if a place is within a string or a comment."""
    inside = next((word for word in tokens(script) if word.start < place <= word.end), None)
    if inside is None:
        return False
    within = {COMMENT: _within_comment, STRING: _within_string}.get(inside.kind)
    return within is not None and within(inside, place)


def _words_around(script: str, place: int) -> list[Token]:
    """The tokens of the statement that a place is in, with comments."""
    words: list[Token] = []
    for word in tokens(script):
        if word.kind == OPERATOR and word.text == ";":
            if word.start >= place:
                break
            words = []
        else:
            words.append(word)
    return words


def _within_comment(word: Token, place: int) -> bool:
    """True if text typed there is part of the comment."""
    return place < word.end or not word.text.endswith("*/")


def _within_string(word: Token, place: int) -> bool:
    """True if text typed there is part of the string."""
    opened = word.start + word.text.find("'")
    closed = word.text.endswith("'") and word.end > opened + 1
    return "'" in word.text and opened < place and not (closed and place == word.end)


def _compared(before: Sequence[Token]) -> tuple[list[str], str] | None:
    """The qualifiers and the name of the column that the next string is compared with."""
    at = len(before) - 1
    # In a list, its beginning tells: IN ('a', '…
    while at > 0 and before[at].text == "," and before[at - 1].kind == STRING:
        at -= 2
    if at > 0 and before[at].text == "(" and before[at - 1].upper == "IN":
        at -= 1
    if at >= 0 and before[at].upper in (*_COMPARING, "IN"):
        at -= 1
        if at >= 0 and before[at].upper == "NOT":
            at -= 1
    elif at > 0 and before[at].text == ",":
        # A function of a column: contains(name, '…
        at -= 1
    else:
        return None
    if at < 0 or before[at].kind not in (IDENTIFIER, KEYWORD):
        return None
    return qualifiers(before[:at]), unquote(before[at].text)


def _sample(column: CatalogColumn) -> str:
    """SQL for a value of a column; of a list, one with elements."""
    name = quote_name(column.name)
    value = f"nullif({name}, [])" if column.type.endswith("[]") else name
    return f"any_value(left(CAST({value} AS VARCHAR), {_SAMPLE + 1}))"


def _table_offer(table: CatalogTable, text: str) -> CompletionItem:
    rows = "view" if table.rows is None else count_noun(table.rows, "row")
    return CompletionItem(text, "table", rows, comment=table.comment)


def _function_offer(function: CatalogFunction) -> CompletionItem:
    more = len(function.signatures) - 1
    signature = function.signatures[0] + (f"  +{more}" if more else "")
    return CompletionItem(f"{function.name}(", "function", signature, comment=function.comment)


def _best(offers: Iterable[CompletionItem], prefix: str) -> tuple[CompletionItem, ...]:
    """Completions that begin with the prefix, then those that contain it; each text once."""
    wanted = fold(prefix.strip('"'))
    begins: dict[tuple[str, str], CompletionItem] = {}
    has: dict[tuple[str, str], CompletionItem] = {}
    for offer in offers:
        text = fold(offer.text.strip('"'))
        if text.startswith(wanted):
            begins.setdefault((offer.text, offer.kind), offer)
        elif len(wanted) > 1 and offer.kind != "keyword" and wanted in text:
            has.setdefault((offer.text, offer.kind), offer)
    return (*begins.values(), *has.values())[:MOST]
