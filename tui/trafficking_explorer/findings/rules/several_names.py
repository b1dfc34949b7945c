"""One organisation under several full names.

What it looks for
  1. An agency whose name and aliases hold two full names, neither of which is a shorter form of
     the other: “International Organization for Migration” and “International Office for
     Migration”.
  2. Two agencies with one acronym and full names that share half of their words.

Why it matters
  One of the names is wrong, out of date, or of another organisation.

What to do
  Keep each name as it is printed. If a name is out of date or a mistake, say so in a note. If there
  are two organisations, make two records.

Severity
  note for one record; doubt for two.

What it does not see
  Acronyms, handles and short forms beside the full name, or in it (“UN Office”, “United Nations
  Office”); British and American spelling; other endings (“Kenya Police”, “Kenyan Police”); single
  words; names in texts of different languages; spellings that differ by letters, which another rule
  looks for.
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from trafficking_explorer.database.signs import SPELLINGS
from trafficking_explorer.findings.dataset import Dataset
from trafficking_explorer.findings.dataset_rows import NamedRecord
from trafficking_explorer.findings.finding import RuleMatch
from trafficking_explorer.findings.names import LONGEST, differ_by_letters
from trafficking_explorer.findings.rules.base import Rule
from trafficking_explorer.findings.rules.near_names import where
from trafficking_explorer.findings.wording import american
from trafficking_explorer.text.folding import fold_words

_MOST_NAMES = 40
_STEM = 4
"""The fewest letters of a common stem."""


def find(data: Dataset) -> Iterator[RuleMatch]:
    """Agencies one by one, then those that share an acronym."""
    by_acronym: dict[str, list[NamedRecord]] = defaultdict(list)
    for named in data.named:
        if named.record_type != "agency":
            continue
        if named.acronym:
            by_acronym[fold_words(named.acronym)].append(named)
        for (a, one), (b, other) in combinations(_full(named)[:_MOST_NAMES], 2):
            if _are_two(one, other) and _in_one_language(named, a, b, data):
                yield RuleMatch(
                    f"One organisation, two full names: “{a}”{where(named, a)} and "
                    f"“{b}”{where(named, b)}",
                    named.ref(a),
                    named.ref(b),
                    apart=f"{one}~{other}".replace(" ", "-"),
                )
    for agencies in by_acronym.values():
        first, *others = agencies
        for second in others:
            ours, theirs = (_words(fold_words(each.names[0])) for each in (first, second))
            if len(ours & theirs) * 2 >= max(len(ours), len(theirs)):
                yield RuleMatch(
                    f"“{first.names[0]}” and “{second.names[0]}” are two records with one acronym, "
                    f"{first.acronym}: they may be one organisation",
                    first.ref(),
                    second.ref(),
                    "doubt",
                )


def _full(named: NamedRecord) -> list[tuple[str, str]]:
    """The names of two words or more, without handles."""
    return [
        (name, folded)
        for name, folded in named.folded
        if " " in folded and name[0] != "@" and len(folded) <= LONGEST
    ]


def _are_two(one: str, other: str) -> bool:
    if differ_by_letters(one, other):
        return False
    first, second = _words(_spelled_out(one, other)), _words(_spelled_out(other, one))
    ours, theirs = first - second, second - first
    return any(not any(_alike(a, b) for b in theirs) for a in ours) and any(
        not any(_alike(a, b) for a in ours) for b in theirs
    )


def _words(folded: str) -> set[str]:
    words = {american(word).removesuffix("s") for word in folded.split()}
    return words - {"the", "of", "for", "and"}


def _alike(one: str, other: str) -> bool:
    """True if two words differ only in their ending: Kenya and Kenyan, migration and migrant."""
    stem = max(_STEM, min(len(one), len(other)) - 2)
    return one[:stem] == other[:stem]


def _spelled_out(one: str, other: str) -> str:
    """A name with initials replaced by words of the other: "un office" by "united nations office"."""
    long = other.split()
    words = []
    for word in one.split():
        runs = (long[i : i + len(word)] for i in range(len(long)) if len(word) > 1)
        meant = next((run for run in runs if "".join(each[0] for each in run) == word), [word])
        words += meant
    return " ".join(words)


def _in_one_language(named: NamedRecord, a: str, b: str, data: Dataset) -> bool:
    languages = [
        {data.texts[id_].language for id_ in named.sources_of(name) if id_ in data.texts}
        for name in (a, b)
    ]
    return not all(languages) or bool(languages[0] & languages[1])


RULE = Rule(
    "several-names",
    "One organisation, several full names",
    "note",
    __doc__,
    find,
    order=140,
    sign=SPELLINGS.text,
)
