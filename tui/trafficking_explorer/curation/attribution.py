"""The speaker of a sentence: "X said", "according to X"."""

from trafficking_explorer.curation.grammar.nouns import find_noun
from trafficking_explorer.curation.grammar.tokens import Tokens
from trafficking_explorer.curation.grammar.verb_groups import AUXILIARIES, BE, is_adverb
from trafficking_explorer.curation.grammar.verbs import BASE, find_verb
from trafficking_explorer.curation.grammar.word_sets import words
from trafficking_explorer.records.evidence import TextPosition

_SAYS = words(
    "said says told tells added adds stated states explained explains declared claimed claims estimates estimated "
    "believes warned warns argued argues insisted"
)
"""Verbs whose speaker is the one who says it, with or without "that"."""
_SAYS_THAT = words(
    "reported reports announced announces confirmed confirms noted notes revealed reveals found stressed "
    "emphasised emphasized acknowledged admitted suggests suggested shows showed calculates calculated"
)
"""Verbs that have other objects too: these need "that"."""
_PRONOUNS = words("he she it they we i you who which that this these those one all both each")
_NOT_IN_NAMES = words(
    "while when after before because if but and or as than so not then in on at by from with during since to"
)
_ENDS = frozenset([",", ".", ";", ":", "!", "?", "–", "—", "“", "”", '"', "«", "»", "(", "‘"])
_LONGEST = 12


def find_speaker(tokens: Tokens, number: int) -> TextPosition | None:
    """The place of the words for who says what is said of a figure; None without a speaker.

    Args:
        number: the token of the figure.
    """
    for k in range(len(tokens)):
        if tokens.has(k, "according to"):
            return _name_after(tokens, k + 2)
    for k in range(len(tokens)):
        if not _is_saying(tokens, k):
            continue
        found = _said_before(tokens, k, number) if k < number else _said_after(tokens, k, number)
        if found is not None:
            return found
    return None


def _is_saying(tokens: Tokens, k: int) -> bool:
    word = tokens.lower(k)
    if tokens[k].is_capitalised:
        # "the United States"
        return False
    if word in _SAYS_THAT:
        return tokens.lower(k + 1) == "that"
    if word not in _SAYS or tokens.lower(k - 1) in (
        "an",
        "the",
        "at",
        "some",
        "are",
        "is",
        "was",
        "were",
    ):
        return False
    return not (tokens.lower(k - 1) in BE or tokens.lower(k + 1) == "to")


def _said_before(tokens: Tokens, k: int, number: int) -> TextPosition | None:
    """The subject of a verb of saying before a figure: "X said 12 were freed"."""
    for i in range(k + 1, number):
        word = tokens.lower(i)
        is_next_clause = word == "and" and tokens.lower(i - 1) == ","
        if word in ("but", "while", ";", ":", "although", "whereas") or is_next_clause:
            return None
    last = k - 1
    while tokens.lower(last) in AUXILIARIES or is_adverb(tokens.lower(last)):
        last -= 1
    first = last
    while first >= 0 and tokens.lower(first) not in _ENDS:
        first -= 1
    return _name(tokens, first + 1, last)


def _said_after(tokens: Tokens, k: int, number: int) -> TextPosition | None:
    """The speaker after a figure: "12 were freed, X said", "12 were freed, said X"."""
    if tokens.lower(k - 1) in _ENDS:
        return _name_after(tokens, k + 1) if tokens.lower(k) in _SAYS else None
    first = k - 1
    while first > number and tokens.lower(first) not in _ENDS:
        first -= 1
    if first <= number or tokens.lower(first) not in (",", "”", '"', "’", "»"):
        return None
    is_end = tokens.lower(k + 1) in (*_ENDS, "on", "in", "at", "after") or tokens.lower(k) == "told"
    if not is_end and not is_adverb(tokens.lower(k + 1)):
        return None
    last = k - 1
    while tokens.lower(last) in AUXILIARIES or is_adverb(tokens.lower(last)):
        last -= 1
    return _name(tokens, first + 1, last)


def _name_after(tokens: Tokens, at: int) -> TextPosition | None:
    """The words from a token up to a mark or a verb."""
    last = at - 1
    while last + 1 < len(tokens) and last - at < _LONGEST:
        token = tokens[last + 1]
        if token.lower == "(":
            close = next((i for i in range(last + 1, len(tokens)) if tokens.lower(i) == ")"), -1)
            if close < 0 or close > last + 5:
                break
            last = close
            continue
        if (
            not token.is_word
            or token.lower in AUXILIARIES
            or token.lower in _NOT_IN_NAMES - {"and", "in"}
        ):
            break
        last += 1
    return _name(tokens, at, last)


def _name(tokens: Tokens, first: int, last: int) -> TextPosition | None:
    """The place of a speaker's name or office; None if the words name nobody."""
    while tokens.lower(first) in ("but", "and", "however", "meanwhile", "yesterday", "today"):
        first += 1
    if last < first or last - first >= _LONGEST or tokens.lower(first) in _PRONOUNS:
        return None
    words = [tokens[i] for i in range(first, last + 1)]
    if any(each.number is not None for each in words) or words[0].lower in _NOT_IN_NAMES:
        return None
    for each in words:
        verb = find_verb(each.lower)
        is_noun = find_noun(each.text) is not None or each.is_capitalised
        if each.lower in AUXILIARIES or each.lower in ("who", "which", "that"):
            return None
        if verb is not None and not is_noun and BASE not in verb.forms:
            return None
    is_named = any(each.is_capitalised for each in words) or any(
        find_noun(each.text) for each in words
    )
    is_named = is_named or words[0].lower in ("the", "a", "an", "its", "their", "his", "her")
    return tokens.span(first, last) if is_named else None
