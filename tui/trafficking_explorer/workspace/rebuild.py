"""The next state of a corpus that is being edited: its store, or why there is none.

A state that has errors which the one before it did not have does not count: whoever reads keeps the
last good one, and is told what is wrong.
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
"""Of so many files what was read is kept: the next state has nearly all of them as they are."""
MOST_PROBLEMS = 1_000
"""More of them nobody reads; the others are counted."""

ProblemKey = tuple[str, str, str]
"""Rule, file and message of a problem: the same, wherever in its file it has moved to."""


@dataclass(frozen=True, slots=True)
class ProblemSummary:
    """A problem as the explorer shows it; `corpus.corpus` imports more than a screen may wait for.

    Attributes:
        at: its path is relative to the corpus folder.
        notes: what is known of it, a line each.
    """

    at: Location
    rule: str
    message: str
    severity: str
    notes: tuple[str, ...] = ()

    @property
    def key(self) -> ProblemKey:
        """What it is recognised by."""
        return self.rule, self.at.path, self.message


@dataclass(frozen=True, slots=True)
class RebuildResult:
    """What has become of a corpus.

    Attributes:
        outcome: `built`: its store is in the cache, unless that cannot be written; `refused`: it has
            errors of its own; `same`: its files hold what they held.
        fingerprint, contents: of the state that was looked at.
        problems: all that it has, in the order of the files; at most `MOST_PROBLEMS`.
        count: how many there are.
    """

    outcome: str
    fingerprint: str
    contents: str
    problems: tuple[ProblemSummary, ...] = ()
    count: int = 0

    @property
    def errors(self) -> frozenset[ProblemKey]:
        """Those of the problems that would keep a state from counting."""
        return errors_of(self.problems)


def errors_of(problems: Sequence[ProblemSummary]) -> frozenset[ProblemKey]:
    """What recognises the errors among problems."""
    return frozenset(each.key for each in problems if each.severity == "error")


class _Refused(Exception):
    """The corpus that was read does not count."""


def rebuild(root: Path, cache: Path, known: frozenset[ProblemKey], held: str) -> RebuildResult:
    """Read a corpus as it is now, and write its store into the cache if it counts.

    Args:
        known: errors of the state that is on show.
        held: the `content_fingerprint` of that state; "" where they are not known.
    """
    # Imported for a build alone, by whoever builds.
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
        if errors_of(problems) - known:
            raise _Refused
        return corpus

    outcome = "built"
    try:
        # Where the cache cannot be written, whoever opens the store builds it in memory.
        write_with_findings(place, read)
    except _Refused:
        outcome = "refused"
    except CorpusError as error:
        outcome = "refused"
        problems, count = (ProblemSummary(Location("curated"), "file", str(error), "error"),), 1
    return RebuildResult(outcome, place.fingerprint, holds, problems, count)


@cache
def _reading() -> "FileReader":
    """Reads files, and remembers those that it has read last."""
    from trafficking_explorer.corpus.loader import read_file

    return lru_cache(maxsize=_FILES_HELD)(read_file)


def initial_build(root: Path, cache: Path) -> RebuildResult:
    """Have a store of a corpus as it is now in the cache, whatever errors it has."""
    from trafficking_explorer.workspace.opening import open_with_findings

    place = locate_store(root, cache)
    try:
        open_with_findings(place).close()
    except CorpusError as error:
        return _failed(place.fingerprint, str(error))
    return RebuildResult("built", place.fingerprint, "")


def ended_early(root: Path, cache: Path) -> RebuildResult:
    """What is said where whoever was to read a corpus has been ended, and would be again."""
    return _failed(
        locate_store(root, cache).fingerprint,
        "the process that read the corpus has ended early (out of memory?): free some and save again",
    )


def _failed(fingerprint: str, message: str) -> RebuildResult:
    trouble = ProblemSummary(Location("curated"), "file", message, "error")
    return RebuildResult("refused", fingerprint, "", (trouble,), 1)


def check(root: Path, cache: Path) -> RebuildResult:
    """The problems of a corpus as it is now; nothing is built."""
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
    """The problems of a corpus, with what helps."""
    from trafficking_explorer.corpus.suggestions import suggest

    return tuple(
        ProblemSummary(each.at, each.rule, each.message, each.severity, suggest(each, corpus).notes)
        for each in corpus.problems[:MOST_PROBLEMS]
    )
