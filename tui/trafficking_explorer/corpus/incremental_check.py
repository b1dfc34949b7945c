"""The problems of a corpus as `load` finds them, reading only what may have other ones than last time.

A file is read again if its own content has changed, or the state of what it refers to: the names of
records, the texts of sources. The same holds for a file with a problem that all files together have a
part in: a reference to nothing, a changed text, an older edition, and every file of a corpus in which
two records have one id.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trafficking_explorer.corpus.check_cache import (
    FileSummary,
    load_cache,
    save_cache,
    source_of,
    summarize,
)
from trafficking_explorer.corpus.corpus import Corpus, LocatedRecord, Problem
from trafficking_explorer.corpus.loader import (
    SEEDS,
    LoadBatch,
    curated_files,
    problems_of_all,
    read_batch,
    relative_name,
    resolve_batch,
)
from trafficking_explorer.corpus.source_texts import digest_of, read_text
from trafficking_explorer.corpus.suggestions import suggest
from trafficking_explorer.corpus.yaml_reader import YamlDocument
from trafficking_explorer.errors import Location
from trafficking_explorer.records.answer import FindingAnswer
from trafficking_explorer.records.source import newest_edition

Progress = Callable[[int, int], object]
"""Told how many steps are done, and how many there are."""


@dataclass(frozen=True)
class CheckResult:
    """The problems of a corpus, and what the check of its findings needs."""

    problems: list[Problem]
    answers: list[tuple[FindingAnswer, Location]]
    records: int
    passages: int
    read: int
    """Files that were read, and not known from an earlier run."""


def check_corpus(
    root: Path, cache: Path | None = None, progress: Progress = lambda done, all_: None
) -> CheckResult:
    """Every problem of a corpus, as `load` finds them.

    Args:
        root: its folder.
        cache: a folder in which summaries are kept for the next run; None keeps nothing.
        progress: told how far it is.

    Raises:
        CorpusError: there is no corpus.
    """
    files = {path: relative_name(path, root) for path in curated_files(root)}
    if len(set(files.values())) < len(files):
        cache = None  # Names that are no UTF-8 look alike once they can be shown.
    kept = load_cache(cache, root) if cache else {}
    known = {
        path: kept[name]
        for path, name in files.items()
        if name in kept and kept[name].digest == digest_of(path)
    }
    steps = _Steps(progress)
    read = steps.read(root, [path for path in files if path not in known])
    summaries = {path: known.get(path) or summarize(read[path]) for path in files}
    index = _Index(root, summaries.values())
    read |= steps.read(root, [path for path in known if not index.is_current(known[path])])
    check = _Check(root, files, summaries, read, index)
    corpus = check.resolve(steps.done_one)
    problems = [suggest(problem, corpus) for problem in corpus.problems]
    if cache and not index.has_duplicates and (read or kept.keys() != set(files.values())):
        check.note(problems, corpus)
        save_cache(
            cache, root, {files[path]: each for path, each in summaries.items() if each.digest}
        )
    return check.result([*problems, *problems_of_all(corpus)], corpus)


class _Steps:
    """Counts files as they are read and as they are checked."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._done = self._all = 0

    def done_one(self) -> None:
        self._done += 1
        self._progress(self._done, self._all)

    def read(self, root: Path, files: Sequence[Path]) -> dict[Path, LoadBatch]:
        """Each file by itself."""
        self._all += 2 * len(files)
        return {path: read_batch(root, [path], self.done_one) for path in files}


class _Index:
    """Everything in the files of a corpus that others may refer to."""

    def __init__(self, root: Path, summaries: Iterable[FileSummary]) -> None:
        self._root = root
        self._names: dict[tuple[str, str], Sequence[str]] = {}
        self._sources: dict[str, dict[str, Any]] = {}
        declared: set[tuple[str, str]] = set()
        records = 0
        for each in summaries:
            records += len(each.records)
            for type_, id_, names in each.records:
                self._names.setdefault((type_, id_), names)
            declared.update((type_, id_) for type_, id_ in each.declared)
            for id_, fields in each.sources.items():
                self._sources.setdefault(id_, fields)
        self._declared = declared | self._names.keys()
        self.has_duplicates = records > len(self._names)
        newer = {id_: fields["edition_of"] for id_, fields in self._sources.items()}
        works: dict[str, list[str]] = defaultdict(list)
        for id_ in newer:
            works[newest_edition(id_, newer)].append(id_)
        self._editions = {id_: work for work in works.values() for id_ in work}
        self._text_states: dict[str, str] = {}

    def is_current(self, summary: FileSummary) -> bool:
        """Whether the problems of an unchanged file are those of the last run."""
        if self.has_duplicates or summary.state is None:
            return False
        return summary.state == self.state_of(summary)

    def state_of(self, summary: FileSummary) -> str | None:
        """A name for the state of what a file refers to; None where some of it is missing."""
        digest = hashlib.blake2b(digest_size=16)
        for type_, id_ in summary.refs:
            if (type_, id_) not in self._declared:
                return None
            digest.update(json.dumps([type_, id_, self._names.get((type_, id_))]).encode())
        for id_ in self.texts_of(summary):
            digest.update(f"{id_}{self._text_state(id_)}".encode())
        return digest.hexdigest()

    def texts_of(self, summary: FileSummary) -> dict[str, None]:
        """The ids of the sources whose texts a file is held against, all their editions included."""
        own = (*summary.texts, *summary.sources)
        return dict.fromkeys(each for id_ in own for each in self._editions.get(id_, (id_,)))

    def _text_state(self, source_id: str) -> str:
        if source_id not in self._text_states:
            fields = self._sources.get(source_id)
            state = ""
            if fields is not None:
                text = digest_of(self._root / SEEDS / fields["path"])
                state = f"{json.dumps(fields)}{text}"
            self._text_states[source_id] = state
        return self._text_states[source_id]

    def share(
        self, corpus: Corpus, read: Iterable[FileSummary], unread: Iterable[FileSummary]
    ) -> None:
        """Give the files that were read what the others have."""
        corpus.declared |= self._declared
        sources: dict[str, dict[str, Any]] = {}
        for each in unread:
            sources |= each.sources
            corpus.elsewhere |= {(type_, id_): tuple(names) for type_, id_, names in each.records}
        for id_ in dict.fromkeys(id_ for each in read for id_ in self.texts_of(each)):
            if id_ in sources:
                entry = LocatedRecord(source_of(sources[id_]), YamlDocument(""), (), None)
                # What is wrong with it is said in its own file.
                text, _ = read_text(entry, corpus.root / SEEDS)
                if text is not None:
                    corpus.texts[id_] = text


@dataclass
class _Check:
    """Files that have been read, among others whose problems are known.

    Attributes:
        files: every file of the corpus, in order, with its name in problems.
        summaries: of every file.
        read: the files that have been read, each by itself.
    """

    root: Path
    files: Mapping[Path, str]
    summaries: Mapping[Path, FileSummary]
    read: Mapping[Path, LoadBatch]
    index: _Index

    def resolve(self, done_one: Callable[[], object]) -> Corpus:
        """The corpus of the files that were read, held against their texts and all other files."""
        batch = LoadBatch(Corpus(self.root))
        for path, summary in self.summaries.items():
            if path in self.read:
                # Before the texts are read: if one changes meanwhile, the next run notices.
                summary.state = self.index.state_of(summary)
                batch.add(self.read[path])
        self.index.share(
            batch.corpus,
            [each for path, each in self.summaries.items() if path in self.read],
            [each for path, each in self.summaries.items() if path not in self.read],
        )
        resolve_batch(batch, done_one)
        return batch.corpus

    def note(self, problems: Iterable[Problem], corpus: Corpus) -> None:
        """Put into the summaries of the files that were read what was found in them."""
        by_name = {self.files[path]: self.summaries[path] for path in self.read}
        for each in by_name.values():
            each.problems, each.passages = [], 0
            if any(fields["edition_of"] is not None for fields in each.sources.values()) or any(
                id_ in corpus.texts and corpus.texts[id_].is_changed
                for id_ in self.index.texts_of(each)
            ):
                each.state = None
        for problem in problems:
            at, notes = problem.at, problem.notes
            by_name[at.path].problems.append(
                (at.line, at.column, problem.rule, problem.message, problem.severity, notes)
            )
        for entry, places in corpus.grounds:
            by_name[entry.document.path].passages += len(places)

    def result(self, problems: list[Problem], corpus: Corpus) -> CheckResult:
        """Everything that was found or is known; answers in the order of the files."""
        records = 0
        passages = sum(len(places) for _, places in corpus.grounds)
        answers: list[tuple[FindingAnswer, Location]] = []
        for path, summary in self.summaries.items():
            records += len(summary.records)
            if path in self.read:
                answers += self.read[path].corpus.answers
            else:
                passages += summary.passages
                answers += _answers_in(self.files[path], summary)
                problems += _problems_in(self.files[path], summary)
        return CheckResult(sorted(problems), answers, records, passages, len(self.read))


def _problems_in(name: str, summary: FileSummary) -> Iterator[Problem]:
    for line, column, rule, message, severity, notes in summary.problems:
        yield Problem(Location(name, line, column), rule, message, severity, tuple(notes))


def _answers_in(name: str, summary: FileSummary) -> Iterator[tuple[FindingAnswer, Location]]:
    for finding, answer, reason, line, column in summary.answers:
        given = FindingAnswer(finding=finding, answer=answer, reason=reason)
        yield given, Location(name, line, column)
