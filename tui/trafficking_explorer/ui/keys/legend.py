"""The legend of the signs beside values, passages and records."""

from collections.abc import Iterator

from trafficking_explorer.database.signs import SIGNS
from trafficking_explorer.ui.symbols import Symbols


def legend(marks: Symbols, *, plain: bool = False) -> Iterator[tuple[str, str]]:
    """Each sign with its meaning.

    Args:
        plain: in ASCII.
    """
    yield marks.stated, "in the text"
    yield marks.resolved, "inferred, with the reason"
    for sign in SIGNS:
        yield sign.plain if plain else sign.text, sign.meaning
    yield marks.bar, "the passage you are at"
    yield marks.thin_bar, "other passages of the record"
    yield marks.open, "without a record"
    yield marks.bookmark, "bookmarked by you"
    yield marks.note, "with a note of yours"
    yield (
        (">= > ~ <=", "before a figure: at least, more than, nearly, at most")
        if plain
        else ("≥ > ~ ≈ ≤", "before a figure: at least, more than, nearly, around, at most")
    )
