"""Find the one position of a quote in a text: exact words, ignoring differences in white space.

Runs of white space are equal (a line break or no-break space in the text, a space in the quote), and
so are the ">" before the lines of a quoted mail; nothing else is. An approximate match is never an anchor: it would accept a wrong digit.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import islice

from trafficking_explorer.errors import QuoteAmbiguous, QuoteNotFound
from trafficking_explorer.records.evidence import TextPosition, TextQuote
from trafficking_explorer.text.display import truncate
from trafficking_explorer.text.lines import line_starts, without_mail_marks

_RUN = re.compile(r"\s{2,}")
_GROUP = r"(?<!\d)\d{1,3}"
"""Digits before a thousands separator."""
_THREE_DIGITS = re.compile(r"\d{3}(?!\d)")
_BEFORE_DIGIT = re.compile(r"\d[.,]$")
_BEFORE_GROUP = re.compile(rf"\d[.,]$|{_GROUP}, $")
_LAST_GROUP = re.compile(rf"{_GROUP}$")
_AFTER_DIGIT = re.compile(r"[.,]\d")
_AFTER_GROUP = re.compile(r"[.,]\d|, \d{3}\b")
MOST_PLACES = 1_000
"""The most places of a quote that are counted."""
CONTEXT = 32
"""Code points of prefix and suffix that evidence keeps, as in other annotation tools."""


def fold_white_space(text: str) -> str:
    """Replace each run of white space by one space, and strip the ends."""
    return " ".join(text.split())


class IndexedText:
    """A text prepared for many lookups: folded once, with the mapping back to its code points."""

    def __init__(self, text: str) -> None:
        self.text = text
        # The marks before the lines of a quoted mail are white space.
        self.plain = text = without_mail_marks(text)
        """The text without the marks of a quoted mail, of the same length."""
        words = " ".join(text.split())
        # At the ends, too, a run becomes one blank.
        self.folded = (
            f"{' ' * text[:1].isspace()}{words}{' ' * (words != '' and text[-1].isspace())}"
        )
        self._folded_starts = [0]
        self._starts = [0]
        # A single blank keeps its length: without longer runs, positions are the same.
        self._moved = len(self.folded) < len(text)
        if self._moved:
            lost = 0
            for run in _RUN.finditer(text):
                lost += run.end() - run.start() - 1
                self._folded_starts.append(run.end() - lost)
                self._starts.append(run.end())

        self._once: dict[str, TextPosition | None] = {}

    @cached_property
    def _line_starts(self) -> list[int]:
        return line_starts(self.text)

    def _original(self, folded_at: int) -> int:
        if not self._moved:
            return folded_at
        piece = bisect_right(self._folded_starts, folded_at) - 1
        return self._starts[piece] + folded_at - self._folded_starts[piece]

    def _folded(self, position: int) -> int:
        if not self._moved:
            return position
        piece = bisect_right(self._starts, position) - 1
        # A position inside a run of white space maps to the run's single blank.
        end = (
            self._folded_starts[piece + 1]
            if piece + 1 < len(self._folded_starts)
            else len(self.folded)
        )
        return min(self._folded_starts[piece] + position - self._starts[piece], end)

    def fold_words(self, words: str) -> str:
        """Words of the text on one line, as it is searched."""
        if self.plain is not self.text and ">" in words:
            words = " ".join(word for word in words.split() if word.strip(">"))
        return fold_white_space(words)

    def line_of(self, position: int) -> int:
        """The line, from 1, of a code point."""
        return bisect_right(self._line_starts, position)

    def find_all(
        self,
        quote: TextQuote,
        *,
        whole_words: bool = False,
        within: TextPosition | None = None,
    ) -> list[TextPosition]:
        """All places that match a quote, in the order of the text.

        Args:
            quote: white space at the ends of `exact` is ignored.
            within: search only this range.
            whole_words: leave out matches that cut a word or number, such as the "27" of "127" or
                of "27,000".
        """
        return list(self._places(quote.exact, quote.prefix, quote.suffix, whole_words, within))

    def find_each(self, quote: TextQuote, *, whole_words: bool = False) -> Iterator[TextPosition]:
        """Find places as `find_all`, but lazily: short words may have very many matches."""
        return self._places(quote.exact, quote.prefix, quote.suffix, whole_words, None)

    def fits_once(self, quote: TextQuote) -> bool:
        """True if a quote matches exactly one place; stops at the second match."""
        places = self._places(quote.exact, quote.prefix, quote.suffix, False, None)
        return len(list(islice(places, 2))) == 1

    def once(self, words: str) -> TextPosition | None:
        """The place of words that occur exactly once, as nearly all do.

        None proves nothing: then `find_all` has to look. Results are kept, since several records
        may quote one sentence.
        """
        if words not in self._once:
            self._once[words] = self._find_once(words)
        return self._once[words]

    def _find_once(self, words: str) -> TextPosition | None:
        if self._moved or not words or words[0] == " " or words[-1] == " ":
            return None
        start = self.folded.find(words)
        if start < 0 or self.folded.find(words, start + 1) >= 0:
            return None
        return TextPosition(start, start + len(words))

    def first_words(self, words: str, within: TextPosition) -> TextPosition | None:
        """The first match of whole words inside a range; None if there is no match."""
        if not self._moved and words:
            # A shortcut: mostly they match exactly.
            start = self.folded.find(words, *within)
            if start >= 0 and words[0] != " " != words[-1]:
                end = start + len(words)
                if not self._cuts_a_word(start, end):
                    return TextPosition(start, end)
        return next(self._places(words, "", "", True, within), None)

    def _places(
        self, exact: str, prefix: str, suffix: str, whole_words: bool, within: TextPosition | None
    ) -> Iterator[TextPosition]:
        first, last = (
            (0, len(self.folded))
            if within is None
            else (self._folded(within.start), self._folded(within.end))
        )
        start = self.folded.find(exact, first, last) if exact else -1
        # Words found in a folded text are folded themselves, except at their ends.
        if start < 0 or exact[0] == " " or exact[-1] == " ":
            exact = self.fold_words(exact)
            if not exact:
                return
            start = self.folded.find(exact, first, last)
        if prefix or suffix:
            prefix, suffix = self.fold_words(prefix), self.fold_words(suffix)
        while start >= 0:
            end = start + len(exact)
            if self._has_neighbours(start, end, prefix, suffix) and not (
                whole_words and self._cuts_a_word(start, end)
            ):
                yield TextPosition(self._original(start), self._original(end - 1) + 1)
            start = self.folded.find(exact, start + 1, last)

    def _has_neighbours(self, start: int, end: int, prefix: str, suffix: str) -> bool:
        if not prefix and not suffix:
            return True
        before = self.folded[max(0, start - len(prefix) - 1) : start].rstrip()
        after = self.folded[end : end + len(suffix) + 1].lstrip()
        return before.endswith(prefix) and after.startswith(suffix)

    def _cuts_a_word(self, start: int, end: int) -> bool:
        text = self.folded
        first, last = text[start], text[end - 1]
        before, after = text[start - 1 : start], text[end : end + 1]
        if (before.isalnum() and first.isalnum()) or (after.isalnum() and last.isalnum()):
            return True
        if first.isdigit() and (before in (".", ",") or text[start - 2 : start] == ", "):
            # The "000" of "3,000", and of "3, 000"; not the "300" of "in 2019, 300".
            is_group = _THREE_DIGITS.match(text[start : start + 4])
            goes_on = _BEFORE_GROUP if is_group else _BEFORE_DIGIT
            if goes_on.search(text[max(0, start - 6) : start]):
                return True
        if last.isdigit() and after in (".", ","):
            is_group = _LAST_GROUP.search(text[max(0, end - 4) : end])
            goes_on = _AFTER_GROUP if is_group else _AFTER_DIGIT
            return goes_on.match(text[end : end + 6]) is not None
        return False

    def context(self, position: TextPosition) -> tuple[str, str]:
        """The words before and after a position, at most `CONTEXT` code points each."""
        start, end = position
        return self.text[max(0, start - CONTEXT) : start], self.text[end : end + CONTEXT]


def anchor(quote: TextQuote, text: str | IndexedText) -> TextPosition:
    """Find the one place in `text` that `quote` means.

    Args:
        quote: `exact` words; `prefix` and `suffix` distinguish repeated words.
        text: a whole source, decoded from UTF-8 and not normalised.

    Returns:
        A half-open range, 0 <= start < end <= len(text), in code points.

    Raises:
        QuoteNotFound: no place matches.
        QuoteAmbiguous: several places match.

    Origin: W3C Web Annotation Data Model, 4.2.4 and 4.2.5.
    """
    prepared = text if isinstance(text, IndexedText) else IndexedText(text)
    return exactly_one(quote, list(islice(prepared.find_each(quote), MOST_PLACES)), prepared)


def exactly_one(quote: TextQuote, places: list[TextPosition], text: IndexedText) -> TextPosition:
    """Return the only place of a quote.

    Raises:
        QuoteNotFound: there is no place.
        QuoteAmbiguous: there are several.
    """
    if not places:
        raise QuoteNotFound(f"“{truncate(quote.exact)}” is not in the text")
    if len(places) > 1:
        count = f"{len(places):,}{' places or more' if len(places) >= MOST_PLACES else ' places'}"
        lines = ", ".join(str(text.line_of(place.start)) for place in places[:6])
        more = " …" if len(places) > 6 else ""
        raise QuoteAmbiguous(
            f"“{truncate(quote.exact)}” fits {count} (lines {lines}{more}): "
            "quote more words, or give a prefix or a suffix",
            tuple(place.start for place in places),
        )
    return places[0]
