"""A source's record written again: what `add` finds now in place of what it found before."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from trafficking_explorer.curation.source_record import SourceRecord
from trafficking_explorer.curation.yaml_edit import CuratedFile, change_file
from trafficking_explorer.curation.yaml_style import Value
from trafficking_explorer.curation.yaml_tree import Edit, RemoveValue, SetValue, plain_value
from trafficking_explorer.errors import CuratingError
from trafficking_explorer.records.evidence import YamlPath

_FOUND = ("author", "publisher", "published", "captured", "capture_method")
"""Fields that an earlier `add` may have found where a later one finds nothing."""
_FIXED = ("id", "path", "sha256")


def redo_record(path: Path, label: str, source_id: str, record: SourceRecord) -> None:
    """Replace the fields of a record that `add` finds; all others, and other records, stay.

    Raises:
        CuratingError: the record is not there, or its file cannot take the change.
    """

    def change(file: CuratedFile) -> CuratedFile:
        at, raw = _record(file, source_id)
        edits = list(_edits(at, raw, record))
        return file.edited(edits) if edits else file

    change_file(path, label, change)


def _record(file: CuratedFile, source_id: str) -> tuple[YamlPath, dict[str, Any]]:
    value = file.document.value
    sources = value.get("sources") if isinstance(value, dict) else None
    for i, raw in enumerate(sources if isinstance(sources, tuple) else ()):
        if isinstance(raw, dict) and raw.get("id") == source_id:
            return ("sources", i), raw
    raise CuratingError(
        f"{file.label}: has no source {source_id} any more; add the text without --redo"
    )


def _edits(at: YamlPath, raw: dict[str, Any], record: SourceRecord) -> Iterator[Edit]:
    found = record.value()
    for part in ("evidence", "resolved"):
        yield from _part_edits(at, part, raw, found)
    for name, value in found.items():
        is_part = name in ("evidence", "resolved", *_FIXED)
        if not is_part and plain_value(raw.get(name)) != plain_value(value):
            yield SetValue((*at, name), value)
    for name in _FOUND:
        if name in raw and name not in found:
            yield RemoveValue((*at, name))


def _part_edits(
    at: YamlPath, part: str, raw: dict[str, Any], found: dict[str, Value]
) -> Iterator[Edit]:
    """Edits of the passages, or of the reasons: those of fields that `add` finds are written again."""
    before = raw.get(part)
    before = before if isinstance(before, dict) else {}
    new = found.get(part)
    new = new if isinstance(new, dict) else {}
    ours = {*new, "title", *_FOUND}
    kept = {
        name: value
        for name, value in before.items()
        # One passage may be that of several fields: “publisher, author”.
        if not {each.strip() for each in name.split(",")} <= ours
    }
    whole: dict[str, Any] = kept | new
    if plain_value(before) == plain_value(whole):
        return
    if whole:
        yield SetValue((*at, part), whole)
    else:
        yield RemoveValue((*at, part))
