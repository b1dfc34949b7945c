"""Source texts as rules read them: articles without page furniture, in paragraphs and sentences."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from trafficking_explorer.database.read_models import Passage
from trafficking_explorer.findings.finding import SideRef
from trafficking_explorer.text.date_expressions import has_year
from trafficking_explorer.text.lines import line_number
from trafficking_explorer.text.sentences import find_sentences

_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?![ \t\u00a0]*\n)[^\n]+)*")


@dataclass(frozen=True, slots=True)
class ArticleText:
    """One row of `sources`."""

    id: str
    publisher: str | None
    language: str | None
    published: str | None
    """EDTF."""
    first: date | None
    """The first day on which it may have been published."""
    last: date | None
    basis: str | None
    text: str
    start: int
    """The first code point of the article."""
    end: int
    furniture: tuple[tuple[int, int], ...]
    work: str = ""
    """The work that it is an edition of, by the id of the newest edition; all editions count as one
    source."""

    @property
    def is_newest(self) -> bool:
        """True for the newest edition."""
        return self.work in ("", self.id)

    def place(self, start: int, end: int) -> Passage:
        """A place of the text that is not evidence of a record."""
        line = line_number(self.text, start)
        return Passage("", "", "", self.id, start, end, self.text[start:end], line)

    def ref(self, start: int, end: int) -> SideRef:
        """A place of the text as a side of a finding."""
        return SideRef("source", self.id, fields=(), passages=(self.place(start, end),))

    def ref_to_date(self) -> SideRef:
        """The date of publication as a side of a finding."""
        return SideRef("source", self.id, fields=("published",))

    def gives_year(self) -> bool:
        """True if the page says when it was published, or names any year."""
        return self.basis == "stated" or has_year(self.text[: self.end])

    def paragraphs(self) -> Iterator[tuple[int, int]]:
        """Runs of lines of the article between blank lines, page furniture left out."""
        for match in _PARAGRAPH.finditer(self.text, self.start, self.end):
            start, end = match.span()
            if not any(a < end and start < b for a, b in self.furniture):
                yield start, end

    def sentences(self) -> Iterator[tuple[int, int]]:
        """The sentences of the paragraphs."""
        for start, end in self.paragraphs():
            yield from find_sentences(self.text, start, end)


def in_order(texts: Iterable[ArticleText]) -> list[ArticleText]:
    """Texts by the day of publication, undated ones last."""
    return sorted(texts, key=lambda text: (text.first or date.max, text.id))
