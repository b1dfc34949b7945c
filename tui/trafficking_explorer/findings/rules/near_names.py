"""Names that differ by a letter or a word for what the evidence shows to be the same thing.

What it looks for
  1. Two names of one record of which one word differs by a letter or two: “Operation Epervier” and
     “Operation Opervier”. A numeral at the end of one of them does not count.
  2. Two records of one kind whose names differ by one letter in one word, if their evidence connects
     them: the same figure for the same measure in two texts, the same quotation, one operation in
     which both take part, or, for names of several words, one text; names of three words or more, which
     have two others in common, need no more.
  3. Two records of one kind of which one has the other's name without a word or two, if they have the
     same figure in two texts, the same quotation, or one part in one operation by two texts.

Why it matters
  A search for one spelling misses the other; two records for one operation count its figures twice.

What to do
  Keep both spellings as they are printed: one as `name`, the other under `aliases`. Merge two records
  of the same thing.

Severity
  doubt.

What it does not see
  Case and accents (INTERPOL, Interpol); British and American spelling; endings (Nigeria, Nigerian;
  Maria, Mario); short words and numerals (WEKA, WEKA II); similar names of records that nothing else
  connects (MIND and FIND, Niger and Nigeria), which are most likely two things; short forms among the
  names of one record.
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from trafficking_explorer.database.read_models import Key
from trafficking_explorer.database.signs import SPELLINGS
from trafficking_explorer.findings.dataset import Dataset
from trafficking_explorer.findings.dataset_rows import NamedRecord
from trafficking_explorer.findings.finding import RuleMatch
from trafficking_explorer.findings.name_ties import find_ties
from trafficking_explorer.findings.names import (
    LONGEST,
    differ_by_letters,
    leaves_words_out,
    without_each_letter,
    without_numeral,
)
from trafficking_explorer.findings.phrasing import sources
from trafficking_explorer.findings.rules.base import Rule

_MOST_NAMES = 40
"""The most names of one record that are compared."""
_MOST_WORDS = 8
"""Words of a name up to which it is compared with names that leave some out."""
_MOST_ALIKE = 20
"""Names with one shortened form that are compared with a new one."""


def find(data: Dataset) -> Iterator[RuleMatch]:
    """Names of one record, then names of two."""
    for named in data.named:
        for a, b in combinations(named.folded[:_MOST_NAMES], 2):
            if differ_by_letters(a[1], b[1]):
                written = " and ".join(f"“{name}”{where(named, name)}" for name, _ in (a, b))
                yield RuleMatch(
                    f"One {named.record_type}, two spellings: {written}",
                    named.ref(a[0]),
                    named.ref(b[0]),
                    apart=f"{a[1]}~{b[1]}".replace(" ", "-"),
                )
    yield from _two_records(data)


def where(named: NamedRecord, name: str) -> str:
    """The texts with a name, in words: " in source 002"."""
    ids = named.sources_of(name)
    return f" in {sources(ids)}" if ids else ""


def _two_records(data: Dataset) -> Iterator[RuleMatch]:
    seen: set[tuple[Key, Key]] = set()
    for tie in find_ties(data):
        for a, b, how in _near(sorted(tie.keys), data.name_of, by_words=tie.is_strong):
            if (a.key, b.key) not in seen:
                seen.add((a.key, b.key))
                yield RuleMatch(
                    f"“{a.names[0]}” and “{b.names[0]}” are two records whose names differ by "
                    f"{how}, and {tie.words}: they may be one {a.record_type}",
                    a.ref(),
                    b.ref(),
                )


def _near(
    keys: list[Key], by_key: dict[Key, NamedRecord], *, by_words: bool
) -> Iterator[tuple[NamedRecord, NamedRecord, str]]:
    """Records whose names differ by a letter, found by leaving out each letter in turn; or by words."""
    left: dict[str, dict[Key, tuple[str, NamedRecord]]] = defaultdict(dict)
    for key in keys:
        if (named := by_key.get(key)) is None:
            continue
        for _, whole in named.folded:
            if len(whole) > LONGEST:
                continue
            near: dict[Key, tuple[NamedRecord, str]] = {}
            shorter = _shortened(whole, by_words=by_words)
            for text in shorter:
                for other, one in left[text].values():
                    apart = by_words and one.sources.isdisjoint(named.sources)
                    if one.key != named.key and (how := _difference(whole, other, by_words=apart)):
                        near[one.key] = one, how
            for text in shorter:
                if len(left[text]) < _MOST_ALIKE:
                    left[text].setdefault(named.key, (whole, named))
            for one, how in near.values():
                yield one, named, how


def _shortened(whole: str, *, by_words: bool) -> set[str]:
    """A name without each of its letters in turn, and without each of its words or two of them."""
    found = set()
    for name in {whole, without_numeral(whole)}:
        found |= without_each_letter(name)
    words = whole.split()
    if by_words and 2 < len(words) <= _MOST_WORDS:
        at = range(len(words))
        for i, j in (*((i, i) for i in at), *combinations(at, 2)):
            found.add(" ".join(word for k, word in enumerate(words) if k not in (i, j)))
    return found


def _difference(name: str, other: str, *, by_words: bool) -> str:
    if differ_by_letters(name, other, 1):
        return "a letter"
    return "a word" if by_words and leaves_words_out(name, other) else ""


RULE = Rule(
    "near-names",
    "Names that differ by a letter or a word",
    "doubt",
    __doc__,
    find,
    order=130,
    sign=SPELLINGS.text,
)
