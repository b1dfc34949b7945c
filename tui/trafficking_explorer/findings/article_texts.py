"""Source texts as rules read them: the article without page furniture, its paragraphs and sentences."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from trafficking_explorer.findings.date_expressions import has_year
from trafficking_explorer.findings.finding import Passage

_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?![ \t\u00a0]*\n)[^\n]+)*")
_SENTENCE = re.compile(
    # A full stop ends a sentence where white space and a capital, a digit or a mark follow; not
    # after a title or a single letter, which have one of their own.
    r"(?:(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bDr)(?<!\bSt)(?<!\bNo)(?<!\b[A-Z])\.|[!?])"
    r"[”’\"')\]]*(?=\s+[“‘\"'(\[]*[^\W_a-z])"
)


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
        for start, end in paragraphs(self.text, self.start, self.end):
            if not any(a < end and start < b for a, b in self.furniture):
                yield start, end

    def sentences(self) -> Iterator[tuple[int, int]]:
        """The sentences of the article; what stands in one paragraph is never joined to the next."""
        for start, end in self.paragraphs():
            yield from sentences(self.text, start, end)


def paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Runs of lines of a range between blank lines."""
    for match in _PARAGRAPH.finditer(text, start, end):
        yield match.span()


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences of a paragraph."""
    at = start
    for match in _SENTENCE.finditer(text, start, end):
        yield at, match.end()
        at = match.end()
        while at < end and text[at].isspace():
            at += 1
    if at < end:
        yield at, end


def in_order(texts: Iterable[ArticleText]) -> list[ArticleText]:
    """Texts by the day of publication, undated ones last."""
    return sorted(texts, key=lambda text: (text.first or date.max, text.id))
