"""The tree of a filter to a condition of the store."""

from trafficking_explorer.search.syntax import Filter
from trafficking_explorer.store.where import Where

_CLAUSES = 20
"""Terms that have a clause of their own. Of thousands of clauses DuckDB makes a plan for minutes."""


def compile_filter(tree: Filter) -> Where:
    """A condition on `records` that holds where every term does."""
    if not tree.terms:
        return Where()
    clauses: list[str] = []
    params: list[object] = []
    for term in tree.terms[:_CLAUSES]:
        clauses.append(f"{'NOT ' if term.negated else ''}contains(r.search_text, ?)")
        params.append(term.words)
    for negated in (False, True):
        rest = [term.words for term in tree.terms[_CLAUSES:] if term.negated == negated]
        if rest:
            found = "len(list_filter(?::VARCHAR[], lambda w: contains(r.search_text, w)))"
            clauses.append(f"{found} = {0 if negated else len(rest)}")
            params.append(rest)
    return Where(" AND ".join(clauses), tuple(params))
