"""A figure in several texts: confirmed, or only repeated.

What it looks for
  The same figure for the same thing in two texts. The message says whether they are independent.

  They are not if one has a sentence or a quotation of the other word for word, or both of a third; if
  one has the sentence of the figure nearly so; if one names the publisher of the other for it; if both
  have the same publisher, or cite the same body for the figure; or if they give three figures or more
  of one operation alike. The table `lineage` has the same for each claim.

Why it matters
  A figure from independent sources is more reliable than one that many have copied, and copies are
  easily taken for confirmation.

What to do
  Nothing, if it is confirmed. If it is only repeated, look for the common origin.

Severity
  note; the message says which of the two it is.

What it does not see
  A common origin that the texts do not show: two papers that retell one press release in different
  words look independent. “Independent” only means that nothing in these texts speaks against it.
"""

from collections import defaultdict
from collections.abc import Iterator

from trafficking_explorer.database.signs import COPIED
from trafficking_explorer.findings.claims import Claim
from trafficking_explorer.findings.dataset import Dataset
from trafficking_explorer.findings.finding import RuleMatch
from trafficking_explorer.findings.lineage import Tracer
from trafficking_explorer.findings.rules.base import Rule


def find(data: Dataset) -> Iterator[RuleMatch]:
    """The first text with a figure, with each further one."""
    tracer = Tracer(data)
    for cluster in data.clusters:
        variants: dict[object, dict[str, Claim]] = defaultdict(dict)
        for claim in cluster:
            if claim.bounds is not None:
                variants[claim.quantity].setdefault(claim.work, claim)
        for by_work in variants.values():
            first, *others = by_work.values()
            for other in others:
                earlier, later = sorted(
                    (first, other), key=lambda claim: data.order.get(claim.source, 0)
                )
                connection = tracer.connection(earlier, later)
                why = connection.why if connection else None
                both = f"sources {first.source} and {other.source} both give {first.figure}"
                yield RuleMatch(
                    f"{other.label}: {both}, but they are not independent: {why}"
                    if why
                    else f"{other.label}: {both}, and nothing in them shows that one has it from "
                    "the other",
                    first.ref(),
                    other.ref(),
                )


RULE = Rule(
    "repeated-claims",
    "One figure in several texts",
    "note",
    __doc__,
    find,
    order=170,
    sign=COPIED.text,
)
