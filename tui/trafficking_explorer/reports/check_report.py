"""The result of one run of `check`."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from trafficking_explorer.corpus.corpus import Problem
from trafficking_explorer.errors import Location, UnforeseenError
from trafficking_explorer.findings.dataset import Queryable
from trafficking_explorer.findings.finding import Finding, Side


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
    """

    root: Path
    problems: list[Problem]
    findings: list[Finding]
    store: Queryable | None
    answered: bool = False
    failure: UnforeseenError | None = None

    @property
    def listed(self) -> list[Finding]:
        """The findings in lists for people."""
        return [each for each in self.findings if self.answered or each.answer is None]

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
