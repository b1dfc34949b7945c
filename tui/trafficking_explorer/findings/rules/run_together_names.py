"""A person's name that is printed as one word.

What it looks for
  Names of people that are one word with a capital letter inside, both halves of four letters or
  more: “InnocentiaApovo”. The space between first name and surname has most likely been lost.

Why it matters
  Nobody finds the person under either name.

What to do
  Keep the name as it is printed, and say in a note how it is to be read. A search finds words of
  the note too.

Severity
  doubt.

What it does not see
  Surnames with a capital inside (DeLaune, McDonald): their first half is short, or they are one
  word of two. A name that has lost its space and has no capital inside.
"""

import re
from collections.abc import Iterator

from trafficking_explorer.findings.dataset import Dataset
from trafficking_explorer.findings.finding import RuleMatch
from trafficking_explorer.findings.rules.base import Rule
from trafficking_explorer.findings.rules.near_names import where

_TWO_IN_ONE = re.compile(r"([^\W\d_]{3,}[a-zß-ÿ])([^\W\d_a-zß-ÿ][^\W\d_A-ZÀ-Þ]{3,})")


def find(data: Dataset) -> Iterator[RuleMatch]:
    """Every person with a name of this shape and none that is whole."""
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
    "run-together-names", "A name that has lost its space", "doubt", __doc__, find, order=150
)
