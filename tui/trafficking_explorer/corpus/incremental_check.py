"""Find all problems of a corpus, as `load` does, reading only files that may have new ones.

A file is read again if its content has changed, or the state of what it refers to: the names of
records, the texts of sources. So is a file with a problem that depends on others: a dangling reference,
a changed text, an older edition; and every file while two records share an id.
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
    curated_files,
    problems_of_all,
    read_files,
    relative_name,
    resolve,
)
from trafficking_explorer.corpus.source_texts import digest_of, read_text
from trafficking_explorer.corpus.suggestions import suggest
from trafficking_explorer.corpus.yaml_reader import YamlDocument
from trafficking_explorer.errors import Location
from trafficking_explorer.records.answer import FindingAnswer
from trafficking_explorer.records.source import Source, newest_edition

Progress = Callable[[int, int], object]
"""Called with the number of finished steps and of all steps."""


@dataclass(frozen=True)
class CheckResult:
    """The problems of a corpus, and the answers to its findings."""

    problems: list[Problem]
    answers: list[tuple[FindingAnswer, Location]]
    records: int
    passages: int
    read: int
    """Files that were read rather than taken from the cache."""
    corpus: Corpus | None
    """The corpus as `load` reads it, if all its files were read."""


def check_corpus(
    root: Path, cache: Path | None = None, progress: Progress = lambda done, all_: None
) -> CheckResult:
    """Find all problems of a corpus.

    Args:
        root: its folder.
        cache: the folder for summaries of files; None keeps nothing.
        progress: called after each step.

    Raises:
        CorpusError: there is no corpus.
    """
    names = {path: relative_name(path, root) for path in curated_files(root)}
    if len(set(names.values())) < len(names):
        cache = None  # Different names that are not UTF-8 may look the same.
    cached = load_cache(cache, root) if cache else {}
    known = {
        path: cached[name]
        for path, name in names.items()
        if name in cached and cached[name].digest == digest_of(path)
    }
    steps = _Steps(progress)
    read = steps.read(root, [path for path in names if path not in known])
    summaries = {path: known.get(path) or summarize(read[path]) for path in names}
    context = _Context(root, summaries.values())
    read |= steps.read(root, [path for path in known if not context.is_current(known[path])])
    # Before the texts are read: a later change is then noticed by the next run.
    states = {path: context.state_of(summaries[path]) for path in read}
    corpus = Corpus(root)
    for path in names:
        if path in read:
            corpus.add(read[path])
    context.share(corpus, summaries, read)
    resolve(corpus, steps.finish_one)
    for path, state in states.items():
        summaries[path].state = None if context.is_open(summaries[path], corpus) else state
    _add_results({names[path]: summaries[path] for path in read}, corpus)
    if cache and not context.has_duplicates and (read or cached.keys() != set(names.values())):
        kept = {names[path]: each for path, each in summaries.items() if each.digest}
        save_cache(cache, root, kept)
    return _result(names, summaries, corpus, len(read))


class _Steps:
    """Counts files as they are read and checked."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._done = self._all = 0

    def finish_one(self) -> None:
        self._done += 1
        self._progress(self._done, self._all)

    def read(self, root: Path, files: Sequence[Path]) -> dict[Path, Corpus]:
        """Read each file separately."""
        self._all += 2 * len(files)
        return {path: read_files(root, [path], self.finish_one) for path in files}


class _Context:
    """Everything in the files of a corpus that other files may refer to."""

    def __init__(self, root: Path, summaries: Iterable[FileSummary]) -> None:
        self._root = root
        self._names: dict[tuple[str, str], Sequence[str]] = {}
        self._sources: dict[str, dict[str, Any]] = {}
        self._declared: set[tuple[str, str]] = set()
        records = 0
        for each in summaries:
            for type_, id_, names in each.records:
                self._declared.add((type_, id_))
                if names is not None:
                    records += 1
                    self._names.setdefault((type_, id_), names)
            for id_, fields in each.sources.items():
                self._sources.setdefault(id_, fields)
        self.has_duplicates = records > len(self._names)
        newer = {id_: fields["edition_of"] for id_, fields in self._sources.items()}
        works: dict[str, list[str]] = defaultdict(list)
        for id_ in newer:
            works[newest_edition(id_, newer)].append(id_)
        self._editions = {id_: work for work in works.values() for id_ in work}
        self._text_states: dict[str, str] = {}

    def is_current(self, summary: FileSummary) -> bool:
        """True if an unchanged file has the same problems as in the last run."""
        if self.has_duplicates or summary.state is None:
            return False
        return summary.state == self.state_of(summary)

    def state_of(self, summary: FileSummary) -> str | None:
        """The state of everything a file refers to; None if some of it is missing."""
        digest = hashlib.blake2b(digest_size=16)
        for type_, id_ in summary.refs:
            if (type_, id_) not in self._declared:
                return None
            digest.update(json.dumps([type_, id_, self._names.get((type_, id_))]).encode())
        for id_ in self._texts_of(summary):
            digest.update(f"{id_}{self._text_state(id_)}".encode())
        return digest.hexdigest()

    def is_open(self, summary: FileSummary, corpus: Corpus) -> bool:
        """True if a file has an older edition, or quotes a changed text: it is read in every run."""
        texts = (corpus.texts.get(id_) for id_ in self._texts_of(summary))
        return any(fields["edition_of"] is not None for fields in summary.sources.values()) or any(
            text is not None and text.is_changed for text in texts
        )

    def share(
        self,
        corpus: Corpus,
        summaries: Mapping[Path, FileSummary],
        read: Mapping[Path, Corpus],
    ) -> None:
        """Give the corpus of the files that were read what they need of the others."""
        corpus.declared |= self._declared
        sources: dict[str, dict[str, Any]] = {}
        for path, each in summaries.items():
            if path not in read:
                sources |= each.sources
                corpus.elsewhere |= {
                    (type_, id_): tuple(names) for type_, id_, names in each.records if names
                }
        for id_ in dict.fromkeys(id_ for path in read for id_ in self._texts_of(summaries[path])):
            if id_ in sources:
                entry = LocatedRecord(source_of(sources[id_]), YamlDocument(""), (), None)
                # Its problems are reported for its file.
                text, _ = read_text(entry, corpus.root / SEEDS)
                if text is not None:
                    corpus.texts[id_] = text

    def _texts_of(self, summary: FileSummary) -> dict[str, None]:
        """The ids of all sources whose texts a file is checked against, and of their editions."""
        ids = (id_ for type_, id_ in summary.refs if type_ == Source.record_type)
        return dict.fromkeys(
            each for id_ in (*ids, *summary.sources) for each in self._editions.get(id_, (id_,))
        )

    def _text_state(self, source_id: str) -> str:
        if source_id not in self._text_states:
            state = ""
            if (fields := self._sources.get(source_id)) is not None:
                state = f"{json.dumps(fields)}{digest_of(self._root / SEEDS / fields['path'])}"
            self._text_states[source_id] = state
        return self._text_states[source_id]


def _add_results(read: Mapping[str, FileSummary], corpus: Corpus) -> None:
    """Add problems and passages to the summaries of the files that were read, by name."""
    for each in read.values():
        each.problems, each.passages = [], 0
    for problem in corpus.problems:
        at, notes = problem.at, suggest(problem, corpus).notes
        read[at.path].problems.append(
            (at.line, at.column, problem.rule, problem.message, problem.severity, notes)
        )
    for entry, places in corpus.grounds:
        read[entry.document.path].passages += len(places)


def _result(
    names: Mapping[Path, str],
    summaries: Mapping[Path, FileSummary],
    corpus: Corpus,
    read: int,
) -> CheckResult:
    answers: list[tuple[FindingAnswer, Location]] = []
    problems = list(problems_of_all(corpus))
    for path, summary in summaries.items():
        problems += _problems_in(names[path], summary)
        for finding, answer, reason, line, column in summary.answers:
            given = FindingAnswer(finding=finding, answer=answer, reason=reason)
            answers.append((given, Location(names[path], line, column)))
    records = sum(names is not None for each in summaries.values() for *_, names in each.records)
    passages = sum(each.passages for each in summaries.values())
    whole = corpus if read == len(names) else None
    return CheckResult(sorted(problems), answers, records, passages, read, whole)


def _problems_in(name: str, summary: FileSummary) -> Iterator[Problem]:
    for line, column, rule, message, severity, notes in summary.problems:
        yield Problem(Location(name, line, column), rule, message, severity, tuple(notes))
