"""The words shown when nothing matches: the ones that are nowhere, and the panes with the others."""

from typing import TYPE_CHECKING

from trafficking_explorer.database.queries import counts
from trafficking_explorer.database.views import FINDING, FINDINGS, View
from trafficking_explorer.records.registry import KINDS
from trafficking_explorer.search.ast import And, Not
from trafficking_explorer.search.parser import parse_filter
from trafficking_explorer.search.sql_compiler import compile_filter
from trafficking_explorer.text.display import shorten_middle
from trafficking_explorer.text.plural import count_noun

if TYPE_CHECKING:
    from trafficking_explorer.database.connection import Store

_MOST_ASKED = 20
"""The number of words and conditions that are looked up one by one."""


def widening(store: "Store", view: View, filter_text: str, no_match: str) -> tuple[str, ...]:
    """Paragraphs for a view in which nothing matches a filter.

    Args:
        no_match: the first of them.
    """
    tree = parse_filter(filter_text)
    noun = view.noun or view.name
    if not tree.nodes:
        return (f"This corpus has no {noun}.",)

    def count(asked: And) -> dict[str, int]:
        where = compile_filter(asked)
        return counts(store, where) | counts(store, where, (FINDING,))

    found = count(tree)
    lines = [no_match]
    asked = [node for node in tree.nodes if not isinstance(node, Not)]
    # Each is counted separately.
    nowhere = [str(node) for node in asked[:_MOST_ASKED] if not count(And((node,)))]
    if nowhere:
        words = ", ".join(f"“{shorten_middle(words.strip(chr(34)))}”" for words in nowhere)
        lines.append(f"No record of any kind has {words}.")
    if found:
        elsewhere = ", ".join(
            count_noun(number, type_, FINDINGS if type_ == FINDING else KINDS[type_].plural)
            for type_, number in found.items()
        )
        lines.append(f"In other panes: {elsewhere}.")
    lines.append("Esc clears the filter. Try fewer words, or in:africa for a region.")
    return tuple(lines)
