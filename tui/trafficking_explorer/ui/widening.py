"""What an empty answer says: which word is in the way, and where the others are found."""

from typing import TYPE_CHECKING

from trafficking_explorer.search.compile import compile_filter
from trafficking_explorer.search.parser import parse_filter
from trafficking_explorer.search.syntax import And, Not
from trafficking_explorer.store.queries import counts
from trafficking_explorer.store.schema import TABLE_OF
from trafficking_explorer.store.views import View

if TYPE_CHECKING:
    from trafficking_explorer.store.connection import Store


def widening(store: "Store", view: View, filter_text: str) -> tuple[str, ...]:
    """Paragraphs for a view in which nothing fits a filter."""
    tree = parse_filter(filter_text)
    noun = view.noun or view.name
    if not tree.nodes:
        return (f"This corpus has no {noun}.",)
    found = counts(store, compile_filter(tree))
    lines = [f"None of the {noun} fits."]
    nowhere = [
        str(node)
        for node in tree.nodes
        if not isinstance(node, Not) and not counts(store, compile_filter(And((node,))))
    ]
    if nowhere:
        words = ", ".join(f"“{words.strip(chr(34))}”" for words in nowhere)
        lines.append(f"No record of any kind has {words}.")
    if found:
        elsewhere = ", ".join(
            f"{count} {TABLE_OF[type_] if count != 1 else type_}" for type_, count in found.items()
        )
        lines.append(f"In other panes: {elsewhere}.")
    lines.append("esc clears the filter; fewer words find more.")
    return tuple(lines)
