"""A figure of a heading or a caption that no figure of the article fits.

What it looks for
  Numbers in headings and captions that have no record, with a verb (“40 teens freed in raid”), and the
  figures of the same article for the same act and people. If none of them fits the number, the closest
  is shown.

Why it matters
  Headings and captions round, and are not corrected when the article is. Many readers see nothing else.

What to do
  Curate the figure of the heading too, with its own passage, and say in a note which is right.

Severity
  doubt.

What it does not see
  Figures of headings that have a record, which are compared like all others; headings without a verb;
  other languages than English.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from trafficking_explorer.findings.article_texts import ArticleText
from trafficking_explorer.findings.claims import Claim, at_odds
from trafficking_explorer.findings.dataset import Dataset
from trafficking_explorer.findings.finding import RuleMatch
from trafficking_explorer.findings.meanings import family
from trafficking_explorer.findings.people import same_kind
from trafficking_explorer.findings.rules.base import Rule
from trafficking_explorer.findings.wording import stem
from trafficking_explorer.text.display import truncate
from trafficking_explorer.text.folding import fold_words
from trafficking_explorer.text.layout import find_headings
from trafficking_explorer.text.numbers import Number, find_numbers

_MEASURES = {
    stem(word): measure
    for measure, words in {
        "rescued": "rescued",
        "arrests": "arrested nabbed held busted",
        "charged": "charged prosecuted",
        "convicted": "convicted",
        "identified": "identified",
        "detected": "detected",
        "missing": "missing",
    }.items()
    for word in words.split()
}
_REACH = 4
"""Words between a number and its verb."""
_END = re.compile(r"[,;:.!?()–—|\n]")
_WORDS = (
    "in on at from after as by during for over with across amid following were are was is have has had "
    "be been being who that and"
)
_STOP = frozenset(_WORDS.split())


def find(data: Dataset) -> Iterator[RuleMatch]:
    """Each such number with the closest figure of its article."""
    by_source: dict[str, list[Claim]] = defaultdict(list)
    for claim in data.claims:
        if claim.reach is not None and claim.unit == "persons" and claim.scope != "case":
            by_source[claim.source].append(claim)
    for text in data.newest_texts:
        claims = by_source.get(text.id)
        if not claims or not (text.language is None or text.language.startswith("en")):
            continue
        for start, end in find_headings(text.text, text.start, text.end):
            line = text.text[start:end]
            for number in find_numbers(line):
                said = _read(text, start, line, number)
                if said is not None and (other := _unlike(said, claims)) is not None:
                    yield _found(text, (start, end), said, other)


def _found(text: ArticleText, span: tuple[int, int], said: Claim, other: Claim) -> RuleMatch:
    heading = truncate(text.text[slice(*span)].strip(), 80)
    return RuleMatch(
        f"{other.label}: source {text.id} gives {other.figure}, and {said.figure} in its heading or "
        f"caption “{heading}”",
        other.ref(),
        text.ref(*span),
        apart=f"{said.value:g}",
    )


def _read(text: ArticleText, start: int, line: str, number: Number) -> Claim | None:
    """The number of a heading as a claim; None if it is not a count of people with a verb."""
    if (value := number.whole_count) is None:
        return None
    after = _words_up_to_stop(line[number.end :])
    measure = next((m for word in after[: _REACH + 1] if (m := _MEASURES.get(stem(word)))), None)
    who = [word for word in after if stem(word) not in _MEASURES]
    if measure is None:
        before = fold_words(_END.split(line[: number.start])[-1]).split()[-_REACH:]
        measure = next((m for word in reversed(before) if (m := _MEASURES.get(stem(word)))), None)
    if measure is None:
        return None
    return Claim(
        id="",
        label="",
        measure=measure,
        value=float(value),
        value_to=None if number.value_to is None else float(number.value_to),
        value_text=line[number.start : number.end],
        unit="persons",
        qualifier=number.qualifier or "exact",
        population=" ".join(who) or None,
        place=None,
        country=None,
        period=None,
        first=None,
        last=None,
        attributed_to=None,
        operation=None,
        scope="",
        part_of=None,
        source=text.id,
        at=text.place(start + number.start, start + number.end),
        work=text.work,
    )


def _words_up_to_stop(words: str) -> list[str]:
    found: list[str] = []
    for word in fold_words(_END.split(words)[0]).split():
        if word in _STOP and found and _MEASURES.get(stem(found[-1])):
            break
        if word in _STOP and word not in ("were", "are", "have", "been"):
            break
        if word not in _STOP:
            found.append(word)
    return found


def _unlike(said: Claim, claims: list[Claim]) -> Claim | None:
    """The figure closest to that of a heading, if none fits it."""
    assert said.at is not None
    comparable = []
    for claim in claims:
        if claim.at is not None and claim.at.start < said.at.end and said.at.start < claim.at.end:
            return None
        if family(claim.measure) != family(said.measure) or claim.spot or claim.part_of:
            if claim.value == said.value:
                return None
            continue
        ours, theirs = claim.counted, said.counted
        wordless = not ours.words or not theirs.words or ours.words == theirs.words
        if same_kind(ours.kind, theirs.kind) and wordless:
            comparable.append(claim)
    if not comparable or not all(at_odds(said, claim) for claim in comparable):
        return None
    value = said.value or 0.0
    return min(comparable, key=lambda claim: abs((claim.value or 0.0) - value))


RULE = Rule(
    "heading-figures",
    "A heading's figure that the article does not have",
    "doubt",
    __doc__,
    find,
    order=82,
)
