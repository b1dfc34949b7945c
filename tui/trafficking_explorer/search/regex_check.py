"""Regular expressions are the store's: RE2 knows no look-around and no back references."""

from collections.abc import Iterator

from trafficking_explorer.database.connection import Store
from trafficking_explorer.errors import FilterError, StoreError
from trafficking_explorer.search.ast import And, Node, Not, Or, Regex
from trafficking_explorer.text.display import shorten_middle


def check_regexes(store: Store, tree: Node) -> None:
    """Let the store look at the expressions of a filter before it runs them on every record.

    Raises:
        FilterError: the store does not know one of them.
    """
    for each in _expressions(tree):
        try:
            store.rows("SELECT regexp_matches('', ?, 'i')", (each.pattern,))
        except StoreError as error:
            reason = str(error).rpartition("Error: ")[2]
            reason = shorten_middle(reason, 200)
            raise FilterError(f"not an expression: {reason}", each.start, each.end) from error


def _expressions(node: Node) -> Iterator[Regex]:
    match node:
        case Regex():
            yield node
        case Not(inner):
            yield from _expressions(inner)
        case And(nodes) | Or(nodes):
            for each in nodes:
                yield from _expressions(each)
