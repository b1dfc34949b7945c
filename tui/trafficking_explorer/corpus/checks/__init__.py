"""One rule per module; each yields the problems it finds.

Those listed here look at the records of one file; `duplicate_ids` looks at all files together.
"""

from collections.abc import Callable, Iterable, Sequence

from trafficking_explorer.corpus.checks.dangling_references import dangling_references
from trafficking_explorer.corpus.checks.hidden_qualifiers import hidden_qualifiers
from trafficking_explorer.corpus.checks.unsupported_values import unsupported_values
from trafficking_explorer.corpus.corpus import Corpus, Grounds, Problem

RULES: tuple[Callable[[Sequence[Grounds], Corpus], Iterable[Problem]], ...] = (
    dangling_references,
    unsupported_values,
    hidden_qualifiers,
)
