"""Words, numbers and marks of one sentence."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from trafficking_explorer.records.evidence import TextPosition
from trafficking_explorer.text.numbers import Number

_TOKEN = re.compile(r"[^\W_](?:[\w’'&-]*[^\W_])?|[^\s\w]|_")
_NAMES = frozenset(["May", "US", "WHO", "IT"])
"""Names that would be other words in small letters."""
_NEGATIONS = ("n't", "n’t")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number or a mark, with its place in the text."""

    start: int
    end: int
    text: str
    lower: str
    number: Number | None = None

    @property
    def is_word(self) -> bool:
        return self.number is None and self.text[0].isalnum()

    @property
    def is_capitalised(self) -> bool:
        return self.text[0].isupper()


class Tokens:
    """The tokens of a sentence; beyond its ends there is an empty mark."""

    BEYOND = Token(-1, -1, ".", ".")

    def __init__(self, text: str, place: TextPosition, numbers: Sequence[Number]) -> None:
        self._tokens: list[Token] = []
        at = place.start
        for number in numbers:
            self._add_words(text, at, max(at, number.start))
            words = text[number.start : number.end]
            self._tokens.append(Token(number.start, number.end, words, words.lower(), number))
            at = number.end
        self._add_words(text, at, place.end)

    def _add_words(self, text: str, start: int, end: int) -> None:
        for match in _TOKEN.finditer(text, start, end):
            word = match[0]
            # The month is not the verb, nor the organisation the pronoun.
            is_name = word in _NAMES and bool(self._tokens)
            lower = word if is_name else word.lower().replace("’", "'")
            self._tokens.append(Token(match.start(), match.end(), word, lower))

    def __len__(self) -> int:
        return len(self._tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self._tokens)

    def __getitem__(self, index: int) -> Token:
        if 0 <= index < len(self._tokens):
            return self._tokens[index]
        return self.BEYOND

    def lower(self, index: int) -> str:
        """A token in small letters; "May" and "US" within a sentence keep theirs."""
        return self[index].lower

    def index_at(self, place: int) -> int:
        """The index of the token that begins at, or holds, a place of the text; -1 without one."""
        return next(
            (i for i, each in enumerate(self._tokens) if each.start <= place < each.end), -1
        )

    def qualified_from(self, number: int) -> int:
        """The first token of the words that qualify a figure; its own without such words."""
        figure = self[number].number
        start = self[number].start
        if figure is not None:
            start = min(start, figure.amount_start)
            if figure.qualifying is not None:
                start = min(start, figure.qualifying.start)
        at = self.index_at(start)
        return at if at >= 0 else number

    def span(self, first: int, last: int) -> TextPosition:
        """The place of some tokens, the last one included."""
        return TextPosition(self[first].start, self[last].end)

    def has(self, at: int, words: str) -> bool:
        """True if the tokens from an index on are these words."""
        return all(self[at + n].lower == word for n, word in enumerate(words.split()))

    def ends_with(self, at: int, words: str) -> bool:
        """True if the tokens up to an index, included, are these words."""
        return self.has(at - len(words.split()) + 1, words)


def is_negation(word: str) -> bool:
    """True for "not", "never" and the short forms of auxiliaries."""
    return word in ("not", "never", "nor", "neither", "hardly", "cannot") or word.endswith(
        _NEGATIONS
    )
