"""Records with names, records with dates and quotations, as rules read them."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from trafficking_explorer.database.read_models import Key, Passage
from trafficking_explorer.findings.finding import SideRef
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
    """Each name as the texts print it, white space folded: its first place in each text."""

    @property
    def key(self) -> Key:
        """The record."""
        return self.record_type, self.id

    def ref(self, name: str | None = None) -> SideRef:
        """This record as a side of a finding: the places of all its names, or of one."""
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

    @cached_property
    def sources(self) -> frozenset[str]:
        """The texts that name it."""
        return frozenset(place.source_id for places in self.written.values() for place in places)

    def sources_of(self, name: str) -> tuple[str, ...]:
        """The texts that write this name."""
        return tuple(place.source_id for place in self._places_of(name))

    def places(self, source_id: str) -> tuple[Passage, ...]:
        """The places in a text at which it is named."""
        return tuple(
            place
            for places in self.written.values()
            for place in places
            if place.source_id == source_id
        )

    def _places_of(self, name: str) -> tuple[Passage, ...]:
        return self.written.get(" ".join(name.split()), ())


@dataclass(frozen=True, slots=True)
class DatedRecord:
    """An operation or an event."""

    record_type: str
    id: str
    name: str
    kind: str
    edtf: str | None
    first: date | None
    """First day."""
    last: date | None
    said: dict[str, tuple[str, ...]]
    """The ids of the texts that report it, each with the words in which it gives the date."""

    @property
    def key(self) -> Key:
        """The record."""
        return self.record_type, self.id

    def ref(self, *fields: str) -> SideRef:
        """This record as a side of a finding: the passages of some fields, else of its date."""
        return SideRef(*self.key, fields=fields or ("date_note", "date", "name"))


@dataclass(frozen=True, slots=True)
class Quotation:
    """One row of `quotes`."""

    id: str
    text: str
    speaker_id: str | None
    speaker: str | None
    source: str
    places: tuple[Passage, ...]
    """Its parts, in order."""
    work: str = ""
    """The work that its source is an edition of."""

    def ref(self) -> SideRef:
        """This quotation as a side of a finding."""
        return SideRef("quote", self.id, fields=("text",))
