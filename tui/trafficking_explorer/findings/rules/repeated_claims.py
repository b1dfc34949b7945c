"""A figure that several texts give: confirmed, or only repeated.

What it looks for
  The same figure for the same thing in two texts. It then asks whether they can be two witnesses:
  they are not if one has a sentence or a quotation of the other word for word, if both come from
  one publisher, or if both name the same body for the figure.

Why it matters
  A figure that independent sources give is worth more than one that many have copied, and copies
  are easily taken for confirmation.

What to do
  Nothing, where it is confirmed. Where it is repeated only, look for where both have it from.

Severity
  note; the sentence says which of the two it is.

What it does not see
  A common origin that the texts do not show: two papers that each retell one press release in
  their own words look independent here. “Independent” means no more than that nothing in these
  texts speaks against it.
"""

from collections import defaultdict
from collections.abc import Iterator

from trafficking_explorer.findings.claims import Claim
from trafficking_explorer.findings.dataset import Dataset
from trafficking_explorer.findings.finding import RuleMatch
from trafficking_explorer.findings.rules.base import Rule


def find(data: Dataset) -> Iterator[RuleMatch]:
    """The first text that gives a figure against each further one."""
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
                    why = (
                        f"source {copy.later} has words of source {copy.earlier} letter for letter"
                    )
                elif len(publishers) == 1 and None not in publishers:
                    why = "both are from one publisher"
                elif first.attributed_to and first.attributed_to == other.attributed_to:
                    why = f"both name {first.attributed_to} for it"
                else:
                    why = None
                both = f"sources {first.source} and {other.source} both give {first.figure}"
                yield RuleMatch(
                    f"{other.label}: {both}, but they are not two witnesses, since {why}"
                    if why
                    else f"{other.label}: {both}, and nothing in them shows that one has it from "
                    "the other",
                    first.ref(),
                    other.ref(),
                )


RULE = Rule("repeated-claims", "One figure in several texts", "note", __doc__, find, order=170)
