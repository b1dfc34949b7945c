"""The people that a figure counts, reduced to what can be compared: their age, their sex, and other words.

"Minors" and "children" are one kind, "teenagers" and "young people" another, which many texts use for
the same people; "girls" are only some of them, and so are "infants".
"""

import re
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from trafficking_explorer.findings.wording import stem
from trafficking_explorer.records.populations import population
from trafficking_explorer.text.folding import fold_words

Kind = frozenset[tuple[str, str]]
"""Pairs of an age and a sex; empty for everybody."""

_YOUNG = ("infant", "child", "teen")
_AGES = (*_YOUNG, "adult")
_SEXES = ("f", "m")
EVERYBODY: Kind = frozenset()
ALL: Kind = frozenset(product(_AGES, _SEXES))
"""Every pair; a kind that has them all is everybody."""


def _kind(ages: tuple[str, ...], sexes: tuple[str, ...] = _SEXES) -> Kind:
    return frozenset(product(ages, sexes))


_KINDS = (
    ("infant infants baby babies toddler toddlers newborn newborns", _kind(("infant",))),
    (
        "child children childrens kid kids minor minors underage underaged juvenile juveniles "
        "schoolchild schoolchildren",
        _kind(_YOUNG),
    ),
    (
        "teen teens teenager teenagers teenage teenaged adolescent adolescents youth youths "
        "youngster youngsters",
        _kind(("teen",)),
    ),
    ("girl girls schoolgirl schoolgirls daughter daughters", _kind(_YOUNG, ("f",))),
    ("boy boys schoolboy schoolboys son sons", _kind(_YOUNG, ("m",))),
    ("adult adults", _kind(("adult",))),
    ("woman women mother mothers", _kind(("adult",), ("f",))),
    ("man men father fathers", _kind(("adult",), ("m",))),
    ("female females", _kind(_AGES, ("f",))),
    ("male males", _kind(_AGES, ("m",))),
)
_KIND_OF_WORD = {word: kind for words, kind in _KINDS for word in words.split()}
_PHRASES = re.compile(
    r"\byoung(?:er)? (?:people|persons|ones|individuals|victims)\b|\bunder 18s?\b"
)
"""Teenagers in two words; "young women" are women."""
_TAIL = re.compile(
    r"\b(?:of|from|in|who|that|which|for|including|wanted|aged|across|among|with|at|on|by|worldwide)\b"
)
_WORDS = (
    "alleged allegedly suspected presumed accused apparent possible reported vulnerable young younger "
    "male female local"
)
_CLAIMED = frozenset(_WORDS.split())
"""Words before people that change neither who is counted nor how many."""


class People(NamedTuple):
    """The people counted."""

    kind: Kind
    words: frozenset[str]
    """The stems of the words that say more than age and sex."""


@lru_cache(maxsize=65536)
def people(text: str | None, measure: str, whole: bool = False) -> People:
    """The people that a figure counts.

    Args:
        text: the population, as the source writes it.
        measure: the "child sex offenders" of an arrest are not children.
        whole: True to include the words after "of", "in", "who".
    """
    reduced = population(text, measure, whole)
    words = frozenset(
        stem(word) for word in reduced.words if word not in _CLAIMED and word not in _KIND_OF_WORD
    )
    # Of suspects, the words tell men from women, since their ages do not matter here.
    if not reduced.part and population(text, "rescued").part:
        return People(EVERYBODY, frozenset(stem(word) for word in reduced.words - _CLAIMED))
    return People(_kind_in(text), words)


def with_codes(counted: People, sex: str | None, age: str | None, measure: str) -> People:
    """The same people where the record says their sex or their age group.

    Args:
        measure: of suspects, neither tells two counts apart.
    """
    if (sex is None and age is None) or not population("children", measure).part:
        return counted
    sexes = (sex[0],) if sex else _SEXES
    kind = _kind(_YOUNG if age == "child" else (age,) if age else _AGES, sexes)
    both = counted.kind & kind if counted.kind else kind
    return counted._replace(kind=both or counted.kind)


def _kind_in(text: str | None) -> Kind:
    folded = _PHRASES.sub("teenagers", fold_words(text or ""))
    tail = _TAIL.search(folded)
    head = (folded[: tail.start()] if tail else folded).split()
    found: Kind = EVERYBODY
    joined = True
    for word in head:
        kind = _KIND_OF_WORD.get(word)
        if kind is None:
            joined = joined or word in ("and", "or")
            continue
        both = found & kind
        # "Teenage girls" are both at once, "women and girls" either.
        found = found | kind if joined or not both else both
        joined = False
    return EVERYBODY if found == ALL else found


def same_kind(one: Kind, other: Kind) -> bool:
    """True if two kinds are the same, or both young people of the same sex, whatever they are called."""
    if one == other:
        return True
    if not one or not other or not (_is_young(one) and _is_young(other)):
        return False
    return _sexes(one) == _sexes(other)


def _is_young(kind: Kind) -> bool:
    """True for children, minors, teenagers; not for infants alone, or where there are adults."""
    ages = {age for age, _ in kind}
    return "adult" not in ages and ages != {"infant"}


def _sexes(kind: Kind) -> set[str]:
    return {sex for _, sex in kind}
