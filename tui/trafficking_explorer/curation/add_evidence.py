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


def find_record(file: CuratedFile, place: Place) -> tuple[YamlPath, dict[str, Any]]:
    """The trail of a record in its file, and its fields.

    Raises:
        CuratingError: the file does not have it any more.
    """
    record_type, record_id = place.record
    key = KINDS[record_type].plural
    value = file.document.value
    records = value.get(key) if isinstance(value, dict) else None
    for i, record in enumerate(records if isinstance(records, tuple) else ()):
        if isinstance(record, dict) and record.get("id") == record_id:
            return (key, i), record
    raise CuratingError(f"{place.label}: {record_type}/{record_id} does not exist any more")


def record_fields(place: Place) -> dict[str, Any]:
    """A record as its file has it.

    Raises:
        CuratingError: the file cannot be read, or does not have it.
    """
    return find_record(read_editable(place.path, place.label)[0], place)[1]


def add_passage(place: Place, field: str, quote: TextQuote, source_id: str) -> WriteResult:
    """Write a passage.

    Args:
        field: as a key of the record's `evidence` has it, or will; `record` for its `quote`.
        quote: words of the source, without its id.

    Returns:
        Where the record begins.

    Raises:
        CuratingError: the file cannot take it; it is as it was.
    """

    def change(file: CuratedFile) -> CuratedFile:
        key = key_text(str(_trail_of(field)[-1]))
        by_hand = block_lines(f"{key}:", _named(quote, source_id, _default(file)), 0)
        return file.edited(_edits(file, place, field, quote, source_id), "\n".join(by_hand))

    after = change_file(place.path, place.label, change)
    at = after.document.at(find_record(after, place)[0])
    return WriteResult(place.path, at.line, at.column, place.record)


def passages_of(place: Place, field: str, source_id: str) -> tuple[TextQuote, ...]:
    """The passages of a source that a record has for a field, as its file has them.

    Raises:
        CuratingError: the file cannot be read, or does not have the record.
    """
    file = read_editable(place.path, place.label)[0]
    _, record = find_record(file, place)
    found = []
    for each in flatten_passages(_value_at(record, _trail_of(field))) or ():
        if isinstance(each, dict) and (each.get("source") or _default(file)) == source_id:
            words, *around = (each.get(name) or "" for name in ("exact", "prefix", "suffix"))
            if words:
                found.append(TextQuote(exact=words, prefix=around[0], suffix=around[1]))
    return tuple(found)


def preview(place: Place, field: str, quote: TextQuote | None, source_id: str) -> str:
    """The passages that the record then has for the field, as YAML; without a quote, those it has.

    Raises:
        CuratingError: the file cannot be read, or does not have the record.
    """
    file = read_editable(place.path, place.label)[0]
    edits = [] if quote is None else _edits(file, place, field, quote, source_id)
    value = changed_value(file.document.value, edits)
    trail = (*find_record(file, place)[0], *_trail_of(field))
    for step in trail:
        value = value[step]
    return "\n".join(block_lines(f"{key_text(str(trail[-1]))}:", value, 0))


def _trail_of(field: str) -> YamlPath:
    """The trail from a record to the passages of a field."""
    return ("quote",) if field == "record" else ("evidence", field)


def _value_at(record: dict[str, Any], trail: YamlPath) -> Any:
    value: Any = record
    for step in trail:
        value = value.get(step) if isinstance(value, dict) else None
    return value


def _default(file: CuratedFile) -> str | None:
    """The source of passages that name none."""
    value = file.document.value
    found = value.get(DEFAULT_SOURCE) if isinstance(value, dict) else None
    return found if isinstance(found, str) else None


def _edits(
    file: CuratedFile, place: Place, field: str, quote: TextQuote, source_id: str
) -> list[Edit]:
    """The edits that add a passage to a record."""
    at, record = find_record(file, place)
    default, inner = _default(file), _trail_of(field)
    new = _named(quote, source_id, default)
    if "evidence" in inner and record.get("evidence") is None:
        return [SetValue((*at, "evidence"), {field: new})]
    if (old := _value_at(record, inner)) is None:
        return [SetValue((*at, *inner), new)]
    return _further((*at, *inner), old, quote, source_id, default)


def _named(quote: TextQuote, source_id: str, default: str | None) -> Value:
    """A passage, under the id of its source if that is not the default of the file."""
    return passages((quote,), None if default == source_id else source_id)


def _further(
    trail: YamlPath, old: Any, quote: TextQuote, source_id: str, default: str | None
) -> list[Edit]:
    """Edits that add a passage to existing ones."""
    if isinstance(old, dict) and not old.keys() & QUOTE_KEYS:
        # By source.
        if source_id not in old:
            return [SetValue((*trail, source_id), quote)]
        return _listed((*trail, source_id), old[source_id], quote)
    if default in (None, source_id):
        named = quote if default else quote.model_copy(update={"source": source_id})
        return _listed(trail, old, named)
    return [WrapValue(trail, default), SetValue((*trail, source_id), quote)]


def _listed(trail: YamlPath, old: Any, quote: Value) -> list[Edit]:
    """Edits that append a value to a list, or make a list of a single value."""
    new = AppendItem(trail, quote)
    return [new] if isinstance(old, tuple) else [WrapValue(trail), new]
