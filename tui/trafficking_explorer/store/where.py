"""A condition on records, as SQL and its parameters."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Where:
    """A condition over the alias `r` of the table `records`.

    Attributes:
        sql: an expression; TRUE where everything fits.
        params: its values, in the order of its question marks.
    """

    sql: str = "TRUE"
    params: tuple[object, ...] = ()
