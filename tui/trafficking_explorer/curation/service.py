"""Suggestions of records for words of a source, and writing them. All calls read or write files."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from trafficking_explorer.corpus.text_quote_selector import find_in_article
from trafficking_explorer.curation.append_record import append, check_writable
from trafficking_explorer.curation.article import ArticleText
from trafficking_explorer.curation.entities import suggest_entities
from trafficking_explorer.curation.events import dated_event
from trafficking_explorer.curation.existing_records import find_existing
from trafficking_explorer.curation.further_evidence import HolderRecord, find_holders
from trafficking_explorer.curation.open_fields import field_choices, filled, refuse_open
from trafficking_explorer.curation.quotations import find_quotation, quotation
from trafficking_explorer.curation.record_index import RecordIndex
from trafficking_explorer.curation.statistics import statistic
from trafficking_explorer.curation.target_files import target_at, target_files
from trafficking_explorer.curation.types import (
    Draft,
    EvidenceSuggestion,
    FieldChoice,
    RecordRef,
    RecordSuggestion,
    TargetFile,
    WriteResult,
)
from trafficking_explorer.curation.write_journal import WriteJournal
from trafficking_explorer.curation.yaml_style import record_yaml
from trafficking_explorer.database.connection import Store
from trafficking_explorer.database.queries import source_document
from trafficking_explorer.errors import CuratingError
from trafficking_explorer.records.evidence import TextPosition
from trafficking_explorer.text.display import truncate
from trafficking_explorer.text.numbers import Number
from trafficking_explorer.text.operation_names import OPERATION

_MOST_NUMBERS = 12
"""Numbers of a selection that are offered as statistics."""
_QUANTITY = re.compile(
    r"\b(?:a\s+(?:\w+\s+)?number of|so many|very few|most|many|some|various|numerous|few)\b",
    re.IGNORECASE,
)


class CurationService:
    """Suggests and writes records, for one corpus in the state of its store."""

    def __init__(self, store: Store, root: Path) -> None:
        self._store = store
        self.root = root.resolve()
        self._known = RecordIndex(store)
        self._reading: ArticleText | None = None

    # Offers.

    def offers(self, source_id: str, start: int, end: int) -> tuple[RecordSuggestion, ...]:
        """Records that words of a source could be, the likeliest first.

        Args:
            start, end: the selection, in code points of the source's text.

        Raises:
            CuratingError: there is no such source, nothing is selected, the words are not of the
                article, or no selector fits them alone.
        """
        reading = self._read(source_id)
        selected = reading.selection(start, end)
        found: list[tuple[int, Draft, str]] = []
        failure: CuratingError | None = None
        offered = self._statistics(reading, selected), self._others(reading, selected)
        for some in offered:
            try:
                found.extend(some)
            except CuratingError as error:
                failure = error
        if not found and failure is not None:
            raise failure
        found.sort(key=lambda each: -each[0])
        return tuple(
            RecordSuggestion(
                draft.record_type,
                draft.record_id,
                line,
                record_yaml(draft),
                record_yaml(draft, source_id),
                source_id,
                draft,
                self._known.called(draft.record_type, dict(draft.fields).get("name", "")),
                find_existing(self._store, self.root, reading, draft),
            )
            for _, draft, line in found
        )

    def _statistics(
        self, reading: ArticleText, selected: TextPosition
    ) -> Iterator[tuple[int, Draft, str]]:
        numbers = reading.numbers(selected)[:_MOST_NUMBERS]
        name = OPERATION.match(reading.unbroken, selected.start)
        sure_fit = 65 if name and name.end() >= selected.end else 99
        if not numbers:
            # "Most of the girls": a quantity without a figure.
            match = _QUANTITY.search(reading.text, *selected)
            if match is None:
                return
            numbers = [Number(*match.span(), None)]
            sure_fit = 65 if match.start() == selected.start else 33
        used: list[str] = []
        for number in numbers:
            place = TextPosition(number.start, number.end)
            # Several numbers have a passage each; one has what was selected.
            around = selected if len(numbers) == 1 else place
            draft, line, sure = statistic(reading, number, around, self._known, used)
            used.append(draft.record_id)
            yield sure_fit if sure else 0, draft, line
            if (event := dated_event(reading, number, self._known)) is not None:
                yield event

    def _others(
        self, reading: ArticleText, selected: TextPosition
    ) -> Iterator[tuple[int, Draft, str]]:
        found = find_quotation(reading, selected)
        if found is not None:
            parts = [TextPosition(*part) for part in found.parts]
            inside = sum(
                max(0, min(part.end, selected.end) - max(part.start, selected.start))
                for part in parts
            )
            whole = sum(part.end - part.start for part in parts)
            marks = reading.text[selected.start : selected.end]
            is_meant = 2 * inside > whole or any(mark in marks for mark in '“”„«»「」"')
            fit = 110 if is_meant else 58
            if not found.is_speech:
                # A title in quotation marks is more likely something else, such as a name.
                fit = 94 if is_meant and len(reading.words(parts[0]).split()) < 2 else 30
            yield fit, *quotation(reading, parts, self._known)
        yield from suggest_entities(reading, selected, self._known)

    def _read(self, source_id: str) -> ArticleText:
        # Another thread may put another source here at any time.
        reading = self._reading
        if reading is None or reading.source_id != source_id:
            document = source_document(self._store, source_id)
            if document is None:
                raise CuratingError(f"there is no source {source_id}")
            reading = self._reading = ArticleText(document)
        return reading

    def offer_for(self, source_id: str, words: str, record_type: str | None) -> RecordSuggestion:
        """The record that typed words of a source could be.

        Args:
            record_type: a kind of record; None for the likeliest.

        Raises:
            CuratingError: the article does not have the words, or has them in several places, or
                they cannot be a record of that kind.
        """
        reading = self._read(source_id)
        places = find_in_article(words, reading.anchor_text, reading.body, reading.furniture)
        if not places:
            raise CuratingError(f"source {source_id} does not have these words in its article")
        if len(places) > 1:
            lines = ", ".join(str(reading.anchor_text.line_of(each.start)) for each in places[:6])
            raise CuratingError(
                f"source {source_id} has these words in {len(places)} places (lines {lines}"
                f"{' …' if len(places) > 6 else ''}); give more of the words around the one you mean"
            )
        offers = self.offers(source_id, *places[0])
        for offer in offers:
            if record_type in (None, offer.record_type):
                return offer
        known = dict.fromkeys(offer.record_type for offer in offers)
        raise CuratingError(
            f"these words cannot be a {record_type}; they could be: {', '.join(known)}"
        )

    def why_there_already(self, offer: RecordSuggestion) -> str:
        """The record that has the words as evidence or as a name already; "" without one."""
        reading, there = self._read(offer.source_id), offer.already
        place = offer.draft.of[0]
        words = f"“{truncate(reading.words(place), 40)}”"
        if there is not None:
            field = "" if there.field == "record" else f"{there.field}; "
            line = reading.anchor_text.line_of(place.start)
            return (
                f"source {offer.source_id}, line {line}: {words} is evidence of "
                f"{there.holder.name} already ({field}{there.holder.where})"
            )
        if offer.known is not None:
            return f"{offer.record_type}/{offer.known} has the name {words} already"
        return ""

    # Files.

    def files(self, offer: RecordSuggestion) -> tuple[TargetFile, ...]:
        """The curated files that a record may go into, as `target_files`."""
        return target_files(self._store, self.root, offer)

    def target_at(self, path: Path) -> TargetFile:
        """A curated file by its path, as `target_files.target_at`."""
        return target_at(self.root, path)

    def write(self, offer: RecordSuggestion, target: TargetFile) -> WriteResult:
        """Write a record into a file.

        Returns:
            The place where it begins.

        Raises:
            CuratingError, UsageError: it cannot be written; the file is as it was.
        """
        check_writable(self.root)
        refuse_open(self._store, offer)
        if self._known.is_taken(offer.record_type, offer.record_id):
            raise CuratingError(
                f"{offer.record_type}/{offer.record_id} exists already; select the words again"
            )
        what = f"{offer.record_type}/{offer.record_id} into {target.label}"
        with WriteJournal(self.root).recording(what, [target.path]):
            written = append(offer.draft, offer.source_id, target)
        self._known.take(*written.record)
        return written

    # Open fields.

    def choices(self, offer: RecordSuggestion, field: str) -> tuple[FieldChoice, ...]:
        """The values of an open field, as `open_fields.field_choices`."""
        return field_choices(self._store, offer, field)

    def filled(self, offer: RecordSuggestion, values: Mapping[str, str | None]) -> RecordSuggestion:
        """A suggestion with values for its open fields; None leaves a field out."""
        return filled(offer, values)

    # Further evidence.

    def records(self, source_id: str, start: int, end: int) -> tuple[RecordRef, ...]:
        """Records that may take these words as further evidence, as `find_holders`.

        Raises:
            CuratingError: the words are not a passage of an article.
        """
        reading = self._read(source_id)
        return find_holders(self._store, self._known, reading, reading.selection(start, end))

    def evidence_offers(
        self, holder: RecordRef, source_id: str, start: int, end: int
    ) -> tuple[EvidenceSuggestion, ...]:
        """Fields of a record that the words could be evidence of, as `HolderRecord.suggest`.

        Raises:
            CuratingError: the words are not a passage of an article, or the file cannot take them.
        """
        reading = self._read(source_id)
        selected = reading.selection(start, end)
        return HolderRecord(self.root, self._known, holder).suggest(reading, selected)

    def write_evidence(self, offer: EvidenceSuggestion) -> WriteResult:
        """Write further evidence.

        Returns:
            The place where the record begins.

        Raises:
            CuratingError, UsageError: it cannot be written, or exists; the file is as it was.
        """
        holder = HolderRecord(self.root, self._known, offer.holder)
        label = offer.holder.where.rpartition(":")[0] or offer.holder.where
        what = f"evidence of {offer.holder.name} into {label}"
        with WriteJournal(self.root).recording(what, [self.root / label]):
            return holder.write(self._read(offer.source_id), offer)
