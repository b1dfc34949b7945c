"""Records of all kinds, sentences of the sources and findings that fit a filter, best first.

The store ranks all that fit; the reason is looked up (`highlights`) only for those that are shown.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from trafficking_explorer.database.connection import Store
from trafficking_explorer.database.folded_text import folded_sql
from trafficking_explorer.database.read_models import Passage
from trafficking_explorer.database.views import FINDING
from trafficking_explorer.search.ast import (
    And,
    Fuzzy,
    Node,
    Or,
    Regex,
    Word,
    highlight_terms,
    terms,
)
from trafficking_explorer.search.highlights import Hit, HitLocation, highlight
from trafficking_explorer.search.interruption import InterruptibleReader
from trafficking_explorer.search.sql_compiler import check_regexes, compile_filter
from trafficking_explorer.text.folding import find_matches

SENTENCE = "sentence"
"""The name of sentences among the kinds of records."""
_PAGE = 500
"""Hits whose reasons are looked up at once."""
_WORDS = 20
"""Words of a filter up to which hits are ranked by them."""
_RANKED_CLOSELY = 50_000
"""Hits up to which they are ranked by whether one field or passage has all the words."""
_FOLDED_TITLE = "r.folded_title"
"""Folded once for all the words that are looked for in it."""

# Ranks of a record. Sentences come between the last two.
_TITLE, _TOGETHER, _APART = 2, 1, 0
"""All words are in its title (more if words of it begin with them, or they are all of it); in one
field or passage; or only in all of them together."""


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The first hits of a filter.

    Attributes:
        total: all that fit.
        counts: hits of each kind, in the order of the panes, sentences last.
    """

    hits: tuple[Hit, ...]
    total: int
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class _Ranking:
    """The best records and sentences, best first, and the numbers of all that fit."""

    places: tuple[HitLocation, ...]
    counts: tuple[tuple[str, int], ...]


def find_hits(
    store: Store,
    tree: And,
    types: tuple[str, ...] = (),
    limit: int | None = None,
    *,
    whole: bool = False,
) -> Iterator[Hit]:
    """Hits of a filter.

    Args:
        types: kinds of record; all kinds where it is empty. Sentences come with the sources.
        limit: the greatest number of hits; up to a quarter is kept for sentences.
        whole: leave long passages uncut.

    Raises:
        FilterError: the store does not know an expression of the filter.
    """
    check_regexes(store, tree)
    places = _rank(store, tree, types, limit).places
    for at in range(0, len(places), _PAGE):
        yield from highlight(store, tree, places[at : at + _PAGE], whole=whole)


def count_hits(store: Store, tree: And) -> dict[str, int]:
    """The numbers of records of each kind that fit, and of sentences, without zeros.

    Raises:
        FilterError: the store does not know an expression of the filter.
    """
    check_regexes(store, tree)
    return dict(_rank(store, tree, (), 0).counts)


def find_finding_hits(store: Store, tree: And, limit: int | None = None) -> Iterator[Hit]:
    """Findings that fit, in the order of their pane, each with its first passage.

    Args:
        limit: the greatest number of hits.

    Raises:
        FilterError: the store does not know an expression of the filter.
    """
    check_regexes(store, tree)
    where = compile_filter(tree)
    words = highlight_terms(tree)
    for id_, message, source_id, *columns in store.rows(
        "SELECT r.record_id, r.title, p.source_id, p.start_char, p.end_char, "
        "substring(s.text, p.start_char + 1, p.end_char - p.start_char), "
        "len(string_split(left(s.text, p.start_char), chr(10))) "
        f"FROM (SELECT * FROM corpus.finding_texts r WHERE {where.sql}) r "
        "LEFT JOIN corpus.finding_passages p ON p.finding_id = r.record_id AND p.position = 0 "
        "AND p.side = (SELECT min(o.side) FROM corpus.finding_passages o "
        "WHERE o.finding_id = r.record_id) "
        "LEFT JOIN corpus.sources s ON s.source_id = p.source_id "
        "ORDER BY r.position LIMIT ?",
        (*where.params, limit),
    ):
        at = Passage(FINDING, id_, "", source_id, *columns) if source_id is not None else None
        passage = at.exact if at is not None else ""
        marks = tuple(find_matches(passage, words))
        yield Hit(FINDING, id_, message, "passage", passage, marks, at)


class HitReader(InterruptibleReader):
    """Answers what is being typed; a newer question interrupts the answer to an older one."""

    def answer(self, number: int, tree: And, limit: int) -> SearchResult:
        """The first hits of a question.

        Args:
            number: as `begin` gave it.

        Raises:
            QueryInterrupted: a newer question was begun.
            FilterError: the store does not know an expression of the filter.
        """
        with self.asking(number):
            check_regexes(self._store, tree)
            ranking = _rank(self._store, tree, (), limit)
            self.check(number)
            hits = tuple(highlight(self._store, tree, ranking.places))
        return SearchResult(hits, sum(count for _, count in ranking.counts), ranking.counts)

    def count(self, number: int, tree: And) -> dict[str, int]:
        """The numbers of records of each kind that fit, and of sentences, as `count_hits`.

        Raises:
            QueryInterrupted: a newer question was begun.
            FilterError: the store does not know an expression of the filter.
        """
        with self.asking(number):
            return count_hits(self._store, tree)


def _rank(store: Store, tree: And, types: tuple[str, ...], limit: int | None) -> _Ranking:
    rows, counts = _records(store, tree, types, limit, closely=False)
    of_title = sum(rank >= _TITLE for _, rank in rows)
    count = sum(counts.values())
    if len(highlight_terms(tree)) > 1 and 0 < count <= _RANKED_CLOSELY and of_title < len(rows):
        rows, _ = _records(store, tree, types, limit, closely=True)
    with_sources = not types or "source" in types
    sentences, in_sentences = _sentences(store, tree, limit) if with_sources else ([], 0)
    if limit is not None:
        kept = min(len(sentences), max(limit // 4, limit - len(rows)))
        rows, sentences = rows[: limit - kept], sentences[:kept]
    places = (
        *(
            HitLocation("record", position, rank >= _TITLE)
            for position, rank in rows
            if rank > _APART
        ),
        *(HitLocation(SENTENCE, at) for at in sentences),
        *(HitLocation("record", position) for position, rank in rows if rank == _APART),
    )
    if in_sentences:
        counts[SENTENCE] = in_sentences
    return _Ranking(places, tuple(counts.items()))


def _records(
    store: Store, tree: And, types: tuple[str, ...], limit: int | None, *, closely: bool
) -> tuple[list[tuple[int, int]], dict[str, int]]:
    """(position, rank) of the best records, best first, and the numbers of each kind that fit."""
    where = compile_filter(tree)
    of_types = "list_contains(?, r.record_type) AND" if types else ""
    rank, ranked_by = _ranked(tree, closely=closely)
    rows = store.rows(
        f"WITH fits AS MATERIALIZED (SELECT r.position, r.record_type, {rank} AS rank "
        f"FROM (SELECT r.*, {folded_sql('r.title')} AS folded_title FROM corpus.records r "
        f"WHERE {of_types} ({where.sql})) r), "
        "best AS (SELECT position, rank FROM fits ORDER BY rank DESC, position LIMIT ?) "
        "SELECT position, rank, NULL FROM best UNION ALL "
        "SELECT min(position), count(*), record_type FROM fits GROUP BY record_type",
        (*ranked_by, *((list(types),) if types else ()), *where.params, limit),
    )
    best = [(position, rank) for position, rank, type_ in rows if type_ is None]
    kinds = sorted(row for row in rows if row[2] is not None)
    return sorted(best, key=lambda row: (-row[1], row[0])), {type_: n for _, n, type_ in kinds}


def _ranked(tree: And, *, closely: bool) -> tuple[str, list[object]]:
    """An expression for the rank of a record, and its parameters."""
    words = highlight_terms(tree)
    # The same word a hundred times would be a hundred conditions.
    if not words or sum(isinstance(each, Word) for each in terms(tree)) > _WORDS:
        return str(_TOGETHER), []
    params: list[object] = []
    in_title = _has_words(tree, _FOLDED_TITLE, "", params)
    params.append(" ".join(words))
    begins = _has_words(tree, f"(' ' || {_FOLDED_TITLE})", " ", params)
    of_title = f"{_TITLE} + 2 * ({_FOLDED_TITLE} = ?)::INTEGER + ({begins})::INTEGER"
    rest = str(_TOGETHER)
    if closely:
        # Each field and each passage is a line.
        piece = _has_words(tree, "piece", "", params)
        rest = (
            "(len(list_filter(string_split(r.search_text, chr(10)), "
            f"lambda piece: {piece})) > 0)::INTEGER"
        )
    return f"CASE WHEN {in_title} THEN {of_title} ELSE {rest} END", params


def _has_words(node: Node, text: str, before: str, params: list[object]) -> str:
    """A condition on a text for the words of a filter; empty if it has none."""
    match node:
        case Word(word):
            params.append(before + word)
            return f"contains({text}, ?)"
        case And(nodes) | Or(nodes):
            joint = " AND " if isinstance(node, And) else " OR "
            conditions = filter(None, [_has_words(each, text, before, params) for each in nodes])
            return f"({joint.join(conditions)})".replace("()", "")
    return ""


def _sentences(store: Store, tree: And, limit: int | None) -> tuple[list[int], int]:
    """The first sentences that fit, by their number in the table, and the number of all."""
    # Only a filter about words can have a sentence as an answer.
    if not any(isinstance(each, Word | Fuzzy | Regex) for each in terms(tree)):
        return [], 0
    if not _has_sentences(store):
        return [], 0
    where = compile_filter(tree)
    rows = store.rows(
        "WITH fits AS MATERIALIZED "
        f"(SELECT r.rowid AS number FROM corpus.sentences r WHERE {where.sql}) "
        "SELECT count(*), "
        "(SELECT list(number) FROM (SELECT number FROM fits ORDER BY number LIMIT ?)) FROM fits",
        (*where.params, limit),
    )
    count, found = rows[0]
    return sorted(found or ()), count


def _has_sentences(store: Store) -> bool:
    """True if the store has them; one that was not filled by a build may not."""
    return bool(
        store.rows(
            "SELECT 1 FROM duckdb_tables() "
            "WHERE database_name = 'corpus' AND table_name = 'sentences'"
        )
    )
