"""Source texts as rules read them: the article without page furniture, its paragraphs and sentences."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from trafficking_explorer.findings.date_expressions import has_year
from trafficking_explorer.findings.finding import Passage
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
    """Where the article begins."""
    end: int
    furniture: tuple[tuple[int, int], ...]
    work: str = ""
    """The work that it is an edition of, by the id of the newest edition: editions of one work are
    one source, and no two witnesses."""

    @property
    def is_newest(self) -> bool:
        """Whether there is no newer edition of it."""
        return self.work in ("", self.id)

    def place(self, start: int, end: int) -> Passage:
        """A place of the text that is nobody's evidence."""
        return Passage(self.id, start, end)

    def gives_year(self) -> bool:
        """Whether a reader of the page can know of what year it is: it says so, or names any year."""
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
