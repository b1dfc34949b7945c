"""Sentences of English text, as half-open ranges of code points.

One function for the table of sentences, findings, selections and curation, so that all agree.
"""

import re
from collections.abc import Iterator

from trafficking_explorer.text.layout import unwrap_lines

_LINE = re.compile(r"[^\n]+")
_OPENING = "“‘«\"'(\\["
_END = re.compile(
    # The marks, and what closes with them, before white space; a small letter goes on.
    rf"(?<![.!?…])[.!?…]++[”’»\"')\]]*+(?=\s)(?!\s++[{_OPENING}]*+[a-zà-öø-ÿ])"
)
_TITLES = (
    r"Mr|Mrs|Ms|Dr|Prof|St|Mt|Gen|Brig|Lt|Col|Maj|Capt|Sgt|Cmdr|Adm|Det|Insp|Supt|Gov|Sen|Rep|Amb|"
    r"Rev|Fr|Hon|vs|ca|cf|e\.g|i\.e"
)
_BEFORE_FIGURE = (
    "No|Nos|p|pp|Art|Sec|Fig|Vol|approx|est|c|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec"
)
_NAMES = "[A-Z]|Inc|Ltd|Co|Corp|Jr|Sr"
_ABBREVIATION = re.compile(
    rf"\b(?:(?P<title>{_TITLES})|(?P<figure>{_BEFORE_FIGURE})|(?P<name>{_NAMES}))\Z"
)
_LONGEST_ABBREVIATION = 6
"""Code points of one; only these are searched, since a sentence may be megabytes long."""
_POINT = re.compile(r"\s*(?:\d{1,3}|[A-Za-z])\.(?=\s)")
"""Number of a point in a list."""
_FIGURE = re.compile(r"\s+\d")
_BEGINNING = re.compile(
    rf"\s+[{_OPENING}]*+(?:A|An|The|This|That|These|Those|It|Its|He|His|She|Her|They|Their|We|Our|I|You|"
    r"There|In|On|At|By|For|From|To|With|Of|As|If|When|While|After|Before|Since|During|And|But|Or|So|"
    r"Then|However|More|Most|Many|Some|All|No|Not|What|Who|Why|How)(?:\s|\Z)"
)
"""Words that begin a sentence and hardly ever go on with a name: “in the U.S. The”, not “U.S. Army”."""


def find_sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences of a range, without white space around them.

    The end of a line ends a sentence too, so that headings and points of a list are sentences;
    except within a hard-wrapped paragraph.
    """
    for line in _LINE.finditer(unwrap_lines(text, start, end)):
        yield from split_paragraph(text, start + line.start(), start + line.end())


def split_paragraph(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences of a range in which no line break ends one. Takes linear time."""
    number = _POINT.match(text, start, end)
    at = start
    for match in (*_END.finditer(text, start, end), None):
        stop = end if match is None else match.end()
        if number is not None and stop == number.end():
            continue
        if match is not None and match[0] == "." and _is_abbreviation(text, at, stop, end):
            continue
        words = text[at:stop]
        if words.strip():
            yield at + len(words) - len(words.lstrip()), at + len(words.rstrip())
        at = stop


def _is_abbreviation(text: str, start: int, stop: int, end: int) -> bool:
    """True if the full stop before `stop` belongs to an abbreviation and ends nothing."""
    last = stop - 1
    found = _ABBREVIATION.search(text, max(start, last - _LONGEST_ABBREVIATION), last)
    if found is None or found["title"]:
        return found is not None
    if found["figure"]:
        return _FIGURE.match(text, stop, end) is not None
    return _BEGINNING.match(text, stop, end) is None
