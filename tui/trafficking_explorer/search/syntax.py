"""The tree of a filter, and how it prints back as text."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """A word or a phrase that must stand in a record or its evidence, or must not.

    Attributes:
        words: folded, as `folding.fold` makes them; never empty.
        negated: whether it must be absent.
        phrase: whether it was written in quotation marks.
    """

    words: str
    negated: bool = False
    phrase: bool = False

    def __str__(self) -> str:
        sign = "-" if self.negated else ""
        return f'{sign}"{self.words}"' if self.phrase else f"{sign}{self.words}"


@dataclass(frozen=True, slots=True)
class Filter:
    """All terms of a filter line; a record must fit every one."""

    terms: tuple[Term, ...] = ()

    @property
    def wanted(self) -> tuple[str, ...]:
        """The words that matches are made of, for marking them on screen."""
        return tuple(dict.fromkeys(term.words for term in self.terms if not term.negated))

    def __str__(self) -> str:
        return " ".join(map(str, self.terms))
