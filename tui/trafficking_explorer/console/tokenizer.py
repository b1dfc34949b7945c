"""The tokens and statements of a script, as DuckDB reads them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import duckdb

IDENTIFIER = "identifier"
NUMBER = "number"
STRING = "string"
OPERATOR = "operator"
KEYWORD = "keyword"
COMMENT = "comment"

_KINDS = {
    duckdb.token_type.identifier: IDENTIFIER,
    duckdb.token_type.numeric_const: NUMBER,
    duckdb.token_type.string_const: STRING,
    duckdb.token_type.operator: OPERATOR,
    duckdb.token_type.keyword: KEYWORD,
    duckdb.token_type.comment: COMMENT,
}
_STRING = re.compile(r"[eE]?'(.*)'|\$(\w*)\$(.*)\$\2\$", re.DOTALL)
_BLANKS = dict.fromkeys((0xA0, *range(0x2000, 0x200C), 0x202F, 0x205F, 0x2060, 0x3000, 0xFEFF), " ")
"""Blanks for DuckDB's parser, but parts of a word for its tokenizer."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a script.

    Attributes:
        kind: one of the names above; a full stop is an operator.
        start, end: its place, in code points from 0, end exclusive, without the blanks after it.
        text: as written.
    """

    kind: str
    start: int
    end: int
    text: str

    @property
    def upper(self) -> str:
        """Its text in upper case, as keywords are compared."""
        return self.text.upper()


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of a script.

    Attributes:
        text: as written, without the semicolon.
        start: where it begins in the script, in code points from 0.
        number, of: its number, from 1, and how many there are.
        script: all of it; places of errors are places in it.
    """

    text: str
    start: int = 0
    number: int = 1
    of: int = 1
    script: str = ""

    @property
    def end(self) -> int:
        """The code point after its last."""
        return self.start + len(self.text)


def words_of(script: str) -> list[Token]:
    """The tokens of a script without its comments."""
    return [token for token in tokens(script) if token.kind != COMMENT]


def unquote(text: str) -> str:
    """A name or a string without its quotation marks; any other text as it is."""
    if text.startswith('"'):
        return text[1:].removesuffix('"').replace('""', '"')
    match = _STRING.fullmatch(text)
    if match is None:
        return text
    return match[3] if match[1] is None else match[1].replace("''", "'")


def closing(words: Sequence[Token], at: int, high: int | None = None) -> int:
    """The index of the parenthesis that closes the one at `at`; `high`, or the end, without one."""
    high = len(words) if high is None else high
    depth = 0
    for i in range(at, high):
        depth += (words[i].text == "(") - (words[i].text == ")")
        if depth == 0:
            return i
    return high


def tokens(script: str) -> tuple[Token, ...]:
    """The tokens of a script, however unfinished or wrong it is, with its comments.

    Half a surrogate pair, which is not text, counts as any other character.
    """
    # One code point for another, so that places stay what they are.
    raw = script.translate(_BLANKS).encode("utf-8", "replace")
    # DuckDB counts bytes, and knows only where a word begins.
    starts = duckdb.tokenize(raw.decode())
    found = []
    at = place = 0
    ends = [*(start for start, _ in starts[1:]), len(raw)]
    for (start, kind), end in zip(starts, ends, strict=False):
        if start == end:
            continue
        place += len(raw[at:start].decode())
        at = start
        text = raw[start:end].decode()
        name = OPERATOR if text.rstrip() == "." else _KINDS[kind]
        length = len(text.rstrip())
        if name == STRING and (length == 1 or text[length - 1] not in "'$"):
            # An unfinished string goes on to the end, blanks and all.
            length = len(text)
        found.append(Token(name, place, place + length, script[place : place + length]))
    return tuple(found)


def statements(script: str) -> tuple[Statement, ...]:
    """The statements of a script, which may have errors, each without the blanks around it.

    Semicolons in strings, in quoted names and in comments separate nothing.
    """
    pieces: list[list[Token]] = [[]]
    for token in tokens(script):
        if token.kind == OPERATOR and token.text == ";":
            pieces.append([])
        elif token.kind != COMMENT:
            pieces[-1].append(token)
    places = [(piece[0].start, piece[-1].end) for piece in pieces if piece]
    return tuple(
        Statement(script[start:end], start, number, len(places), script)
        for number, (start, end) in enumerate(places, 1)
    )


def statement_at(script: str, place: int) -> Statement | None:
    """The statement that a place belongs to: the one it is in or follows, else the first after it.

    After a semicolon on the same line it is still the statement before.

    Args:
        place: in code points from 0, between two of them.
    """
    found = statements(script)
    for one, following in pairwise(found):
        gap = script[one.end : following.start]
        # The rest of the line after a statement belongs to it, and so does its semicolon.
        line_end = gap.find("\n", gap.find(";"))
        mine = following.start if line_end < 0 else one.end + line_end + 1
        if place < mine:
            return one
        if place < following.start:
            return following
    return found[-1] if found else None


def parameters(script: str) -> tuple[str, ...]:
    """The names of the parameters (`$name`) of a script, in their order, each once."""
    words = words_of(script)
    return tuple(
        dict.fromkeys(
            name.text
            for mark, name in pairwise(words)
            if mark.text == "$" and mark.end == name.start and name.kind in (IDENTIFIER, KEYWORD)
        )
    )
