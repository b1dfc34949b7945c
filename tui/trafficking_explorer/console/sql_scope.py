"""The names in scope at a place of an unfinished statement: tables after FROM, queries of WITH.

No parser takes a statement that is being typed. Its words and its parentheses are enough for this.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from trafficking_explorer.console.tokenizer import (
    IDENTIFIER,
    KEYWORD,
    STRING,
    Token,
    closing,
    unquote,
)
from trafficking_explorer.database.sql_text import quote_name

TABLES_FOLLOW = {"FROM", "JOIN", "INTO", "UPDATE", "TABLE", "DESCRIBE", "DESC", "SUMMARIZE", "SHOW"}
FROM = {"FROM", "JOIN", "INTO", "UPDATE"}
_CLAUSES = FROM | {
    *("SELECT", "WHERE", "ON", "USING", "GROUP", "ORDER", "BY", "HAVING", "SET", "QUALIFY"),
    *("VALUES", "LIMIT", "OFFSET", "WINDOW", "RETURNING", "WITH"),
}
_BRANCHES = {"UNION", "EXCEPT", "INTERSECT"}
_NO_NAMES = {
    *_CLAUSES,
    *_BRANCHES,
    *("INNER", "LEFT", "RIGHT", "FULL", "OUTER", "CROSS", "NATURAL", "ASOF", "POSITIONAL", "SEMI"),
    *("ANTI", "TABLESAMPLE", "PIVOT", "UNPIVOT", "LATERAL"),
}
"""Words that may follow a table and are not its alias."""


@dataclass(frozen=True, slots=True)
class Source:
    """A table or a query after FROM.

    Attributes:
        name: qualifies its columns; "" if it has no name.
        parts: the name of a table with its qualifiers; empty for a query or a function.
        query: SQL that gives the columns of a query or a function.
    """

    name: str
    parts: tuple[str, ...] = ()
    query: str = ""


@dataclass(frozen=True, slots=True)
class Scope:
    """The names in scope at a place.

    Attributes:
        sources: those of the innermost query first.
        queries: names of WITH, each with SQL that gives its columns.
    """

    sources: list[Source] = field(default_factory=list)
    queries: dict[str, str] = field(default_factory=dict)


def read_scope(words: Sequence[Token], place: int) -> Scope:
    """The scope between two words of a statement.

    Args:
        words: without comments.
        place: index of the word after the place.
    """
    scope = Scope()
    levels = _enclosing(words, place)
    for low, high in levels:
        _read_with(words, low, high, place, scope)
    for low, high in reversed(levels):
        first, last = _branch(words, low, high, place)
        scope.sources.extend(_sources(words, first, last, scope))
    return scope


def clause_at(words: Sequence[Token]) -> str:
    """The clause at the end of these words, in upper case; "" if there is none."""
    depth = 0
    for i in range(len(words) - 1, -1, -1):
        word, before = words[i], words[i - 1].upper if i else ""
        if word.text == ")":
            depth += 1
        elif word.text == "(":
            if depth == 0 and before in (*TABLES_FOLLOW, "AS", ",", "(", ""):
                return ""  # the beginning of a subquery
            if depth == 0 and clause_at(words[:i]) == "INTO":
                return "INTO ("
            depth = max(0, depth - 1)
        elif depth == 0 and word.kind == KEYWORD and word.upper in _CLAUSES:
            return word.upper
    return ""


def wants_table(words: Sequence[Token]) -> bool:
    """True if a table follows these words."""
    if not words or words[-1].kind == STRING:
        return False
    if words[-1].kind == KEYWORD and words[-1].upper in TABLES_FOLLOW:
        return True
    return words[-1].text == "," and clause_at(words) in ("FROM", "JOIN")


def qualifiers(words: Sequence[Token]) -> list[str]:
    """The names before the full stop at the end of these words."""
    names: list[str] = []
    at = len(words) - 1
    while at > 0 and words[at].text == "." and words[at - 1].kind in (IDENTIFIER, KEYWORD):
        names.insert(0, unquote(words[at - 1].text))
        at -= 2
    return names


def _read_with(words: Sequence[Token], low: int, high: int, place: int, scope: Scope) -> None:
    """Note the names of WITH in the query that begins at `low`."""
    if low >= high or words[low].upper != "WITH":
        return
    at = low + 1
    while at < high:
        name = unquote(words[at].text)
        if name.upper() == "RECURSIVE":
            at += 1
            continue
        # Between the name and its query: AS, MATERIALIZED, names of columns.
        while at < high and words[at].upper not in ("AS", "("):
            at += 1
        if at < high and words[at].text == "(":
            at = closing(words, at, high) + 1
        while at < high and words[at].text != "(":
            at += 1
        end = closing(words, at, high)
        if end >= high or at < place <= end:
            # The place is in it: neither it nor what follows is there yet.
            return
        given = _text(words, low, end + 1)
        scope.queries[name] = f"{given} SELECT * FROM {quote_name(name)}"
        at = end + 1
        if at >= high or words[at].text != ",":
            return
        at += 1


def _sources(words: Sequence[Token], low: int, high: int, scope: Scope) -> Iterator[Source]:
    """The sources after FROM, JOIN, INTO and UPDATE in one query."""
    at, expected = low, False
    while at < high:
        word = words[at].upper
        if expected and word != "LATERAL":
            source, at = _source(words, at, high, scope)
            if source is not None:
                yield source
            expected = False
            continue
        if words[at].text == "(":
            at = closing(words, at, high)
        elif words[at].kind == KEYWORD and word in FROM:
            expected = True
        elif words[at].text == ",":
            expected = clause_at(words[low:at]) in ("FROM", "JOIN")
        at += 1


def _source(words: Sequence[Token], at: int, high: int, scope: Scope) -> tuple[Source | None, int]:
    """One source, and the index of the word after it."""
    # Parentheses after the target of INSERT contain its columns.
    is_target = at > 0 and words[at - 1].upper == "INTO"
    parts: list[str] = []
    while at < high and words[at].kind in (IDENTIFIER, KEYWORD) and not _is_keyword(words[at]):
        parts.append(unquote(words[at].text))
        at += 1
        if at >= high or words[at].text != ".":
            break
        at += 1
    if at < high and words[at].text == "(" and not is_target:
        end = closing(words, at, high)
        inner = _text(words, at, end) + ")"
        name, following = _alias(words, end + 1, high)
        given = next(reversed(scope.queries.values()), "").rpartition(" SELECT * FROM ")[0]
        query = f"{given} SELECT * FROM {'.'.join(parts)}{inner}"
        return Source(name or (parts[-1] if parts else ""), query=query.strip()), following
    if not parts:
        return None, at + 1
    name, following = ("", at) if is_target else _alias(words, at, high)
    return Source(name or parts[-1], tuple(parts)), following


def _alias(words: Sequence[Token], at: int, high: int) -> tuple[str, int]:
    """The alias of a source, and the index of the word after it."""
    at += at < high and words[at].upper == "AS"
    if at < high and words[at].kind in (IDENTIFIER, KEYWORD) and not _is_keyword(words[at]):
        return unquote(words[at].text), at + 1
    return "", at


def _is_keyword(word: Token) -> bool:
    return word.kind == KEYWORD and word.upper in _NO_NAMES


def _enclosing(words: Sequence[Token], place: int) -> list[tuple[int, int]]:
    """All words, then the words within each pair of parentheses around a place, as ranges of indexes."""
    opened: list[int] = []
    for i, word in enumerate(words[:place]):
        if word.text == "(":
            opened.append(i)
        elif word.text == ")" and opened:
            opened.pop()
    return [(0, len(words)), *((i + 1, closing(words, i, len(words))) for i in opened)]


def _branch(words: Sequence[Token], low: int, high: int, place: int) -> tuple[int, int]:
    """The part of a query, between UNION and the like, that a place is in."""
    at, first = low, low
    while at < high:
        if words[at].text == "(":
            at = closing(words, at, high)
        elif words[at].kind == KEYWORD and words[at].upper in _BRANCHES:
            if at >= place:
                return first, at
            first = at + 1
        at += 1
    return first, high


def _text(words: Sequence[Token], low: int, high: int) -> str:
    """Words as one text."""
    parts: list[str] = []
    for i in range(low, min(high, len(words))):
        apart = i > low and words[i].start > words[i - 1].end
        parts.append((" " if apart else "") + words[i].text)
    return "".join(parts)
