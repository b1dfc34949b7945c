"""A figure in several texts: confirmed, or only repeated.

What it looks for
  The same figure for the same thing in two texts. They are not independent if one has a sentence or a
  quotation of the other word for word, if both have the same publisher, or if both cite the same body
  for the figure.

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
from trafficking_explorer.findings.rules.base import Rule


def find(data: Dataset) -> Iterator[RuleMatch]:
    """The first text with a figure, with each further one."""
    copied = {frozenset(map(data.work_of, copy.pair)): copy for copy in data.copies}
    for cluster in data.clusters:
        variants: dict[object, dict[str, Claim]] = defaultdict(dict)
        for claim in cluster:
            if claim.bounds is not None:
                variants[claim.variant].setdefault(claim.work, claim)
        for by_work in variants.values():
            first, *others = by_work.values()
            for other in others:
                texts = [data.texts.get(each.source) for each in (first, other)]
                publishers = {text.publisher for text in texts if text}
                if copy := copied.get(frozenset((first.work, other.work))):
                    why = f"source {copy.later} has words of source {copy.earlier} word for word"
                elif len(publishers) == 1 and None not in publishers:
                    why = "both have the same publisher"
                elif first.attributed_to and first.attributed_to == other.attributed_to:
                    why = f"both cite {first.attributed_to} for it"
                else:
                    why = None
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
