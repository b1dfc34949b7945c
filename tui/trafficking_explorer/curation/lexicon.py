"""The noun after a number, and the verb that says what was done with those it counts."""

import re

from trafficking_explorer.curation.article import ArticleText
from trafficking_explorer.records.evidence import TextPosition
from trafficking_explorer.text.numbers import Number

_PERSONS = (
    "victims? survivors? child children kids? minors? girls? boys? wom[ae]n m[ae]n adults? "
    "teenagers? youths? infants? bab(?:y|ies) people persons? individuals? migrants? refugees? "
    "suspects? traffickers? smugglers? offenders? criminals? perpetrators? abusers? pimps? "
    "fugitives? workers? labou?rers? nationals? citizens? officers? agents? experts? "
    "participants? delegates? users? visitors? members? prosecutors? investigators? police "
    "recruiters? employees? prostitutes? passengers? students? patients? arrests? convictions? "
    "prosecutions? slaves? inspectors?"
)
_THINGS = {
    "countries": "countr(?:y|ies) nations? territor(?:y|ies)",
    "continents": "continents?",
    "investigations": "investigations? probes?",
    "checks": "checks? inspections?",
    "cases": "cases?",
    "families": "famil(?:y|ies)",
    "organisations": (
        "organi[sz]ations? agenc(?:y|ies) offices? units? bureaus? bureaux ngos? institutions? "
        "companies networks? associations? partners? authorities ministries"
    ),
}
_UNIT_OF = [
    ("persons", re.compile(rf"(?:{'|'.join(_PERSONS.split())})\Z", re.IGNORECASE)),
    *(
        (unit, re.compile(rf"(?:{'|'.join(words.split())})\Z", re.IGNORECASE))
        for unit, words in _THINGS.items()
    ),
]
_VERBS = {
    "rescued": r"rescu\w+|sav(?:ed|ing)|safeguard\w+|freed|frees|freeing|liberat\w+",
    "recovered": r"recover(?:y|ed|ing|s)?",
    "identified": r"identif\w+",
    "detected": r"detect(?:ed|ing|ion|s)",
    "assisted": r"assist(?:ed|ance|ing)",
    "reunited": r"reunit\w+",
    "arrests": r"arrest(?:s|ed|ing)?",
    "charged": r"charged|prosecuted|indicted",
    "convicted": r"convict(?:ed|ing|ion|ions)",
    "trafficked": r"trafficked",
}
_VERB = re.compile(
    rf"\b(?:{'|'.join(f'(?P<{measure}>{words})' for measure, words in _VERBS.items())})\b",
    re.IGNORECASE,
)
_JOINED = re.compile(r"\s*(?:,|\band\b|\bor\b|\bthe\b|\s)*\Z", re.IGNORECASE)
_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being|got)\s+(?:\w+ly\s+)?\Z", re.IGNORECASE)
_WORD = re.compile(r"[\w’'&-]+")
_STOP = re.compile(
    r"in|on|at|from|by|for|with|during|across|after|before|to|into|over|under|between|within|"
    r"without|including|following|than|as|per|since|until|through|throughout|around|about|is|are|"
    r"was|were|be|been|being|has|have|had|will|would|can|could|may|might|must|should|do|does|did|"
    r"who|that|which|whose|where|when|or|but|while|because|nor|every|each|a|an|the|their|its|"
    r"his|her|this|these|those|not"
)
"""Words before which the name of what is counted ends."""
_ARTICLE = re.compile(r"the|a|an|their|its")
_OF_THEM = ("them", "whom")
_VERB_LIKE = re.compile(r"\w{3,}(?:ed|ing)\Z")
_TAKES_OF = re.compile(r"(?:victims?|survivors?|members?|cases?|ways?|forms?)\Z", re.IGNORECASE)


def noun(reading: ArticleText, at: int, end: int) -> tuple[TextPosition | None, str | None]:
    """The words for what is counted, up to its noun, and the unit; (None, None) without a noun."""
    tokens: list[tuple[int, int]] = []
    best: tuple[int, str] | None = None
    start, has_of = at, False
    for word in _WORD.finditer(reading.text, at, min(end, at + 200)):
        if reading.text[start : word.start()].strip() or len(tokens) > 8:
            break
        lower = word[0].lower()
        if lower == "of":
            if not tokens:
                start = word.end()
                continue
            if best is None or not _TAKES_OF.match(reading.text, *tokens[best[0]]):
                break
            has_of = True
        elif not tokens and lower in _OF_THEM:
            # "of them children" counts children.
            start = word.end()
            continue
        elif (
            (_STOP.fullmatch(lower) and (tokens or not _ARTICLE.fullmatch(lower)))
            or word[0][0].isdigit()
            or (best is not None and not has_of and _VERB_LIKE.match(lower))
        ):
            break
        if tokens or lower not in ("the", "a", "an"):
            tokens.append(word.span())
        start = word.end()
        unit = next((unit for unit, words in _UNIT_OF if words.match(word[0])), None)
        if unit and not has_of:
            best = (len(tokens) - 1, unit)
    if best is not None:
        last = best[0]
        if _TAKES_OF.match(reading.text, *tokens[last]):
            last = _with_of(reading, tokens, last)
        return TextPosition(tokens[0][0], tokens[last][1]), best[1]
    while tokens and reading.text[slice(*tokens[-1])].lower() in ("and", "of"):
        tokens.pop()
    plural = reading.text[slice(*tokens[-1])] if tokens else ""
    if len(tokens) <= 4 and plural.islower() and plural.endswith("s"):
        return TextPosition(tokens[0][0], tokens[-1][1]), "items"
    return None, None


def _with_of(reading: ArticleText, tokens: list[tuple[int, int]], last: int) -> int:
    """The index of the last word of "victims of human trafficking"."""
    words = [reading.text[slice(*span)].lower() for span in tokens]
    if last + 2 >= len(words) or words[last + 1] != "of":
        return last
    stop = last + 2
    while stop + 1 < len(words) and words[stop + 1] not in ("and", "of") and stop < last + 4:
        stop += 1
    return stop


def verb(
    reading: ArticleText, number: Number, population: TextPosition | None, sentence: TextPosition
) -> tuple[str, TextPosition] | None:
    """The measure that a verb of the sentence tells, and the place of the verb.

    Args:
        population: the words for those counted, if the sentence has any.
    """
    text = reading.text
    numbers = reading.numbers(sentence)
    first = max((each.end for each in numbers if each.end <= number.start), default=sentence.start)
    last = min((each.start for each in numbers if each.start >= number.end), default=sentence.end)
    after_noun = population.end if population else number.end
    including = re.search(r"\bincluding\s*\Z", text[sentence.start : number.start])
    if including:
        # "…, including 236 minors, have been rescued", or what the number before is about.
        first = sentence.start
    # In "216 arrests and the identification of 30" the arrests are another number's.
    before = [
        match
        for match in _VERB.finditer(text, first, number.start)
        if not any(
            text[each.end : match.start()].strip() == ""
            for each in numbers
            if each.end <= match.start()
        )
    ]
    if re.search(r",\s*including\s*\Z", text[after_noun:last]):
        # "500 victims, including 236 minors, have been rescued"
        last = min((each.start for each in numbers if each.start > last), default=sentence.end)
    later = [
        match
        for match in _VERB.finditer(text, after_noun, max(last, after_noun))
        if _PASSIVE.search(text, max(after_noun, match.start() - 30), match.start())
        or not text[after_noun : match.start()].strip()
    ]
    close = None
    if before:
        at = len(before) - 1
        # Of "rescued and assisted" the first counts.
        while at and _JOINED.match(text, before[at - 1].end(), before[at].start()):
            at -= 1
        close = before[at]
    gap = number.start - before[-1].end() if before else 0
    if close and ((gap <= 45 and not including) or not later):
        if gap <= 120 or including:
            return str(close.lastgroup), TextPosition(*close.span())
        return None
    if later:
        return str(later[0].lastgroup), TextPosition(*later[0].span())
    return None
