"""Records that a call may have meant, for messages about those that are not there."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from trafficking_explorer.database.record_names import ids_of, records_named
from trafficking_explorer.database.views import FINDING
from trafficking_explorer.errors import UsageError
from trafficking_explorer.records.registry import KINDS
from trafficking_explorer.search.ast import And, Fuzzy, Word
from trafficking_explorer.search.hit_data import near_words
from trafficking_explorer.search.hits import count_hits
from trafficking_explorer.text.did_you_mean import close_words, misspelt_words
from trafficking_explorer.text.display import shorten_middle
from trafficking_explorer.text.folding import fold_words

if TYPE_CHECKING:
    from trafficking_explorer.database.connection import Store
    from trafficking_explorer.database.read_models import Key

_MOST = 3
"""Records that a message names."""
_MOST_WORDS = 8
"""Words of a call that are corrected."""


def find_records(store: "Store", names: Sequence[str]) -> "tuple[Key, ...]":
    """Records and findings by their names, TYPE/ID.

    Raises:
        UsageError: there is no such record; with the nearest ones.
    """
    return tuple(_find(store, name) for name in names)


def _find(store: "Store", name: str) -> "Key":
    record_type, _, record_id = name.partition("/")
    table = "finding_texts" if record_type == FINDING else "records"
    if not store.rows(
        f"SELECT 1 FROM corpus.{table} WHERE record_type = ? AND record_id = ? LIMIT 1",
        (record_type, record_id),
    ):
        raise unknown_record(store, name)
    return record_type, record_id


def unknown_record(store: "Store", record: str) -> UsageError:
    """The error about a record that is not there: the types, or records that may be meant."""
    record_type, slash, record_id = record.partition("/")
    what = f"there is no record {shorten_middle(record)}"
    if slash and record_type not in KINDS:
        meant = misspelt_words(record_type.lower(), KINDS)
        hint = f"did you mean {' or '.join(meant)}?" if meant else f"types are {', '.join(KINDS)}"
        return UsageError(f"{what}: no type is called “{shorten_middle(record_type)}”; {hint}")
    if near := _near(store, record_type if slash else "", record_id if slash else record):
        return UsageError(f"{what}; did you mean {' or '.join(near)}?")
    return UsageError(f"{what}; a record is TYPE/ID, such as operation/epervier")


def similar_records(store: "Store", text: str) -> list[str]:
    """Some records whose names have words that are spelled like those of a text, as `TYPE/ID`."""
    words = fold_words(text).split()[:_MOST_WORDS]
    near = [near_words(store, And((Fuzzy(word),)))[:1] or [word] for word in words]
    names = records_named(store, " ".join(word for (word,) in near)).names
    return [f"{name.record_type}/{name.record_id}" for name in names[:_MOST]]


def _near(store: "Store", record_type: str, text: str) -> list[str]:
    """Records that may be meant by an id, of its type if it is given; by any name otherwise."""
    found = records_named(store, text)
    named = [
        f"{name.record_type}/{name.record_id}"
        for name in found.names
        if found.exact or record_type in ("", name.record_type)
    ]
    if not record_type:
        return named[:_MOST] or similar_records(store, text)
    ids = ids_of(store, record_type)
    near = misspelt_words(text, ids) or ([] if named else close_words(text, ids))
    return list(dict.fromkeys((*(f"{record_type}/{each}" for each in near), *named)))[:_MOST]


def hits_elsewhere(store: "Store", text: str) -> int:
    """The number of records and sentences that have the words of a text anywhere."""
    words = tuple(Word(word) for word in fold_words(text).split())
    return sum(count_hits(store, And(words)).values()) if words else 0
