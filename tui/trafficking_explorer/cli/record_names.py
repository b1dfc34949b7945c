"""Records as a reader names them on the command line: TYPE/ID."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from trafficking_explorer.errors import UsageError
from trafficking_explorer.text.did_you_mean import close_words, did_you_mean
from trafficking_explorer.text.display import shorten_middle

if TYPE_CHECKING:
    from trafficking_explorer.database.connection import Store
    from trafficking_explorer.database.read_models import Key


def find_records(store: "Store", names: Sequence[str]) -> "tuple[Key, ...]":
    """Records and findings by their names.

    Raises:
        UsageError: there is no such record; with the nearest ones.
    """
    return tuple(_find(store, name) for name in names)


def _find(store: "Store", name: str) -> "Key":
    # Imported here: `--help` needs no list of kinds.
    from trafficking_explorer.database.views import FINDING
    from trafficking_explorer.records.registry import KINDS

    type_, slash, id_ = name.partition("/")
    if slash and type_ not in (*KINDS, FINDING):
        near = did_you_mean(type_, (*KINDS, FINDING)) or f"; a kind is one of {', '.join(KINDS)}"
        raise UsageError(f"there is no kind of record {shorten_middle(type_)}{near}")
    table = "finding_texts" if type_ == FINDING else "records"
    if store.rows(
        f"SELECT 1 FROM corpus.{table} WHERE record_type = ? AND record_id = ? LIMIT 1",
        (type_, id_),
    ):
        return type_, id_
    known = (
        f"{record_type}/{record_id}"
        for record_type, record_id in store.rows(
            f"SELECT record_type, record_id FROM corpus.{table} WHERE record_type = ? OR ?",
            (type_, not slash),
        )
    )
    close = close_words(name, known, limit=3)
    near = f"; did you mean {', '.join(close)}?" if close else "; a record is TYPE/ID"
    raise UsageError(f"there is no record {shorten_middle(name)}{near}")
