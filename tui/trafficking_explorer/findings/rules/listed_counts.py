"""A stated number that does not fit the list after it, or the records linked.

What it looks for
  1. A list of points, or of names after a colon or in brackets, after words that say how many there
     are: “The work was done by 3 agencies. The agencies are:”, and four points.
  2. A number of organisations that took part in an operation, where more are linked to it in one way
     (as participants, as those that conducted it) by passages of the same text.

Why it matters
  One of the two is wrong: something was added to the list or left out, or the number is of something
  else.

What to do
  Read the list. Keep the number as the text gives it; say in a note which is right, or answer the
  finding.

Severity
  doubt; note for records.

What it does not see
  Lists that say that they are incomplete (“including”, “such as”, “among others”), unless they are
  longer than the number; two numbers before a list; lists whose items are counts; lists in running
  text without a colon or brackets.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from trafficking_explorer.findings.article_texts import ArticleText
from trafficking_explorer.findings.claims import Claim
from trafficking_explorer.findings.dataset import Dataset
from trafficking_explorer.findings.finding import RuleMatch, SideRef
from trafficking_explorer.findings.listed_items import ItemList, find_lists
from trafficking_explorer.findings.rules.base import Rule
from trafficking_explorer.text.numbers import find_numbers
from trafficking_explorer.text.plural import count_noun
from trafficking_explorer.text.sentences import find_sentences

_MOST = 60
"""A longer list has rarely been counted by the writer."""
_NOUN = re.compile(
    r"[ \u00a0](?:(?!of\b)[^\W\d_]+[ \u00a0]){0,3}?(?P<noun>[^\W\d_]{3,}(?:s|ren|men|people))\b"
)
_PEOPLE = re.compile(
    r"[ \u00a0](?:[^\W\d_]+[ \u00a0]){0,2}?(?P<noun>people|men|women|children|police)\b"
)
_PART = re.compile(
    r"\b(?:includ\w+|such as|for example|for instance|among (?:them|others|these)|e\.g\.|notably|like|"
    r"some of|etc)\b",
    re.IGNORECASE,
)
_WORDS = "years months weeks days hours minutes times percent euros dollars pounds"
_TIMES = frozenset(_WORDS.split())
_COUNT = re.compile(r"^[^\w\n]*\d+[ \u00a0]+[^\W\d_]{2,}|[:–—-][ \u00a0]*\d+", re.MULTILINE)
_PARTS = ["participant", "conducted_by", "supported_by", "partner"]
"""Relations of those who take part in an operation."""
_ORGANISATIONS = re.compile(
    r"\b(?:agenc|organi[sz]ation|partner|bod(?:y|ies)|force|authorit|institution|unit|service|office)",
    re.IGNORECASE,
)
_CLOSING = re.compile(r"\b(?:among others|and others|and more|etc)\b", re.IGNORECASE)


class Stated(NamedTuple):
    """A number that introduces a list."""

    start: int
    end: int
    value: int
    noun: str


def find(data: Dataset) -> Iterator[RuleMatch]:
    """Lists in texts, then participants of operations."""
    claims: dict[str, list[Claim]] = defaultdict(list)
    for claim in data.claims:
        if claim.at is not None:
            claims[claim.at.source_id].append(claim)
    told: set[str] = set()
    for text in data.newest_texts:
        for each in find_lists(text):
            if (stated := _stated(text, each)) is not None:
                counted = next((one for one in claims[text.id] if _is_at(one, stated)), None)
                if counted is not None:
                    told.add(counted.id)
                yield _found(text, each, stated, counted)
    yield from _linked(data, told)


def _found(text: ArticleText, listed: ItemList, stated: Stated, claim: Claim | None) -> RuleMatch:
    words = " ".join(text.text[stated.start : stated.end].split())
    number = count_noun(listed.fewest, "item")
    return RuleMatch(
        f"Source {text.id} says “{words}”, and the list after it has {number}",
        claim.ref() if claim else text.ref(stated.start, stated.end),
        text.ref(*listed.items),
        apart="" if claim else words.casefold().replace(" ", "-"),
    )


def _is_at(claim: Claim, stated: Stated) -> bool:
    return claim.at is not None and claim.at.start < stated.end and stated.start < claim.at.end


def _stated(text: ArticleText, listed: ItemList) -> Stated | None:
    """The number that a list does not fit; None if it fits, or nobody knows what it counts."""
    start, end = listed.intro
    sentences = list(find_sentences(text.text, start, end))[-2:]
    if not sentences:
        return None
    last = text.text[slice(*sentences[-1])]
    candidates = [each for span in sentences[-1:] for each in _numbers(text.text, *span)]
    if not candidates and len(sentences) > 1:
        # "… by 3 agencies. The agencies are:"
        before = _numbers(text.text, *sentences[0])
        candidates = [
            each for each in before if re.search(rf"\b{each.noun}\b", last, re.IGNORECASE)
        ]
    if len(candidates) != 1 or candidates[0].value > _MOST:
        return None
    stated = candidates[0]
    if listed.fewest <= stated.value <= listed.most or _counts(text, listed):
        return None
    is_part = _PART.search(last) or _CLOSING.search(text.text, *listed.items)
    return None if is_part and listed.fewest < stated.value else stated


def _counts(text: ArticleText, listed: ItemList) -> bool:
    """True if the items are counts themselves: "20 in Port Amber", "Cold Bay: 20"."""
    items = text.text[slice(*listed.items)]
    return len(_COUNT.findall(items)) * 2 >= listed.fewest


def _numbers(text: str, start: int, end: int) -> list[Stated]:
    """The numbers of a sentence that count something, such as "three agencies"."""
    words = text[start:end]
    found = []
    for number in find_numbers(words):
        if (value := number.whole_count) is None:
            continue
        match = _PEOPLE.match(words, number.end) or _NOUN.match(words, number.end)
        if match and match["noun"].casefold() not in _TIMES:
            span = start + number.start, start + match.end("noun")
            found.append(Stated(*span, value, match["noun"].casefold()))
    return found


def _linked(data: Dataset, told: set[str]) -> Iterator[RuleMatch]:
    """Numbers of organisations with more of them on record, all with one part in the operation."""
    takers: dict[tuple[str, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for operation, relation, agency, source in data.rows(
        "SELECT DISTINCT l.record_id, l.relation, l.target_id, e.source_id FROM corpus.links l "
        "JOIN corpus.evidence e ON e.record_type = l.record_type AND e.record_id = l.record_id "
        "AND e.field = l.relation || ':' || l.target_type || '/' || l.target_id "
        "WHERE l.record_type = 'operation' AND l.target_type = 'agency' "
        "AND list_contains(?, l.relation) ORDER BY ALL",
        [_PARTS],
    ):
        takers[operation, source][relation].add(agency)
    for claim in data.claims:
        if claim.operation is None or claim.unit != "organisations" or claim.id in told:
            continue
        if claim.population and not _ORGANISATIONS.search(claim.population):
            continue
        found = takers.get((claim.operation, claim.source), {})
        relation, agencies = max(found.items(), key=lambda each: len(each[1]), default=("", set()))
        if claim.reach is not None and claim.value_to is None and len(agencies) > claim.reach.high:
            number = count_noun(len(agencies), "organisation")
            yield RuleMatch(
                f"{claim.label}: source {claim.source} gives {claim.figure}, and {number} are on "
                f"record as {relation.replace('_', ' ')} by its words",
                claim.ref(),
                SideRef(
                    "operation",
                    claim.operation,
                    fields=tuple(f"{relation}:agency/{id_}" for id_ in sorted(agencies)),
                ),
                "note",
            )


RULE = Rule(
    "listed-counts",
    "A number that does not fit the list after it",
    "doubt",
    __doc__,
    find,
    order=85,
)
