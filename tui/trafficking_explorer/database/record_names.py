"""Records found by type and id, id alone, name, or words of a name."""

from collections.abc import Sequence
from dataclasses import dataclass

from trafficking_explorer.database.connection import Store
from trafficking_explorer.database.read_models import Name
from trafficking_explorer.records.registry import KINDS
from trafficking_explorer.text.folding import fold_words

MOST_NAMED = 1000
"""Records that one text names, at most; a word may be in a million labels."""


@dataclass(frozen=True, slots=True)
class NamedRecords:
    """The records that a text names.

    Attributes:
        names: those of kinds in which a name means one record first, each in the order of the store.
        exact: True if the text is the whole id or name of each, not just words of it.
    """

    names: tuple[Name, ...] = ()
    exact: bool = False

    @property
    def only(self) -> Name | None:
        """The one record that is meant, if there is one.

        A word of a name is mostly meant for what has the name, such as an operation, and not for
        the figures whose labels have it too.
        """
        named = [each for each in self.names if KINDS[each.record_type].has_one_name]
        for found in (self.names, named):
            if len(found) == 1:
                return found[0]
        return None


def records_named(store: Store, text: str) -> NamedRecords:
    """The records that a text names, in the first of four ways that finds any.

    The ways are `TYPE/ID`; an id; a whole name or alias, without regard to case, accents and
    punctuation; and words that a name or an id begins with or has.
    """
    record_type, slash, record_id = text.strip().partition("/")
    folded = fold_words(text)
    if not folded:
        return NamedRecords()
    asked: list[tuple[str, list[str]]] = []
    if slash:
        asked.append(("r.record_type = ? AND r.record_id = ?", [record_type.lower(), record_id]))
    asked.append(("lower(r.record_id) = ?", [text.strip().lower()]))
    asked.append((_has_name("f.folded = ?"), [f" {folded} "]))
    for condition, params in asked:
        if found := _records(store, condition, params):
            return NamedRecords(found, exact=True)
    words = folded.split()
    in_name = " AND ".join("contains(f.folded, ?)" for _ in words)
    in_id = " AND ".join("contains('-' || lower(r.record_id), ?)" for _ in words)
    begins = [*(f" {word}" for word in words), *(f"-{word}" for word in words)]
    return NamedRecords(_records(store, f"{_has_name(in_name)} OR ({in_id})", begins))


def ids_of(store: Store, record_type: str) -> list[str]:
    """The ids of a kind of record, in the order of the store."""
    rows = store.rows(
        "SELECT r.record_id FROM corpus.records r WHERE r.record_type = ? ORDER BY r.position",
        (record_type,),
    )
    return [record_id for (record_id,) in rows]


def _has_name(condition: str) -> str:
    """SQL: a name or alias of the record fits a condition on `f.folded`."""
    return (
        "r.position IN (SELECT f.record FROM corpus.facts f "
        f"WHERE f.field = 'name' AND {condition})"
    )


def _records(store: Store, condition: str, params: Sequence[object]) -> tuple[Name, ...]:
    named = [kind.name for kind in KINDS.values() if kind.has_one_name]
    rows = store.rows(
        "SELECT r.record_type, r.record_id, r.title, r.subtitle FROM corpus.records r "
        f"WHERE {condition} ORDER BY list_contains(?, r.record_type) DESC, r.position LIMIT ?",
        (*params, named, MOST_NAMED),
    )
    return tuple(Name(*row) for row in rows)
