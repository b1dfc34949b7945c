"""Index of existing records by id and by name."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from trafficking_explorer.corpus.countries import country_names
from trafficking_explorer.database.connection import Store
from trafficking_explorer.records.evidence import TextPosition
from trafficking_explorer.records.fields import country_codes
from trafficking_explorer.records.registry import KINDS
from trafficking_explorer.text.folding import fold_words

_LONGEST_ID = 60


@dataclass(frozen=True, slots=True)
class IndexedName:
    """A record with the names that texts may use for it."""

    record_id: str
    names: tuple[str, ...]
    kind: str | None
    """Of an operation; None for others."""

    @property
    def folded(self) -> frozenset[str]:
        """Its names, folded for comparison."""
        return frozenset(map(fold_words, self.names))


class RecordIndex:
    """The records of a store by id and by name, as far as a new record needs them."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._taken: dict[str, set[str]] = {}
        self._named: dict[str, tuple[IndexedName, ...]] = {}
        self._called: dict[str, dict[str, str]] = {}
        """Ids by folded name, of each kind that has been asked for."""

    @property
    def operations(self) -> tuple[IndexedName, ...]:
        return self.named("operation")

    def named(self, record_type: str) -> tuple[IndexedName, ...]:
        """The records of a kind whose names mean one record each; empty for other kinds."""
        kind = KINDS[record_type]
        if record_type not in self._named and kind.has_one_name:
            acronym = "acronym" if record_type == "agency" else "NULL"
            sort = "kind" if record_type == "operation" else "NULL"
            rows = self._store.rows(
                f"SELECT {kind.id_column}, name, aliases, {acronym}, {sort} "
                f"FROM corpus.{kind.plural} ORDER BY 1"
            )
            self._named[record_type] = tuple(
                IndexedName(id_, tuple(filter(None, (name, short, *(aliases or ())))), sort_)
                for id_, name, aliases, short, sort_ in rows
            )
        return self._named.get(record_type, ())

    def called(self, record_type: str, words: str) -> str | None:
        """The id of the record of a kind that has a name; None without one."""
        if record_type not in self._called:
            # Of two that share a name, the first.
            self._called[record_type] = {
                name: each.record_id
                for each in reversed(self.named(record_type))
                for name in each.folded
            }
        return self._called[record_type].get(fold_words(words))

    def all_called(self, words: str) -> tuple[tuple[str, str], ...]:
        """Type and id of every record that has a name."""
        found = ((type_, self.called(type_, words)) for type_ in KINDS)
        return tuple((type_, id_) for type_, id_ in found if id_ is not None)

    def operations_in(self, source_id: str) -> tuple[IndexedName, ...]:
        """The operations with evidence in a source, without the initiatives that they belong to."""
        ids = {
            id_
            for (id_,) in self._store.rows(
                "SELECT DISTINCT record_id FROM corpus.evidence "
                "WHERE record_type = 'operation' AND source_id = ?",
                (source_id,),
            )
        }
        return tuple(
            each for each in self.operations if each.record_id in ids and each.kind != "initiative"
        )

    def statistic_at(self, source_id: str, place: TextPosition) -> str | None:
        """The statistic whose figure is at a place of a source; None without one, or with several."""
        rows = self._store.rows(
            "SELECT DISTINCT record_id FROM corpus.evidence WHERE record_type = 'statistic' AND source_id = ? "
            "AND field = 'value_text' AND start_char < ? AND end_char > ?",
            (source_id, place.end, place.start),
        )
        return rows[0][0] if len(rows) == 1 else None

    def take(self, record_type: str, record_id: str) -> None:
        """Count an id as used, before the store knows it."""
        self._ids(record_type).add(record_id)

    def new_id(self, record_type: str, *words: str, also: Iterable[str] = ()) -> str:
        """An unused id for a record of a kind, made of words.

        Args:
            also: further ids that are taken.
        """
        base = slug(" ".join(words)) or record_type
        taken = self._ids(record_type) | set(also)
        if base not in taken:
            return base
        return next(id_ for n in range(2, len(taken) + 3) if (id_ := f"{base}-{n}") not in taken)

    def is_taken(self, record_type: str, record_id: str) -> bool:
        return record_id in self._ids(record_type)

    def _ids(self, record_type: str) -> set[str]:
        if record_type not in self._taken:
            self._taken[record_type] = {
                id_
                for (id_,) in self._store.rows(
                    "SELECT record_id FROM corpus.records WHERE record_type = ?", (record_type,)
                )
            }
        return self._taken[record_type]


def slug(words: str) -> str:
    """Words as an id: lower-case letters and digits, joined by "-"; "" without any."""
    plain = "".join(char if char.isascii() else " " for char in fold_words(words))
    parts: list[str] = []
    for part in plain.split():
        if sum(map(len, parts)) + len(parts) + len(part) > _LONGEST_ID:
            break
        parts.append(part)
    return "-".join(parts) or "-".join(plain.split())[:_LONGEST_ID].strip("-")


@cache
def countries() -> dict[str, str]:
    """ISO 3166-1 codes by the folded names of countries."""
    return {fold_words(name): code for code in country_codes() for name in country_names(code)}
