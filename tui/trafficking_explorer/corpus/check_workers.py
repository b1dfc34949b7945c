"""Part of a corpus, read and checked in two steps, here or in a process of its own.

First each shard reads its files; then it is told what other files have that its own refer to, and
holds its records against their texts. Only facts as plain lists travel, and are kept between runs.
"""

import gc
import json
import multiprocessing
import os
import signal
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

from trafficking_explorer.corpus.checks.circular_edition import older_in
from trafficking_explorer.corpus.checks.dangling_reference import targets
from trafficking_explorer.corpus.checks.source_changed import changed_in
from trafficking_explorer.corpus.corpus import LocatedRecord, Problem
from trafficking_explorer.corpus.loader import (
    SEEDS,
    LoadBatch,
    read_batch,
    read_texts,
    resolve_batch,
)
from trafficking_explorer.corpus.source_texts import read_text
from trafficking_explorer.corpus.suggestions import suggest
from trafficking_explorer.corpus.yaml_reader import YamlDocument
from trafficking_explorer.errors import CorpusError, Location, UnforeseenError, unforeseen
from trafficking_explorer.records.source import Source

Key = tuple[str, str]
"""A record: its type and its id."""
Tick = Callable[[], object]
"""Called after each file that has been read, and after each that has been checked."""


@dataclass
class FileSummary:
    """What one file has, as far as other files and later runs need it; plain values only.

    Attributes:
        digest: names the content that all this was read from; empty where it cannot be had.
        records: type, id, number in its list and every name of each sound record.
        declared: type and id of records that are refused.
        refs: "type/id" of records that others may have.
        texts: ids of the sources whose texts its quotes are looked for in.
        sources: its own sources, as JSON by id.
        answers: finding, answer, reason, and line and column of the finding.
        problems: line, column, rule, message, severity and notes of each.
        passages: how many places its records rest on.
        editions: its sources that are older editions: id, id of the newer, line and column.
        changed: its sources with a changed text: id, file, SHA-256 now, line and column.
        standing: of changed texts: id, what has become of some quotes, how many.
    """

    digest: str = ""
    records: list[tuple[str, str, int, Sequence[str]]] = field(default_factory=list)
    declared: list[Key] = field(default_factory=list)
    refs: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    sources: dict[str, str] = field(default_factory=dict)
    answers: list[tuple[str, str, str, int, int]] = field(default_factory=list)
    problems: list[tuple[int, int, str, str, str, Sequence[str]]] = field(default_factory=list)
    passages: int = 0
    editions: list[tuple[str, str, int, int]] = field(default_factory=list)
    changed: list[tuple[str, str, str, int, int]] = field(default_factory=list)
    standing: list[tuple[str, str, int]] = field(default_factory=list)


@dataclass
class FileResult:
    """What the second step finds in one file; as in `FileSummary`."""

    problems: list[Problem] = field(default_factory=list)
    passages: int = 0
    changed: list[tuple[str, str, str, int, int]] = field(default_factory=list)
    standing: list[tuple[str, str, int]] = field(default_factory=list)


@dataclass(frozen=True)
class SharedContext:
    """What other files have that a shard's files refer to.

    Attributes:
        names: of records that others have, by type and id.
        declared: type and id of records that are there, sound or not.
        sources: of other files, as JSON by id.
    """

    names: dict[Key, tuple[str, ...]]
    declared: set[Key]
    sources: dict[str, str]


class Batch:
    """Some files, read in this process."""

    def __init__(self, root: Path, files: Sequence[Path], tick: Tick) -> None:
        self.files = files
        self._root = root
        self._tick = tick
        self._part: LoadBatch | None = None

    def read(self) -> dict[str, FileSummary]:
        """What the files have, by their paths as problems name them."""
        self._part = read_batch(self._root, self.files, self._tick)
        return _facts(self._part)

    def read_ahead(self) -> None:
        """Read what the second step needs in any case."""
        assert self._part is not None
        read_texts(self._part)

    def finish(self, given: SharedContext) -> dict[str, FileResult]:
        """What only the second step can tell of each file that has any of it."""
        assert self._part is not None
        corpus = self._part.corpus
        corpus.declared |= given.declared
        corpus.elsewhere |= given.names
        for id_, source in given.sources.items():
            entry = LocatedRecord(_source_of(source), YamlDocument(""), (), None)
            # What is wrong with it is said where it stands.
            text, _ = read_text(entry, self._root / SEEDS)
            if text is not None:
                corpus.texts.setdefault(id_, text)
        resolve_batch(self._part, self._tick)
        found: dict[str, FileResult] = defaultdict(FileResult)
        for problem in corpus.problems:
            found[problem.at.path].problems.append(suggest(problem, corpus))
        for entry, places in corpus.grounds:
            found[entry.document.path].passages += len(places)
        for id_, file, sha256, at in changed_in(corpus):
            found[at.path].changed.append((id_, file, sha256, at.line, at.column))
        for (path, id_, what), count in corpus.standing.items():
            found[path].standing.append((id_, what, count))
        return dict(found)


def _facts(part: LoadBatch) -> dict[str, FileSummary]:
    corpus = part.corpus
    found: dict[str, FileSummary] = defaultdict(FileSummary)
    sound: set[Key] = set()
    for path, digest in part.digests.items():
        found[path].digest = digest
    for entry in corpus.entries:
        facts, record = found[entry.document.path], entry.record
        type_, id_ = record.record_type, record.id
        facts.records.append((type_, id_, int(entry.trail[1]), record.all_names))
        sound.add((type_, id_))
        facts.refs.extend([f"{type_}/{id_}" for type_, id_ in targets(record)])
        facts.texts.extend(texts_of(entry))
        if type(record) is Source:
            facts.sources.setdefault(id_, _json_of(record))
    for path, key in corpus.declarations:
        if key not in sound:
            found[path].declared.append(key)
    for listed, document, _, default_source in part.uncovered:
        if source_id := listed.source or default_source:
            found[document.path].texts.append(source_id)
    for id_, newer, at in older_in(corpus):
        found[at.path].editions.append((id_, newer, at.line, at.column))
    for answer, at in corpus.answers:
        values = answer.finding, answer.answer, answer.reason, at.line, at.column
        found[at.path].answers.append(values)
    for facts in found.values():
        facts.texts = list(dict.fromkeys(facts.texts))
        own = {f"{type_}/{id_}" for type_, id_, *_ in facts.records}
        facts.refs = [ref for ref in dict.fromkeys(facts.refs) if ref not in own]
        facts.refs += [f"source/{id_}" for id_ in facts.texts if id_ not in facts.sources]
    return found


def _json_of(source: Source) -> str:
    """What the text of a source is read with."""
    values = source.model_dump(
        include={"id", "path", "sha256", "title", "article", "furniture", "edition_of"},
        by_alias=True,
    )
    return json.dumps(values)


def _source_of(text: str) -> Source:
    values = json.loads(text)
    return Source.model_validate(values | {"furniture": tuple(values["furniture"])})


def texts_of(entry: LocatedRecord) -> list[str]:
    """The ids of the texts that a record's quotes are from."""
    own = [quote.source for quote in entry.record.all_quotes if quote.source is not None]
    return own if entry.default_source is None else [entry.default_source, *own]


class WorkerProcess:
    """Some files, read in a process of their own."""

    def __init__(self, root: Path, files: Sequence[Path], tick: Tick) -> None:
        self.files = files
        self._tick = tick
        # A fork starts at once and shares what is loaded; with DuckDB's threads there, or where
        # the system has none, a process starts afresh.
        fork = sys.platform == "linux" and not {"duckdb", "pyarrow"} & sys.modules.keys()
        context: Any = multiprocessing.get_context("fork" if fork else "spawn")
        self.connection, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, root, files), daemon=True)
        self._process.start()
        theirs.close()

    def give(self, given: SharedContext) -> None:
        """Let it go on with the second step."""
        self.connection.send(given)

    def take(self) -> Any:
        """What a step has found; None where it has only got on with it.

        Raises:
            CorpusError: the process has ended before its time.
            UnforeseenError: there is a fault in what it did.
        """
        try:
            answer = self.connection.recv()
        except (EOFError, OSError) as error:
            raise CorpusError(
                "a process that read part of the corpus has ended early (out of memory?): "
                "free some and start again"
            ) from error
        if isinstance(answer, UnforeseenError):
            raise answer
        if answer is None:
            self._tick()
        return answer

    def close(self) -> None:
        """End the process."""
        self._process.terminate()
        self._process.join()
        self.connection.close()


def gather(shards: Sequence[WorkerProcess]) -> list[Any]:
    """What a step of every shard has found, whichever is ready first."""
    found: dict[int, Any] = {}
    by_connection = {shard.connection: number for number, shard in enumerate(shards)}
    while len(found) < len(shards):
        open_ = [each for each, number in by_connection.items() if number not in found]
        for ready in wait(open_):
            assert isinstance(ready, Connection)
            number = by_connection[ready]
            if (answer := shards[number].take()) is not None:
                found[number] = answer
    return [found[number] for number in range(len(shards))]


def _serve(connection: Connection, root: Path, files: Sequence[Path]) -> None:
    # Whoever started it ends it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Records hold no cycles worth looking for, and there are many.
    gc.disable()
    shard = Batch(root, files, lambda: connection.send(None))
    try:
        connection.send(shard.read())
        # While what all have is brought together.
        shard.read_ahead()
        connection.send(shard.finish(connection.recv()))
    except Exception as error:
        # The one that waits tells it; where there is none any more, nobody does.
        with suppress(OSError):
            connection.send(
                unforeseen("reading part of the corpus", error, CorpusError.exit_status)
            )
    connection.close()
    # The system gives back all memory at once; Python would go through every record first.
    os._exit(0)


def as_problems(path: str, facts: FileSummary) -> Iterator[Problem]:
    """The problems of a file, from its facts."""
    for line, column, rule, message, severity, notes in facts.problems:
        yield Problem(Location(path, line, column), rule, message, severity, tuple(notes))
