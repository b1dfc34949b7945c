"""The tree of a filter, which prints back as text.

`parse(str(tree)) == tree` for every tree a line can have; spans do not take part.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from trafficking_explorer.text.folding import fold_letter

NOTE_STATES = ("bookmarked", "noted")
"""Values of `is:` that ask for the reader's bookmarks and notes, not for the corpus."""
_MOST_NEEDLES = 200
"""Words that are marked; each is looked for in every line that is drawn."""
_BARE = re.compile(r"""[^\s"“”(),:<>=~/-][^\s"“”(),:<>=]*""")
_BARE_WORD = re.compile(
    r"""(?![-/~])(?!(?:or|and|not)\Z)(?![A-Za-z][A-Za-z_-]*(?::|[<>=≥≤]))[^\s"“”()]+"""
)


@dataclass(frozen=True, slots=True)
class Word:
    """Words that a record or its passages must have, in this order; folded."""

    text: str
    phrase: bool = False
    """True if they were written in quotation marks."""

    def __str__(self) -> str:
        return quoted(self.text) if self.phrase else self.text


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """A word that may have a typing error or two."""

    text: str

    def __str__(self) -> str:
        return f"~{self.text}"


@dataclass(frozen=True, slots=True)
class Regex:
    """A regular expression over the folded text; RE2."""

    pattern: str
    start: int = field(default=0, compare=False)
    """Its place in the line, in code points, for error messages; as `end`."""
    end: int = field(default=0, compare=False)

    @property
    def folded(self) -> str:
        """The expression with its letters as the text has them; its signs are of ASCII and stay."""
        return "".join(char if char.isascii() else fold_letter(char) for char in self.pattern)

    def __str__(self) -> str:
        return "/" + self.pattern.replace("/", r"\/") + "/"


@dataclass(frozen=True, slots=True)
class FieldMatch:
    """A field that has one of some values."""

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
    """A condition that must not hold."""

    node: "Node"

    def __str__(self) -> str:
        return f"-{grouped(self.node)}"


@dataclass(frozen=True, slots=True)
class And:
    """All of several conditions; an empty line has none."""

    nodes: tuple["Node", ...] = ()

    def __str__(self) -> str:
        return " ".join(
            f"({node})" if isinstance(node, Or | And) else str(node) for node in self.nodes
        )


@dataclass(frozen=True, slots=True)
class Or:
    """Any of several conditions."""

    nodes: tuple["Node", ...]

    def __str__(self) -> str:
        return " or ".join(
            f"({node})" if isinstance(node, Or) else str(node) for node in self.nodes
        )


Node = Word | Fuzzy | Regex | FieldMatch | Compare | Between | Not | And | Or


def grouped(node: Node) -> str:
    """A node as one term: in parentheses if it has several."""
    return f"({node})" if isinstance(node, And | Or | Not) else str(node)


def quoted(text: str) -> str:
    """A text in quotation marks; folded text has only straight ones."""
    return '"' + text.replace('"', "") + '"'


def is_bare(text: str) -> bool:
    """True if a word is read as just that word."""
    return _BARE_WORD.fullmatch(text) is not None


def format_value(value: str) -> str:
    """A field's value, quoted if it would be read differently without quotation marks."""
    return value if _BARE.fullmatch(value) and ".." not in value else quoted(value)


def walk(node: Node) -> Iterator[Node]:
    """Every node of a tree, in the order of the line."""
    yield node
    match node:
        case Not(inner):
            yield from walk(inner)
        case And(nodes) | Or(nodes):
            for each in nodes:
                yield from walk(each)


def terms(node: Node) -> Iterator[Node]:
    """The terms of a filter that must or may hold, in its order; nothing below a `Not`."""
    if isinstance(node, And | Or):
        for each in node.nodes:
            yield from terms(each)
    else:
        yield node


def highlight_terms(node: Node) -> tuple[str, ...]:
    """The folded words whose matches are marked on screen; of very many the first."""
    words = (term.text for term in terms(node) if isinstance(term, Word))
    return tuple(islice(dict.fromkeys(words), _MOST_NEEDLES))
