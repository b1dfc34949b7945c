"""The predicate of a clause about those that a figure counts."""

from dataclasses import dataclass

from trafficking_explorer.curation.grammar.verbs import Frame

DONE, PLAIN, OTHER, OPEN = "done", "plain", "other", "open"


@dataclass(frozen=True, slots=True)
class Action:
    """The predicate of a clause about those that a figure counts.

    Attributes:
        state: `DONE`: the measure is told; `PLAIN`: they are only counted ("there were 12"); `OTHER`: a
            verb without a measure; `OPEN`: nothing that was done (negated, planned, asked).
        measure: of the vocabulary; "" unless done.
        first, last: the tokens of the verb.
        frame: of the verb, if it has one.
    """

    state: str
    measure: str
    first: int
    last: int
    frame: Frame | None = None
