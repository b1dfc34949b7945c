"""The curator's bench: what words of a source could be, and where a record of them goes.

All calls block: they read and write files.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from trafficking_explorer.corpus.corpus import Corpus
from trafficking_explorer.corpus.loader import CURATED, curated_files, is_yaml
from trafficking_explorer.corpus.support import support_check
from trafficking_explorer.corpus.text_quote_selector import find_in_article
from trafficking_explorer.curation.add_evidence import (
    Place,
    add_passage,
    passages_of,
    preview,
    record_fields,
)
from trafficking_explorer.curation.append_record import append, check_writable
from trafficking_explorer.curation.article import ArticleText
from trafficking_explorer.curation.entities import OPERATION, suggest_entities
from trafficking_explorer.curation.existing_records import find_existing
from trafficking_explorer.curation.quotations import quotation, quotations
from trafficking_explorer.curation.record_index import RecordIndex
from trafficking_explorer.curation.statistics import statistic
from trafficking_explorer.curation.types import (
    Draft,
    EvidenceSuggestion,
    RecordRef,
    RecordSuggestion,
    TargetFile,
    WriteResult,
)
from trafficking_explorer.curation.yaml_style import record_yaml
from trafficking_explorer.database.connection import Store
from trafficking_explorer.database.queries import source_document
from trafficking_explorer.errors import CuratingError
from trafficking_explorer.records.evidence import TextPosition, TextQuote
from trafficking_explorer.records.fields import FieldSpec, Normalized, Ref, fields_of, to_number
from trafficking_explorer.records.registry import KINDS
from trafficking_explorer.text.display import truncate
from trafficking_explorer.text.numbers import Number

_MOST_NUMBERS = 12
"""Numbers of a selection that are offered as statistics."""
_MOST_HOLDERS = 500
_NEAR = 300
"""Code points between a selection and evidence that is near it."""
_QUANTITY = re.compile(
    r"\b(?:a\s+(?:\w+\s+)?number of|so many|very few|most|many|some|various|numerous|few)\b",
    re.IGNORECASE,
)
_DEFAULT = re.compile(rb"^source:[ \t]*[\"']?([^\s\"'#]+)", re.MULTILINE)


class CurationService:
    """Makes records of words, for one corpus in the state of its store."""

    def __init__(self, store: Store, root: Path) -> None:
        self._store = store
        self.root = root.resolve()
        self._known = RecordIndex(store)
        self._reading: ArticleText | None = None

    # Offers.

    def offers(self, source_id: str, start: int, end: int) -> tuple[RecordSuggestion, ...]:
        """What words of a source could be, the likeliest first.

        Args:
            start, end: the selection, in code points of the source's text.

        Raises:
            CuratingError: there is no such source, nothing is selected, the words lie outside the
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

    def _others(
        self, reading: ArticleText, selected: TextPosition
    ) -> Iterator[tuple[int, Draft, str]]:
        parts = quotations(reading, selected)
        if parts:
            inside = sum(
                max(0, min(part.end, selected.end) - max(part.start, selected.start))
                for part in parts
            )
            whole = sum(part.end - part.start for part in parts)
            marks = reading.text[selected.start : selected.end]
            is_meant = 2 * inside > whole or any(mark in marks for mark in '“”«»"')
            yield 110 if is_meant else 58, *quotation(reading, parts, self._known)
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
        """What some words of a source could be, as they are typed.

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
        """Which record the words are evidence of already, or which goes by their name; else ""."""
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
            return f"{offer.record_type}/{offer.known} goes by the name {words} already"
        return ""

    # Files.

    def files(self, offer: RecordSuggestion) -> tuple[TargetFile, ...]:
        """The curated files that a record may go into, the likeliest first, a new one last.

        Raises:
            CuratingError: the corpus cannot be written.
        """
        check_writable(self.root)
        kinds = self._kinds_in()
        found = []
        for order, path in enumerate(curated_files(self.root)):
            label = path.relative_to(self.root).as_posix()
            default = self._default_of(path)
            target = TargetFile(path, False, label, elsewhere=default != offer.source_id)
            found.append((*_fit(default, kinds.get(label, {}), offer), order, target))
        found.sort(key=lambda each: each[:-1])
        return (*(each[-1] for each in found), self._new_target(offer))

    def _kinds_in(self) -> dict[str, dict[str, int]]:
        """How many records of each kind a file has, by its path below the corpus."""
        found: dict[str, dict[str, int]] = {}
        for file, record_type, count in self._store.rows(
            "SELECT file, record_type, count(*) FROM corpus.records GROUP BY ALL"
        ):
            found.setdefault(file, {})[record_type] = count
        return found

    def _default_of(self, path: Path) -> str | None:
        try:
            match = _DEFAULT.search(path.read_bytes())
        except OSError:
            return None
        return match[1].decode("utf-8", "replace") if match else None

    def target_at(self, path: Path) -> TargetFile:
        """A curated file, there already or new.

        Raises:
            CuratingError: the path is not that of a curated file of this corpus.
        """
        whole = path.absolute()
        curated = self.root / CURATED
        if not whole.parent.resolve().is_relative_to(curated) or not is_yaml(whole):
            raise CuratingError(f"{path}: not a YAML file below {curated}; name one that is")
        whole = whole.parent.resolve() / whole.name
        return TargetFile(whole, not whole.exists(), whole.relative_to(self.root).as_posix())

    def _new_target(self, offer: RecordSuggestion) -> TargetFile:
        key = KINDS[offer.record_type].plural
        rows = self._store.rows(
            "SELECT file FROM corpus.records WHERE record_type = 'source' AND record_id = ?",
            (offer.source_id,),
        )
        folder = (self.root / rows[0][0]).parent if rows else self.root / CURATED
        stem = key if folder.name == offer.source_id else f"{_file_name(offer.source_id)}-{key}"
        path, n = folder / f"{stem}.yaml", 2
        while path.exists() or path.is_symlink():
            path, n = folder / f"{stem}-{n}.yaml", n + 1
        return TargetFile(path, True, path.relative_to(self.root).as_posix())

    def write(self, offer: RecordSuggestion, target: TargetFile) -> WriteResult:
        """Write a record into a file.

        Returns:
            Where it begins.

        Raises:
            CuratingError, UsageError: it cannot be; the file is as it was.
        """
        check_writable(self.root)
        if self._known.is_taken(offer.record_type, offer.record_id):
            raise CuratingError(
                f"{offer.record_type}/{offer.record_id} is there already; select the words again"
            )
        written = append(offer.draft, offer.source_id, target)
        self._known.take(*written.record)
        return written

    # Further evidence.

    def records(self, source_id: str, start: int, end: int) -> tuple[RecordRef, ...]:
        """Records that may take these words as a further evidence, the nearest first.

        Those that go by the words, then those whose evidence touches the words or is near them, others
        of the source, and all others.

        Raises:
            CuratingError: the words are no passage of an article.
        """
        reading = self._read(source_id)
        selected = reading.selection(start, end)
        called = [
            f"{type_}/{id_}" for type_, id_ in self._known.all_called(reading.words(selected))
        ]
        rows = self._store.rows(
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
            (selected.end, selected.start, source_id, called, _NEAR, _NEAR, _NEAR, _MOST_HOLDERS),
        )
        return tuple(
            RecordRef(type_, id_, title, f"{file}:{line}") for type_, id_, title, file, line in rows
        )

    def evidence_offers(
        self, holder: RecordRef, source_id: str, start: int, end: int
    ) -> tuple[EvidenceSuggestion, ...]:
        """What of a record the words could be evidence of: a field, or the record as a whole.

        Fields that the words bear out, and fields that have passages of their own already.

        Raises:
            CuratingError: the words are no passage of an article, or the file cannot take them.
        """
        reading = self._read(source_id)
        selected = reading.selection(start, end)
        quote, words = reading.quote(selected), reading.words(selected)
        place = self._place(holder)
        record = record_fields(place)
        found = []
        for field in self._fields(holder, record, words):
            is_there = self._has_passage(place, field, quote, source_id)
            try:
                lines = preview(place, field, None if is_there else quote, source_id)
            except CuratingError:
                continue
            what = "the record" if field == "record" else field.replace("_", " ")
            summary = f"{what} · {truncate(words, 60)}"
            found.append(
                EvidenceSuggestion(
                    field, summary, lines, holder, source_id, quote, is_there=is_there
                )
            )
        if not found:
            raise CuratingError(
                f"{holder.where}: {holder.record_type}/{holder.record_id} is written so that it "
                "cannot take a further passage; put it in by hand"
            )
        # What can be written comes before what is there.
        return tuple(sorted(found, key=lambda each: each.is_there))

    def _has_passage(self, place: Place, field: str, quote: TextQuote, source_id: str) -> bool:
        """Whether a record has a passage for a field, however much of its neighbours it names."""
        text = self._read(source_id).anchor_text
        wanted = text.find_all(quote)
        return any(text.find_all(each) == wanted for each in passages_of(place, field, source_id))

    def _fields(self, holder: RecordRef, record: dict[str, object], words: str) -> Iterator[str]:
        own, reasons = _names_in(record.get("evidence")), _names_in(record.get("resolved"))
        if holder.record_type != "quote" or words[:1] in '“"«':
            # What is between quotation marks is itself the quote of a quotation.
            yield "record"
        corpus = Corpus(self.root, elsewhere=self._names(holder, record))
        yielded: set[str] = set()
        for field in fields_of(KINDS[holder.record_type].model):
            value = record.get(field.name)
            if value is None or field.is_own:
                continue
            key = own.get(field.name)
            if key is None:
                # A field that rests on the record's passages gets one more with the record.
                if record.get("quote") is not None and field.name not in reasons:
                    continue
                values = tuple(map(str, value)) if isinstance(value, tuple) else (str(value),)
                if not _bears_out(field, values, words, corpus):
                    continue
                key = field.name
            if key not in yielded:
                yielded.add(key)
                yield key

    def _names(
        self, holder: RecordRef, record: dict[str, object]
    ) -> dict[tuple[str, str], tuple[str, ...]]:
        """The names of what a record refers to."""
        known = self._known
        by_type = {"operation": known.operations, "agency": known.agencies, "person": known.people}
        found = {}
        for field in fields_of(KINDS[holder.record_type].model):
            if isinstance(field.role, Ref) and (value := record.get(field.name)) is not None:
                targets = value if isinstance(value, tuple) else (value,)
                for each in by_type.get(field.role.target, ()):
                    if each.record_id in targets:
                        found[field.role.target, each.record_id] = each.names
        return found

    def _place(self, holder: RecordRef) -> Place:
        check_writable(self.root)
        label = holder.where.rpartition(":")[0]
        return Place(self.root / label, label, (holder.record_type, holder.record_id))

    def write_evidence(self, offer: EvidenceSuggestion) -> WriteResult:
        """Write a further evidence.

        Returns:
            Where the record begins.

        Raises:
            CuratingError, UsageError: it cannot be, or is there already; the file is as it was.
        """
        place = self._place(offer.holder)
        if self._has_passage(place, offer.field, offer.quote, offer.source_id):
            raise CuratingError(
                f"{offer.holder.name} rests on just these words already; nothing was written"
            )
        return add_passage(place, offer.field, offer.quote, offer.source_id)


def _fit(default: str | None, kinds: dict[str, int], offer: RecordSuggestion) -> tuple[int, int]:
    """How well a file suits a record; least is best.

    Args:
        default: the source that the file names for all its records.
        kinds: how many records of each kind it has.
    """
    count = kinds.get(offer.record_type, 0)
    if default == offer.source_id:
        # A file of the source's own, then its other files, that of its record alone last.
        only_source = set(kinds) <= {"source"} and bool(kinds)
        return (0 if count else 2 if only_source else 1), -count
    return (3 if count and default is None else 4), -count


def _file_name(source_id: str) -> str:
    return re.sub(r"[^\w-]", "-", source_id)


def _names_in(raw: object) -> dict[str, str]:
    """Fields of `evidence` or `resolved`, and the keys under which they stand, alone or together."""
    keys = list(raw) if isinstance(raw, dict) else []
    return {name.strip(): str(key) for key in keys for name in str(key).split(",")}


def _bears_out(field: FieldSpec, values: tuple[str, ...], words: str, corpus: Corpus) -> bool:
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
