"""Plans for a new edition of a source's text: what it changes, and the steps that put it in place.

The files are changed in memory first and checked against the new text, as `check` does. Only what
has no new problem is written.
"""

import hashlib
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from pydantic import ValidationError

from trafficking_explorer.corpus.corpus import Problem, SourceText
from trafficking_explorer.corpus.loader import SEEDS
from trafficking_explorer.corpus.source_texts import delimit_article
from trafficking_explorer.corpus.suggestions import disambiguate, nearest_words, suggest
from trafficking_explorer.curation.edition_pins import LEVELS, EditionPins, PinnedQuote, old_record
from trafficking_explorer.curation.edition_trial import EditionTrial, Item
from trafficking_explorer.curation.text_input import read_plain_text
from trafficking_explorer.curation.yaml_edit import CuratedFile, read_editable
from trafficking_explorer.curation.yaml_style import QuotedScalar
from trafficking_explorer.curation.yaml_tree import Edit, SetValue
from trafficking_explorer.errors import CuratingError, UsageError
from trafficking_explorer.records.evidence import TextQuote
from trafficking_explorer.records.source import Article, Source

_DIGITS = 8
"""Of the old text's SHA-256, in the id of its record."""
_FILE_DIGITS = 16
"""Of the new text's, in the name of its file."""


@dataclass(frozen=True)
class EditionRequest:
    """Options of the command.

    Attributes:
        file: the new text; None for the text now at the source's path.
        keep: True to keep the old text as a source.
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
class FileChange:
    """One change of one file."""

    label: str
    before: str
    edits: tuple[Edit, ...]


@dataclass
class EditionPlan:
    """Effects of a new edition on a corpus.

    Attributes:
        old, new: SHA-256 of the text that was curated, and of the new one.
        same: True if the new text is the one that was curated.
        standing: how many quotes from the source are `found`, `gone`, or fit `several` places.
        problems: of the files with the new text, with the nearest passages.
        left_out: furniture that is not in the new text.
        blocked: why it cannot be written; "" if it can.
        edition_id: source of the old text, if that is kept.
        bound: what refers to the old text then.
        target: the new text's file below seeds/.
        steps: the changes of YAML files, in their order.
        spare: the old text's file, if nothing needs it then.
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


def plan_edition(root: Path, request: EditionRequest) -> EditionPlan:
    """Compare a corpus with a new edition of one of its texts.

    Raises:
        CorpusError: there is no corpus.
        CuratingError: the new text cannot be read, or is not a text.
        UsageError: there is no such source, the id of the old text is taken, or an option has no
            words.
    """
    for option, words in (("--from", request.first), ("--to", request.last)):
        if words is not None and not words.strip():
            raise UsageError(f"{option}: there are no words to look for; give some of the article")
    return _Planner(root, request).run()


class _Planner:
    def __init__(self, root: Path, request: EditionRequest) -> None:
        self._root = root
        self._request = request
        self._trial = EditionTrial(root, request.source_id)
        self._source = self._trial.source

    def run(self) -> EditionPlan:
        source, text = self._source, self._trial.text
        data, words = self._read()
        new = hashlib.sha256(data).hexdigest()
        stated = source.sha256 or (text.sha256 if text else "")
        same = text is not None and new == text.sha256 == stated
        plan = EditionPlan(self._root, source.id, source.path, stated, new, same, data)
        if same:
            return plan
        if self._request.keep:
            plan.edition_id = self._edition_id(text, stated)
        changed, plan.left_out, edge_problems = self._delimit(words, new)
        texts = {**self._trial.corpus.texts, source.id: changed}
        if plan.edition_id and text is not None:
            texts[plan.edition_id] = replace(
                text, source=source.model_copy(update={"id": plan.edition_id})
            )
        trial, problems = self._trial.check_texts(texts, plan.old)
        for (_, source_id, what), count in trial.quote_status.items():
            if source_id == source.id:
                plan.standing[what] += count
        plan.problems = sorted([*edge_problems, *(suggest(each, trial) for each in problems)])
        if edge_problems:
            plan.blocked = (
                "the article's first or last words do not fit the new text: give those that do with "
                "--from and --to"
            )
            return plan
        try:
            self._plan_steps(plan, texts, text)
        except CuratingError as error:
            plan.blocked = str(error)
        return plan

    def _read(self) -> tuple[bytes, str]:
        if self._request.file is None and self._trial.text is None:
            raise UsageError(
                f"source {self._source.id} has no text that can be read; name one: FILE"
            )
        return read_plain_text(self._request.file or self._root / SEEDS / self._source.path)

    def _edition_id(self, text: SourceText | None, stated: str) -> str:
        if text is None or text.sha256 != stated:
            raise UsageError(
                f"seeds/{self._source.path} is not the text that was curated, so it cannot be kept: "
                "restore that one first, and name the new text as FILE"
            )
        id_ = self._request.new_id or f"{self._source.id}-{stated[:_DIGITS]}"
        if ("source", id_) in self._trial.corpus.declared and not self._is_kept(id_, stated):
            raise UsageError(f"there is a source {id_} already: give the old text another --id")
        try:
            Source.model_validate({**self._source.model_dump(by_alias=True), "id": id_})
        except ValidationError as error:
            raise UsageError(
                f"--id {id_}: not a valid id; use lower-case letters and digits, joined by “-”"
            ) from error
        return id_

    def _is_kept(self, id_: str, sha256: str) -> bool:
        """True if an interrupted run has written the old text's record already."""
        text = self._trial.corpus.texts.get(id_)
        return (
            text is not None
            and text.source.edition_of == self._source.id
            and text.sha256 == sha256
            and text.source.path == self._source.path
        )

    def _delimit(
        self, words: str, sha256: str
    ) -> tuple[SourceText, list[PinnedQuote], list[Problem]]:
        """The new text with its article, the furniture that it lacks, and edges that do not fit."""
        entry, source = self._trial.entry, self._source
        first, last = self._request.first, self._request.last
        article = source.article
        if first or last:
            article = Article.model_validate(
                {
                    "from": first or article.first.model_dump(),
                    "to": last or article.last.model_dump(),
                }
            )
        bare = source.model_copy(update={"article": article, "furniture": ()})
        text, problems = delimit_article(entry, bare, words, sha256)
        kept = tuple(
            quote for quote in source.furniture if len(text.anchor_text.find_all(quote)) == 1
        )
        left_out = [
            PinnedQuote(entry.at("furniture", *quote.trail), "furniture", quote.exact)
            for quote in source.furniture
            if quote not in kept
        ]
        edges = {
            entry.at("article", "from"): article.first,
            entry.at("article", "to"): article.last,
        }
        problems = [
            replace(each, notes=_hints(edges[each.at], text)) if each.at in edges else each
            for each in problems
        ]
        whole = bare.model_copy(update={"furniture": kept})
        return delimit_article(entry, whole, words, sha256)[0], left_out, problems

    def _plan_steps(
        self, plan: EditionPlan, texts: dict[str, SourceText], old: SourceText | None
    ) -> None:
        """Plan the changes, with as little tied to the old text as the records allow."""
        is_here = plan.data == self._old_data()
        plan.target = self._source.path if is_here else self._target(plan.new, old is not None)
        others = {
            entry.record.path
            for entry in self._trial.corpus.entries
            if isinstance(entry.record, Source) and entry.record.id != self._source.id
        }
        if not (is_here or plan.edition_id or old is None or self._source.path in others):
            plan.spare = self._source.path
        turn = self._turn(plan, texts[self._source.id])
        if plan.edition_id is None:
            plan.steps = self._steps([(self._trial.label, turn)])[0]
            return
        assert old is not None
        is_kept = self._is_kept(plan.edition_id, plan.old)
        add = [] if is_kept else [old_record(self._trial, plan.edition_id, plan.old)]
        levels: Counter[Item] = Counter()
        while True:
            new = texts[self._source.id]
            pins = EditionPins(self._trial, plan.edition_id, new, old, levels)
            plan.bound = pins.quotes
            changes: list[tuple[str, Sequence[Edit]]] = [(self._trial.label, add)]
            changes += [*pins.edits.items(), (self._trial.label, turn)]
            plan.steps, after = self._steps(changes)
            wrong = self._trial.check_changed(
                {label: file.document for label, file in after.items()},
                texts,
                (self._source.id, plan.edition_id),
            )
            if not wrong:
                return
            for item, problem in wrong:
                if item is None or levels[item] == LEVELS:
                    plan.blocked = f"{problem.at}: {problem.message}"
                    return
            levels.update({item for item, _ in wrong if item})

    def _old_data(self) -> bytes | None:
        path = self._root / SEEDS / self._source.path
        with suppress(OSError, ValueError, RuntimeError):
            # Reading a pipe would wait without end.
            return path.read_bytes() if path.is_file() else None
        return None

    def _target(self, sha256: str, beside: bool) -> str:
        """The new text's file: beside the old one, if that exists."""
        path = PurePosixPath(self._source.path)
        name = f"{self._source.id}_{sha256[:_FILE_DIGITS]}"
        return str(path.with_name(f"{name}{path.suffix}")) if beside else f"{name}.txt"

    def _turn(self, plan: EditionPlan, text: SourceText) -> list[Edit]:
        """Edits that turn the source's record to the new text."""
        at = self._trial.entry.trail
        edits: list[Edit] = []
        if plan.target != self._source.path:
            edits.append(SetValue((*at, "path"), plan.target))
        edits.append(SetValue((*at, "sha256"), QuotedScalar(plan.new)))
        for key, words in (("from", self._request.first), ("to", self._request.last)):
            if words:
                edits.append(SetValue((*at, "article", key), words))
        if plan.left_out:
            raw = self._trial.raw("furniture")
            gone = {
                quote.trail[:1]
                for quote in self._source.furniture
                if quote not in text.source.furniture
            }
            items = raw if isinstance(raw, tuple) else ()
            rest = tuple(each for i, each in enumerate(items) if (i,) not in gone)
            edits.append(SetValue((*at, "furniture"), rest))
        return edits

    def _steps(
        self, changes: Sequence[tuple[str, Sequence[Edit]]]
    ) -> tuple[list[FileChange], dict[str, CuratedFile]]:
        """Changes as steps, and the files as they are after the last.

        Raises:
            CuratingError: a file cannot take a change.
        """
        files: dict[str, CuratedFile] = {}
        steps = []
        for label, edits in changes:
            if not edits:
                continue
            if label not in files:
                files[label], _ = read_editable(self._root / label, label)
            before = files[label]
            files[label] = before.edited(edits)
            steps.append(FileChange(label, before.text, tuple(edits)))
        return steps, files


def _hints(quote: TextQuote, text: SourceText) -> tuple[str, ...]:
    """Help with an edge of the article, from anywhere in the text."""
    prepared = text.anchor_text
    if places := prepared.find_all(quote):
        return disambiguate(places, prepared)
    return nearest_words(quote.exact, prepared.text, (0, len(prepared.text)))
