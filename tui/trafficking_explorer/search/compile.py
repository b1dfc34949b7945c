"""The tree of a filter to a condition of the store."""

from trafficking_explorer.search.syntax import Filter
from trafficking_explorer.store.where import Where


def compile_filter(tree: Filter) -> Where:
    """A condition on `records` that holds where every term does."""
    if not tree.terms:
        return Where()
    clauses = [f"{'NOT ' if term.negated else ''}contains(r.search_text, ?)" for term in tree.terms]
    return Where(" AND ".join(clauses), tuple(term.words for term in tree.terms))
