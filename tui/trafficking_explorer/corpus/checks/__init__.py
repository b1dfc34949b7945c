"""One rule per module; each yields the problems it finds.

Those listed here look at the records of one file; `duplicate_ids` looks at all files together.
"""

from collections.abc import Callable, Iterable, Sequence

from trafficking_explorer.corpus.checks.dangling_reference import dangling_reference
from trafficking_explorer.corpus.checks.hidden_qualifier import hidden_qualifier
from trafficking_explorer.corpus.checks.unsupported_value import unsupported_value
from trafficking_explorer.corpus.corpus import Corpus, GroundedRecord, Problem

RULES: tuple[Callable[[Sequence[GroundedRecord], Corpus], Iterable[Problem]], ...] = (
    dangling_reference,
    unsupported_value,
    hidden_qualifier,
)
