"""Words of a filter that name a region of the world: they also find what took place there.

A text that names Chad need not say "Africa". Between quotation marks a word is only text.
"""

from collections.abc import Sequence

from trafficking_explorer.corpus.regions import region_members
from trafficking_explorer.search.ast import And, Node, Not, Or, Word

_MOST_WORDS = 4
"""Of the name of a region: "sub-saharan africa" is three after folding."""


def members_of(words: str) -> frozenset[str] | None:
    """The countries of a region by its name in folded words; None if it is not a region."""
    return region_members(words) if words else None


def is_region(node: Node) -> bool:
    """True if a term is a word, without quotation marks, that names a region."""
    return isinstance(node, Word) and not node.phrase and members_of(node.text) is not None


def region_runs(nodes: Sequence[Node]) -> dict[int, int]:
    """The terms that together name a region, such as "west africa", by the first: the end of each run.

    Only runs of at least two words; of two that overlap, the longer, else the first.
    """
    runs: dict[int, int] = {}
    at = 0
    while at < len(nodes):
        end = _end_of_region(nodes, at)
        if end is not None:
            runs[at] = end
        at = end or at + 1
    return runs


def _end_of_region(nodes: Sequence[Node], start: int) -> int | None:
    words: list[str] = []
    found = None
    for end, node in enumerate(nodes[start : start + _MOST_WORDS], start + 1):
        if not isinstance(node, Word) or node.phrase:
            break
        words.append(node.text)
        if len(words) > 1 and members_of(" ".join(words)) is not None:
            found = end
    return found


def conjuncts(nodes: Sequence[Node]) -> list[Node]:
    """The terms of an `And`, those that name a region together as one."""
    runs, found, at = region_runs(nodes), list[Node](), 0
    while at < len(nodes):
        end = runs.get(at)
        found.append(And(tuple(nodes[at:end])) if end else nodes[at])
        at = end or at + 1
    return found


def run_text(nodes: Sequence[Node], start: int, end: int) -> str:
    """The name of the region that some terms make."""
    return " ".join(node.text for node in nodes[start:end] if isinstance(node, Word))


def regions_in(node: Node) -> list[str]:
    """The regions that a filter asks for by words, in its order; nothing below a `Not`."""
    match node:
        case Word(text):
            return [text] if is_region(node) else []
        case And(nodes):
            runs, found, at = region_runs(nodes), [], 0
            while at < len(nodes):
                end = runs.get(at)
                found += [run_text(nodes, at, end)] if end else regions_in(nodes[at])
                at = end or at + 1
            return found
        case Or(nodes):
            return [name for each in nodes for name in regions_in(each)]
    return []


def names_regions(node: Node) -> bool:
    """True if a filter has words for regions anywhere, excluded ones too."""
    match node:
        case Not(inner):
            return names_regions(inner)
        case And(nodes) | Or(nodes):
            return bool(isinstance(node, And) and region_runs(nodes)) or any(
                map(names_regions, nodes)
            )
    return is_region(node)
