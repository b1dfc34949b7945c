"""What an empty answer says: which word is in the way, and where the others are found."""

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
"""Words and conditions of which it is told that they are nowhere."""


def widening(store: "Store", view: View, filter_text: str) -> tuple[str, ...]:
    """Paragraphs for a view in which nothing fits a filter."""
    tree = parse_filter(filter_text)
    noun = view.noun or view.name
    if not tree.nodes:
        return (f"This corpus has no {noun}.",)

    def count(asked: And) -> dict[str, int]:
        where = compile_filter(asked)
        return counts(store, where) | counts(store, where, (FINDING,))

    found = count(tree)
    lines = [f"None of the {noun} fits."]
    asked = [node for node in tree.nodes if not isinstance(node, Not)]
    # Each is a question of its own.
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
    lines.append("esc clears the filter; fewer words find more.")
    return tuple(lines)
