"""The result of one run of `check`."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from trafficking_explorer.corpus.corpus import Problem
from trafficking_explorer.errors import Location, UnforeseenError
from trafficking_explorer.findings.dataset import Queryable
from trafficking_explorer.findings.finding import Finding, Side
from trafficking_explorer.text.plural import count_noun

NOTE = "note"
"""The severity of findings that lists for people leave out unless they are asked for."""


@dataclass(frozen=True, slots=True)
class CheckStats:
    """The amount of data checked."""

    records: int
    passages: int


@dataclass(frozen=True)
class CheckReport:
    """The problems and findings of a run.

    Attributes:
        root: the corpus folder; the paths of problems are relative to it.
        problems: in the order of the files.
        findings: all findings, including answered ones.
        store: has the texts of the findings; None if findings were left out.
        answered: show answered findings in lists for people.
        failure: the reason why the finding rules failed.
        stats: the amount of data; None for a part of it.
        notes: show findings of severity note in lists for people.
    """

    root: Path
    problems: list[Problem]
    findings: list[Finding]
    store: Queryable | None
    answered: bool = False
    failure: UnforeseenError | None = None
    stats: CheckStats | None = None
    notes: bool = False

    @property
    def summary(self) -> str:
        """The counts of records, passages, problems and findings, in one line."""
        parts = [count_noun(len(self.problems), "problem")]
        if self.stats is not None:
            parts = [f"{self.stats.records} records", f"{self.stats.passages} passages", *parts]
        if self.store is None:
            return ", ".join((*parts, "findings left out"))
        findings = count_noun(len(self.findings), "finding")
        return ", ".join((*parts, findings, f"{len(self.unanswered)} unanswered"))

    @property
    def unanswered(self) -> list[Finding]:
        """The findings without an answer."""
        return [each for each in self.findings if each.answer is None]

    @property
    def listed(self) -> list[Finding]:
        """The findings in lists for people."""
        return [
            each
            for each in self.findings
            if (self.answered or each.answer is None) and (self.notes or each.severity != NOTE)
        ]

    def places(self, side: Side) -> Iterator[tuple[Location, str]]:
        """The location and words of each passage of a side, in the files of the texts."""
        for passage in side.passages:
            path, text = self._texts.get(passage.source_id, ("", ""))
            before = text.rfind("\n", 0, passage.start)
            at = Location(
                f"seeds/{path}", text.count("\n", 0, passage.start) + 1, passage.start - before
            )
            yield at, text[passage.start : passage.end]

    @cached_property
    def _texts(self) -> dict[str, tuple[str, str]]:
        """Path and text of every source, by id."""
        assert self.store is not None
        rows = self.store.rows("SELECT source_id, path, text FROM corpus.sources")
        return {id_: (path, text) for id_, path, text in rows}


def relative_path(root: Path, path: str) -> str:
    """A path of a corpus for tools that start in the working folder.

    Relative to the working folder if the corpus is inside it, with forward slashes.
    """
    whole = (root / path).absolute()
    here = Path.cwd()
    return (whole.relative_to(here) if whole.is_relative_to(here) else whole).as_posix()


Writer = Callable[[CheckReport], Iterator[str]]
"""Writes a report in one format, line by line."""
