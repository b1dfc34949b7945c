"""Filters in words."""

from collections.abc import Iterator

from trafficking_explorer.search.ast import (
    NOTE_STATES,
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
    walk,
)
from trafficking_explorer.search.region_words import (
    is_region,
    names_regions,
    region_runs,
    run_text,
)
from trafficking_explorer.text.display import shorten_middle

_SIGNS = {"<": "less than", "<=": "at most", ">": "more than", ">=": "at least", "=": "exactly"}
_VALUES = ("value",)
"""Fields that are a value, not a number of something."""
_WHEN = {"<": "before", "<=": "until", ">": "after", ">=": "from", "=": "in"}


def describe(node: Node, noun: str = "records") -> str:
    """A filter in words: "operations, agency interpol, from 2016, more than 100 arrests"."""
    if not isinstance(node, And):
        node = And((node,))
    remarks = []
    if any(isinstance(each, Compare | Between) and each.field == "date" for each in walk(node)):
        remarks.append("dates without a month count if any part of them matches")
    if any(isinstance(each, Not) and _is_place(each.node) for each in node.nodes):
        remarks.append("records without a country stay")
    return " · ".join([", ".join([noun, *_say_each(node.nodes)]), *remarks])


def asks_for_fields(node: Node) -> bool:
    """True if a filter is more than words, so that it is worth describing."""
    is_words = all(isinstance(each, Word | Not | And) for each in walk(node))
    return not is_words or names_regions(node)


def _say_each(nodes: tuple[Node, ...]) -> Iterator[str]:
    """The terms of an `And` in words; those that name a region together."""
    runs, at = region_runs(nodes), 0
    while at < len(nodes):
        end = runs.get(at)
        if end is None:
            yield _say(nodes[at])
        else:
            words = " ".join(f"“{node}”" for node in nodes[at:end])
            yield f"{words} or in {run_text(nodes, at, end).title()}"
        at = end or at + 1


def _say(node: Node) -> str:
    match node:
        case Word(text) if is_region(node):
            return f"“{text}” or in {text.title()}"
        case Word(text):
            return f"“{shorten_middle(text)}”"
        case Fuzzy(text):
            return f"nearly “{shorten_middle(text)}”"
        case Regex(pattern):
            return f"matching /{shorten_middle(pattern)}/"
        case FieldMatch("has", values):
            return "with " + " or ".join(
                "evidence" if v == "passages" else _name(v) for v in values
            )
        case FieldMatch("is", values):
            # A record may have both; a finding is one of the two.
            return " or ".join(
                value if value in ("answered", "open", *NOTE_STATES) else f"{value} in part"
                for value in values
            )
        case FieldMatch(field, values):
            return f"{_name(field)} {' or '.join(map(shorten_middle, values))}"
        case Compare("date", operator, bound):
            return f"{_WHEN[operator]} {bound}"
        case Compare(field, operator, bound):
            return _amount(f"{_SIGNS[operator]} {_number(bound)}", field)
        case Between("date", low, high):
            return f"{low or '…'} to {high or '…'}"
        case Between(field, low, high):
            return _amount(f"{_number(low)} to {_number(high)}", field)
        case Not(inner):
            return f"not {_grouped(inner)}"
        case And(nodes):
            return " and ".join(_say_each(nodes)) if region_runs(nodes) else _joined(nodes, "and")
        case Or(nodes):
            return _joined(nodes, "or")


def _joined(nodes: tuple[Node, ...], word: str) -> str:
    return f" {word} ".join(map(_grouped, nodes))


def _grouped(node: Node) -> str:
    return f"({_say(node)})" if isinstance(node, And | Or) or is_region(node) else _say(node)


def _name(field: str) -> str:
    return field.replace("_", " ")


def _amount(number: str, field: str) -> str:
    """A number of things, "more than 100 arrests", or a value."""
    return f"{field} {number}" if field in _VALUES else f"{number} {_name(field)}"


def _number(bound: str | None) -> str:
    if bound is None:
        return "…"
    value = float(bound)
    return f"{value:,.0f}" if value == int(value) else bound


def _is_place(node: Node) -> bool:
    return isinstance(node, FieldMatch) and node.field in ("country", "regions")
