"""Filters close to one that finds nothing, or little: by field, synonym, spelling, or with a term less.

Each is counted before it is offered, and no more than a few are counted.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from trafficking_explorer.database.connection import Store
from trafficking_explorer.database.queries import counts
from trafficking_explorer.search.ast import (
    And,
    Compare,
    FieldMatch,
    Node,
    Not,
    Or,
    Word,
    highlight_terms,
    is_bare,
)
from trafficking_explorer.search.fields import FIELDS
from trafficking_explorer.search.interruption import InterruptibleReader
from trafficking_explorer.search.region_words import members_of
from trafficking_explorer.search.sql_compiler import IS_NEAR, compile_filter, max_edits
from trafficking_explorer.search.synonyms import MOST_WORDS, synonyms_of
from trafficking_explorer.text.did_you_mean import close_words
from trafficking_explorer.text.display import shorten_middle
from trafficking_explorer.text.folding import fold, fold_words

FEW = 20
"""Hits up to which other words for the same thing are offered."""
_OFFERED = 5
_ADDED = 3
"""Words for the same thing that are offered at most."""
_COUNTED = 16
"""Filters that are counted at most."""
_SPOTS = 12
"""Words of a filter that are looked up."""
_LETTERS = 4
"""Letters of a word before its spelling is doubted."""
_NEAR = 200
"""Words of a similar length and spelling that are compared."""
_VALUES = 5_000
"""Values of a field among which a similar one is looked for."""
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_ABOUT = "about:"
_FIELDS = {
    "country": "a country",
    "regions": "a region",
    "about": "about",
    "agency": "an agency",
    "operation": "an operation",
    "person": "a person",
    "speaker": "a speaker",
    "form": "a form",
    "tool": "a tool",
    "place": "a place",
    "event": "an event",
    "case": "a case",
    "source": "a source",
    "kind": "a kind",
    "measure": "a measure",
    "unit": "a unit",
    "qualifier": "a qualifier",
    "scope": "a scope",
}
"""Fields whose values a reader may have meant by a word; their records need not have the word."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A filter that finds something.

    Attributes:
        line: the whole filter.
        changed: the part of it that is new, as it is written.
        reason: why it is offered, such as "africa is a region"; may be empty.
        count: the records that it finds; of an addition, those that the filter does not find without.
        is_addition: True if it finds what the filter finds and more.
    """

    line: str
    changed: str
    reason: str
    count: int
    is_addition: bool = False

    @property
    def text(self) -> str:
        """The offer in words: "africa is a region: in:africa finds 3", "also darknet 9"."""
        if self.is_addition:
            return f"also {self.changed} {self.count:,}"
        reason = f"{self.reason}: " if self.reason else ""
        return f"{reason}{self.changed} finds {self.count:,}"


@dataclass(frozen=True, slots=True)
class _Spot:
    """A word, several adjacent words, or a value of a field, which may be replaced by something else."""

    text: str
    """Folded."""
    rebuild: Callable[[Node], Node]
    """The filter with another term instead."""
    field: str = ""
    """The field, of a value."""
    words: int = 1


@dataclass(frozen=True, slots=True)
class _Variant:
    tree: And
    changed: str
    reason: str = ""
    word: str = ""
    """The word that it replaces."""
    is_synonym: bool = False
    is_addition: bool = False
    canonical: str = ""
    """The changed part as a tree prints it, if that is not how a reader would write it."""

    @property
    def line(self) -> str:
        """The filter as a reader would write it."""
        line = str(self.tree.nodes[0] if len(self.tree.nodes) == 1 else self.tree)
        return line.replace(self.canonical, self.changed, 1) if self.canonical else line


class NeighbourReader(InterruptibleReader):
    """Finds offers while filters are typed; a newer question interrupts an older one."""

    def offers(
        self, number: int, tree: And, types: tuple[str, ...], found: int
    ) -> Iterator[tuple[Offer, ...]]:
        """Offers for a filter: those found so far, each time there is one more.

        Args:
            number: as `begin` gave it.
            types: the kinds of record that are searched; empty for all but findings.
            found: the records that it finds; from `FEW` on nothing is offered.

        Raises:
            QueryInterrupted: a newer question was begun.
        """
        with self.asking(number):
            offers: tuple[Offer, ...] = ()
            for offer in find_offers(self._store, tree, types, found):
                self.check(number)
                offers = (*offers, offer)
                yield offers


def find_offers(store: Store, tree: And, types: tuple[str, ...], found: int) -> Iterator[Offer]:
    """The best offers for a filter: of one that finds nothing, those that keep its meaning first.

    Args:
        types: the kinds of record that are searched; empty for all but findings.
        found: the records that it finds; from `FEW` on nothing is offered.
    """
    if not found:
        yield from _different(_counted(store, _replacements(store, tree), tree, types, 0), _OFFERED)
    elif found <= FEW:
        added = _counted(store, _additions(store, tree), tree, types, found)
        meanings_first = sorted(added, key=lambda offer: (offer.is_addition, -offer.count))
        if meanings_first and not meanings_first[0].is_addition:
            yield meanings_first[0]
        else:
            yield from _different(iter(meanings_first), _ADDED)


def _different(offers: Iterator[Offer], most: int) -> Iterator[Offer]:
    """The first offers, without those that another has the words of: "child" finds "children" too."""
    chosen: list[str] = []
    for offer in offers:
        if not any(each in offer.changed or offer.changed in each for each in chosen):
            chosen.append(offer.changed)
            yield offer
        if len(chosen) == most:
            return


def _counted(
    store: Store, variants: Iterator["_Variant"], tree: And, types: tuple[str, ...], found: int
) -> Iterator[Offer]:
    """The variants that find more than a filter, each once."""
    seen = {str(tree)}
    people: set[str] = set()
    for variant in islice(variants, _COUNTED):
        # The group of people has all words for it.
        if variant.line in seen or (variant.is_synonym and variant.word in people):
            continue
        seen.add(variant.line)
        by_type = counts(store, compile_filter(variant.tree), types)
        count = sum(number for type_, number in by_type.items() if not types or type_ in types)
        if count > found:
            if variant.changed.startswith(_ABOUT):
                people.add(variant.word)
            more = count - found if variant.is_addition else count
            yield Offer(variant.line, variant.changed, variant.reason, more, variant.is_addition)


def _additions(store: Store, tree: And) -> Iterator[_Variant]:
    """The filter with another word for the same thing beside one of its words, or with its meaning."""
    known = highlight_terms(tree)
    for spot in _spots(tree):
        if spot.field:
            continue
        if spot.words == 1:
            yield from (each for each in _by_field(store, spot) if each.changed.startswith(_ABOUT))
        for other in synonyms_of(spot.text):
            if other not in known:
                words = spot.text.split(" ") if spot.words > 1 else ()
                own = And(tuple(map(Word, words))) if words else _word(spot.text)
                both = _top(spot.rebuild(Or((own, _word(other)))))
                yield _Variant(
                    both,
                    str(_word(other)),
                    word=spot.text,
                    is_synonym=True,
                    is_addition=True,
                )


def _replacements(store: Store, tree: And) -> Iterator[_Variant]:
    spots = list(islice(_spots(tree), MOST_WORDS * _SPOTS))
    by_length = sorted(spots, key=lambda spot: spot.words)[:_SPOTS]
    for spot in by_length:
        if not spot.field:
            yield from _by_field(store, spot)
    for spot in spots:
        for other in synonyms_of(spot.text) if not spot.field else ():
            changed = _word(other)
            yield _Variant(
                _top(spot.rebuild(changed)), str(changed), word=spot.text, is_synonym=True
            )
    for spot in by_length:
        yield from _by_spelling(store, spot)
    if len(tree.nodes) > 1:
        for at, node in enumerate(tree.nodes):
            rest = And(tree.nodes[:at] + tree.nodes[at + 1 :])
            yield _Variant(rest, f"without {shorten_middle(str(node))} it")


def _by_field(store: Store, spot: _Spot) -> Iterator[_Variant]:
    """The word as a value of a field, and a number or a year that it is the name of."""
    words = fold_words(spot.text)
    if not words:
        return
    found: dict[FieldMatch | Compare, str] = {}
    if members_of(words) is not None:
        found[FieldMatch("country", (words,))] = "a region"
    if spot.words == 1 and _YEAR.fullmatch(words):
        found[Compare("date", "=", words)] = "a year"
    field = FIELDS.find(words.replace(" ", "_"))
    if field is not None and field.kind == "number":
        found[FieldMatch("has", (field.name,))] = "a measure"
    for name, value in store.rows(
        "SELECT f.field, min(f.value) FROM corpus.facts f "
        f"WHERE f.field IN ({', '.join('?' for _ in _FIELDS)}) AND contains(f.folded, ?) GROUP BY 1",
        (*_FIELDS, f" {words} "),
    ):
        # Any word for children means children.
        wanted = fold(value) if name == "about" else words
        found.setdefault(FieldMatch(name, (wanted,)), _FIELDS[name])
    order = ["a region", "a year", "a measure", *_FIELDS.values()]
    for node, what in sorted(found.items(), key=lambda item: order.index(item[1])):
        is_region = what == "a region" and isinstance(node, FieldMatch)
        changed = str(node).replace("country:", "in:", 1) if is_region else str(node)
        reason = f"{spot.text} is {what}"
        if what == "about" and isinstance(node, FieldMatch):
            is_form = node.values[0].startswith(words)
            reason = "" if is_form else f"{spot.text} means {node.values[0]}"
        yield _Variant(
            _top(spot.rebuild(node)),
            changed,
            shorten_middle(reason) if reason else "",
            word=spot.text,
            canonical=str(node) if is_region else "",
        )


def _by_spelling(store: Store, spot: _Spot) -> Iterator[_Variant]:
    """Words, or values of the field, that are spelled almost so; none if the corpus has the word."""
    if len(spot.text) < _LETTERS or spot.words > 1:
        return
    if spot.field:
        values = store.rows(
            "SELECT DISTINCT f.value FROM corpus.facts f WHERE f.field = ? LIMIT ?",
            (spot.field, _VALUES),
        )
        known = {fold(value): None for (value,) in values if value is not None}
        if any(spot.text in value for value in known):
            return
        for other in close_words(spot.text, known):
            node = FieldMatch(spot.field, (other,))
            yield _Variant(_top(spot.rebuild(node)), str(node))
        return
    if store.rows("SELECT 1 FROM corpus.words w WHERE contains(w.word, ?) LIMIT 1", (spot.text,)):
        return
    edits = max_edits(spot.text)
    near = store.rows(
        f"SELECT w.word FROM corpus.words w WHERE {IS_NEAR} "
        "ORDER BY damerau_levenshtein(w.word, ?), w.word LIMIT ?",
        (len(spot.text), edits, spot.text, edits, spot.text, _NEAR),
    )
    for other in close_words(spot.text, [word for (word,) in near]):
        yield _Variant(_top(spot.rebuild(_word(other))), other)


def _spots(node: Node, rebuild: Callable[[Node], Node] = lambda node: node) -> Iterator[_Spot]:
    """The words and values of a filter that must or may hold; longer runs of words first."""
    match node:
        case Word(text):
            yield _Spot(text, rebuild)
        case FieldMatch(field, (value,)) if (known := FIELDS.find(field)) and known.kind == "text":
            yield _Spot(value, rebuild, field)
        case And(nodes):
            yield from _runs(nodes, rebuild)
            yield from _inner(nodes, And, rebuild)
        case Or(nodes):
            yield from _inner(nodes, Or, rebuild)


def _inner(
    nodes: tuple[Node, ...],
    kind: Callable[[tuple[Node, ...]], Node],
    rebuild: Callable[[Node], Node],
) -> Iterator[_Spot]:
    for at, each in enumerate(nodes):
        if not isinstance(each, Not):

            def inner(new: Node, at: int = at) -> Node:
                return rebuild(kind((*nodes[:at], new, *nodes[at + 1 :])))

            yield from _spots(each, inner)


def _runs(nodes: tuple[Node, ...], rebuild: Callable[[Node], Node]) -> Iterator[_Spot]:
    """Adjacent words of which the corpus, or the list of synonyms, may know the whole."""
    for length in range(min(MOST_WORDS, len(nodes)), 1, -1):
        for at in range(min(len(nodes) - length + 1, _SPOTS)):
            run = nodes[at : at + length]
            words = [node.text for node in run if isinstance(node, Word) and not node.phrase]
            if len(words) == length:

                def outer(new: Node, at: int = at, end: int = at + length) -> Node:
                    return rebuild(And((*nodes[:at], new, *nodes[end:])))

                yield _Spot(" ".join(words), outer, words=length)


def _word(text: str) -> Word:
    return Word(text, phrase=not is_bare(text))


def _top(node: Node) -> And:
    return node if isinstance(node, And) else And((node,))
