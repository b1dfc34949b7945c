"""A check: one way of finding problems in the records of a file."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from trafficking_explorer.corpus.corpus import Corpus, GroundedRecord, Problem
from trafficking_explorer.registry import Registry, source_state


@dataclass(frozen=True, slots=True)
class Check:
    """One way of finding problems.

    Attributes:
        id: of its problems, and as `check --explain` names it.
        find: yields the problems of one file, whose records it is given with their evidence, and the corpus
            that they are in.
        page: the docstring of its module: a title, then the parts `What`, `Why`, `How to mend it`, `Example`
            and `Mended`; None if the page is `corpus/pages/<id>.txt`.
    """

    id: str
    find: Callable[[Sequence[GroundedRecord], Corpus], Iterable[Problem]]
    page: str | None = None


class Checks(Registry[Check]):
    """Checks by their ids. A check from elsewhere is added with `register`."""

    def name_of(self, declared: Check) -> str:
        return declared.id

    def state_of(self, declared: Check) -> str:
        return source_state(declared.find)
