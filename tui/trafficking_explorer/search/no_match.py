"""The reason why a filter finds nothing: the terms that are nowhere, and words spelled like them."""

from collections.abc import Iterator

from trafficking_explorer.database.connection import Store
from trafficking_explorer.records.crosswalk import crosswalk
from trafficking_explorer.records.registry import KINDS
from trafficking_explorer.search.ast import And, FieldMatch, Fuzzy, Node, Not, Word
from trafficking_explorer.search.hit_data import near_words
from trafficking_explorer.search.hits import SENTENCE, count_hits
from trafficking_explorer.text.display import shorten_middle
from trafficking_explorer.text.folding import fold_words
from trafficking_explorer.text.plural import count_noun

_MOST_TERMS = 20
"""Terms that are looked up one by one."""
_MOST_NEAR = 3
"""Words of the corpus that are named for an unknown one."""


def why_no_match(store: Store, tree: And) -> list[str]:
    """Lines on a filter that finds nothing of the kinds that were asked for.

    Returns:
        The hits of other kinds; if there are none, a line for each term that nothing fits, with
        words of the corpus in a similar spelling; if each fits something, their numbers.
    """
    if counts := count_hits(store, tree):
        return [f"other kinds have {_listed(counts)}"]
    asked = [node for node in tree.nodes if not isinstance(node, Not)][:_MOST_TERMS]
    found = [(node, sum(count_hits(store, And((node,))).values())) for node in asked]
    lines = list(_unknown(store, [node for node, count in found if not count]))
    if not lines and len(found) > 1:
        each = ", ".join(f"{_term(node)} {count:,}" for node, count in found)
        lines.append(f"nothing fits all of it; each by itself: {each}")
    return lines


def _unknown(store: Store, nodes: list[Node]) -> Iterator[str]:
    for node in nodes:
        near: list[str] = []
        if isinstance(node, Word) and " " not in node.text:
            near = near_words(store, And((Fuzzy(node.text),)))[:_MOST_NEAR]
        meant = f"; did you mean {' or '.join(near)}?" if near else _our_term(node)
        yield f"nothing has {_term(node)}{meant}"


def _our_term(node: Node) -> str:
    """Our term for a code of another vocabulary that no record has; empty for other conditions."""
    if not isinstance(node, FieldMatch) or node.field != "code":
        return ""
    asked = {fold_words(value) for value in node.values}
    found = [
        f"{each.full_code} is {each.ours.replace('_', ' ')} here"
        for each in crosswalk()
        if asked & {fold_words(each.full_code), fold_words(each.code)}
    ]
    return f" ({'; '.join(dict.fromkeys(found))})" if found else ""


def _term(node: Node) -> str:
    text = node.text if isinstance(node, Word) else str(node)
    return f"“{shorten_middle(text)}”"


def _listed(counts: dict[str, int]) -> str:
    return ", ".join(
        count_noun(count, kind, f"{SENTENCE}s" if kind == SENTENCE else KINDS[kind].plural)
        for kind, count in counts.items()
    )
