"""The layout of SQL, by sqlfmt, which keeps comments as they are.

sqlfmt knows several dialects at once, and not all of DuckDB's: it takes `//` for a comment. So its
layout is used only if DuckDB reads the same words in it, in the same order.
"""

from dataclasses import dataclass
from itertools import pairwise

from trafficking_explorer.console.error_messages import place_in
from trafficking_explorer.console.tokenizer import (
    COMMENT,
    STRING,
    Statement,
    Token,
    statements,
    tokens,
)
from trafficking_explorer.errors import QueryError

_LINE = 100
"""Code points of a line."""
_MARKS = ("$", "#", "?", "@")


def format_sql(script: str, at: int | None = None) -> tuple[str, tuple[QueryError, ...]]:
    """Format the statements of a script; the text between them stays as it is.

    Args:
        at: only the statement that begins there.

    Returns:
        The script, and for each statement that was not changed the reason, with its place.
    """
    problems: list[QueryError] = []
    for statement in reversed(statements(script)):
        if at is None or statement.start == at:
            try:
                text = _laid_out(statement)
            except QueryError as error:
                problems.insert(0, error)
            else:
                script = script[: statement.start] + text + script[statement.end :]
    return script, tuple(problems)


def _laid_out(statement: Statement) -> str:
    # 50 ms of imports that only the layout needs.
    from sqlfmt.api import format_string
    from sqlfmt.exception import SqlfmtError
    from sqlfmt.mode import Mode

    line, column = place_in(statement.script, statement.start)
    try:
        text: str = format_string(statement.text, Mode(line_length=_LINE)).strip()
    except (SqlfmtError, RecursionError, ValueError, LookupError) as error:
        raise QueryError(
            f"this statement cannot be formatted ({type(error).__name__})",
            line,
            column,
        ) from error
    before, after = _Read.of(statement.text), _Read.of(text)
    if before.words != after.words or before.said != after.said or before.has_joined_strings:
        raise QueryError(
            "this statement cannot be formatted: its meaning would change", line, column
        )
    # sqlfmt writes names in lower case, and DuckDB makes the names of columns of them.
    for old, new in zip(reversed(before.tokens), reversed(after.tokens), strict=True):
        text = text[: new.start] + old.text + text[new.end :]
    return text


@dataclass(frozen=True, slots=True)
class _Read:
    """A statement as DuckDB reads it.

    Attributes:
        tokens: without comments.
        words: their texts, without the case of names and keywords, which DuckDB ignores.
        said: the words of comments.
    """

    tokens: tuple[Token, ...]
    words: list[str]
    said: list[str]

    @classmethod
    def of(cls, text: str) -> "_Read":
        found = tokens(text)
        kept = tuple(token for token in found if token.kind != COMMENT)
        words: list[str] = []
        for i, token in enumerate(kept):
            word = token.text if token.kind == STRING or '"' in token.text else token.text.lower()
            # `$name` and `#1` are written as one word.
            if i and kept[i - 1].text in _MARKS and kept[i - 1].end == token.start:
                words[-1] += word
            else:
                words.append(word)
        comments = (token.text for token in found if token.kind == COMMENT)
        return cls(kept, words, [w for text in comments for w in text.removeprefix("--").split()])

    @property
    def has_joined_strings(self) -> bool:
        """True if strings follow each other: they are one string if a line break separates them."""
        return any(one.kind == other.kind == STRING for one, other in pairwise(self.tokens))
