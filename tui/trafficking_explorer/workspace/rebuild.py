"""Rebuild the store of a corpus that is being edited.

Records with errors do not hold up the others: all that can be read is loaded, and the problems are
listed. Only a state that has lost a whole file, or a text, is refused, since the file may just be
being written: readers keep the last state that had it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from trafficking_explorer.database.cache import locate_store
from trafficking_explorer.database.fingerprint import content_fingerprint
from trafficking_explorer.errors import CorpusError, Location

if TYPE_CHECKING:
    from trafficking_explorer.corpus.corpus import Corpus
    from trafficking_explorer.corpus.loader import FileReader

_FILES_HELD = 256
"""Files whose records are cached: the next state shares nearly all of them."""
MOST_PROBLEMS = 1_000
"""Problems that are listed; the others are only counted."""

ProblemKey = tuple[str, str, str]
"""Rule, file and message of a problem, which stay the same when it moves within its file."""


@dataclass(frozen=True, slots=True)
class ProblemSummary:
    """A problem for the explorer, without the heavy imports of `corpus.corpus`.

    Attributes:
        at: with a path relative to the corpus folder.
        notes: further details, a line each.
    """

    at: Location
    rule: str
    message: str
    severity: str
    notes: tuple[str, ...] = ()

    @property
    def key(self) -> ProblemKey:
        """The key by which it is recognised."""
        return self.rule, self.at.path, self.message


@dataclass(frozen=True, slots=True)
class RebuildResult:
    """The outcome of a rebuild or check.

    Attributes:
        outcome: `built`: its store is in the cache, unless that cannot be written; `refused`: it has
            lost a file; `same`: the files have not changed.
        fingerprint, contents: of the state that was read.
        problems: all its problems, in the order of the files; at most `MOST_PROBLEMS`.
        count: the number of problems.
    """

    outcome: str
    fingerprint: str
    contents: str
    problems: tuple[ProblemSummary, ...] = ()
    count: int = 0

    @property
    def errors(self) -> frozenset[ProblemKey]:
        """The keys of the errors, which can make a rebuild refuse a state."""
        return errors_of(self.problems)


def errors_of(problems: Sequence[ProblemSummary]) -> frozenset[ProblemKey]:
    """The keys of the errors among problems."""
    return frozenset(each.key for each in problems if each.severity == "error")


_WHOLE_FILE = ("file", "encoding", "source-file")
"""Rules of problems by which all of a file, or of a text, is lost."""


class _Refused(Exception):
    """The corpus has lost a file."""


def _loses_file(corpus: "Corpus", new: frozenset[ProblemKey]) -> bool:
    """True if new errors are such that nothing of a file is left."""
    left = {entry.document.path for entry in corpus.entries}
    return any(
        rule in _WHOLE_FILE or (rule.startswith("yaml") and path not in left)
        for rule, path, _ in new
    )


def rebuild(root: Path, cache: Path, known: frozenset[ProblemKey], held: str) -> RebuildResult:
    """Read a corpus and write its store into the cache, unless it has lost a file.

    Args:
        known: errors of the state on the screen.
        held: the `content_fingerprint` of that state; "" if unknown.
    """
    # Start-up: the explorer imports this module but builds elsewhere; so below.
    from trafficking_explorer.corpus.loader import load
    from trafficking_explorer.workspace.opening import write_with_findings

    place = locate_store(root, cache)
    holds = content_fingerprint(root)
    if holds == held:
        return RebuildResult("same", place.fingerprint, holds)
    problems: tuple[ProblemSummary, ...] = ()
    count = 0

    def read(folder: Path) -> "Corpus":
        nonlocal problems, count
        corpus = load(folder, _reading())
        problems, count = _told(corpus), len(corpus.problems)
        if _loses_file(corpus, errors_of(problems) - known):
            raise _Refused
        return corpus

    outcome = "built"
    try:
        # If the cache cannot be written, opening the store builds it in memory.
        write_with_findings(place, read)
    except _Refused:
        outcome = "refused"
    except CorpusError as error:
        outcome = "refused"
        problems, count = (ProblemSummary(Location("curated"), "file", str(error), "error"),), 1
    return RebuildResult(outcome, place.fingerprint, holds, problems, count)


@cache
def _reading() -> "FileReader":
    """A reader of files that caches the most recent ones."""
    from trafficking_explorer.corpus.loader import read_file

    return lru_cache(maxsize=_FILES_HELD)(read_file)


def initial_build(root: Path, cache: Path) -> RebuildResult:
    """Build the store of a corpus into the cache, with whatever errors it has."""
    from trafficking_explorer.workspace.opening import open_with_findings

    place = locate_store(root, cache)
    try:
        open_with_findings(place).close()
    except CorpusError as error:
        return _failed(place.fingerprint, str(error))
    return RebuildResult("built", place.fingerprint, "")


def ended_early(root: Path, cache: Path) -> RebuildResult:
    """Result to report when the build process was killed repeatedly."""
    return _failed(
        locate_store(root, cache).fingerprint,
        "the process that reads the corpus was ended (out of memory?): free memory and save again",
    )


def _failed(fingerprint: str, message: str) -> RebuildResult:
    trouble = ProblemSummary(Location("curated"), "file", message, "error")
    return RebuildResult("refused", fingerprint, "", (trouble,), 1)


def check(root: Path, cache: Path) -> RebuildResult:
    """The problems of a corpus; builds nothing."""
    from trafficking_explorer.corpus.incremental_check import check_corpus

    found = locate_store(root, cache).fingerprint
    try:
        problems = check_corpus(root, cache).problems
    except CorpusError as error:
        return _failed(found, str(error))
    told = tuple(
        ProblemSummary(each.at, each.rule, each.message, each.severity, each.notes)
        for each in problems[:MOST_PROBLEMS]
    )
    return RebuildResult("same", found, content_fingerprint(root), told, len(problems))


def _told(corpus: "Corpus") -> tuple[ProblemSummary, ...]:
    """The problems of a corpus, with suggestions."""
    from trafficking_explorer.corpus.suggestions import suggest

    return tuple(
        ProblemSummary(each.at, each.rule, each.message, each.severity, suggest(each, corpus).notes)
        for each in corpus.problems[:MOST_PROBLEMS]
    )
