"""Words that one text has twice.

What it looks for
  1. A sentence of eight words or more that comes again in the same text, whole or nearly so: in a
     caption, a summary or a second paragraph. If the two differ in one number, the finding shows it.
  2. Two quotations in one text with the same words, or of which one has the words of the other; and
     quotations of five words or more that a text prints twice.

Why it matters
  The text says it once, and repeats it: two records drawn from it are one statement. Where a number
  differs, one of the two was changed and the other forgotten.

What to do
  Curate it once, and quote the other place under the same record. If a number differs, curate both,
  and say in a note which is likely.

Severity
  note; doubt, if a number differs, or if the same words are attributed to two people.

What it does not see
  Repetitions in other words; sentences that differ in more than one number, which tell two things.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from trafficking_explorer.database.signs import COPIED
from trafficking_explorer.findings.article_texts import ArticleText
from trafficking_explorer.findings.dataset import Dataset
from trafficking_explorer.findings.dataset_rows import Quotation
from trafficking_explorer.findings.finding import RuleMatch, SideRef
from trafficking_explorer.findings.repetitions import Repetition, find_repetitions
from trafficking_explorer.findings.rules.base import Rule
from trafficking_explorer.text.display import truncate
from trafficking_explorer.text.folding import fold_words
from trafficking_explorer.text.plural import count_noun

_FEWEST = 5
"""Words of a quotation that is compared."""
_QUOTED = re.compile(r"“([^“”\n]{10,500})”|«([^«»\n]{10,500})»|\"([^\"\n]{10,500})\"")
_MOST = 2_000
"""Quotations of one text that are compared."""


def find(data: Dataset) -> Iterator[RuleMatch]:
    """Sentences text by text, then quotations."""
    for text in data.newest_texts:
        same: list[Repetition] = []
        for each in find_repetitions(text):
            if each.numbers is None:
                same.append(each)
            else:
                yield _other_number(text, each, *each.numbers)
        same += _printed(text, same)
        if same:
            yield _of_text(text, same)
    by_source: dict[str, list[Quotation]] = defaultdict(list)
    for quotation in data.quotations:
        by_source[quotation.source].append(quotation)
    for quotations in by_source.values():
        yield from _quotations(quotations[:_MOST])


def _other_number(
    text: ArticleText, each: Repetition, one: tuple[int, int], other: tuple[int, int]
) -> RuleMatch:
    first, second = (" ".join(text.text[slice(*span)].split()) for span in (one, other))
    return RuleMatch(
        f"Source {text.id} has one sentence twice, with “{first}” and with “{second}”: "
        f"{truncate(' '.join(text.text[slice(*each.second)].split()), 80)}",
        SideRef("source", text.id, fields=(), passages=(text.place(*each.first),)),
        SideRef("source", text.id, fields=(), passages=(text.place(*each.second),)),
        "doubt",
        apart=fold_words(f"{first} {second}").replace(" ", "-"),
    )


def _printed(text: ArticleText, known: list[Repetition]) -> Iterator[Repetition]:
    """Quotations that are printed twice, without those in sentences that are."""
    first: dict[str, tuple[int, int]] = {}
    for match in _QUOTED.finditer(text.text, text.start, text.end):
        span = match.span(match.lastindex or 0)
        words = fold_words(match[0])
        if words.count(" ") + 1 < _FEWEST:
            continue
        before = first.setdefault(words, span)
        is_new = not any(each.second[0] <= span[0] < each.second[1] for each in known)
        if before != span and is_new:
            yield Repetition(before, span)


def _of_text(text: ArticleText, same: list[Repetition]) -> RuleMatch:
    words = truncate(" ".join(text.text[slice(*same[0].second)].split()), 60)
    return RuleMatch(
        f"Source {text.id} has {count_noun(len(same), 'passage')} twice: “{words}”",
        SideRef("source", text.id, (), passages=tuple(text.place(*each.first) for each in same)),
        SideRef("source", text.id, (), passages=tuple(text.place(*each.second) for each in same)),
        sign=COPIED.text,
    )


def _quotations(quotations: list[Quotation]) -> Iterator[RuleMatch]:
    """Quotations of one text that have the same words, those that begin alike compared."""
    known: dict[str, Quotation] = {}
    for quotation in sorted(quotations, key=lambda each: (-len(each.text), each.id)):
        words = fold_words(quotation.text).split()
        if len(words) < _FEWEST:
            continue
        other = known.get(" ".join(words[:_FEWEST]))
        if other is not None and f" {' '.join(words)} " in f" {fold_words(other.text)} ":
            by_two = (
                quotation.speaker_id
                and other.speaker_id
                and quotation.speaker_id != other.speaker_id
            )
            who = (
                f"once as {other.speaker}'s, once as {quotation.speaker}'s"
                if by_two
                else "in two records: this is one quotation"
            )
            yield RuleMatch(
                f"Source {quotation.source} has the same words twice, {who}",
                other.ref(),
                quotation.ref(),
                "doubt" if by_two else None,
                sign="" if by_two else COPIED.text,
            )
        for at in range(len(words) - _FEWEST + 1):
            known.setdefault(" ".join(words[at : at + _FEWEST]), quotation)


RULE = Rule(
    "repeated-words",
    "Words that one text has twice",
    "note",
    __doc__,
    find,
    order=165,
)
