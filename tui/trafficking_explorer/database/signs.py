"""The signs beside records that findings are about."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from trafficking_explorer.database.read_models import Key

if TYPE_CHECKING:
    from trafficking_explorer.database.connection import Store


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign, a cell wide.

    Attributes:
        text: the sign, as in the column `sign` of `findings`.
        plain: the sign where the terminal has no font for the other; ASCII.
        meaning: a few words for legends.
    """

    text: str
    plain: str
    meaning: str


IMPOSSIBLE = Sign("✗", "x", "cannot be right")
DIFFERS = Sign("≠", "#", "differs, or may be wrong")
SPELLINGS = Sign("~", "~", "two spellings or names")
COPIED = Sign("=", "=", "the same words copied")
ALONE = Sign("1", "1", "one text only")
NOTE = Sign("·", ".", "worth knowing")
SIGNS = (IMPOSSIBLE, DIFFERS, SPELLINGS, COPIED, ALONE, NOTE)
"""The strongest first: a record with several findings has the sign of the strongest."""


def strongest_sign_sql(sign: str) -> str:
    """The strongest of a group's signs.

    Args:
        sign: an expression for the sign of each row.
    """
    order = ", ".join(f"'{each.text}'" for each in SIGNS)
    return f"arg_min({sign}, list_position([{order}], {sign}))"


def record_signs(store: "Store", keys: Iterable[Key]) -> dict[Key, str]:
    """The strongest sign of each record that a finding is about, unless a curator has called it wrong.

    An operation has the signs of its claims too.
    """
    rows = store.rows(
        f"SELECT a.value, {strongest_sign_sql('f.sign')} FROM corpus.facts a "
        "JOIN corpus.finding_texts t ON t.position = a.record "
        "JOIN corpus.findings f ON f.finding_id = t.record_id "
        "WHERE a.field = 'record' AND a.value IN (SELECT unnest(?::VARCHAR[])) "
        "AND f.answer IS DISTINCT FROM 'wrong_rule' GROUP BY 1",
        ([f"{record_type}/{record_id}" for record_type, record_id in keys],),
    )
    return {
        (type_, id_): sign
        for (type_, _, id_), sign in ((key.partition("/"), sign) for key, sign in rows)
    }
