"""Records that have names, and which text writes which of them."""

from dataclasses import dataclass
from functools import cached_property

from trafficking_explorer.findings.finding import Key, Passage, SideRef
from trafficking_explorer.text.folding import fold_words


@dataclass(frozen=True)
class NamedRecord:
    """A record with its names."""

    record_type: str
    id: str
    names: tuple[str, ...]
    """The name, then the aliases."""
    acronym: str | None
    written: dict[str, tuple[Passage, ...]]
    """Name as a text prints it, white space folded: its first place in each text that does."""

    @property
    def key(self) -> Key:
        """The record."""
        return self.record_type, self.id

    def ref(self, name: str | None = None) -> SideRef:
        """This record as a side of a finding: the places where it is named, or named so."""
        if name is None:
            return SideRef(*self.key, fields=("name", "aliases"))
        return SideRef(*self.key, fields=(), passages=self._places_of(name))

    @cached_property
    def folded(self) -> tuple[tuple[str, str], ...]:
        """(name as written, folded words) of each name; of those that fold alike, the first."""
        found: dict[str, str] = {}
        for name in self.names:
            found.setdefault(fold_words(name), name)
        return tuple((name, folded) for folded, name in found.items() if folded)

    def sources_of(self, name: str) -> tuple[str, ...]:
        """The texts that write this name."""
        return tuple(place.source_id for place in self._places_of(name))

    def places(self, source_id: str) -> tuple[Passage, ...]:
        """Where a text names it."""
        return tuple(
            place
            for places in self.written.values()
            for place in places
            if place.source_id == source_id
        )

    def _places_of(self, name: str) -> tuple[Passage, ...]:
        return self.written.get(" ".join(name.split()), ())
