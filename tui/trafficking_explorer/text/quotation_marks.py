"""Quotation marks in a paragraph, of every usual style, and what they enclose.

An apostrophe is told from a single quotation mark by the letters around it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from trafficking_explorer.text.speech_words import ALL_SAYS, PRONOUNS

_OPENERS = {
    "“": '”"',
    "„": '“”"',
    "‟": "”",
    "«": "»",
    "»": "«",
    "‹": "›",
    "›": "‹",
    "「": "」",
    "『": "』",
    '"': '"',
    "”": "”",
    "‘": "’'",
    "'": "'’",
    "‚": "‘’'",
    "``": "''",
}
"""The marks that close a quotation, by the one that opens it."""
_SINGLE = "‘'‚"
_MARK = re.compile(r"``|[“”„‟«»‹›「『\"‘'‚]")
_NO_OPENER = re.compile(
    r"(?:\d0s|tis|twas|em|cause|til|till|n|nuff|bout|cos|round)\b['’]?", re.IGNORECASE
)
"""Words that begin with an apostrophe."""
_BEFORE = frozenset(" \t\n\u00a0\u202f\u2009([{<—–-/…:,;=*>“„«‘‚\"'「『¿¡|")
_MOST_DEPTH = 3
_LONGEST = 20_000
_STOPS = '.,!?…;:—–-”"»)'
_SPEAKS = re.compile(rf"[’'][ \u00a0](?:(?i:{PRONOUNS})[ \u00a0])?(?:{ALL_SAYS})\b")
_UNCLOSED = re.compile(rf"[^“”\n]{{0,2000}}?,?(?=\s+(?:{ALL_SAYS})\b[^“”\n]{{0,400}}“)")
"""A quotation whose mark never closes before "said …" and the next one."""


@dataclass(frozen=True, slots=True)
class Marked:
    """Words with their quotation marks, as a range of a text.

    Attributes:
        mark: the one that opens them.
        is_closed: False for one that is open at the end of its paragraph.
    """

    start: int
    end: int
    mark: str
    is_closed: bool = True

    @property
    def inner(self) -> tuple[int, int]:
        """The words without the marks."""
        return self.start + len(self.mark), self.end - (len(self.mark) if self.is_closed else 0)


def marked_words(text: str, start: int, end: int) -> Iterator[Marked]:
    """The words in quotation marks of a paragraph, in order, without those inside others.

    An open mark encloses the rest of the paragraph, which the caller may doubt.
    """
    at = start
    while (match := _MARK.search(text, at, end)) is not None:
        mark = match[0]
        at = match.end()
        if not _opens(text, match.start(), mark, start, end):
            continue
        closing = _closing(text, match.start(), mark, end)
        if closing is not None:
            yield Marked(match.start(), closing, mark)
            at = closing
        elif mark in "“„«「" and (said := _said_within(text, match, mark, end)):
            yield said
            at = said.end
        elif mark in "“„«\"‘'" and not _opens_again(text, match, mark, start, end):
            last = match.end() + len(text[match.end() : end].rstrip())
            if last > match.end():
                yield Marked(match.start(), last, mark, is_closed=False)
            return


def _said_within(text: str, match: re.Match[str], mark: str, end: int) -> Marked | None:
    found = _UNCLOSED.match(text, match.end(), end) if mark == "“" else None
    if found is None or found.end() <= match.end():
        return None
    return Marked(match.start(), found.end(), mark, is_closed=False)


def _opens_again(text: str, match: re.Match[str], mark: str, start: int, end: int) -> bool:
    """True if the same mark opens a quotation later in the paragraph: this one is astray."""
    at = text.find(mark, match.end(), end)
    while at >= 0:
        if _opens(text, at, mark, start, end):
            return True
        at = text.find(mark, at + 1, end)
    return False


def _opens(text: str, at: int, mark: str, start: int, end: int) -> bool:
    """True if a mark opens a quotation by the characters around it."""
    before = text[at - 1] if at > start else " "
    after = text[at + len(mark)] if at + len(mark) < end else " "
    is_free = before in _BEFORE or before.isspace()
    if mark in "“„‟「『":
        return not after.isspace() or mark == "„"
    if mark in "«‹":
        # In »…«, this one closes.
        return is_free or after.isalnum()
    if after.isspace() or not is_free:
        return False
    if mark in "»›":
        other = "«" if mark == "»" else "‹"
        return other in text[at : min(end, at + _LONGEST)]
    if mark == "”":
        return "”" in text[at + 1 : min(end, at + _LONGEST)]
    if mark in "'‘":
        return _NO_OPENER.match(text, at + 1, end) is None and (
            after.isalnum() or after in '“"«¿¡…[('
        )
    return True


def _closing(text: str, at: int, mark: str, end: int) -> int | None:
    """The end of the mark that closes a quotation; None without one."""
    if mark in _SINGLE:
        return _closing_single(text, at, mark, end)
    closers = _OPENERS[mark]
    end = min(end, at + _LONGEST)
    depth = 1
    for match in re.compile(f"''|[{re.escape(closers + mark)}]").finditer(
        text, at + len(mark), end
    ):
        char = match[0]
        if char == "''" and mark != "``":
            continue
        if char in closers:
            if char == '"' and not _may_close(text, match.start(), end):
                # A new one opens, so that this one never closes.
                return None
            depth -= 1
            if depth == 0:
                return match.end()
        elif char == mark:
            if mark in "“„":
                return None
            depth += 1
            if depth > _MOST_DEPTH:
                return None
    return None


def _may_close(text: str, at: int, end: int) -> bool:
    after = text[at + 1] if at + 1 < end else " "
    return not text[at - 1].isspace() or not after.isalnum()


def _closing_single(text: str, at: int, mark: str, end: int) -> int | None:
    closers = _OPENERS[mark]
    end = min(end, at + _LONGEST)
    possessive: list[int] = []
    for match in re.compile(f"[{closers}{mark}]").finditer(text, at + 1, end):
        where, char = match.start(), match[0]
        before = text[where - 1]
        after = text[where + 1] if where + 1 < end else " "
        if after.isalnum():
            if (before.isspace() or before in '(“"') and char in "‘'" and after.isalpha():
                # A new one opens.
                break
            continue
        if char not in closers or before.isspace() or where == at + 1:
            continue
        if _is_possessive(text, where, end):
            possessive.append(where + 1)
        elif before in _STOPS or not possessive:
            return where + 1
        else:
            possessive.append(where + 1)
    spoken = [each for each in possessive if _SPEAKS.match(text, each - 1, end)]
    found = spoken or possessive
    return found[0] if found else None


def _is_possessive(text: str, at: int, end: int) -> bool:
    """True for “the officers’ work”: an s before the mark, a small letter after it."""
    return (
        text[at - 1] in "sS"
        and text[at - 2 : at - 1].isalpha()
        and text[at + 1 : at + 2] in (" ", "\u00a0")
        and text[at + 2 : min(end, at + 3)].islower()
    )
