"""The tree of a filter, and how it prints back as text.

`parse(str(tree)) == tree` for every tree a line can have; spans do not take part.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

_MOST_NEEDLES = 200
"""Each is looked for in every line that is drawn."""
_BARE = re.compile(r"""[^\s"“”(),:<>=~/-][^\s"“”(),:<>=]*""")
_BARE_WORD = re.compile(
    r"""(?![-/~])(?!(?:or|and|not)\Z)(?![A-Za-z][A-Za-z_-]*(?::|[<>=≥≤]))[^\s"“”()]+"""
)


@dataclass(frozen=True, slots=True)
class Word:
    """Words that must stand in a record or its passages, in this order; folded."""

    text: str
    phrase: bool = False
    """Whether they were written in quotation marks."""

    def __str__(self) -> str:
        return quoted(self.text) if self.phrase else self.text


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """A word that may differ by a slip or two."""

    text: str

    def __str__(self) -> str:
        return f"~{self.text}"


@dataclass(frozen=True, slots=True)
class Regex:
    """A regular expression over the folded text; RE2."""

    pattern: str
    start: int = field(default=0, compare=False)
    """Where it stands in the line, in code points; with `end`, for those who find it wrong."""
    end: int = field(default=0, compare=False)

    def __str__(self) -> str:
        return "/" + self.pattern.replace("/", r"\/") + "/"


@dataclass(frozen=True, slots=True)
class FieldMatch:
    """A field that has one of some values, or with no value any."""

    field: str
    values: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.field}:{','.join(map(format_value, self.values))}"


@dataclass(frozen=True, slots=True)
class Compare:
    """A number or a date against a bound."""

    field: str
    operator: str
    """`<`, `<=`, `>`, `>=` or `=`."""
    bound: str

    def __str__(self) -> str:
        return f"{self.field}{self.operator}{self.bound}"


@dataclass(frozen=True, slots=True)
class Between:
    """A number or a date within bounds, both included; None leaves an end open."""

    field: str
    low: str | None
    high: str | None

    def __str__(self) -> str:
        return f"{self.field}:{self.low or ''}..{self.high or ''}"


@dataclass(frozen=True, slots=True)
class Not:
    """What must not hold."""

    node: "Node"

    def __str__(self) -> str:
        return f"-{grouped(self.node)}"


@dataclass(frozen=True, slots=True)
class And:
    """All of several; none for an empty line."""

    nodes: tuple["Node", ...] = ()

    def __str__(self) -> str:
        return " ".join(
            f"({node})" if isinstance(node, Or | And) else str(node) for node in self.nodes
        )


@dataclass(frozen=True, slots=True)
class Or:
    """Any of several."""

    nodes: tuple["Node", ...]

    def __str__(self) -> str:
        return " or ".join(
            f"({node})" if isinstance(node, Or) else str(node) for node in self.nodes
        )


Node = Word | Fuzzy | Regex | FieldMatch | Compare | Between | Not | And | Or


def grouped(node: Node) -> str:
    """A node as one term: in parentheses where it is several."""
    return f"({node})" if isinstance(node, And | Or | Not) else str(node)


def quoted(text: str) -> str:
    """A text in quotation marks; folded text holds none that is not straight."""
    return '"' + text.replace('"', "") + '"'


def is_bare(text: str) -> bool:
    """Whether a word is read as just that word."""
    return _BARE_WORD.fullmatch(text) is not None


def format_value(value: str) -> str:
    """A field's value, quoted where it would be read otherwise bare."""
    return value if _BARE.fullmatch(value) and ".." not in value else quoted(value)


def highlight_terms(node: Node) -> tuple[str, ...]:
    """The folded words whose matches are marked on screen; of very many the first."""
    return tuple(islice(dict.fromkeys(_words(node)), _MOST_NEEDLES))


def _words(node: Node) -> Iterator[str]:
    match node:
        case Word(text):
            yield text
        case And(nodes) | Or(nodes):
            for child in nodes:
                yield from _words(child)
