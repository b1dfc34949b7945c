"""The filter language once more, in plain Python and on plain values, to judge the store by.

Written from the grammar, not from the code that compiles it: what a filter means for one record.
"""

import random
import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from trafficking_explorer.search.ast import (
    And,
    Between,
    Compare,
    FieldMatch,
    Fuzzy,
    Node,
    Not,
    Or,
    Regex,
    Word,
)

WORDS = [
    "arrest",
    "arrests",
    "mali",
    "malta",
    "somalia",
    "niger",
    "nigeria",
    "victim",
    "victims",
    "rescue",
    "police",
    "2016",
    "27",
    "127",
    "africa",
    "europe",
    "west",
]
NAMES = ("mali", "malta", "somalia", "niger", "nigeria", "ivory coast", "interpol", "interpol unit")
CODES = {
    "mali": "ml",
    "malta": "mt",
    "somalia": "so",
    "niger": "ne",
    "nigeria": "ng",
    "ivory coast": "ci",
}
REGIONS = {
    "africa": {"ml", "so", "ne", "ng", "ci"},
    "europe": {"mt"},
    "west africa": {"ml", "ne", "ng", "ci"},
}
"""Of the countries above, those in each region; a country has its code among its names."""
TEXT_FIELDS = ("country", "agency", "kind")
_REGION_SHARE = 0.15
NUMBER_FIELDS = ("arrests", "rescued")


@dataclass
class Fact:
    """One value of a field."""

    field: str
    names: tuple[str, ...] = ()
    number: float | None = None
    days: tuple[date, date] | None = None


@dataclass
class Item:
    """One record."""

    position: int
    text: str
    facts: list[Fact] = field(default_factory=list)


def make_items(rng: random.Random, count: int) -> list[Item]:
    """A small corpus in which much nearly fits."""
    return [
        Item(i, " ".join(rng.choices(WORDS, k=rng.randint(1, 6))), list(_facts(rng)))
        for i in range(count)
    ]


def _facts(rng: random.Random) -> Any:
    for name in TEXT_FIELDS:
        for _ in range(rng.choice((0, 1, 1, 2))):
            names = rng.sample(NAMES, rng.choice((1, 1, 2)))
            codes = [CODES[each] for each in names if each in CODES] if name == "country" else []
            yield Fact(name, (*names, *codes))
    for name in NUMBER_FIELDS:
        for _ in range(rng.choice((0, 1, 2))):
            yield Fact(name, number=float(rng.choice((0, 1, 27, 40, 100, 127, 500, 1e6))))
    for _ in range(rng.choice((0, 1, 1, 2))):
        first = date(2014, 1, 1) + timedelta(days=rng.randrange(2500))
        last = first + timedelta(days=rng.choice((0, 0, 4, 30, 364, 800)))
        days = rng.choice(((first, last), (first, last), (date.min, last), (first, date.max)))
        yield Fact("date", days=days)


def make_tree(rng: random.Random, depth: int = 0) -> Node:
    """A random filter, in the form in which the parser gives it."""
    pick = rng.random()
    if depth < 3 and pick < 0.15:
        return Not(_one(rng, depth))
    if depth < 3 and pick < 0.3:
        return Or(tuple(_one(rng, depth) for _ in range(rng.choice((2, 3)))))
    if depth == 0 or (depth < 3 and pick < 0.4):
        least = 0 if depth == 0 else 2
        nodes = [_one(rng, depth) for _ in range(rng.randint(least, 3))]
        if rng.random() < _REGION_SHARE:
            # Two words that name a region together, somewhere among the others.
            at = rng.randint(0, len(nodes))
            nodes[at:at] = [Word("west"), Word("africa")]
        return And(tuple(nodes))
    return _leaf(rng)


def _one(rng: random.Random, depth: int) -> Node:
    return make_tree(rng, depth + 1)


def _leaf(rng: random.Random) -> Node:
    date_bound = rng.choice(("2014", "2016", "2016-06", "2017-02-28", "2018-11", "2020"))
    number = str(rng.choice((0, 27, 40, 100, 500)))
    operator = rng.choice(("<", "<=", ">", ">=", "="))
    name = rng.choice(NUMBER_FIELDS)
    match rng.randrange(9):
        case 0 | 1:
            word = rng.choice(WORDS)[: rng.randint(2, 8)]
            # Between quotation marks a region is only a word.
            return Word(word, phrase=rng.random() < _REGION_SHARE)
        case 2:
            return Word(" ".join(rng.choices(WORDS, k=2)), phrase=True)
        case 3:
            values = dict.fromkeys(
                _cut(rng, rng.choice((*NAMES, *REGIONS))) for _ in range(rng.choice((1, 1, 2)))
            )
            return FieldMatch(rng.choice(TEXT_FIELDS), tuple(values))
        case 4:
            return Compare(name, operator, number)
        case 5:
            return Compare("date", operator, date_bound)
        case 6:
            low, high = sorted(rng.sample(("2014", "2016", "2018", "2020"), 2))
            return Between("date", *rng.choice(((low, high), (low, None), (None, high))))
        case 7:
            return rng.choice(
                (Fuzzy(rng.choice(("arest", "maly", "rescu", "victm"))), Regex("mal[it]a?"))
            )
    return rng.choice(
        (
            FieldMatch("has", (rng.choice((*TEXT_FIELDS, *NUMBER_FIELDS, "date")),)),
            Between(name, number, None),
        )
    )


def _cut(rng: random.Random, name: str) -> str:
    """A name whole, or as far as somebody may have typed it."""
    return name if rng.random() < 0.6 else name[: rng.randint(1, len(name))].strip()


def fits(node: Node, item: Item, items: list[Item]) -> bool:
    """True if a record fits a filter."""
    match node:
        case Word(text, phrase):
            return text in item.text or (not phrase and _is_located(text, item))
        case Fuzzy(text):
            allowed = 0 if len(text) < 3 else 1 if len(text) < 6 else 2
            known = {word for each in items for word in each.text.split()}
            return any(word in item.text for word in known if distance(word, text) <= allowed)
        case Regex(pattern):
            return re.search(pattern, item.text, re.IGNORECASE) is not None
        case FieldMatch("has", values):
            return any(fact.field in values for fact in item.facts)
        case FieldMatch(name, values):
            return any(_is(name, value, item, items) for value in values)
        case Compare("date", operator, bound):
            return any(_when(fact.days, operator, bound) for fact in item.facts if fact.days)
        case Compare(name, operator, bound):
            return any(
                _holds(fact.number, operator, float(bound))
                for fact in item.facts
                if fact.field == name and fact.number is not None
            )
        case Between("date", low, high):
            return any(
                (low is None or fact.days[1] >= first_day(low))
                and (high is None or fact.days[0] <= last_day(high))
                for fact in item.facts
                if fact.days
            )
        case Between(name, low, high):
            return any(
                (low is None or fact.number >= float(low))
                and (high is None or fact.number <= float(high))
                for fact in item.facts
                if fact.field == name and fact.number is not None
            )
        case Not(inner):
            return not fits(inner, item, items)
        case And(nodes):
            return all(
                (all(word in item.text for word in part.split()) or _is_located(part, item))
                if isinstance(part, str)
                else fits(part, item, items)
                for part in _parts(nodes)
            )
        case Or(nodes):
            return any(fits(each, item, items) for each in nodes)


def _parts(nodes: tuple[Node, ...]) -> list[Node | str]:
    """The terms of an `And`; successive words that name a region are one text."""
    parts: list[Node | str] = []
    for node in nodes:
        before = parts[-1] if parts else None
        both = [each for each in (before, node) if isinstance(each, Word) and not each.phrase]
        name = " ".join(each.text for each in both)
        if len(both) == 2 and name in REGIONS:
            parts[-1] = name
        else:
            parts.append(node)
    return parts


def _is_located(region: str, item: Item) -> bool:
    """True if a text is a region with a country of the record."""
    return any(
        REGIONS.get(region, set()) & set(fact.names)
        for fact in item.facts
        if fact.field == "country"
    )


def _is(name: str, value: str, item: Item, items: list[Item]) -> bool:
    """Whole words, where any record's field has them; otherwise words that begin so.

    A country is also asked for by its region.
    """
    if name == "country" and _is_located(value, item):
        return True

    def whole(of: str) -> bool:
        return f" {value} " in f" {of} "

    anywhere = any(
        whole(known)
        for each in items
        for fact in each.facts
        if fact.field == name
        for known in fact.names
    )
    return any(
        whole(known) or (not anywhere and f" {value}" in f" {known}")
        for fact in item.facts
        if fact.field == name
        for known in fact.names
    )


def _holds(number: float, operator: str, bound: float) -> bool:
    return {
        "<": number < bound,
        "<=": number <= bound,
        ">": number > bound,
        ">=": number >= bound,
        "=": number == bound,
    }[operator]


def _when(days: tuple[date, date], operator: str, bound: str) -> bool:
    """True if a date that may be any day of a span may compare so with a bound."""
    first, last = days
    return {
        "<": first < first_day(bound),
        "<=": first <= last_day(bound),
        ">": last > last_day(bound),
        ">=": last >= first_day(bound),
        "=": first <= last_day(bound) and last >= first_day(bound),
    }[operator]


def first_day(bound: str) -> date:
    """The first day of a year, a month or a day."""
    return date.fromisoformat((bound + "-01-01")[:10])


def last_day(bound: str) -> date:
    """The last one."""
    if len(bound) == 10:
        return date.fromisoformat(bound)
    year, month = (int(part) for part in (bound + "-12")[:7].split("-"))
    return (date(year + month // 12, month % 12 + 1, 1)) - timedelta(days=1)


def distance(a: str, b: str) -> int:
    """Letters to change, take out, put in or swap with their neighbour, from one word to another."""
    rows = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(len(a) + 1):
        for j in range(len(b) + 1):
            if not i or not j:
                rows[i][j] = i + j
                continue
            same = a[i - 1] == b[j - 1]
            rows[i][j] = min(
                rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + (not same)
            )
            if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
                rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1)
    return rows[-1][-1]


def tables_of(items: list[Item]) -> dict[str, list[dict[str, Any]]]:
    """Items as rows of a store."""
    return {
        "records": [
            {
                "record_type": "operation",
                "record_id": f"item-{item.position}",
                "title": item.text,
                "search_text": item.text,
                "position": item.position,
            }
            for item in items
        ],
        "facts": sorted(
            (
                {
                    "field": fact.field,
                    "record": item.position,
                    "folded": "\n".join(f" {name} " for name in fact.names) or None,
                    "number": fact.number,
                    "date_from": fact.days[0] if fact.days else None,
                    "date_to": fact.days[1] if fact.days else None,
                }
                for item in items
                for fact in item.facts
            ),
            key=lambda row: (row["field"], row["record"]),
        ),
        "words": [
            {"word": word}
            for word in sorted({word for item in items for word in item.text.split()})
        ],
    }
