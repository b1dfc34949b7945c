"""What words of a source are evidence of already, so that no record is made of them twice unawares."""

from pathlib import Path

from trafficking_explorer.curation.article import ArticleText
from trafficking_explorer.curation.types import Draft, ExistingRecord, RecordRef
from trafficking_explorer.database.connection import Store
from trafficking_explorer.records.evidence import TextPosition

_NAMES = ("name", "aliases", "acronym")
_FIELDS = {"statistic": ("value", "value_text"), "quote": ("text",), "case": ("record",)}
"""The fields that make a record what it is; of kinds that are not here, its names."""
_MOST_LINES = 200


def find_existing(
    store: Store, root: Path, reading: ArticleText, draft: Draft
) -> ExistingRecord | None:
    """The record of the draft's kind that rests on the same figure, name, quotation or case.

    Args:
        root: the corpus folder.

    Returns:
        None where there is none. Of several, the one whose passage is the shortest.
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
    """Whether evidence of a field is about the same words, and not about others beside them."""
    match field:
        case "statistic.value":
            # One that was worked out may rest on a passage with several figures.
            return len(reading.numbers(found)) <= 1
        case "statistic.value_text" | "quote.text" | "case.record":
            # Of a quotation and of a case, records have more or less of the words.
            return True
    return found == place


def as_written(path: Path, line: int) -> str:
    """The lines of a record in its file; empty where they cannot be read.

    Args:
        line: where the record begins, from 1.
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
