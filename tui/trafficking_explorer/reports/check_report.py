"""What one run of `check` found."""

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
    """Everything that a run has to say.

    Attributes:
        root: the folder of the corpus, to which the paths of problems are relative.
        problems: in the order of the files.
        findings: all of them, also those that have been answered.
        store: has the texts that findings are about; None where findings were left out.
        answered: whether a list for people shows what has been answered too.
        failure: why there are no findings though they were asked for.
    """

    root: Path
    problems: list[Problem]
    findings: list[Finding]
    store: Queryable | None
    answered: bool = False
    failure: UnforeseenError | None = None

    @property
    def listed(self) -> list[Finding]:
        """The findings that a list for people shows."""
        return [each for each in self.findings if self.answered or each.answer is None]

    def places(self, side: Side) -> Iterator[tuple[Location, str]]:
        """Where the passages of a side begin in the files of the texts, and their words."""
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
    """A path of a corpus as tools that start in the working folder look for it.

    Relative to the working folder where the corpus lies in it, with forward slashes.
    """
    whole = (root / path).absolute()
    here = Path.cwd()
    return (whole.relative_to(here) if whole.is_relative_to(here) else whole).as_posix()


Writer = Callable[[CheckReport], Iterator[str]]
"""One format: an outcome to lines."""
