"""Sentences that a text has twice, as in a caption and a paragraph, and the numbers in which they differ."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from trafficking_explorer.database.read_models import Span
from trafficking_explorer.findings.article_texts import ArticleText
from trafficking_explorer.text.numbers import find_numbers

MIN_WORDS = 8
"""Shorter sentences may be alike by chance, or by custom."""
_RUN = 5
"""Words of a run that two sentences share."""
_MUCH = 0.6
"""The part of the runs of the shorter sentence that the other has to have."""
_MOST_ALIKE = 20
"""Sentences with one run that are remembered."""
_WORD = re.compile(r"\w+")
_NUMBER = "#"


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
    numbers: tuple[tuple[float, Span], ...]

    @property
    def runs(self) -> list[tuple[str, ...]]:
        """Each few words in a row."""
        return [self.words[at : at + _RUN] for at in range(len(self.words) - _RUN + 1)]


def find_repetitions(text: ArticleText) -> Iterator[Repetition]:
    """Sentences of an article that come again, whole or nearly so."""
    known: dict[tuple[str, ...], list[_Sentence]] = defaultdict(list)
    for span in text.sentences():
        sentence = _read(text.text, span)
        if len(sentence.words) < MIN_WORDS:
            continue
        runs = sentence.runs
        shared: Counter[int] = Counter()
        by_id: dict[int, _Sentence] = {}
        for run in dict.fromkeys(runs):
            for other in known[run]:
                shared[id(other)] += 1
                by_id[id(other)] = other
        best = max(shared, key=lambda each: shared[each], default=None)
        if best is not None:
            other = by_id[best]
            shorter = min(len(set(runs)), len(set(other.runs)))
            if shared[best] >= _MUCH * shorter and (found := _compare(other, sentence)):
                yield found
        for run in dict.fromkeys(runs):
            if len(known[run]) < _MOST_ALIKE:
                known[run].append(sentence)


def _read(text: str, span: Span) -> _Sentence:
    start, end = span
    words: list[str] = []
    numbers: list[tuple[float, Span]] = []
    at = start
    found = [each for each in find_numbers(text[start:end]) if each.value is not None]
    for number in found:
        words += _WORD.findall(text[at : start + number.start].casefold())
        words.append(_NUMBER)
        at = start + number.end
        place = start + number.start, at
        numbers.append((float(number.value or 0.0), place))
    words += _WORD.findall(text[at:end].casefold())
    return _Sentence(span, tuple(words), tuple(numbers))


def _compare(first: _Sentence, second: _Sentence) -> Repetition | None:
    """The repetition of a sentence; None if more than one number differs: they tell two things."""
    ours, theirs = _numbers_in_place(first), _numbers_in_place(second)
    common = ours.keys() & theirs.keys()
    different = [key for key in sorted(common) if ours[key][0] != theirs[key][0]]
    if len(different) > 1:
        return None
    if not different:
        same = {value for value, _ in first.numbers} ^ {value for value, _ in second.numbers}
        return None if common and len(same) > 1 else Repetition(first.span, second.span)
    (key,) = different
    return Repetition(first.span, second.span, (ours[key][1], theirs[key][1]))


def _numbers_in_place(sentence: _Sentence) -> dict[tuple[str, ...], tuple[float, Span]]:
    """The numbers of a sentence, by the word before and the words after each."""
    found = {}
    numbers = iter(sentence.numbers)
    for at, word in enumerate(sentence.words):
        if word == _NUMBER and (number := next(numbers, None)) is not None:
            around = sentence.words[max(0, at - 1) : at] or ("",)
            found[(*around, *sentence.words[at + 1 : at + 3])] = number
    return found
