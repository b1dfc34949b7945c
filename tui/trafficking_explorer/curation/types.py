"""What words of a source could be, and where a record of them goes: the values that are passed on."""

from dataclasses import dataclass
from pathlib import Path

from trafficking_explorer.database.read_models import field_label
from trafficking_explorer.records.evidence import TextPosition, TextQuote

PLACEHOLDER = "…"
"""Stands for a code that the words do not settle; `check` reports it with the codes there are."""

Fields = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """A record before it is written.

    Attributes:
        quote: the passages that it rests on; those of a quotation are its parts.
        fields: names and values, in the order of the house.
        evidence: passages of single fields, under one name or several ("speaker, speaker_id").
        resolved: why, for fields that the passage does not bear out.
        of: the words that make it what it is: a figure, a name, the parts of a quotation.
    """

    record_type: str
    record_id: str
    quote: tuple[TextQuote, ...]
    fields: Fields
    evidence: tuple[tuple[str, TextQuote], ...] = ()
    resolved: Fields = ()
    of: tuple[TextPosition, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordRef:
    """A record that words may be a further evidence of."""

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
    """A record that words are evidence of, as they would be of a new one."""

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
    """Something that words of a source could be."""

    record_type: str
    record_id: str
    summary: str
    """One line: "statistic · 40 arrests · persons"."""
    yaml: str
    """The record as an item of a list, as it stands in a file whose `source` is the offer's."""
    yaml_elsewhere: str
    """The same for other files: its passages name their source."""
    source_id: str
    draft: Draft
    known: str | None = None
    """The id of a record of the kind that goes by the name already."""
    already: ExistingRecord | None = None
    """The record of the kind that rests on these words already."""


@dataclass(frozen=True, slots=True)
class TargetFile:
    """A file that a record may go into."""

    path: Path
    new: bool
    """Whether it is made for the record."""
    label: str
    """As shown: below the folder of the corpus."""
    elsewhere: bool = False
    """Whether it is not about the source of the record that it was found for."""


@dataclass(frozen=True, slots=True)
class WriteResult:
    """Where something was written; line and column count from 1."""

    path: Path
    line: int
    column: int
    record: tuple[str, str]
    """Type and id."""


@dataclass(frozen=True, slots=True)
class EvidenceSuggestion:
    """Words as a further evidence of one field of a record, or of the record as a whole."""

    field: str
    """`record` for the record as a whole."""
    summary: str
    yaml: str
    """The lines that the record then has for it."""
    holder: RecordRef
    source_id: str
    quote: TextQuote
    is_there: bool = False
    """Whether the record has this very passage for it already."""
