"""Words of a source as further evidence of records that exist."""

import re
from collections.abc import Iterator
from pathlib import Path

from trafficking_explorer.corpus.corpus import Corpus
from trafficking_explorer.corpus.support import support_check
from trafficking_explorer.curation.add_evidence import EditableRecord, Place, add_passage
from trafficking_explorer.curation.append_record import check_writable
from trafficking_explorer.curation.article import ArticleText
from trafficking_explorer.curation.record_index import RecordIndex
from trafficking_explorer.curation.types import EvidenceSuggestion, RecordRef, WriteResult
from trafficking_explorer.database.connection import Store
from trafficking_explorer.errors import CuratingError
from trafficking_explorer.records.evidence import TextPosition, TextQuote
from trafficking_explorer.records.fields import FieldSpec, Normalized, Ref, fields_of, to_number
from trafficking_explorer.records.registry import KINDS
from trafficking_explorer.text.display import truncate

_MOST_HOLDERS = 500
_NEAR = 300
"""Code points between a selection and evidence that is near it."""


def find_holders(
    store: Store, known: RecordIndex, reading: ArticleText, selected: TextPosition
) -> tuple[RecordRef, ...]:
    """Records that may take words as further evidence, the nearest first.

    Records of that name come first, then those whose evidence touches the words or is near them,
    others of the source, and all others.
    """
    called = [f"{type_}/{id_}" for type_, id_ in known.all_called(reading.words(selected))]
    rows = store.rows(
        """
        SELECT r.record_type, r.record_id, r.title, r.file, r.line
        FROM corpus.records r LEFT JOIN (
            SELECT record, min(greatest(start_char - ?, ? - end_char, 0)) AS distance,
                   min(end_char - start_char) AS length
            FROM corpus.evidence WHERE source_id = ? GROUP BY record
        ) e ON e.record = r.position
        WHERE r.record_type <> 'source'
        ORDER BY r.record_type || '/' || r.record_id NOT IN (SELECT unnest(?::VARCHAR[])),
                 CASE WHEN e.distance IS NULL THEN 2 WHEN e.distance > ? THEN 1 ELSE 0 END,
                 CASE WHEN e.distance <= ? THEN e.distance END,
                 CASE WHEN e.distance <= ? THEN e.length END, r.position
        LIMIT ?
        """,
        (selected.end, selected.start, reading.source_id, called, *[_NEAR] * 3, _MOST_HOLDERS),
    )
    return tuple(
        RecordRef(type_, id_, title, f"{file}:{line}") for type_, id_, title, file, line in rows
    )


class HolderRecord:
    """A record that may take further evidence, in its file.

    Raises:
        CuratingError: the corpus cannot be written.
    """

    def __init__(self, root: Path, known: RecordIndex, holder: RecordRef) -> None:
        check_writable(root)
        label = holder.where.rpartition(":")[0]
        self._place = Place(root / label, label, (holder.record_type, holder.record_id))
        self._root, self._known, self._holder = root, known, holder

    def suggest(
        self, reading: ArticleText, selected: TextPosition
    ) -> tuple[EvidenceSuggestion, ...]:
        """Fields that words could be evidence of, `record` for the record as a whole.

        These are the fields that the words support, and those that have passages already.

        Raises:
            CuratingError: the file cannot take the words.
        """
        quote, words = reading.quote(selected), reading.words(selected)
        record, found = self._place.read(), []
        for field in self._fields(record.fields, words):
            is_there = _has_passage(record, reading, field, quote)
            lines = record.preview(field, None if is_there else quote, reading.source_id)
            what = "the record" if field == "record" else field.replace("_", " ")
            found.append(
                EvidenceSuggestion(
                    field,
                    f"{what} · {truncate(words, 60)}",
                    lines,
                    self._holder,
                    reading.source_id,
                    quote,
                    is_there=is_there,
                )
            )
        if not found:
            raise CuratingError(
                f"{self._holder.where}: {self._holder.name} is written so that it cannot take a "
                "further passage; add it manually"
            )
        # Suggestions that can be written come first.
        return tuple(sorted(found, key=lambda each: each.is_there))

    def write(self, reading: ArticleText, offer: EvidenceSuggestion) -> WriteResult:
        """Write a suggestion.

        Raises:
            CuratingError, UsageError: it cannot be written, or exists; the file is as it was.
        """
        if _has_passage(self._place.read(), reading, offer.field, offer.quote):
            raise CuratingError(
                f"{offer.holder.name} has just these words as evidence already; nothing was written"
            )
        return add_passage(self._place, offer.field, offer.quote, offer.source_id)

    def _fields(self, record: dict[str, object], words: str) -> Iterator[str]:
        own, reasons = _names_in(record.get("evidence")), _names_in(record.get("resolved"))
        if self._holder.record_type != "quote" or words[:1] in '“"«':
            # The quote of a quotation has quotation marks.
            yield "record"
        corpus = Corpus(self._root, elsewhere=self._names(record))
        yielded: set[str] = set()
        for field in fields_of(KINDS[self._holder.record_type].model):
            value = record.get(field.name)
            if value is None or field.is_own:
                continue
            key = own.get(field.name)
            if key is None:
                # A field without evidence gets the passage with the record.
                if record.get("quote") is not None and field.name not in reasons:
                    continue
                values = tuple(map(str, value)) if isinstance(value, tuple) else (str(value),)
                if not _supports(field, values, words, corpus):
                    continue
                key = field.name
            if key not in yielded:
                yielded.add(key)
                yield key

    def _names(self, record: dict[str, object]) -> dict[tuple[str, str], tuple[str, ...]]:
        """The names of the records that this one refers to."""
        found = {}
        for field in fields_of(KINDS[self._holder.record_type].model):
            if isinstance(field.role, Ref) and (value := record.get(field.name)) is not None:
                targets = value if isinstance(value, tuple) else (value,)
                for each in self._known.named(field.role.target):
                    if each.record_id in targets:
                        found[field.role.target, each.record_id] = each.names
        return found


def _has_passage(
    record: EditableRecord, reading: ArticleText, field: str, quote: TextQuote
) -> bool:
    """True if a record has a passage for a field, with whatever words around it."""
    text = reading.anchor_text
    wanted = text.find_all(quote)
    found = record.passages(field, reading.source_id)
    return any(text.find_all(each) == wanted for each in found)


def _names_in(raw: object) -> dict[str, str]:
    """Fields of `evidence` or `resolved`, with the keys that name them, alone or together."""
    keys = list(raw) if isinstance(raw, dict) else []
    return {name.strip(): str(key) for key in keys for name in str(key).split(",")}


def _supports(field: FieldSpec, values: tuple[str, ...], words: str, corpus: Corpus) -> bool:
    if field.is_words:
        return all(
            re.search(rf"(?<!\w){re.escape(' '.join(value.split()))}(?!\w)", words)
            for value in values
        )
    test = support_check(field)
    if test is None:
        return False
    is_number = isinstance(field.role, Normalized) and field.role.written_in is not None
    return not any(
        test(to_number(each) if is_number else each, (words,), corpus) for each in values
    )
