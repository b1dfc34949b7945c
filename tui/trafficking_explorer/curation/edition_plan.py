"""A new edition of a source's text: what stands in it, and how it takes the old one's place.

Nothing is believed that was not tried: the files are changed in memory first, their records held
against the new text as `check` would do it, and only what has no new problem is written.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any

from pydantic import ValidationError

from trafficking_explorer.corpus.corpus import Corpus, LocatedRecord, Problem, SourceText
from trafficking_explorer.corpus.grounding import find_quote, key_of
from trafficking_explorer.corpus.loader import (
    SEEDS,
    UNCOVERED,
    LoadBatch,
    attach_texts,
    curated_files,
    read_batch,
    read_document,
    resolve_batch,
)
from trafficking_explorer.corpus.source_texts import delimit_article
from trafficking_explorer.corpus.suggestions import disambiguate, nearest_words, suggest
from trafficking_explorer.corpus.text_quote_selector import shortest_unique_quote
from trafficking_explorer.corpus.yaml_reader import YamlDocument
from trafficking_explorer.curation.text_input import read_plain_text
from trafficking_explorer.curation.yaml_edit import CuratedFile, read_editable
from trafficking_explorer.curation.yaml_style import QuotedScalar, Value, as_mapping
from trafficking_explorer.curation.yaml_tree import AppendItem, Edit, SetValue, changed_value
from trafficking_explorer.errors import (
    CuratingError,
    Location,
    QuoteAmbiguous,
    QuoteNotFound,
    UsageError,
)
from trafficking_explorer.records.evidence import TextPosition, TextQuote, YamlPath
from trafficking_explorer.records.fields import Verbatim, fields_of
from trafficking_explorer.records.quote import Quote
from trafficking_explorer.records.source import Article, Source
from trafficking_explorer.text.did_you_mean import did_you_mean

_DIGITS = 8
"""Of the old text's SHA-256, in the id of its record."""
_FILE_DIGITS = 16
"""Of the new text's, in the name of its file."""
_LEVELS = 3
"""How far a record is bound to the old text: quotes that do not stand, all quotes, all words."""

Item = tuple[str, YamlPath]
"""A record or another item of a list: the file's path and the item's trail."""


@dataclass(frozen=True)
class EditionRequest:
    """What is asked for.

    Attributes:
        file: the new text; None for the one that lies in the old one's place.
        keep: whether the old text stays, as a source of its own.
        new_id: of that source.
        first, last: words with which the article begins and ends in the new text.
    """

    source_id: str
    file: Path | None = None
    keep: bool = False
    new_id: str | None = None
    first: str | None = None
    last: str | None = None


@dataclass(frozen=True)
class PinnedQuote:
    """Something that rests on the old text from now on."""

    at: Location
    what: str
    words: str


@dataclass(frozen=True)
class FileChange:
    """One file, changed once."""

    label: str
    before: str
    edits: tuple[Edit, ...]


@dataclass
class EditionPlan:
    """What a new edition means for a corpus.

    Attributes:
        old, new: SHA-256 of the text that was curated, and of the new one.
        same: whether the new text is the one that was read.
        standing: how many quotes from the source are `found`, `gone`, or fit `several` places.
        problems: what the new text has wrong, with the nearest passages.
        left_out: furniture that does not stand any more.
        blocked: why it cannot be written; "" where it can.
        edition_id: of the old text's source, where it is kept.
        bound: what rests on the old text then.
        target: the new text's file below seeds/.
        steps: the changes of YAML files, in their order.
        spare: the old text's file, where nothing needs it then.
    """

    root: Path
    source_id: str
    path: str
    old: str
    new: str
    same: bool
    data: bytes
    standing: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)
    left_out: list[PinnedQuote] = field(default_factory=list)
    blocked: str = ""
    edition_id: str | None = None
    bound: list[PinnedQuote] = field(default_factory=list)
    target: str = ""
    steps: list[FileChange] = field(default_factory=list)
    spare: str | None = None


def plan_edition(root: Path, wish: EditionRequest) -> EditionPlan:
    """Hold a corpus against a new edition of one of its texts.

    Raises:
        CorpusError: there is no corpus.
        CuratingError: the new text cannot be read, or is none.
        UsageError: there is no such source, the id of the old text is taken, or there are no words
            that the article could begin or end with.
    """
    for option, words in (("--from", wish.first), ("--to", wish.last)):
        if words is not None and not words.strip():
            raise UsageError(f"{option}: there are no words to look for; give some of the article")
    return _Planner(root, wish).run()


class _Planner:
    def __init__(self, root: Path, wish: EditionRequest) -> None:
        self.root = root
        self.wish = wish
        # All of it is read, but only what quotes the source is held against its texts.
        self.part = read_batch(root, curated_files(root))
        self.corpus = self.part.corpus
        attach_texts(self.part)
        self.entry = self._source()
        record = self.entry.record
        assert isinstance(record, Source)
        self.source = record
        self.label = self.entry.document.path

    def _source(self) -> LocatedRecord:
        id_ = self.wish.source_id
        sources = [entry for entry in self.corpus.entries if isinstance(entry.record, Source)]
        for entry in sources:
            if entry.record.id == id_:
                assert isinstance(entry.record, Source)
                if entry.record.edition_of is not None:
                    raise UsageError(
                        f"source {id_} is an older edition of {entry.record.edition_of}: a new "
                        "text is one of that"
                    )
                return entry
        raise UsageError(
            f"there is no source {id_}{did_you_mean(id_, [entry.record.id for entry in sources])}"
        )

    def run(self) -> EditionPlan:
        source, text = self.source, self.corpus.texts.get(self.source.id)
        data, words = self._read()
        new = hashlib.sha256(data).hexdigest()
        stated = source.sha256 or (text.sha256 if text else "")
        same = text is not None and new == text.sha256 == stated
        plan = EditionPlan(self.root, source.id, source.path, stated, new, same, data)
        if same:
            return plan
        if self.wish.keep:
            plan.edition_id = self._edition_id(text, stated)
        changed, plan.left_out, edge_problems = self._edges(words, new)
        texts = {**self.corpus.texts, source.id: changed}
        if plan.edition_id and text is not None:
            texts[plan.edition_id] = replace(
                text, source=source.model_copy(update={"id": plan.edition_id})
            )
        self._look(plan, texts, edge_problems)
        if edge_problems:
            plan.blocked = (
                "the article's first or last words do not fit the new text: say with --from and "
                "--to which do"
            )
            return plan
        try:
            self._write_down(plan, texts, text)
        except CuratingError as error:
            plan.blocked = str(error)
        return plan

    def _read(self) -> tuple[bytes, str]:
        path = self.wish.file or self.root / SEEDS / self.source.path
        if self.wish.file is None and self.source.id not in self.corpus.texts:
            raise UsageError(
                f"source {self.source.id} has no text that can be read; name one: FILE"
            )
        return read_plain_text(path)

    def _edition_id(self, text: SourceText | None, stated: str) -> str:
        if text is None or text.sha256 != stated:
            raise UsageError(
                f"seeds/{self.source.path} is not the text that was curated, so it cannot be kept: "
                "bring that one back first, and name the new text as FILE"
            )
        id_ = self.wish.new_id or f"{self.source.id}-{stated[:_DIGITS]}"
        if ("source", id_) in self.corpus.declared and not self._is_kept(id_, stated):
            raise UsageError(f"there is a source {id_} already: give the old text another --id")
        try:
            Source.model_validate({**self.source.model_dump(by_alias=True), "id": id_})
        except ValidationError as error:
            raise UsageError(
                f"--id {id_}: an id is lower-case letters and digits, joined by “-”"
            ) from error
        return id_

    def _is_kept(self, id_: str, sha256: str) -> bool:
        """Whether an earlier run, which was cut off, has written the old text's record already."""
        text = self.corpus.texts.get(id_)
        return (
            text is not None
            and text.source.edition_of == self.source.id
            and text.sha256 == sha256
            and text.source.path == self.source.path
        )

    def _edges(
        self, words: str, sha256: str
    ) -> tuple[SourceText, list[PinnedQuote], list[Problem]]:
        """The new text with its article, the furniture that goes, and edges that do not fit."""
        first, last = self.wish.first, self.wish.last
        article = self.source.article
        if first or last:
            article = Article.model_validate(
                {
                    "from": first or article.first.model_dump(),
                    "to": last or article.last.model_dump(),
                }
            )
        source = self.source.model_copy(update={"article": article})
        bare = source.model_copy(update={"furniture": ()})
        text, problems = delimit_article(self.entry, bare, words, sha256)
        kept: list[TextQuote] = []
        left_out = []
        for quote in source.furniture:
            if len(text.anchor_text.find_all(quote)) == 1:
                kept.append(quote)
            else:
                at = self.entry.at("furniture", *quote.trail)
                left_out.append(PinnedQuote(at, "furniture", quote.exact))
        if problems:
            edges = {self.entry.at("article", "from"): article.first}
            edges[self.entry.at("article", "to")] = article.last
            problems = [
                replace(each, notes=_like(edges[each.at], text)) if each.at in edges else each
                for each in problems
            ]
        source = source.model_copy(update={"furniture": tuple(kept)})
        text, _ = delimit_article(self.entry, source, words, sha256)
        return text, left_out, problems

    def _look(self, plan: EditionPlan, texts: dict[str, SourceText], edges: list[Problem]) -> None:
        """What the records have wrong in the new text, were nothing else changed."""
        documents = [self._document(label) for label in self.labels()]
        # Its hash is not that of the record yet, so that quotes are counted.
        new = texts[self.source.id]
        stated = new.source.model_copy(update={"sha256": plan.old or "none"})
        trial = self._hold(documents, {**texts, self.source.id: replace(new, source=stated)})
        for (_, source_id, what), count in trial.quote_status.items():
            if source_id == self.source.id:
                plan.standing[what] += count
        before = self._known
        items = _Items(documents)
        plan.problems = edges + [
            suggest(problem, trial)
            for problem in trial.problems
            if (problem.sought and problem.sought.source_id == self.source.id)
            or (items.of(problem.at), problem.rule) not in before
        ]
        plan.problems.sort()

    @cached_property
    def _known(self) -> set[tuple["Item | None", str]]:
        """What is wrong as it is: by the item that has it, and the rule."""
        items = _Items([self._document(label) for label in self.labels()])
        return {(items.of(each.at), each.rule) for each in self._before.problems}

    @cached_property
    def _before(self) -> Corpus:
        """The files that quote the source, held against the texts as they are."""
        return self._hold([self._document(label) for label in self.labels()], self.corpus.texts)

    def labels(self) -> list[str]:
        """The files that quote the source, its own among them."""
        labels = {self.label: None}
        for entry in self.corpus.entries:
            if self.source.id in entry.text_ids:
                labels[entry.document.path] = None
        for listed, document, _, default in self.part.uncovered:
            if (listed.source or default) == self.source.id:
                labels[document.path] = None
        return list(labels)

    def _document(self, label: str) -> YamlDocument:
        return self._documents[label]

    @cached_property
    def _documents(self) -> dict[str, YamlDocument]:
        found = {entry.document.path: entry.document for entry in self.corpus.entries}
        return found | {document.path: document for _, document, _, _ in self.part.uncovered}

    def _hold(self, documents: Sequence[YamlDocument], texts: Mapping[str, SourceText]) -> Corpus:
        """Files held against texts, as `check` does it."""
        trial = Corpus(self.root, texts=dict(texts), declared=set(self.corpus.declared))
        trial.elsewhere = self._names
        part = LoadBatch(trial)
        for document in documents:
            read_document(document, trial, part.uncovered)
        resolve_batch(part)
        return trial

    @cached_property
    def _names(self) -> dict[tuple[str, str], tuple[str, ...]]:
        return {key: record.all_names for key, record in self.corpus.by_id.items()}

    def _write_down(
        self, plan: EditionPlan, texts: dict[str, SourceText], old: SourceText | None
    ) -> None:
        """The steps that put the new text in the old one's place."""
        is_here = plan.data == self._old_data()
        plan.target = self.source.path if is_here else self._target(plan.new, old is not None)
        others = {
            entry.record.path
            for entry in self.corpus.entries
            if isinstance(entry.record, Source) and entry.record.id != self.source.id
        }
        if not (is_here or plan.edition_id or old is None or self.source.path in others):
            plan.spare = self.source.path
        turn = self._turn(plan, texts[self.source.id])
        if plan.edition_id is None:
            plan.steps = self._steps([(self.label, turn)])[0]
            return
        assert old is not None
        add = [] if self._is_kept(plan.edition_id, plan.old) else [self._old_record(plan)]
        levels: Counter[Item] = Counter()
        while True:
            pins = self._pin_quotes(plan, texts, old, levels)
            changes: list[tuple[str, Sequence[Edit]]] = [(self.label, add)]
            changes += [*pins.items(), (self.label, turn)]
            plan.steps, after = self._steps(changes)
            wrong = self._new_problems(after, texts, plan)
            if not wrong:
                return
            for item, problem in wrong:
                if item is None or levels[item] == _LEVELS:
                    plan.blocked = f"{problem.at}: {problem.message}"
                    return
            for item in {item for item, _ in wrong if item}:
                levels[item] += 1

    def _old_data(self) -> bytes | None:
        path = self.root / SEEDS / self.source.path
        with suppress(OSError, ValueError, RuntimeError):
            # A pipe would be waited for without end.
            return path.read_bytes() if path.is_file() else None
        return None

    def _target(self, sha256: str, beside: bool) -> str:
        """The new text's file: beside the old one, unless that lies nobody knows where."""
        path = PurePosixPath(self.source.path)
        name = f"{self.source.id}_{sha256[:_FILE_DIGITS]}"
        return str(path.with_name(f"{name}{path.suffix}")) if beside else f"{name}.txt"

    def _turn(self, plan: EditionPlan, text: SourceText) -> list[Edit]:
        """The source's record as it is to be for the new text."""
        at = self.entry.trail
        edits: list[Edit] = [
            SetValue((*at, "path"), plan.target),
            SetValue((*at, "sha256"), QuotedScalar(plan.new)),
        ]
        if plan.target == self.source.path:
            del edits[0]
        for key, words in (("from", self.wish.first), ("to", self.wish.last)):
            if words:
                edits.append(SetValue((*at, "article", key), words))
        if plan.left_out:
            raw = self._raw("furniture")
            gone = {
                quote.trail[:1]
                for quote in self.source.furniture
                if quote not in text.source.furniture
            }
            items = raw if isinstance(raw, tuple) else ()
            rest = tuple(each for i, each in enumerate(items) if (i,) not in gone)
            edits.append(SetValue((*at, "furniture"), rest))
        return edits

    def _raw(self, *trail: str | int) -> Any:
        value: Any = self.entry.document.value
        for step in (*self.entry.trail, *trail):
            value = value[step]
        return value

    def _old_record(self, plan: EditionPlan) -> AppendItem:
        """The source's record once more, for the text that is kept."""
        assert plan.edition_id is not None
        named = QuotedScalar(plan.edition_id)
        puts = [
            SetValue(("id",), named),
            SetValue(("sha256",), QuotedScalar(plan.old)),
            SetValue(("edition_of",), QuotedScalar(self.source.id)),
        ]
        # What names the source by its id would lead to the new text.
        puts += [
            _bind(self.entry, trail, named)
            for trail, quote in _quotes(self.entry)
            if quote.source == self.source.id
        ]
        return AppendItem(self.entry.trail[:1], changed_value(self._raw(), puts))

    def _pin_quotes(
        self,
        plan: EditionPlan,
        texts: Mapping[str, SourceText],
        old: SourceText,
        levels: Counter[Item],
    ) -> dict[str, list[Edit]]:
        """What is bound to the old text, by file."""
        assert plan.edition_id is not None
        edition, new = QuotedScalar(plan.edition_id), texts[self.source.id]
        found: dict[str, list[Edit]] = {}
        plan.bound = []
        for entry in self.corpus.entries:
            level = levels[entry.document.path, entry.trail]
            mine = [
                (trail, quote)
                for trail, quote in _quotes(entry)
                if entry.source_of(quote) == self.source.id and quote.sha256 is None
            ]
            gone = [(trail, quote) for trail, quote in mine if not _stands(entry, quote, new)]
            if isinstance(entry.record, Quote) and any(trail[0] == "quote" for trail, _ in gone):
                # The parts of a quotation are of one text.
                gone += [each for each in mine if each[0][0] == "quote" and each not in gone]
            if entry is self.entry or self.source.id in entry.text_ids or mine:
                edits = found.setdefault(entry.document.path, [])
                for trail, quote in mine if level > 1 else gone:
                    edits.append(_bind(entry, trail, edition, below=entry.trail))
                    plan.bound.append(PinnedQuote(entry.at(*trail), _name(entry), quote.exact))
                if level >= _LEVELS:
                    edits += self._words(plan, entry, edition, old)
        for listed, document, trail, default in self.part.uncovered:
            if (listed.source or default) == self.source.id:
                quote = TextQuote(exact=listed.exact, prefix=listed.prefix, suffix=listed.suffix)
                if not _stands(self.entry, quote, new, in_article=True):
                    edit = SetValue((*trail, "source"), edition)
                    found.setdefault(document.path, []).append(edit)
                    plan.bound.append(PinnedQuote(document.at(trail), UNCOVERED, listed.exact))
        return {label: edits for label, edits in found.items() if edits}

    def _words(
        self, plan: EditionPlan, entry: LocatedRecord, edition: QuotedScalar, old: SourceText
    ) -> Iterator[Edit]:
        """Words that the program found by itself, with evidence of their own in the old text."""
        record = entry.record
        evidence: dict[str, Value] = {}
        for spec in fields_of(type(record)):
            if isinstance(spec.role, Verbatim) and spec.name not in {
                *record.evidence,
                *record.resolved,
            }:
                places = [
                    TextPosition(item.start, item.end)
                    for item in self._before.evidence_of.get((record.record_type, record.id), ())
                    if item.field == spec.name and item.source_id == self.source.id
                ]
                grown = [shortest_unique_quote(place, old.anchor_text) for place in places]
                values = tuple(
                    as_mapping(quote.model_copy(update={"source": edition})) for quote in grown
                )
                if values:
                    evidence[spec.name] = values[0] if len(values) == 1 else values
                    words = "; ".join(quote.exact for quote in grown)
                    plan.bound.append(PinnedQuote(entry.at(spec.name), _name(entry), words))
        if record.evidence:
            for name, value in evidence.items():
                yield SetValue((*entry.trail, "evidence", name), value)
        elif evidence:
            yield SetValue((*entry.trail, "evidence"), evidence)

    def _steps(
        self, changes: Sequence[tuple[str, Sequence[Edit]]]
    ) -> tuple[list[FileChange], dict[str, CuratedFile]]:
        """Changes as steps, and the files as they are after the last.

        Raises:
            CuratingError: a file cannot take a change.
        """
        texts: dict[str, CuratedFile] = {}
        steps = []
        for label, edits in changes:
            if not edits:
                continue
            if label not in texts:
                texts[label], _ = read_editable(self.root / label, label)
            before = texts[label]
            texts[label] = before.edited(edits)
            steps.append(FileChange(label, before.text, tuple(edits)))
        return steps, texts

    def _new_problems(
        self, after: Mapping[str, CuratedFile], texts: Mapping[str, SourceText], plan: EditionPlan
    ) -> list[tuple[Item | None, Problem]]:
        """What the changed files have wrong that they had not before."""
        documents = [
            after[label].document if label in after else self._document(label)
            for label in self.labels()
        ]
        first = self._hold(documents, texts)
        # Their texts, with what the changed records say of them.
        held = dict(texts)
        for entry in first.entries:
            record = entry.record
            if isinstance(record, Source) and record.id in (self.source.id, plan.edition_id):
                text = texts[record.id]
                held[record.id], _ = delimit_article(entry, record, text.text, text.sha256)
        trial = self._hold(documents, held)
        before, items = self._known, _Items(documents)
        found = [(items.of(problem.at), problem) for problem in trial.problems]
        return [(item, each) for item, each in found if (item, each.rule) not in before]


class _Items:
    """Which item of a list a place of a file lies in."""

    def __init__(self, documents: Sequence[YamlDocument]) -> None:
        self._starts: dict[str, list[tuple[Location, YamlPath]]] = {}
        for document in documents:
            value = document.value
            lists = value.items() if isinstance(value, dict) else ()
            self._starts[document.path] = sorted(
                (document.at((key, i)), (key, i))
                for key, items in lists
                if isinstance(items, tuple)
                for i in range(len(items))
            )

    def of(self, at: Location) -> Item | None:
        """The item; None where the place is in none."""
        found = [trail for start, trail in self._starts.get(at.path, ()) if start <= at]
        return (at.path, found[-1]) if found else None


def _quotes(entry: LocatedRecord) -> Iterator[tuple[YamlPath, TextQuote]]:
    """Every quote that is written in a record, once, with its way down from the record."""
    record = entry.record
    groups: list[tuple[YamlPath, Sequence[TextQuote]]] = [(("quote",), record.quote)]
    groups += [
        (("evidence", key_of(entry, "evidence", name)), quotes)
        for name, quotes in record.evidence.items()
    ]
    groups += [(("links", i, "quote"), link.quote) for i, link in enumerate(record.links)]
    seen: set[YamlPath] = set()
    for head, quotes in groups:
        for quote in quotes:
            trail = (*head, *quote.trail)
            if trail not in seen:
                seen.add(trail)
                yield trail, quote


def _stands(
    entry: LocatedRecord, quote: TextQuote, text: SourceText, *, in_article: bool = False
) -> bool:
    try:
        if in_article:
            places = [p for p in text.anchor_text.find_all(quote) if text.is_article(p)]
            return len(places) == 1
        find_quote(entry.record, quote, text)
    except (QuoteNotFound, QuoteAmbiguous):
        return False
    return True


def _like(quote: TextQuote, text: SourceText) -> tuple[str, ...]:
    """What helps with words at which the article is to begin or end, anywhere in the text."""
    prepared = text.anchor_text
    if places := prepared.find_all(quote):
        return disambiguate(places, prepared)
    return nearest_words(quote.exact, prepared.text, (0, len(prepared.text)))


def _bind(
    entry: LocatedRecord, trail: YamlPath, source: QuotedScalar, *, below: YamlPath = ()
) -> SetValue:
    """A quote of a record with the source that it is from."""
    value: Any = entry.document.value
    for step in (*entry.trail, *trail):
        value = value[step]
    if isinstance(value, str):
        return SetValue((*below, *trail), {"exact": value, "source": source})
    return SetValue((*below, *trail, "source"), source)


def _name(entry: LocatedRecord) -> str:
    return f"{entry.record.record_type}/{entry.record.id}"
