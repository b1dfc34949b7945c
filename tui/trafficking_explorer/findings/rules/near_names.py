"""Names that differ by a letter or two for what the evidence shows to be the same thing.

What it looks for
  1. Two names of one record of which one word differs by a letter or two: “Operation Epervier” and
     “Operation Opervier”.
  2. Two records of one kind whose names differ by one letter in one word, if their evidence connects
     them: the same figure for the same measure in two texts, or the same quotation.

Why it matters
  A search for one spelling misses the other; two records for one operation count its figures twice.

What to do
  Keep both spellings as they are printed: one as `name`, the other under `aliases`. Merge two records
  of the same thing.

Severity
  doubt.

What it does not see
  Case and accents (INTERPOL, Interpol); British and American spelling; endings (Nigeria, Nigerian);
  short words and numerals (WEKA, WEKA II); similar names of records that nothing else connects (MIND
  and FIND, Niger and Nigeria), which are most likely two things.
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from trafficking_explorer.database.read_models import Key
from trafficking_explorer.database.signs import SPELLINGS
from trafficking_explorer.findings.claims import Claim
from trafficking_explorer.findings.dataset import Dataset
from trafficking_explorer.findings.dataset_rows import NamedRecord
from trafficking_explorer.findings.finding import RuleMatch
from trafficking_explorer.findings.phrasing import sources
from trafficking_explorer.findings.rules.base import Rule
from trafficking_explorer.findings.wording import american

_MIN_LETTERS = 5
_MIN_COUNT = 10
"""A smaller figure may be the same by chance."""
LONGEST = 200
"""Code points up to which names are compared."""
_MOST_NAMES = 40
"""The most names of one record that are compared."""


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


def differ_by_letters(a: str, b: str, most: int = 2) -> bool:
    """True if two folded names differ in one word only, and that by a letter or two.

    Args:
        most: the letters that may differ in a word of eight or more; in a shorter one, one.
    """
    words, others = a.split(), b.split()
    if len(words) != len(others):
        return False
    different = [pair for pair in zip(words, others, strict=True) if pair[0] != pair[1]]
    if len(different) != 1:
        return False
    one, other = different[0]
    shorter = min(len(one), len(other))
    if shorter < _MIN_LETTERS or not (one + other).isalpha():
        return False
    if one.startswith(other) or other.startswith(one) or american(one) == american(other):
        return False
    # Imported late: showing findings loads the rules, but runs none.
    from rapidfuzz.distance import OSA

    allowed = most if shorter >= 8 else 1
    return OSA.distance(one, other, score_cutoff=allowed) <= allowed


def _two_records(data: Dataset) -> Iterator[RuleMatch]:
    ties = _ties(data)
    if not ties:
        return
    seen: set[tuple[Key, Key]] = set()
    for group, tie in ties:
        for a, b in _near(sorted(group), data.name_of):
            if (a.key, b.key) not in seen:
                seen.add((a.key, b.key))
                yield RuleMatch(
                    f"“{a.names[0]}” and “{b.names[0]}” are two records whose names differ by a "
                    f"letter, and {tie}: they may be one {a.record_type}",
                    a.ref(),
                    b.ref(),
                )


def _ties(data: Dataset) -> list[tuple[set[Key], str]]:
    """Records that share a figure across texts, or a quotation, and the words for it."""
    figures: dict[object, dict[Key, Claim]] = defaultdict(dict)
    for claim in data.claims:
        if claim.operation and claim.value and claim.value >= _MIN_COUNT:
            who = claim.who
            key = claim.measure, claim.unit, claim.value, who
            figures[key].setdefault(("operation", claim.operation), claim)
    found = []
    for claims in figures.values():
        if len(claims) > 1 and len({claim.work for claim in claims.values()}) > 1:
            claim = next(iter(claims.values()))
            words = claim.measure.replace("_", " ")
            found.append((set(claims), f"have the same figure for “{words}”, {claim.figure}"))
    for copy in data.copies:
        if copy.quotations:
            people = {("person", each.speaker_id) for each in copy.quotations if each.speaker_id}
            if len(people) > 1:
                found.append((set(people), "are quoted with the same words"))
    return found


def _near(
    keys: list[Key], by_key: dict[Key, NamedRecord]
) -> Iterator[tuple[NamedRecord, NamedRecord]]:
    """Records whose names differ by a letter, found by leaving out each letter in turn."""
    left: dict[str, list[tuple[str, NamedRecord]]] = defaultdict(list)
    for key in keys:
        if (named := by_key.get(key)) is None:
            continue
        for _, name in named.folded:
            if len(name) > LONGEST:
                continue
            near: dict[Key, tuple[str, NamedRecord]] = {}
            shorter = {name, *(name[:i] + name[i + 1 :] for i in range(len(name)))}
            for text in shorter:
                for other, one in left[text]:
                    if one.key != named.key and differ_by_letters(name, other, 1):
                        near[one.key] = (other, one)
            for text in shorter:
                left[text].append((name, named))
            for _, one in near.values():
                yield one, named


RULE = Rule(
    "near-names",
    "Names that differ by a letter or two",
    "doubt",
    __doc__,
    find,
    order=130,
    sign=SPELLINGS.text,
)
