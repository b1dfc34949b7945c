"""A script as DuckDB reads it: its tokens, its statements, and the statement at a place."""

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
_BLANKS = dict.fromkeys((0xA0, *range(0x2000, 0x200C), 0x202F, 0x205F, 0x2060, 0x3000, 0xFEFF), " ")
"""Blanks to DuckDB's parser, parts of a word to its tokenizer."""


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


def tokens(script: str) -> tuple[Token, ...]:
    """The words of a script, however unfinished or wrong it is; comments are among them.

    Half a surrogate pair, which no text has, counts as any other character.
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
            # A string that nothing ends goes on to the end, blanks and all.
            length = len(text)
        found.append(Token(name, place, place + length, script[place : place + length]))
    return tuple(found)


def statements(script: str) -> tuple[Statement, ...]:
    """The statements of a script, also of one with errors in it, each without what surrounds it.

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
    """The statement that a place belongs to: the one it is in or behind, else the first after it.

    Behind a semicolon on the same line it is still the statement before; None where there is none.

    Args:
        place: in code points from 0, between two of them.
    """
    found = statements(script)
    for one, following in pairwise(found):
        gap = script[one.end : following.start]
        # What is behind a statement on its own line belongs to it, and so does its semicolon.
        line_end = gap.find("\n", gap.find(";"))
        mine = following.start if line_end < 0 else one.end + line_end + 1
        if place < mine:
            return one
        if place < following.start:
            return following
    return found[-1] if found else None


def parameters(script: str) -> tuple[str, ...]:
    """The names of the parameters (`$name`) that a script asks for, in their order, each once."""
    words = [token for token in tokens(script) if token.kind != COMMENT]
    return tuple(
        dict.fromkeys(
            name.text
            for mark, name in pairwise(words)
            if mark.text == "$" and mark.end == name.start and name.kind in (IDENTIFIER, KEYWORD)
        )
    )
