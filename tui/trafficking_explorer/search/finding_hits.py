"""Findings that fit a filter, as hits: what they say is their title, their first passage the reason."""

from collections.abc import Iterator

from trafficking_explorer.database.connection import Store
from trafficking_explorer.database.views import FINDING
from trafficking_explorer.search.ast import And, highlight_terms
from trafficking_explorer.search.highlights import Hit
from trafficking_explorer.search.regex_check import check_regexes
from trafficking_explorer.search.sql_compiler import compile_filter
from trafficking_explorer.text.folding import find_matches


def find_finding_hits(store: Store, tree: And, limit: int | None = None) -> Iterator[Hit]:
    """Findings in the order of their pane, the gravest first.

    Args:
        limit: at most so many.

    Raises:
        FilterError: the store does not know an expression of the filter.
    """
    check_regexes(store, tree)
    where = compile_filter(tree)
    words = highlight_terms(tree)
    for id_, message, source_id, passage, line in store.rows(
        "SELECT r.record_id, r.title, p.source_id, "
        "substring(s.text, p.start_char + 1, p.end_char - p.start_char), "
        "len(string_split(left(s.text, p.start_char), chr(10))) "
        f"FROM (SELECT * FROM corpus.finding_texts r WHERE {where.sql}) r "
        "LEFT JOIN corpus.finding_passages p ON p.finding_id = r.record_id AND p.position = 0 "
        "AND p.side = (SELECT min(o.side) FROM corpus.finding_passages o "
        "WHERE o.finding_id = r.record_id) "
        "LEFT JOIN corpus.sources s ON s.source_id = p.source_id "
        f"ORDER BY r.position {'' if limit is None else 'LIMIT ?'}",
        (*where.params, *(() if limit is None else (limit,))),
    ):
        marks = tuple(find_matches(passage or "", words))
        yield Hit(
            FINDING, id_, message, "passage", passage or "", source_id, line, None, None, marks
        )
