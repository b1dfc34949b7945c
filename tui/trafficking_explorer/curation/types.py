"""Suggestions for words of a source, and the places they are written to."""

from dataclasses import dataclass
from pathlib import Path

from trafficking_explorer.database.read_models import field_label
from trafficking_explorer.records.evidence import TextPosition, TextQuote

PLACEHOLDER = "…"
"""A value that the words do not settle; it is chosen before the record is written."""

Fields = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class DraftLink:
    """A relation of a record before it is written.

    Attributes:
        relation: of the vocabulary.
        to: type and id of the other record.
        quote: the passage that tells it.
    """

    relation: str
    to: str
    quote: TextQuote


@dataclass(frozen=True, slots=True)
class Draft:
    """A record before it is written.

    Attributes:
        quote: its passages; those of a quotation are its parts.
        fields: names and values, in the usual order.
        evidence: passages of single fields, under one name or several ("speaker, speaker_id").
        resolved: reasons for fields that the passage does not support.
        of: the words that identify it: a figure, a name, the parts of a quotation.
        lists: names and values of fields that have several.
        links: relations to other records.
    """

    record_type: str
    record_id: str
    quote: tuple[TextQuote, ...]
    fields: Fields
    evidence: tuple[tuple[str, TextQuote], ...] = ()
    resolved: Fields = ()
    of: tuple[TextPosition, ...] = ()
    lists: tuple[tuple[str, tuple[str, ...]], ...] = ()
    links: tuple[DraftLink, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordRef:
    """A record that may take words as further evidence."""

    record_type: str
    record_id: str
    title: str
    where: str
    """File and line, the file below the folder of the corpus."""

    @property
    def name(self) -> str:
        """Type and id."""
        return f"{self.record_type}/{self.record_id}"


@dataclass(frozen=True, slots=True)
class ExistingRecord:
    """A record that has the words as evidence, as a new one would."""

    holder: RecordRef
    field: str
    """`record` for the record as a whole."""
    yaml: str
    """The record as its file has it."""

    @property
    def summary(self) -> str:
        """One line on it."""
        of = "" if self.field == "record" else f" · {field_label(self.field)}"
        return f"already {self.holder.name}{of}"


@dataclass(frozen=True, slots=True)
class RecordSuggestion:
    """A record that words of a source could be."""

    record_type: str
    record_id: str
    summary: str
    """One line: "statistic · 40 arrests · persons"."""
    yaml: str
    """The record as an item of a list, in a file whose `source` is the suggestion's."""
    yaml_elsewhere: str
    """The same for other files: its passages name their source."""
    source_id: str
    draft: Draft
    known: str | None = None
    """The id of a record of the kind that has the name already."""
    already: ExistingRecord | None = None
    """The record of the kind that has these words as evidence already."""

    @property
    def open_fields(self) -> tuple[str, ...]:
        """The fields whose values the words do not settle."""
        return tuple(name for name, value in self.draft.fields if value == PLACEHOLDER)


@dataclass(frozen=True, slots=True)
class FieldChoice:
    """A value for an open field, and its meaning; None leaves the field out."""

    value: str | None
    meaning: str


@dataclass(frozen=True, slots=True)
class TargetFile:
    """A file that a record may be written to."""

    path: Path
    new: bool
    """True if it does not exist yet."""
    label: str
    """The path below the folder of the corpus."""
    elsewhere: bool = False
    """True if it is not about the source of the record."""


@dataclass(frozen=True, slots=True)
class WriteResult:
    """The place of a written record; line and column count from 1."""

    path: Path
    line: int
    column: int
    record: tuple[str, str]
    """Type and id."""


@dataclass(frozen=True, slots=True)
class EvidenceSuggestion:
    """Words as further evidence of one field of a record, or of the record as a whole."""

    field: str
    """`record` for the record as a whole."""
    summary: str
    yaml: str
    """The lines that the record then has for it."""
    holder: RecordRef
    source_id: str
    quote: TextQuote
    is_there: bool = False
    """True if the record has this passage for it already."""
