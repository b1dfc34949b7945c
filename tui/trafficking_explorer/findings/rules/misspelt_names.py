"""A name in a text that differs by a letter from one on record.

What it looks for
  Names of two words or more in the articles, written with capitals, of which one word differs by a
  letter or two from the name of a record: “Operation Blue Ketle” where Operation Blue Kettle is on
  record. If only one other word is left to recognise it by, the text must also have the right name;
  and so for names of one word, which must have seven letters and differ by one.

Why it matters
  One of the two is a slip. A reader who searches the texts for the right name does not find this
  place, and a second spelling may be taken for another operation.

What to do
  Keep the text as it is printed. Add the spelling under `aliases`, with its passage, or answer the
  finding if it is another name.

Severity
  doubt.

What it does not see
  Short names of one word; words of fewer than five letters; endings (Kenya, Kenyan); British and
  American spelling; spellings that are on record as aliases, which another rule looks for.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from trafficking_explorer.database.signs import SPELLINGS
from trafficking_explorer.findings.article_texts import ArticleText
from trafficking_explorer.findings.dataset import Dataset
from trafficking_explorer.findings.dataset_rows import NamedRecord
from trafficking_explorer.findings.finding import RuleMatch
from trafficking_explorer.findings.names import MIN_LETTERS, is_slip, without_each_letter
from trafficking_explorer.findings.rules.base import Rule
from trafficking_explorer.text.folding import fold_words

_MOST_WORDS = 6
"""Words of a name up to which it is looked for."""
_LONG = 7
"""Letters from which a name of one word is looked for."""
_TOKEN = re.compile(r"[^\W\d_]+")
_BETWEEN = re.compile(r"[ \u00a0]|[ \u00a0]?\n[ \u00a0]?|-")
Gap = tuple[str, ...]
"""The words of a name with an empty one in the place of one of them."""


class Known(NamedTuple):
    """A name on record, by all its words but one."""

    word: str
    """The word that may differ."""
    record: NamedRecord
    name: str


class Token(NamedTuple):
    """A word of a text."""

    start: int
    end: int
    folded: str
    is_capital: bool


def find(data: Dataset) -> Iterator[RuleMatch]:
    """The first place of each misspelling in each text."""
    known: dict[Gap, list[Known]] = defaultdict(list)
    single: dict[str, list[Known]] = defaultdict(list)
    names: set[str] = set()
    for named in data.named:
        for name, folded in named.folded:
            words = tuple(folded.split())
            names.add(folded)
            if named.record_type == "place":
                continue
            if len(words) == 1 and len(folded) >= _LONG:
                for shorter in without_each_letter(folded):
                    single[shorter].append(Known(folded, named, name))
            if 2 <= len(words) <= _MOST_WORDS:
                for at, word in enumerate(words):
                    if len(word) >= MIN_LETTERS:
                        gap = (*words[:at], "", *words[at + 1 :])
                        known[gap].append(Known(word, named, name))
    firsts = {gap[0] for gap in known}
    lengths = sorted({len(gap) for gap in known})
    if not known and not single:
        return
    for text in data.newest_texts:
        tokens = _tokens(text)
        yield from _of_text(text, tokens, known, names, firsts, lengths)
        if single:
            yield from _single(text, tokens, single, names)


def _of_text(
    text: ArticleText,
    tokens: list[Token],
    known: dict[Gap, list[Known]],
    names: set[str],
    firsts: set[str],
    lengths: list[int],
) -> Iterator[RuleMatch]:
    seen: set[tuple[str, str]] = set()
    for first, token in enumerate(tokens):
        if not token.is_capital or not ({token.folded, ""} & firsts):
            continue
        for length in lengths:
            window = tokens[first : first + length]
            if len(window) < length or not _is_run(text.text, window):
                break
            words = tuple(each.folded for each in window)
            whole = " ".join(words)
            if whole in names:
                continue
            for at, each in enumerate(window):
                if not each.is_capital or len(each.folded) < MIN_LETTERS - 1:
                    continue
                for one in known.get((*words[:at], "", *words[at + 1 :]), ()):
                    key = one.record.id, whole
                    if (
                        key not in seen
                        and is_slip(one.word, each.folded)
                        and _is_meant(one, text, length)
                    ):
                        seen.add(key)
                        yield _found(text, window, one, whole)


def _single(
    text: ArticleText, tokens: list[Token], single: dict[str, list[Known]], names: set[str]
) -> Iterator[RuleMatch]:
    """Names of one long word, where the text has the right one too."""
    seen: set[str] = set()
    for token in tokens:
        word = token.folded
        if not token.is_capital or len(word) < _LONG - 1 or word in names or word in seen:
            continue
        seen.add(word)
        near = {one.name: one for each in without_each_letter(word) for one in single.get(each, ())}
        for one in near.values():
            if text.id in one.record.sources and is_slip(one.word, word, 1):
                yield _found(text, [token], one, word)


def _found(text: ArticleText, window: list[Token], known: Known, whole: str) -> RuleMatch:
    start, end = window[0].start, window[-1].end
    written = " ".join(text.text[start:end].split())
    return RuleMatch(
        f"Source {text.id} has “{written}”; on record is “{known.name}”, which may be meant",
        known.record.ref(),
        text.ref(start, end),
        apart=whole.replace(" ", "-"),
    )


def _is_meant(known: Known, text: ArticleText, length: int) -> bool:
    """True if enough of the name is left to recognise it by, or the text has the right one too."""
    return length > 2 or text.id in known.record.sources


def _tokens(text: ArticleText) -> list[Token]:
    return [
        Token(match.start(), match.end(), fold_words(match[0]), match[0][0].isupper())
        for start, end in text.paragraphs()
        for match in _TOKEN.finditer(text.text, start, end)
    ]


def _is_run(text: str, window: list[Token]) -> bool:
    """True if only blanks or hyphens part the words."""
    return all(_BETWEEN.fullmatch(text, one.end, other.start) for one, other in pairwise(window))


RULE = Rule(
    "misspelt-names",
    "A name that differs by a letter from one on record",
    "doubt",
    __doc__,
    find,
    order=135,
    sign=SPELLINGS.text,
)
