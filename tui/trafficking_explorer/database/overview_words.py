"""Words of the overview: passages with their surroundings, places, dates and messages in few words."""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from trafficking_explorer.database.overview import Words
from trafficking_explorer.text.edtf_words import edtf_words
from trafficking_explorer.text.lines import split_lines
from trafficking_explorer.text.months import MONTHS
from trafficking_explorer.text.qualifiers import PHRASES
from trafficking_explorer.text.sentences import split_paragraph

_AROUND = 100
"""Code points of text to show on either side of a passage."""
_MOST_EXACT = 300
_MOST_LINES = 3
"""Lines of one source that are named."""
_MOST_SENTENCE = 240
"""Code points of a sentence that is read at a glance."""
_MARKS = "“”\"'‘’«» "
_QUALIFIED = "|".join(re.escape(each.strip()) for each in PHRASES.values())
_POINT = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?[?~%]?")

WORDS_SQL = (
    "p.source_id, len(string_split(left(s.text, p.start_char), chr(10))), "
    f"substring(s.text, greatest(p.start_char - {_AROUND - 1}, 1), "
    f"least(p.start_char, {_AROUND})), "
    f"substring(s.text, p.start_char + 1, least(p.end_char - p.start_char, {_MOST_EXACT})) "
    f"|| CASE WHEN p.end_char - p.start_char > {_MOST_EXACT} THEN '…' ELSE '' END, "
    f"substring(s.text, p.end_char + 1, {_AROUND})"
)
"""A passage `p` of a source `s`, as `words_of_rows` takes it."""


def words_of_rows(row: Sequence[Any]) -> Words:
    """The words of a row of `WORDS_SQL`: those before and after on the passage's own line."""
    source, line, before, exact, after = row
    before, after = split_lines(before)[-1], split_lines(after)[0]
    return Words(
        source,
        line,
        _collapse(before, before[-1:].isspace()),
        " ".join(exact.split()),
        f"{' ' if after[:1].isspace() else ''}{' '.join(after.split())}",
    )


def _collapse(text: str, ends_blank: bool) -> str:
    return " ".join(text.split()) + (" " if ends_blank and text.strip() else "")


def places(found: Iterable[tuple[str, int]]) -> str:
    """Sources and lines in few words: "000 l.34 · 002 l.3, 5"."""
    shown = []
    by_source: dict[str, list[int]] = {}
    for source, line in found:
        by_source.setdefault(source, []).append(line)
    for source, lines in by_source.items():
        each = [line for line, _ in groupby(sorted(lines))]
        more = "…" if len(each) > _MOST_LINES else ""
        shown.append(f"{source} l.{', '.join(map(str, each[:_MOST_LINES]))}{more}")
    return " · ".join(shown)


def subject_and_message(message: str, sources: Sequence[str]) -> tuple[str, str]:
    """A finding's message as its subject and the rest.

    The line names the sources already: "source 002" becomes "002", and of a finding within one source
    "source 002 gives" is left out.
    """
    if len(sources) == 1 and " and does not " not in message:
        given = rf"\b[Ss]ource {re.escape(sources[0])} gives (?=\d|{_QUALIFIED})"
        message = re.sub(given, "", message)
    for source in sources:
        message = re.sub(rf"\b[Ss]ources? (?={re.escape(source)}\b)", "", message)
    subject, colon, text = message.partition(": ")
    if not colon or ("“" in subject and "”" not in subject):
        return "", message
    return subject, text


def when_phrase(edtf: str | None) -> str:
    """A date in few words: "Nov 2017", "2017 – 2019", "since 2014", "until Mar 2011".

    Days are for the card. Any other date stays as it is curated.
    """
    return edtf_words(edtf or "", _month, lambda *ends: " – ".join(dict.fromkeys(ends)))


def _month(edtf: str) -> str | None:
    if edtf in ("", ".."):
        return ""
    found = _POINT.fullmatch(edtf)
    if found is None or not 0 <= int(found[2] or 0) <= 12 or found[2] == "00":
        return None
    return f"{MONTHS[int(found[2]) - 1][:3]} {found[1]}" if found[2] else found[1]


def longest_sentence(text: str) -> str:
    """The longest complete sentence of a quotation that is not too long; empty if it has none."""
    text = " ".join(text.split()).strip(_MARKS)
    sentences = (
        text[first:last].strip(_MARKS) for first, last in split_paragraph(text, 0, len(text))
    )
    return max(filter(_is_complete, sentences), key=len, default="")


def _is_complete(sentence: str) -> bool:
    return (
        len(sentence) <= _MOST_SENTENCE
        and sentence[:1].isupper()
        and sentence[-1:] in ".!?"
        and "…" not in sentence
    )
