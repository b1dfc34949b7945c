"""Words, clauses and sentences around a selection in a source."""

import re
from bisect import bisect_right
from functools import cached_property

from trafficking_explorer.corpus.anchoring import IndexedText, fold_white_space
from trafficking_explorer.corpus.text_quote_selector import shortest_unique_quote
from trafficking_explorer.database.read_models import SourceDocument
from trafficking_explorer.errors import CuratingError
from trafficking_explorer.records.evidence import TextPosition, TextQuote
from trafficking_explorer.text.display import truncate
from trafficking_explorer.text.layout import unwrap_lines
from trafficking_explorer.text.lines import line_number
from trafficking_explorer.text.numbers import Number, numbers_at
from trafficking_explorer.text.sentences import split_paragraph

AROUND = 1_500
"""Code points at either side of a selection that are looked at; a paragraph has fewer."""
_LONGEST = 20_000
"""Code points of a selection; a quotation has fewer."""
_BULLET_NEXT = re.compile(r"\n(?=\s*[•·*–-]\s)")
_BULLET = re.compile(r"[•·*–-]\s+")
_CLAUSE_END = re.compile(r"[,;:](?=\s)|\s[–—](?=\s)|[”»](?=\s)|\s(?=[“«])")
_CLOSING = {"“": "”", "«": "»", "„": "“", '"': '"'}
"""The mark that ends a quotation, by the one that begins it."""
_EDGES = " \t\r\n\f\v\u00a0.,;:!?"


class ArticleText:
    """The article of one source, prepared for many selections."""

    def __init__(self, document: SourceDocument) -> None:
        self.source_id = document.source_id
        self.text = document.text
        self.body = document.body
        self.furniture = sorted(document.furniture)

    @cached_property
    def anchor_text(self) -> IndexedText:
        return IndexedText(self.text)

    @cached_property
    def unbroken(self) -> str:
        """The text with a blank for each line break within a sentence; places stay."""
        start, end = self.body
        return self.text[:start] + unwrap_lines(self.text, start, end) + self.text[end:]

    def words(self, place: TextPosition) -> str:
        """The words at a place, on one line."""
        return fold_white_space(self.anchor_text.plain[place.start : place.end])

    def selection(self, start: int, end: int) -> TextPosition:
        """A selection as whole words of the article, without white space at its ends.

        Raises:
            CuratingError: nothing is selected, or something outside the article.
        """
        start, end = max(0, start), min(len(self.text), end)
        while start < end and self.text[start].isspace():
            start += 1
        while start < end and self.text[end - 1].isspace():
            end -= 1
        if start >= end:
            raise CuratingError(f"source {self.source_id}: no words are selected; select some")
        if end - start > _LONGEST:
            raise CuratingError(
                f"source {self.source_id}: {end - start:,} characters are selected; a passage has "
                f"at most {_LONGEST:,}: select less"
            )
        first, last = self._limits(start, end)
        while start > first and self.text[start - 1].isalnum() and self.text[start].isalnum():
            start -= 1
        while end < last and self.text[end - 1].isalnum() and self.text[end].isalnum():
            end += 1
        # A part of a number is the number: "000" of "3,000".
        numbers = self.numbers(TextPosition(start, end))
        start = min((start, *(n.start for n in numbers if n.start >= first)))
        end = max((end, *(n.end for n in numbers if n.end <= last)))
        return TextPosition(start, end)

    def _limits(self, start: int, end: int) -> tuple[int, int]:
        """The part of the article around a selection that no furniture interrupts."""
        first, last = self.body
        where = f"source {self.source_id}, line {line_number(self.text, start)}"
        if start < first or end > last:
            raise CuratingError(
                f"{where}: “{truncate(self.text[start:end], 40)}” is outside the article (see "
                "`article` in the source's record); only the article can have records"
            )
        for piece_start, piece_end in self.furniture:
            if piece_start < end and start < piece_end:
                raise CuratingError(
                    f"{where}: “{truncate(self.text[start:end], 40)}” is page furniture (see "
                    "`furniture` in the source's record); it cannot have records"
                )
            if piece_end <= start:
                first = max(first, piece_end)
            elif end <= piece_start:
                last = min(last, piece_start)
        return first, last

    def paragraph(self, place: TextPosition) -> TextPosition:
        """The paragraph, heading or item of a list around a place, as far as it is near."""
        first, last = self._limits(*place)
        first, last = max(first, place.start - AROUND), min(last, place.end + AROUND)
        # A text with hard line breaks has some within a sentence.
        breaks = [match.start() for match in re.finditer("\n", self.unbroken[first:last])]
        before = [first + at + 1 for at in breaks if first + at < place.start]
        after = [first + at for at in breaks if first + at >= place.end]
        start, end = self._trimmed(max(before, default=first), min(after, default=last))
        bullet = _BULLET.match(self.text, start, place.start)
        return TextPosition(bullet.end() if bullet else start, end)

    def _ends_paragraph(self, at: int, last: int) -> bool:
        return self.unbroken[at] == "\n" or _BULLET_NEXT.match(self.text, at, last) is not None

    def _trimmed(self, start: int, end: int) -> TextPosition:
        piece = self.text[start:end]
        return TextPosition(start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip()))

    def sentence(self, place: TextPosition) -> TextPosition:
        """The sentence around a place, or all those that it touches."""
        paragraph = self.paragraph(place)
        touched = [
            (start, end)
            for start, end in split_paragraph(self.text, *paragraph)
            if start < place.end and place.start < end
        ]
        if not touched:
            return place
        return TextPosition(min(place.start, touched[0][0]), max(place.end, touched[-1][1]))

    def sentence_before(self, place: TextPosition) -> TextPosition | None:
        """The previous sentence of its paragraph; None for the first."""
        paragraph = self.paragraph(place)
        found = [each for each in split_paragraph(self.text, *paragraph) if each[1] <= place.start]
        return TextPosition(*found[-1]) if found else None

    def clause(self, place: TextPosition) -> TextPosition:
        """The part of the sentence around a place, from comma to comma, without the marks at its end.

        A comma within a number ends nothing. The opening mark of a quotation that goes on is left
        out.
        """
        sentence = self.sentence(place)
        numbers = self.numbers(sentence)
        marks = [
            (match.start(), match.end())
            for match in _CLAUSE_END.finditer(self.text, *sentence)
            if not any(number.start < match.end() < number.end for number in numbers)
        ]
        starts = [end for _, end in marks]
        at = bisect_right(starts, place.start)
        start = starts[at - 1] if at else sentence.start
        end = min((first for first, _ in marks if first >= place.end), default=sentence.end)
        clause = self._trimmed(min(start, place.start), max(end, place.end))
        stop = clause.end
        while stop > place.end and self.text[stop - 1] in ".,;:":
            stop -= 1
        start = clause.start
        closing = _CLOSING.get(self.text[start])
        if start < place.start and closing and self.text.find(closing, start + 1, stop) < 0:
            start += 1
        return TextPosition(start, stop)

    def numbers(self, place: TextPosition) -> list[Number]:
        """The numbers of a part of the text, by their place in the whole of it."""
        # One that begins before the part, or goes on after it, is seen whole.
        return numbers_at(self.text, *place)

    def bare(self, place: TextPosition) -> TextPosition:
        """A place without punctuation at its ends."""
        start, end = place
        while start < end and self.text[start] in _EDGES + "“”‘’\"'()[]":
            start += 1
        while end > start and self.text[end - 1] in _EDGES + "“”‘’\"'()[]":
            if self.text[end - 1] == ")" and "(" in self.text[start : end - 1]:
                break
            end -= 1
        return TextPosition(start, end) if start < end else place

    def quote(self, place: TextPosition) -> TextQuote:
        """Words that fit just this place, with neighbours if they are needed.

        Raises:
            CuratingError: the text repeats itself too much.
        """
        quote = shortest_unique_quote(place, self.anchor_text)
        if not self.anchor_text.fits_once(quote):
            line = self.anchor_text.line_of(place.start)
            raise CuratingError(
                f"source {self.source_id}, line {line}: “{truncate(quote.exact, 40)}” occurs several "
                "times, with the same words around it; select more of the passage"
            )
        return quote

    def fits_first(self, words: str, place: TextPosition, passage: TextPosition) -> bool:
        """True if a place is the first of its words in a passage."""
        return self.anchor_text.first_words(words, passage) == place
