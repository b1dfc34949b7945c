"""A filter as SQL text, for people to read and run, and for `matches`.

Values are written as literals here, not passed as parameters.
"""

import re
from datetime import date
from itertools import chain, groupby, zip_longest

from trafficking_explorer.database.connection import CORPUS, Store
from trafficking_explorer.database.read_models import Sort
from trafficking_explorer.database.sql_macros import FOLDED, FilterReader
from trafficking_explorer.database.sql_text import SqlCondition, quote_text
from trafficking_explorer.database.tables import NOTES, NOTES_VIEW
from trafficking_explorer.database.views import View, ViewColumn
from trafficking_explorer.errors import FilterError
from trafficking_explorer.search.ast import And
from trafficking_explorer.search.describe import describe
from trafficking_explorer.search.parser import parse_filter
from trafficking_explorer.search.region_words import conjuncts
from trafficking_explorer.search.sql_compiler import check_regexes, compile_filter
from trafficking_explorer.text.display import single_line

_CONDITIONS = 20
"""Conditions up to which each is compiled separately, on its own line."""
_LINE = 60
"""Code points of a condition that is not broken into lines."""
_NEXT = "\n  "
_BREAK = re.compile(r"\(|\)| (?=(?:WHERE|AND|OR|lambda) )")
_EXACT = 2**53
"""Whole numbers below it are exact as doubles."""


def statement(view: View, tree: And, sort: Sort = ()) -> str:
    """A SELECT over the public tables: the rows of a view under a filter, in its order.

    Args:
        sort: keys of the view's columns and whether descending, the most important first.
    """
    types = ", ".join(map(literal, view.record_types))
    of_kind = f"= {types}" if len(view.record_types) == 1 else f"IN ({types})"
    conditions = [f"r.record_type {of_kind}"]
    for node in conjuncts(tree.nodes) if len(tree.nodes) <= _CONDITIONS else (tree,):
        where = compile_filter(node)
        conditions.append(_filled(SqlCondition(_broken(_public(where.sql)), where.params)))
    order = [
        f"{_order(view.column(key))} {'DESC' if descending else 'ASC'} NULLS LAST"
        for key, descending in sort
    ]
    return "\n".join(
        (
            f"-- {single_line(describe(tree, view.noun or view.name))}",
            f"SELECT {_columns(view)}",
            f"FROM {_public(view.tables).replace(' JOIN ', f'{_NEXT}JOIN ')}",
            f"WHERE {f'{_NEXT}AND '.join(conditions)}",
            f"ORDER BY {', '.join((*order, 'r.position'))};",
        )
    )


def _order(column: ViewColumn) -> str:
    sql = _public(column.sort)
    return f"{FOLDED}({sql})" if column.is_text else sql


def _columns(view: View) -> str:
    if len(view.record_types) > 1:
        return "r.record_type, r.record_id, r.title, r.subtitle"
    # The text of a source is too long.
    return "t.* EXCLUDE (text)" if view.record_types == ("source",) else "t.*"


def filter_reader(store: Store) -> FilterReader:
    """The function that reads the filters of the console's `matches`."""

    def read(line: str) -> str:
        tree = parse_filter(line)
        check_regexes(store, tree)
        # Full names, so that a table made at the console cannot replace one of the corpus.
        return (
            f"SELECT r.record_type, r.record_id, r.title FROM {CORPUS}.records r "
            f"WHERE {_filled(compile_filter(tree))}"
        )

    return read


def literal(value: object) -> str:
    """A value as DuckDB reads it.

    Raises:
        FilterError: the value has no literal; no parsed filter has such a value.
    """
    match value:
        case str():
            return _text(value)
        case int():
            return str(value)
        case float():
            if value == int(value) and abs(value) < _EXACT:
                return str(int(value))
            # Without an exponent it would be a decimal, which is rounded when made a double.
            shown = repr(value)
            return shown if "e" in shown else f"{shown}e0"
        case date():
            return f"DATE '{value.isoformat()}'"
        case list():
            return f"[{', '.join(map(literal, value))}]"
    raise FilterError(f"{value!r} cannot be written in SQL", 0, 0)


def _text(text: str) -> str:
    """A string literal; characters that cannot be seen are written by number."""
    if text.isprintable():
        return quote_text(text)
    pieces: list[str] = []
    for is_printable, run in groupby(text, str.isprintable):
        chars = "".join(run)
        pieces += [_text(chars)] if is_printable else [f"chr({ord(char)})" for char in chars]
    return f"({' || '.join(pieces)})"


def _public(sql: str) -> str:
    """Our SQL with the public names of the tables. It has no values in it yet."""
    return sql.replace(f"{CORPUS}.", "").replace(NOTES_VIEW, NOTES)


def _filled(where: SqlCondition) -> str:
    """A condition with its values instead of question marks."""
    pieces = zip_longest(where.sql.split("?"), map(literal, where.params), fillvalue="")
    return "".join(chain.from_iterable(pieces))


def _broken(sql: str) -> str:
    """A condition broken into lines, which are indented by their parentheses."""
    if len(sql) <= _LINE:
        return sql
    lines, depth, at = "", 1, 0
    for match in _BREAK.finditer(sql):
        lines += sql[at : match.start()]
        at = match.end()
        if match[0] == " ":
            lines += "\n" + "  " * depth
        else:
            lines += match[0]
            depth += 1 if match[0] == "(" else -1
    return lines + sql[at:]
