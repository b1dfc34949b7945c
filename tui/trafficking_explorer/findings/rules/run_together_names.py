"""A person's name that is printed as one word.

What it looks for
  Names of people that are one word with a capital letter inside, both halves of four letters or
  more: “InnocentiaApovo”. The space between first name and surname has probably been lost.

Why it matters
  A search for either name does not find the person.

What to do
  Keep the name as it is printed, and give the right one in a note, where a search finds it.

Severity
  doubt.

What it does not see
  Surnames with a capital inside (DeLaune, McDonald), whose first half is short or which are one of two
  words; a name that has lost its space and has no capital inside.
"""

import re
from collections.abc import Iterator

from trafficking_explorer.database.signs import SPELLINGS
from trafficking_explorer.findings.dataset import Dataset
from trafficking_explorer.findings.finding import RuleMatch
from trafficking_explorer.findings.rules.base import Rule
from trafficking_explorer.findings.rules.near_names import where

_TWO_IN_ONE = re.compile(r"([^\W\d_]{3,}[a-zß-ÿ])([^\W\d_a-zß-ÿ][^\W\d_A-ZÀ-Þ]{3,})")


def find(data: Dataset) -> Iterator[RuleMatch]:
    """Every person who has a name of this form and no name with a space."""
    for named in data.named:
        if named.record_type != "person" or any(" " in name for name in named.names):
            continue
        for name in named.names:
            if match := _TWO_IN_ONE.fullmatch(name):
                yield RuleMatch(
                    f"“{name}”{where(named, name)} is one word: a space between "
                    f"“{match[1]}” and “{match[2]}” may have been lost",
                    named.ref(),
                )
                break


RULE = Rule(
    "run-together-names",
    "A name that has lost its space",
    "doubt",
    __doc__,
    find,
    order=150,
    sign=SPELLINGS.text,
)
