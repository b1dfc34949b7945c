"""Split a filter line into tokens with their places."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TOKEN = re.compile(
    r"""
      (?P<blank>\s+)
    | (?P<open>\()
    | (?P<close>\))
    | (?P<minus>-(?=[^\s-]))
    | (?P<regex>/(?P<pattern>(?:\\/|[^/])*)(?P<regex_end>/)?)
    | (?P<fuzzy>~(?P<slip>[^\s"“”(),]*))
    | (?P<field>(?P<name>[A-Za-z][A-Za-z_-]*)(?P<operator>:|>=|<=|≥|≤|>|<|=))
    | (?P<phrase>["“”](?P<words>[^"“”]*)["“”]?)
    | (?P<nothing>-)
    | (?P<word>[^\s"“”()]+)
    """,
    re.VERBOSE,
)
_VALUE = re.compile(
    r"""["“”](?P<words>[^"“”]*)["“”]?|(?P<bare>[^\s"“”(),]+)|(?P<nothing>(?=[\s,()"“”]|$))""",
    re.VERBOSE,
)
_OPERATORS = {"≥": ">=", "≤": "<="}
KEYWORDS = ("or", "and", "not")


@dataclass(frozen=True, slots=True)
class Token:
    """One token of a line.

    Attributes:
        kind: `open`, `close`, `minus`, `regex`, `fuzzy`, `field`, `phrase`, `word`, or a keyword.
        text: a word, the words of a phrase, a pattern, or the name of a field.
        start, end: its place, in code points from 0, end exclusive.
        operator: that of a field: `:`, `=`, `<`, `<=`, `>`, `>=`.
        values: those of a field.
        is_closed: False if a pattern has no end.
    """

    kind: str
    text: str
    start: int
    end: int
    operator: str = ""
    values: tuple["Value", ...] = ()
    is_closed: bool = True


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a field."""

    text: str
    start: int
    end: int


def tokenize(line: str) -> Iterator[Token]:
    """Every token of a line, in order; any line can be split."""
    at = 0
    while at < len(line):
        match = _TOKEN.match(line, at)
        if match is None:
            # A character that begins no token is skipped while more is typed.
            at += 1
            continue
        at = match.end()
        span = match.span()
        if match["blank"] or match["nothing"]:
            continue  # A minus with nothing after it means nothing yet.
        if match["field"]:
            values, at = _values(line, at)
            operator = _OPERATORS.get(match["operator"], match["operator"])
            yield Token("field", match["name"], span[0], at, operator, values)
        elif match["regex"] is not None:
            pattern = match["pattern"].replace(r"\/", "/")
            yield Token("regex", pattern, *span, is_closed=bool(match["regex_end"]))
        elif match["fuzzy"] is not None:
            yield Token("fuzzy", match["slip"], *span)
        elif match["phrase"] is not None:
            yield Token("phrase", match["words"], *span)
        elif match["word"]:
            word = match["word"]
            yield Token(word if word in KEYWORDS else "word", word, *span)
        else:
            yield Token(
                "open" if match["open"] else "close" if match["close"] else "minus", match[0], *span
            )


def _values(line: str, at: int) -> tuple[tuple[Value, ...], int]:
    """The values after a field's operator, and the end of them."""
    values = []
    while True:
        match = _VALUE.match(line, at)
        if match is None:
            break
        words = match["words"]
        text = words if words is not None else match["bare"] or ""
        values.append(Value(text, *match.span()))
        at = match.end()
        if not line.startswith(",", at):
            break
        at += 1
    return tuple(values), at
