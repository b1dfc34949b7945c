"""The population that a figure counts, reduced to what tells it from others, and the groups it is about.

"victims", "human trafficking victims" and "victims of human trafficking" count the same; "minors"
and "children" are one part of them, "girls" another. A filter finds a group by any of its words.
"""

import re
from functools import lru_cache
from itertools import zip_longest
from typing import NamedTuple

from trafficking_explorer.text.folding import fold_words

_PARTS = {
    "child": "child children kid kids minor minors underage infant infants baby babies toddler "
    "toddlers juvenile juveniles teen teens teenager teenagers teenage adolescent adolescents",
    "adult": "adult adults",
    "girl": "girl girls",
    "boy": "boy boys",
    "woman": "woman women female females",
    "man": "man men male males",
}
_PART_OF_WORD = {word: part for part, words in _PARTS.items() for word in words.split()}
_GENERIC = frozenset(
    [
        "the",
        "a",
        "an",
        "all",
        "and",
        "or",
        "other",
        "others",
        "several",
        "more",
        "new",
        "people",
        "person",
        "persons",
        "individual",
        "individuals",
        "human",
        "being",
        "beings",
        "trafficking",
        "trafficked",
        "victim",
        "victims",
        "total",
        "country",
        "countries",
        "different",
    ]
)
_SUSPECT = frozenset(
    ["suspect", "suspected", "suspects", "trafficker", "traffickers", "offender", "offenders"]
)
_SUSPECT_MEASURES = frozenset(
    ["arrests", "suspects_identified", "charged", "convicted", "fugitives"]
)
_TAIL = re.compile(
    r"\b(?:of|from|in|who|that|which|for|including|wanted|aged|across|among|with|at|on|by|worldwide)\b"
)


class Population(NamedTuple):
    """The words that tell one population from another."""

    part: frozenset[str]
    """Groups by age and sex; empty for everybody."""
    words: frozenset[str]
    """The other words."""


@lru_cache(maxsize=65536)
def population(text: str | None, measure: str, whole: bool = False) -> Population:
    """A population as written, reduced.

    Args:
        text: as the source writes it.
        measure: the "child sex offenders" of an arrest are not children.
        whole: True to include the words after "of", "in", "who", as claims about the world need,
            which no operation keeps apart.
    """
    words = fold_words(text or "")
    tail = _TAIL.search(words)
    head = words[: tail.start()] if tail else words
    of_suspects = measure in _SUSPECT_MEASURES
    part: set[str] = set()
    if not of_suspects:
        part = {_PART_OF_WORD[word] for word in head.split() if word in _PART_OF_WORD}
    rest = {
        word
        for word in (words if whole else head).split()
        if word not in _GENERIC
        and not (of_suspects and word in _SUSPECT)
        and (of_suspects or word not in _PART_OF_WORD)
    }
    return Population(frozenset(part), frozenset(rest))


class Group(NamedTuple):
    """People whom figures are about, with the words for them."""

    name: str
    words: frozenset[str]
    includes: tuple[str, ...] = ()
    """Groups whose members belong to it too: girls are children."""


def _group(name: str, words: str, *includes: str) -> Group:
    return Group(name, frozenset(words.split()), includes)


GROUPS = {
    group.name: group
    for group in (
        _group("children", _PARTS["child"], "girls", "boys"),
        _group("girls", _PARTS["girl"]),
        _group("boys", _PARTS["boy"]),
        _group("adults", _PARTS["adult"], "women", "men"),
        _group("women", _PARTS["woman"]),
        _group("men", _PARTS["man"]),
        _group("victims", "victim victims survivor survivors"),
        _group(
            "suspects",
            " ".join(sorted(_SUSPECT)) + " perpetrator perpetrators abuser abusers smuggler "
            "smugglers pimp pimps fugitive fugitives",
        ),
        _group("migrants", "migrant migrants refugee refugees asylum"),
        _group("families", "family families parents"),
    )
}
"""By name. All words are folded; a curated text may use any of them."""
_GROUPS_OF_WORD = {
    word: [group.name for group in GROUPS.values() if word in group.words]
    for group in GROUPS.values()
    for word in group.words
}
_GROUP_OF_MEASURE = {
    "victims": ("victims",),
    "potential_victims": ("victims",),
    "migrants_identified": ("migrants",),
}
_AFTER_ATTRIBUTE = frozenset(
    [
        "and",
        "or",
        "victim",
        "victims",
        "survivor",
        "survivors",
        "labourer",
        "labourers",
        "laborer",
        "laborers",
        "worker",
        "workers",
        "soldier",
        "soldiers",
        "bride",
        "brides",
        "migrant",
        "migrants",
        "refugee",
        "refugees",
        "slave",
        "slaves",
        "beggar",
        "beggars",
        "person",
        "persons",
        "people",
        "patient",
        "patients",
        "student",
        "students",
        "detainee",
        "detainees",
        "prostitute",
        "prostitutes",
        "prisoner",
        "prisoners",
        "orphan",
        "orphans",
        "girl",
        "girls",
        "boy",
        "boys",
    ]
)
"""Words for people: "child victims" are children, "child rescue missions" are not."""
_OF = re.compile(
    r"^.*?\b(?:share|age|ages|number|numbers|half|third|quarter|proportion|percentage|percent|part|"
    r"case|cases|total|majority|most|many|some|all)\b of (?:the |all |these |those )?"
)
"""The beginning of a label before the people: "Share of the girls who …"."""
_AGE = re.compile(
    r"\b(?P<old>\d{1,2}) years? olds?\b|\b(?:under|below) (?:the age of )?(?P<under>\d{1,2})\b"
    r"(?! (?:per|percent|years? in))"
)
_ADULT_YEARS = 18


@lru_cache(maxsize=65536)
def groups(text: str | None, label: str | None, measure: str) -> tuple[str, ...]:
    """The groups of people that a figure counts, or tells the age, the share or the like of.

    Args:
        text: the population, as the source writes it.
        label: the curator's words for what is counted.
        measure: of arrests, "child sex offenders" are suspects, and "children" are not asked for.
    """
    if measure in _SUSPECT_MEASURES:
        return ("suspects",)
    found = set(_GROUP_OF_MEASURE.get(measure, ()))
    for words in (fold_words(text or ""), _OF.sub("", fold_words(label or ""))):
        found |= _groups_in(words)
    if any(_is_young(match) for words in (text, label) for match in _ages(words)):
        found.add("children")
    found |= {each.name for each in GROUPS.values() if found & set(each.includes)}
    return tuple(name for name in GROUPS if name in found)


def _groups_in(words: str) -> set[str]:
    tail = _TAIL.search(words)
    head = (words[: tail.start()] if tail else words).split()
    found: set[str] = set()
    for word, after in zip_longest(head, head[1:], fillvalue=""):
        is_noun = not after or after in _AFTER_ATTRIBUTE or after.endswith("ed") or word[-1] == "s"
        if is_noun or word in ("children", "women", "men"):
            found.update(_GROUPS_OF_WORD.get(word, ()))
    return found


_FEMALE = frozenset(
    [
        "woman",
        "women",
        "girl",
        "girls",
        "female",
        "females",
        "lady",
        "ladies",
        "mother",
        "mothers",
        "daughter",
        "daughters",
        "sister",
        "sisters",
        "wife",
        "wives",
        "schoolgirl",
        "schoolgirls",
        "housewife",
        "housewives",
        "grandmother",
        "grandmothers",
        "aunt",
        "aunts",
        "niece",
        "nieces",
    ]
)
_MALE = frozenset(
    [
        "man",
        "men",
        "boy",
        "boys",
        "male",
        "males",
        "father",
        "fathers",
        "son",
        "sons",
        "brother",
        "brothers",
        "husband",
        "husbands",
        "schoolboy",
        "schoolboys",
        "grandfather",
        "grandfathers",
        "uncle",
        "uncles",
        "nephew",
        "nephews",
        "gentleman",
        "gentlemen",
    ]
)
_CHILD = frozenset(
    f"{_PARTS['child']} girl girls boy boys schoolgirl schoolgirls schoolboy schoolboys schoolchild schoolchildren "
    "newborn newborns preteen preteens toddlers pupil pupils".split()
)
_ADULT = frozenset(
    [
        "adult",
        "adults",
        "woman",
        "women",
        "man",
        "men",
        "lady",
        "ladies",
        "gentleman",
        "gentlemen",
        "mother",
        "mothers",
        "father",
        "fathers",
        "wife",
        "wives",
        "husband",
        "husbands",
        "grandmother",
        "grandmothers",
        "grandfather",
        "grandfathers",
    ]
)
_MINORS = re.compile(r"\b(?:under|below) (?:the age of )?1[0-8]\b|\bunder 1[0-8]s\b")
_GROWN = re.compile(r"\b(?:over|above) (?:the age of )?(?:1[89]|[2-9]\d)\b")


def sex_of(text: str) -> frozenset[str]:
    """The sexes, by their codes, that words for people name: "female" for "women and girls"."""
    words = set(fold_words(text).split())
    return frozenset(
        code
        for code, known in (("female", _FEMALE), ("male", _MALE))
        if not words.isdisjoint(known)
    )


def age_group_of(text: str) -> frozenset[str]:
    """The age groups, by their codes, that words for people name: both for "women and children"."""
    folded = fold_words(text)
    words = set(folded.split())
    found = {
        code
        for code, known in (("child", _CHILD), ("adult", _ADULT))
        if not words.isdisjoint(known)
    }
    if _MINORS.search(folded) or any(_is_young(match) for match in _AGE.finditer(folded)):
        found.add("child")
    if _GROWN.search(folded):
        found.add("adult")
    return frozenset(found)


def _ages(text: str | None) -> list[re.Match[str]]:
    return list(_AGE.finditer(fold_words(text or "")))


def _is_young(match: re.Match[str]) -> bool:
    if match["old"]:
        return int(match["old"]) < _ADULT_YEARS
    return int(match["under"]) <= _ADULT_YEARS


def group_names(name: str) -> tuple[str, ...]:
    """The words by which filters find a group, its name first."""
    return (name, *sorted(GROUPS[name].words - {name}))
