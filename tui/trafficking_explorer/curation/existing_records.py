"""Find records that have words of a source as evidence, so that nobody adds a record twice."""

from pathlib import Path

from trafficking_explorer.curation.article import ArticleText
from trafficking_explorer.curation.types import Draft, ExistingRecord, RecordRef
from trafficking_explorer.database.connection import Store
from trafficking_explorer.records.evidence import TextPosition

_NAMES = ("name", "aliases", "acronym")
_FIELDS = {"statistic": ("value", "value_text"), "quote": ("text",), "case": ("record",)}
"""The fields that identify a record of a kind; for other kinds, its names."""
_MOST_LINES = 200


def find_existing(
    store: Store, root: Path, reading: ArticleText, draft: Draft
) -> ExistingRecord | None:
    """The record of the draft's kind with the same figure, name, quotation or case as evidence.

    Args:
        root: the corpus folder.

    Returns:
        The one with the shortest passage; None without one.
    """
    fields = _FIELDS.get(draft.record_type, _NAMES)
    for place in draft.of:
        rows = store.rows(
            """
            SELECT r.record_type, r.record_id, r.title, r.file, r.line, e.field, e.start_char, e.end_char
            FROM corpus.evidence e JOIN corpus.records r ON r.position = e.record
            WHERE e.source_id = ? AND e.record_type = ? AND list_contains(?, e.field)
                AND e.start_char < ? AND e.end_char > ?
            ORDER BY e.end_char - e.start_char, list_position(?, e.field), r.position
            """,
            (reading.source_id, draft.record_type, fields, place.end, place.start, fields),
        )
        for type_, id_, title, file, line, field, start, end in rows:
            if _is_same(reading, f"{type_}.{field}", place, TextPosition(start, end)):
                holder = RecordRef(type_, id_, title, f"{file}:{line}")
                return ExistingRecord(holder, field, as_written(root / file, line))
    return None


def _is_same(reading: ArticleText, field: str, place: TextPosition, found: TextPosition) -> bool:
    """True if evidence of a field is about the same words, and not about others beside them."""
    match field:
        case "statistic.value":
            # The passage of an inferred value may have several figures.
            return len(reading.numbers(found)) <= 1
        case "statistic.value_text" | "quote.text" | "case.record":
            # Records have more or fewer words of a quotation or a case.
            return True
    return found == place


def as_written(path: Path, line: int) -> str:
    """The lines of a record in its file; empty if they cannot be read.

    Args:
        line: the first line of the record, from 1.
    """
    try:
        lines = path.read_text("utf-8").splitlines()[max(0, line - 1) :]
    except (OSError, UnicodeDecodeError):
        return ""
    indent = len(lines[0]) - len(lines[0].lstrip()) if lines else 0
    record = lines[:1]
    for each in lines[1:_MOST_LINES]:
        if each.strip() and len(each) - len(each.lstrip()) <= indent:
            break
        record.append(each)
    return "\n".join(each[indent:] for each in record).rstrip()
