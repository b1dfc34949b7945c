"""Add a passage to the quote of a record, or to the evidence of one of its fields."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trafficking_explorer.corpus.loader import DEFAULT_SOURCE
from trafficking_explorer.curation.types import WriteResult
from trafficking_explorer.curation.yaml_edit import CuratedFile, change_file, read_editable
from trafficking_explorer.curation.yaml_style import Value, block_lines, key_text, passages
from trafficking_explorer.curation.yaml_tree import (
    AppendItem,
    Edit,
    SetValue,
    WrapValue,
    changed_value,
)
from trafficking_explorer.errors import CuratingError
from trafficking_explorer.records.evidence import (
    QUOTE_KEYS,
    TextQuote,
    YamlPath,
    flatten_passages,
)
from trafficking_explorer.records.registry import KINDS


@dataclass(frozen=True, slots=True)
class Place:
    """A record in a curated file.

    Attributes:
        label: what to call the file in messages.
    """

    path: Path
    label: str
    record: tuple[str, str]

    def read(self) -> "EditableRecord":
        """Read the record.

        Raises:
            CuratingError: the file cannot be read, or does not have it.
        """
        return EditableRecord(read_editable(self.path, self.label)[0], self.record)


class EditableRecord:
    """A record that may get further passages, as its file has it.

    A field is named as in the record's `evidence`; `record` means its `quote`.

    Attributes:
        trail: of the record in the file.
        fields: names and values.

    Raises:
        CuratingError: the file does not have the record any more.
    """

    def __init__(self, file: CuratedFile, record: tuple[str, str]) -> None:
        record_type, record_id = record
        key = KINDS[record_type].plural
        self._value = file.document.value if isinstance(file.document.value, dict) else {}
        records = self._value.get(key)
        for i, fields in enumerate(records if isinstance(records, tuple) else ()):
            if isinstance(fields, dict) and fields.get("id") == record_id:
                self.trail: YamlPath = (key, i)
                self.fields: dict[str, Any] = fields
                break
        else:
            raise CuratingError(f"{file.label}: {record_type}/{record_id} does not exist any more")
        default = self._value.get(DEFAULT_SOURCE)
        self._default = default if isinstance(default, str) else None

    def passages(self, field: str, source_id: str) -> tuple[TextQuote, ...]:
        """The passages of a source that the record has for a field."""
        found = []
        for each in flatten_passages(self._passages(field)) or ():
            if isinstance(each, dict) and (each.get("source") or self._default) == source_id:
                words, *around = (each.get(name) or "" for name in ("exact", "prefix", "suffix"))
                if words:
                    found.append(TextQuote(exact=words, prefix=around[0], suffix=around[1]))
        return tuple(found)

    def preview(self, field: str, quote: TextQuote | None, source_id: str) -> str:
        """YAML of the passages of a field with a new one; without a quote, of those it has."""
        edits = [] if quote is None else self.edits(field, quote, source_id)
        value = changed_value(self._value, edits)
        trail = (*self.trail, *_trail_of(field))
        for step in trail:
            value = value[step]
        return "\n".join(block_lines(f"{key_text(str(trail[-1]))}:", value, 0))

    def manual_lines(self, field: str, quote: TextQuote, source_id: str) -> str:
        """YAML of a new passage alone, for a person to add."""
        key = key_text(str(_trail_of(field)[-1]))
        return "\n".join(block_lines(f"{key}:", self._named(quote, source_id), 0))

    def edits(self, field: str, quote: TextQuote, source_id: str) -> list[Edit]:
        """The edits that add a passage."""
        inner, new = _trail_of(field), self._named(quote, source_id)
        if "evidence" in inner and self.fields.get("evidence") is None:
            return [SetValue((*self.trail, "evidence"), {field: new})]
        trail, old = (*self.trail, *inner), self._passages(field)
        if old is None:
            return [SetValue(trail, new)]
        if isinstance(old, dict) and not old.keys() & QUOTE_KEYS:
            # By source.
            if source_id not in old:
                return [SetValue((*trail, source_id), quote)]
            return _listed((*trail, source_id), old[source_id], quote)
        if self._default in (None, source_id):
            named = quote if self._default else quote.model_copy(update={"source": source_id})
            return _listed(trail, old, named)
        return [WrapValue(trail, self._default), SetValue((*trail, source_id), quote)]

    def _passages(self, field: str) -> Any:
        value: Any = self.fields
        for step in _trail_of(field):
            value = value.get(step) if isinstance(value, dict) else None
        return value

    def _named(self, quote: TextQuote, source_id: str) -> Value:
        """A passage, under the id of its source if that is not the default of the file."""
        return passages((quote,), None if self._default == source_id else source_id)


def add_passage(place: Place, field: str, quote: TextQuote, source_id: str) -> WriteResult:
    """Write a passage.

    Args:
        field: as `EditableRecord` names it.
        quote: words of the source, without its id.

    Returns:
        The place where the record begins.

    Raises:
        CuratingError: the file cannot take it; it is as it was.
    """

    def change(file: CuratedFile) -> CuratedFile:
        record = EditableRecord(file, place.record)
        edits = record.edits(field, quote, source_id)
        return file.edited(edits, record.manual_lines(field, quote, source_id))

    after = change_file(place.path, place.label, change)
    at = after.document.at(EditableRecord(after, place.record).trail)
    return WriteResult(place.path, at.line, at.column, place.record)


def _trail_of(field: str) -> YamlPath:
    """The trail from a record to the passages of a field."""
    return ("quote",) if field == "record" else ("evidence", field)


def _listed(trail: YamlPath, old: Any, quote: Value) -> list[Edit]:
    """Edits that append a value to a list, or make a list of a single value."""
    new = AppendItem(trail, quote)
    return [new] if isinstance(old, tuple) else [WrapValue(trail), new]
