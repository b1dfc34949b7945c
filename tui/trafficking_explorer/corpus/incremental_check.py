"""The problems of a large corpus: read on all cores, and only what has changed since the last run."""

import hashlib
import json
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from trafficking_explorer.corpus.check_cache import CachedFile, load_cache, save_cache
from trafficking_explorer.corpus.check_workers import (
    Batch,
    FileResult,
    FileSummary,
    Key,
    SharedContext,
    WorkerProcess,
    as_problems,
    gather,
)
from trafficking_explorer.corpus.checks.circular_edition import OlderEdition, circular_edition
from trafficking_explorer.corpus.checks.duplicate_id import duplicate_id
from trafficking_explorer.corpus.checks.source_changed import ChangedText, source_changed
from trafficking_explorer.corpus.checks.stale_schema import stale_schema
from trafficking_explorer.corpus.corpus import Problem
from trafficking_explorer.corpus.loader import SEEDS, curated_files
from trafficking_explorer.corpus.source_texts import digest_of
from trafficking_explorer.corpus.yaml_reader import YamlDocument, read_yaml
from trafficking_explorer.errors import Location
from trafficking_explorer.records.answer import FindingAnswer
from trafficking_explorer.records.registry import KINDS
from trafficking_explorer.records.source import newest_edition

Progress = Callable[[int, int], object]
"""Told how many steps are done, and how many there are."""
_WORTH_A_PROCESS = 2**20
"""Bytes of YAML below which one process is quickest."""


@dataclass(frozen=True)
class CheckResult:
    """What is wrong with a corpus, and what the check of its findings needs."""

    problems: list[Problem]
    answers: list[tuple[FindingAnswer, Location]]
    records: int
    passages: int
    read: int
    """Files that were read, and not known from an earlier run."""


def check_corpus(
    root: Path,
    cache: Path | None = None,
    processes: int | None = None,
    progress: Progress = lambda done, all_: None,
) -> CheckResult:
    """Every problem of a corpus, as `load` finds them.

    Args:
        root: its folder.
        cache: where what was found is kept for the next run; None keeps nothing.
        processes: so many at once; None for one a core, or one alone where there is little to read.
        progress: told how far it is.

    Raises:
        CorpusError: there is no corpus, or a process that read it was killed.
    """
    return _Check(root, cache, processes, progress).run()


@dataclass
class _Check:
    root: Path
    cache: Path | None
    processes: int | None
    progress: Progress
    done: int = 0
    steps: int = 0
    facts: dict[str, FileSummary] = field(default_factory=dict)
    names: dict[Key, tuple[str, ...]] = field(default_factory=dict)
    declared: set[Key] = field(default_factory=set)
    sources: dict[str, str] = field(default_factory=dict)
    owners: dict[str, str] = field(default_factory=dict)
    """The file of each source; of two with one id, the first."""
    editions: dict[str, list[str]] = field(default_factory=dict)
    """The ids of all editions of a work, by each of them; of works that have several."""
    _states: dict[str, str | None] = field(default_factory=dict)
    _texts: dict[str, str] = field(default_factory=dict)

    def tick(self) -> None:
        self.done += 1
        self.progress(self.done, self.steps)

    def run(self) -> CheckResult:
        files = {path: _name(path, self.root) for path in curated_files(self.root)}
        if len(set(files.values())) < len(files):
            # Names that are no UTF-8 look alike once they can be shown.
            self.cache = None
        kept = load_cache(self.cache, self.root) if self.cache else {}
        known = {
            name: kept[name].facts
            for path, name in files.items()
            if name in kept and kept[name].facts.digest == digest_of(path)
        }
        fresh = [path for path, name in files.items() if name not in known]
        self.steps = 2 * len(fresh)
        shards = _Shards(self.root, fresh, self.processes, self.tick)
        try:
            self.facts = {**known, **shards.read()}
            order = list(dict.fromkeys(files.values()))
            for name in order:
                self.facts.setdefault(name, FileSummary())
            self.index(order)
            if known and self.has_duplicates():
                # Which of two records of one id counts is a matter of all files together.
                shards.close()
                return _Check(self.root, None, self.processes, self.progress).run()
            stale = [
                path
                for path, name in files.items()
                if name in known
                and ((state := self.state_of(name)) is None or state != kept[name].state)
            ]
            self.steps += 2 * len(stale)
            self.finish(shards, files)
            if stale:
                shards.close()
                shards = _Shards(self.root, stale, self.processes, self.tick)
                shards.read()
                self.finish(shards, files)
            if self.cache and (fresh or stale or kept.keys() != known.keys()):
                save_cache(
                    self.cache,
                    self.root,
                    {
                        name: CachedFile(self.state_of(name), facts)
                        for name, facts in self.facts.items()
                        if facts.digest
                    },
                )
        finally:
            # Last: until then the processes have ended by themselves.
            shards.close()
        return self.checked(order, len(fresh) + len(stale))

    def index(self, order: Sequence[str]) -> None:
        """Bring together what the files have; of two records with one id, the first."""
        for name in order:
            facts = self.facts[name]
            for type_, id_, _, names in facts.records:
                self.names.setdefault((type_, id_), tuple(names))
                self.declared.add((type_, id_))
            self.declared.update((type_, id_) for type_, id_ in facts.declared)
            for id_, source in facts.sources.items():
                if id_ not in self.sources:
                    self.sources[id_] = source
                    self.owners[id_] = name
        newer: dict[str, str | None] = {}
        for name in order:
            for id_, newer_id, *_ in self.facts[name].editions:
                newer.setdefault(id_, newer_id)
        works: dict[str, dict[str, None]] = {}
        for id_ in dict.fromkeys(each for pair in newer.items() for each in pair if each):
            works.setdefault(newest_edition(id_, newer), {})[id_] = None
        self.editions = {id_: list(work) for work in works.values() for id_ in work}

    def has_duplicates(self) -> bool:
        return sum(len(facts.records) for facts in self.facts.values()) > len(self.names)

    def finish(self, shards: "_Shards", files: Mapping[Path, str]) -> None:
        """The second step of the shards, and its problems and passages into the facts."""
        for each in shards.files:
            for path in each:
                # What a file had before may have been mended elsewhere.
                facts = self.facts[files[path]]
                facts.problems, facts.passages, facts.changed, facts.standing = [], 0, [], []
        names = [[files[path] for path in each] for each in shards.files]
        # What is kept of the texts is worked out while others read them.
        for found in shards.finish(map(self.given, names), lambda: self.state_all(names)):
            for name, each_found in found.items():
                facts = self.facts[name]
                facts.passages = each_found.passages
                facts.changed, facts.standing = each_found.changed, each_found.standing
                facts.problems = [
                    (
                        each.at.line,
                        each.at.column,
                        each.rule,
                        each.message,
                        each.severity,
                        each.notes,
                    )
                    for each in each_found.problems
                ]

    def given(self, files: Sequence[str]) -> SharedContext:
        """What files need of others."""
        names: dict[Key, tuple[str, ...]] = {}
        declared: set[Key] = set()
        sources: dict[str, str] = {}
        # Those that it has itself it reads, and says what is wrong with them.
        own = set(files)
        for name in files:
            facts = self.facts[name]
            for ref in facts.refs:
                type_, _, id_ = ref.partition("/")
                key = type_, id_
                if key not in self.declared:
                    # A message about it names what is near among everything that is there.
                    declared = self.declared
                elif key not in declared:
                    declared = {*declared, key} if declared is self.declared else declared
                    declared.add(key)
                if key in self.names:
                    names[key] = self.names[key]
            sources |= {
                id_: self.sources[id_]
                for id_ in self.texts_of(facts)
                if id_ in self.sources and self.owners[id_] not in own
            }
        if self.has_duplicates():
            names = self.names
        return SharedContext(names, declared, sources)

    def state_all(self, names: Iterable[Iterable[str]]) -> None:
        if self.cache:
            for name in chain.from_iterable(names):
                self.state_of(name)

    def state_of(self, name: str) -> str | None:
        """A name for the state of what a file refers to; None where some of it is missing."""
        if name not in self._states:
            self._states[name] = self._state_of(self.facts[name])
        return self._states[name]

    def _state_of(self, facts: FileSummary) -> str | None:
        digest = hashlib.blake2b(digest_size=16)
        for ref in facts.refs:
            type_, _, id_ = ref.partition("/")
            if (type_, id_) not in self.declared:
                return None
            digest.update(f"{ref}{self.names.get((type_, id_))}".encode())
        for id_ in self.texts_of(facts):
            digest.update(f"{id_}{self.text_state(id_)}".encode())
        return digest.hexdigest()

    def texts_of(self, facts: FileSummary) -> list[str]:
        """The ids of the sources whose texts a file is held against, all their editions included."""
        ids = (*facts.texts, *facts.sources)
        return list(
            dict.fromkeys(each for id_ in ids for each in (id_, *self.editions.get(id_, ())))
        )

    def text_state(self, source_id: str) -> str:
        if source_id not in self._texts:
            source = self.sources.get(source_id)
            state = ""
            if source is not None:
                path = self.root / SEEDS / json.loads(source)["path"]
                state = source + (digest_of(path) or "")
            self._texts[source_id] = state
        return self._texts[source_id]

    def checked(self, order: Sequence[str], read: int) -> CheckResult:
        problems = [each for name in order for each in as_problems(name, self.facts[name])]
        if self.has_duplicates():
            problems.extend(duplicate_id(self._places_of_duplicates(order)))
        problems.extend(self._of_all(order))
        answers = [
            (
                FindingAnswer(finding=finding, answer=answer, reason=reason),
                Location(name, line, column),
            )
            for name in order
            for finding, answer, reason, line, column in self.facts[name].answers
        ]
        every = self.facts.values()
        return CheckResult(
            sorted(problems),
            answers,
            sum(len(facts.records) for facts in every),
            sum(facts.passages for facts in every),
            read,
        )

    def _of_all(self, order: Sequence[str]) -> Iterator[Problem]:
        """What only all files together show."""
        standing: Counter[tuple[str, str]] = Counter()
        changed: list[ChangedText] = []
        older: list[OlderEdition] = []
        for name in order:
            facts = self.facts[name]
            for id_, what, count in facts.standing:
                standing[id_, what] += count
            for id_, file, sha256, line, column in facts.changed:
                # Two files may have a source of one id; the text is that of the first.
                if self.owners.get(id_) == name:
                    at = Location(name, line, column)
                    changed.append(ChangedText(id_, file, sha256, at))
            for id_, newer, line, column in facts.editions:
                older.append(OlderEdition(id_, newer, Location(name, line, column)))
        yield from source_changed(changed, standing)
        yield from circular_edition(older)
        yield from stale_schema(self.root)

    def _places_of_duplicates(self, order: Sequence[str]) -> Iterator[tuple[Key, Location]]:
        """Where records with one id stand; nobody asks where others do, which takes long to find."""
        every = ((type_, id_) for facts in self.facts.values() for type_, id_, *_ in facts.records)
        count = Counter(every)
        for name in order:
            document: YamlDocument | None = None
            for type_, id_, number, _ in self.facts[name].records:
                if count[type_, id_] > 1:
                    document = document or self._document(name)
                    yield (type_, id_), document.at((KINDS[type_].plural, number, "id"))

    def _document(self, name: str) -> YamlDocument:
        """A file, read again; an empty one where it cannot be by now."""
        try:
            return read_yaml(name, (self.root / name).read_bytes())
        except OSError:
            return YamlDocument(name)


class _Shards:
    """Files shared out among processes, or kept in this one where they are few."""

    def __init__(
        self, root: Path, files: Sequence[Path], processes: int | None, tick: Callable[[], None]
    ) -> None:
        count = processes or _worthwhile(files)
        self.files = [files[number::count] for number in range(count)] if files else []
        self._here = Batch(root, files, tick) if count == 1 and files else None
        self._remote = (
            [WorkerProcess(root, each, tick) for each in self.files] if files and count > 1 else []
        )

    def read(self) -> dict[str, FileSummary]:
        if self._here is not None:
            return self._here.read()
        return {name: facts for each in gather(self._remote) for name, facts in each.items()}

    def finish(
        self, given: Iterable[SharedContext], meanwhile: Callable[[], None]
    ) -> list[dict[str, FileResult]]:
        if self._here is not None:
            return [self._here.finish(each) for each in given]
        for shard, each in zip(self._remote, given, strict=True):
            shard.give(each)
        meanwhile()
        return gather(self._remote)

    def close(self) -> None:
        for shard in self._remote:
            shard.close()
        self._remote = []


def _worthwhile(files: Sequence[Path]) -> int:
    """How many processes so many bytes are worth."""
    size = sum(path.stat().st_size for path in files if path.exists())
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return max(1, min(cores or 1, size // _WORTH_A_PROCESS, len(files)))


def _name(path: Path, root: Path) -> str:
    return os.fsencode(path.relative_to(root).as_posix()).decode("utf-8", "replace")
