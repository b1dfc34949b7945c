"""SQL as text: conditions, quoted names and literals."""

from dataclasses import dataclass


def quote_name(name: str) -> str:
    """An identifier of any characters."""
    return '"' + name.replace('"', '""') + '"'


def quote_text(text: str) -> str:
    """A string literal, for statements that take no parameter."""
    return "'" + text.replace("'", "''") + "'"


@dataclass(frozen=True, slots=True)
class SqlCondition:
    """A condition over the alias `r` of the table `records`.

    Attributes:
        sql: an expression; TRUE if everything fits.
        params: its values, in the order of its question marks.
        is_scan: True if it reads `records` alone. DuckDB returns the rows of a mere scan in the order
            of the table, those of a join in any.
    """

    sql: str = "TRUE"
    params: tuple[object, ...] = ()
    is_scan: bool = True
