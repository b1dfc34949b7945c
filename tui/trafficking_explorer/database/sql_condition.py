"""A condition on records, as SQL and its parameters."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SqlCondition:
    """A condition over the alias `r` of the table `records`.

    Attributes:
        sql: an expression; TRUE where everything fits.
        params: its values, in the order of its question marks.
        is_scan: whether it looks at `records` alone. Of a mere scan DuckDB gives the rows in the
            order of the table; where other tables are joined, in any.
    """

    sql: str = "TRUE"
    params: tuple[object, ...] = ()
    is_scan: bool = True
