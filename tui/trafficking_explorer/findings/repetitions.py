"""Sentences that a text has twice, as in a caption and a paragraph, and the numbers in which they differ."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass

from trafficking_explorer.database.read_models import Span
from trafficking_explorer.findings.article_texts import ArticleText
from trafficking_explorer.findings.text_reuse import MIN_WORDS
from trafficking_explorer.text.numbers import find_numbers

_FEWEST = 6
"""Words that are not numbers: rows of a table are alike in these alone."""
_RUN = 5
"""Words of a run that two sentences share."""
_MUCH = 0.6
"""The part of the runs of the shorter sentence that the other has to have."""
_MOST_ALIKE = 20
"""Sentences with one run that are remembered."""
_WORD = re.compile(r"\w+")
_DIGITS = re.compile(r"\d+")
_NUMBER = "#"
_NAMED = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand "
    "million billion dozen"
)
_NUMBER_WORDS = frozenset(_NAMED.split())


@dataclass(frozen=True, slots=True)
class Repetition:
    """A sentence that a text has twice.

    Attributes:
        first, second: the sentences, as ranges of code points.
        numbers: the two numbers in which they differ, as ranges; None if they have the same.
    """

    first: Span
    second: Span
    numbers: tuple[Span, Span] | None = None


@dataclass(frozen=True, slots=True)
class _Sentence:
    span: Span
    words: tuple[str, ...]
    """Folded; a number is one word, "#"."""

    @property
    def runs(self) -> list[tuple[str, ...]]:
        """Each few words in a row."""
        return [self.words[at : at + _RUN] for at in range(len(self.words) - _RUN + 1)]


def find_repetitions(text: ArticleText) -> list[Repetition]:
    """Sentences of an article that come again, whole or nearly so, in their order.

    Three or more that differ in their numbers alone are a list, and left out.
    """
    known: dict[tuple[str, ...], list[_Sentence]] = defaultdict(list)
    first_of: dict[Span, Span] = {}
    found: list[tuple[Span, Repetition]] = []
    for span in text.sentences():
        sentence = _read(text.text, span)
        if len(sentence.words) < MIN_WORDS or sum(map(str.isalpha, sentence.words)) < _FEWEST:
            continue
        runs = list(dict.fromkeys(sentence.runs))
        other = _most_alike(runs, known)
        if other is not None:
            first = first_of[span] = first_of.get(other.span, other.span)
            if (repetition := _compare(text.text, other.span, span)) is not None:
                found.append((first, repetition))
        for run in runs:
            if len(known[run]) < _MOST_ALIKE:
                known[run].append(sentence)
    times = Counter(first for first, repetition in found if repetition.numbers)
    return [each for first, each in found if each.numbers is None or times[first] == 1]


def _most_alike(
    runs: list[tuple[str, ...]], known: dict[tuple[str, ...], list[_Sentence]]
) -> _Sentence | None:
    """The sentence that shares most runs with another; None if none shares enough."""
    shared: Counter[Span] = Counter()
    by_span: dict[Span, _Sentence] = {}
    for run in runs:
        for other in known.get(run, ()):
            shared[other.span] += 1
            by_span[other.span] = other
    if not shared:
        return None
    best, number = shared.most_common(1)[0]
    shorter = min(len(runs), len(set(by_span[best].runs)))
    return by_span[best] if number >= _MUCH * shorter else None


def _read(text: str, span: Span) -> _Sentence:
    words: list[str] = []
    # Reading the numbers of all sentences would take ten times as long.
    for word in _WORD.findall(text[slice(*span)].casefold()):
        if not (word[0].isdecimal() or word in _NUMBER_WORDS):
            words.append(word)
        elif not words or words[-1] != _NUMBER:
            words.append(_NUMBER)
    return _Sentence(span, tuple(words))


def _compare(text: str, first: Span, second: Span) -> Repetition | None:
    """The repetition of a sentence; None if more than one number differs: they tell two things."""
    ours, theirs = _numbers(text, first), _numbers(text, second)
    if _other_digits(text, first, ours) != _other_digits(text, second, theirs):
        return None
    common = ours.keys() & theirs.keys()
    different = [key for key in sorted(common) if ours[key][0] != theirs[key][0]]
    if len(different) > 1:
        return None
    if not different:
        same = {value for value, _ in ours.values()} ^ {value for value, _ in theirs.values()}
        return None if len(same) > 1 else Repetition(first, second)
    (key,) = different
    return Repetition(first, second, (ours[key][1], theirs[key][1]))


def _other_digits(
    text: str, span: Span, numbers: dict[tuple[str, ...], tuple[float, Span]]
) -> list[str]:
    """The digits of a sentence that are not of its numbers, such as those of a date."""
    places = [place for _, place in numbers.values()]
    return [
        match[0]
        for match in _DIGITS.finditer(text, *span)
        if not any(start <= match.start() < end for start, end in places)
    ]


def _numbers(text: str, span: Span) -> dict[tuple[str, ...], tuple[float, Span]]:
    """The numbers of a sentence, by the word before and the words after each."""
    start, end = span
    sentence = text[start:end].casefold()
    found = {}
    for number in find_numbers(text[start:end]):
        if number.value is None:
            continue
        before = _WORD.findall(sentence[: number.start])[-1:] or [""]
        after = _WORD.findall(sentence[number.end :])[:2]
        place = start + number.start, start + number.end
        found[(*before, *after)] = float(number.value), place
    return found
