"""More countries than their region has.

What it looks for
  Numbers of countries that are larger than the number of countries and areas in the region that
  the claim names, by the United Nations' M49: “25 countries in Central and South America”, which
  has 24 with all territories, Bouvet Island included.

Why it matters
  Either the region is too small (the Caribbean is left out), or the number does not count countries.

What to do
  There is nothing to correct. Say in a note what the text may have meant.

Severity
  doubt.

What it does not see
  Regions that M49 does not define (the Sahel, the Middle East) or defines differently from newspapers
  (North America, Southern Africa); a region in another sentence.
"""

from collections.abc import Iterator

from trafficking_explorer.corpus.regions import all_countries, region_members
from trafficking_explorer.findings.dataset import Dataset
from trafficking_explorer.findings.finding import RuleMatch
from trafficking_explorer.findings.rules.base import Rule


def find(data: Dataset) -> Iterator[RuleMatch]:
    """Every count of countries in the world or in a region of M49."""
    everywhere = len(all_countries())
    for claim in data.claims:
        if claim.unit != "countries" or claim.bounds is None:
            continue
        known, where = everywhere, "the world"
        if claim.place is not None:
            region = region_members(claim.place)
            if region is None:
                continue
            known, where = len(region), claim.place
        if claim.bounds[0] > known:
            yield RuleMatch(
                f"{claim.label}: {claim.figure}, but {where} has {known} countries and areas by "
                "the United Nations' M49",
                claim.ref(field="place"),
            )


RULE = Rule(
    "too-many-countries", "More countries than the region has", "doubt", __doc__, find, order=70
)
