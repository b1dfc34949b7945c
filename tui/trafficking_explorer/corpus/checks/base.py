"""The type of a check: it finds one sort of problem in the records of a file."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from trafficking_explorer.corpus.corpus import Corpus, GroundedRecord, Problem
from trafficking_explorer.registry import Registry, source_state


@dataclass(frozen=True, slots=True)
class Check:
    """A check of the records of one file.

    Attributes:
        id: the rule of its problems, also for `check --explain`.
        find: yields the problems of one file; gets its records with their evidence, and the corpus.
        page: the docstring of its module: a title, then the parts `What`, `Why`, `How to fix it`,
            `Example` and `Fixed`; None if the page is `corpus/pages/<id>.txt`.
    """

    id: str
    find: Callable[[Sequence[GroundedRecord], Corpus], Iterable[Problem]]
    page: str | None = None


class Checks(Registry[Check]):
    """Checks by id. Other packages add theirs with `register`."""

    def name_of(self, declared: Check) -> str:
        return declared.id

    def state_of(self, declared: Check) -> str:
        return source_state(declared.find)
