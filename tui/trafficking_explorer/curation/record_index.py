"""What the corpus has already: ids that are taken, and names by which a text may call a record."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property

from trafficking_explorer.corpus.countries import country_names
from trafficking_explorer.database.connection import Store
from trafficking_explorer.records.fields import country_codes
from trafficking_explorer.records.registry import KINDS
from trafficking_explorer.text.folding import fold_words

_LONGEST_ID = 60


@dataclass(frozen=True, slots=True)
class IndexedName:
    """A record that texts call by name."""

    record_id: str
    names: tuple[str, ...]
    kind: str | None

    @property
    def folded(self) -> frozenset[str]:
        """Its names as a search sees them."""
        return frozenset(map(fold_words, self.names))


class RecordIndex:
    """The records of a store, as far as a new one needs them."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._taken: dict[str, set[str]] = {}
        self._called: dict[str, dict[str, str]] = {}
        """Ids by folded name, of each kind that has been asked for."""

    @cached_property
    def operations(self) -> tuple[IndexedName, ...]:
        return self._named(
            "SELECT operation_id, name, aliases, NULL, kind FROM corpus.operations ORDER BY 1"
        )

    @cached_property
    def people(self) -> tuple[IndexedName, ...]:
        return self._named(
            "SELECT person_id, name, aliases, NULL, role FROM corpus.people ORDER BY 1"
        )

    @cached_property
    def agencies(self) -> tuple[IndexedName, ...]:
        return self._named(
            "SELECT agency_id, name, aliases, acronym, kind FROM corpus.agencies ORDER BY 1"
        )

    def _named(self, sql: str) -> tuple[IndexedName, ...]:
        return tuple(
            IndexedName(id_, tuple(filter(None, (name, acronym, *(aliases or ())))), kind)
            for id_, name, aliases, acronym, kind in self._store.rows(sql)
        )

    def called(self, record_type: str, words: str) -> str | None:
        """The id of the record of a kind that goes by a name; None where none does."""
        if record_type not in self._called:
            # Of two that share a name, the first.
            self._called[record_type] = {
                name: each.record_id
                for each in reversed(self._of(record_type))
                for name in each.folded
            }
        return self._called[record_type].get(fold_words(words))

    def _of(self, record_type: str) -> tuple[IndexedName, ...]:
        """The records of a kind of which a name has one; none of other kinds."""
        match record_type:
            case "operation":
                return self.operations
            case "agency":
                return self.agencies
            case "person":
                return self.people
        kind = KINDS[record_type]
        if not kind.has_one_name:
            return ()
        return self._named(
            f"SELECT {kind.id_column}, name, aliases, NULL, NULL FROM corpus.{kind.plural} ORDER BY 1"
        )

    def all_called(self, words: str) -> tuple[tuple[str, str], ...]:
        """Type and id of every record that goes by a name."""
        found = ((type_, self.called(type_, words)) for type_ in KINDS)
        return tuple((type_, id_) for type_, id_ in found if id_ is not None)

    def operations_in(self, source_id: str) -> tuple[IndexedName, ...]:
        """The operations that rest on a source; programmes under which they are run left out."""
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

    def take(self, record_type: str, record_id: str) -> None:
        """Count an id as used, before the store knows it."""
        self._ids(record_type).add(record_id)

    def new_id(self, record_type: str, *words: str, also: Iterable[str] = ()) -> str:
        """An id made of words that no record of the kind bears yet.

        Args:
            also: ids that are spoken for.
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
    """Words as an id: lower-case letters and digits, joined by "-"; "" where none is left."""
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
