"""The queries of the explorer, one function each, with frozen rows as results.

Every query names its tables in full (`corpus.records`) and takes its values as parameters.
"""

from typing import Any

from trafficking_explorer.database.connection import Store
from trafficking_explorer.database.folded_text import folded_sql
from trafficking_explorer.database.lineage_fields import lineage_fields
from trafficking_explorer.database.overview import overview_to_json
from trafficking_explorer.database.overview_queries import ask_overview
from trafficking_explorer.database.read_models import (
    PASSAGE_COLUMNS,
    Detail,
    Field,
    Name,
    OpenItem,
    Passage,
    Reference,
    SourceDocument,
)
from trafficking_explorer.database.row_reader import RowReader
from trafficking_explorer.database.sql_text import SqlCondition
from trafficking_explorer.database.views import VIEWS, searched_table

_MOST_RECORDS = 20_000
"""Records up to which changes are counted; other threads wait for it."""
_STATES = """
    SELECT record_type, record_id, sum(state) FROM (
        SELECT record_type, record_id, hash(title, subtitle, search_text) AS state
        FROM corpus.records
        UNION ALL
        SELECT record_type, record_id, hash(field, value, basis, reason) FROM corpus.fields
        UNION ALL
        SELECT record_type, record_id, hash(field, source_id, exact, prefix, suffix)
        FROM corpus.evidence
        UNION ALL
        SELECT record_type, record_id, hash(relation, target_type, target_id, role)
        FROM corpus.links
        UNION ALL
        SELECT 'source', source_id, hash(text) FROM corpus.sources
        UNION ALL
        SELECT 'statistic', statistic_id, hash(origin_id, reason, earliest_id, witnesses, independent)
        FROM corpus.lineage
    ) GROUP BY record_type, record_id
"""


def detail(store: Store, record_type: str, record_id: str, *, claims: bool = True) -> Detail | None:
    """Everything about one record; None if there is no such record.

    Args:
        claims: False to leave out the statistics that refer to it, of which there may be very many.
    """
    key = (record_type, record_id)
    heads = store.rows(
        "SELECT title, subtitle, file, line, position FROM corpus.records "
        "WHERE record_type = ? AND record_id = ?",
        key,
    )
    if not heads:
        return None
    title, subtitle, file, line, position = heads[0]
    passages = _passages(store, "record = ?", (position,))
    by_field: dict[str, list[Passage]] = {}
    for passage in passages:
        by_field.setdefault(passage.field, []).append(passage)
    fields = tuple(
        Field(
            name,
            value,
            basis,
            reason,
            tuple((target_type, target) for target in targets or ()),
            tuple(by_field.get(name, ())),
        )
        for name, value, basis, reason, target_type, targets in store.rows(
            "SELECT field, value, basis, reason, target_type, target_ids FROM corpus.fields "
            "WHERE record = ? ORDER BY position",
            (position,),
        )
    )
    if record_type == "statistic":
        fields = (*fields, *lineage_fields(store, record_id))
    references = tuple(
        Reference(*row)
        for row in store.rows(
            "SELECT l.relation, r.record_type, r.record_id, r.title, l.role "
            "FROM corpus.links l JOIN corpus.records r ON r.position = l.record "
            "WHERE l.target_type = ? AND l.target_id = ? "
            "AND (? OR r.record_type <> 'statistic') ORDER BY r.position",
            (*key, claims),
        )
    )
    ((findings,),) = store.rows(
        "SELECT count(*) FROM corpus.facts WHERE field = 'record' AND value = ?",
        (f"{record_type}/{record_id}",),
    )
    return Detail(
        record_type,
        record_id,
        title,
        subtitle,
        file,
        line,
        fields,
        references,
        passages,
        findings,
    )


def _passages(store: Store, condition: str, params: tuple[object, ...]) -> tuple[Passage, ...]:
    return tuple(
        Passage(*row)
        for row in store.rows(
            f"SELECT {PASSAGE_COLUMNS} FROM corpus.evidence e WHERE {condition} "
            "ORDER BY source_id, start_char, end_char, evidence_id",
            params,
        )
    )


def source_document(store: Store, source_id: str) -> SourceDocument | None:
    """A source text with all its evidence; None if there is no such source."""
    found = store.rows(
        "SELECT source_id, title, publisher, published_edtf, published_basis, text, body_start, "
        "body_end, items, sha256, unread FROM corpus.sources WHERE source_id = ?",
        (source_id,),
    )
    if not found:
        return None
    id_, title, publisher, published, basis, text, start, end, items, sha256, unread = found[0]
    furniture = store.rows(
        "SELECT start_char, end_char FROM corpus.furniture WHERE source_id = ? ORDER BY 1",
        (source_id,),
    )
    passages = _passages(store, "source_id = ?", (source_id,))
    open_items = store.rows(
        "SELECT start_char, end_char, kind, line FROM corpus.uncovered WHERE source_id = ? "
        "ORDER BY 1, 2",
        (source_id,),
    )
    return SourceDocument(
        id_,
        title,
        publisher,
        published,
        basis,
        text,
        (start, end),
        tuple((first, last) for first, last in furniture),
        passages,
        tuple(OpenItem(*row) for row in open_items),
        items,
        unread,
        sha256,
    )


def titles(store: Store, keys: tuple[tuple[str, str], ...]) -> tuple[Name, ...]:
    """Records by key, in the order given, without unknown ones."""
    if not keys:
        return ()
    known = {
        (row[0], row[1]): Name(*row)
        for row in store.rows(
            "SELECT record_type, record_id, title, subtitle FROM corpus.records "
            "WHERE (record_type || '/' || record_id) IN (SELECT unnest(?))",
            ([f"{record_type}/{record_id}" for record_type, record_id in keys],),
        )
    }
    return tuple(known[key] for key in keys if key in known)


def find_names(store: Store, folded_words: tuple[str, ...], limit: int = 50) -> tuple[Name, ...]:
    """Records whose title or subtitle has all the words, those whose title begins so first.

    Args:
        folded_words: as `folding.fold` makes them.
    """
    conditions = " AND ".join("contains(heading, ?)" for _ in folded_words) or "TRUE"
    first = folded_words[0] if folded_words else ""
    return tuple(
        Name(*row)
        for row in store.rows(
            "SELECT record_type, record_id, title, subtitle FROM "
            f"(SELECT *, {folded_sql('heading_text')} AS heading, length(title) AS of_title "
            "FROM (SELECT *, concat_ws(' ', title, subtitle, record_type, record_id) "
            f"AS heading_text FROM corpus.records)) WHERE {conditions} "
            "ORDER BY starts_with(heading, ?) DESC, "
            "contains(' ' || heading[:of_title], ' ' || ?) DESC, "
            "position LIMIT ?",
            (*folded_words, first, first, limit),
        )
    )


def summary(store: Store) -> dict[str, int]:
    """The number of records of each kind."""
    return dict(store.rows("SELECT record_type, count(*) FROM corpus.records GROUP BY record_type"))


def unanswered(store: Store) -> int:
    """The number of errors and doubts without an answer."""
    (count,) = store.rows(
        "SELECT count(*) FROM corpus.findings WHERE severity <> 'note' AND answer IS NULL"
    )[0]
    return int(count)


def problem_count(store: Store) -> int:
    """The number of problems that the corpus had when its store was built."""
    return int(_meta(store, "problems") or 0)


def first_errors(store: Store) -> tuple[int, tuple[str, ...]]:
    """The number of errors that the corpus had when its store was built, and the first, a line each."""
    return int(_meta(store, "errors") or 0), tuple(_meta(store, "first_errors").splitlines())


def _meta(store: Store, key: str) -> str:
    found = store.rows("SELECT value FROM corpus.meta WHERE key = ?", (key,))
    return str(found[0][0]) if found else ""


def first_view(store: Store, limit: int = 60) -> dict[str, Any]:
    """The overview and the first operations as plain JSON values, for the manifest."""
    reader = RowReader(store, VIEWS["operations"])
    rows = next(reader.answer(reader.begin(), SqlCondition())).rows[:limit]
    return {
        "total": reader.total,
        "rows": [[row.position, row.record_type, row.record_id, list(row.cells)] for row in rows],
        "sources": len(store.rows("SELECT source_id FROM corpus.sources")),
        "unanswered": unanswered(store),
        "overview": overview_to_json(ask_overview(store)),
    }


def counts(store: Store, where: SqlCondition, types: tuple[str, ...] = ()) -> dict[str, int]:
    """The number of records of each kind that fit a condition, without kinds that have none.

    Args:
        types: the kinds to count; if empty, all records but no findings.
    """
    return dict(
        store.rows(
            f"SELECT r.record_type, count(*) FROM corpus.{searched_table(types)} r WHERE {where.sql} "
            "GROUP BY r.record_type ORDER BY count(*) DESC, r.record_type",
            where.params,
        )
    )


def count_changed(before: Store, after: Store) -> int | None:
    """The number of records added, removed or changed; None if there are too many to compare.

    The place of a record in its file, and of a passage in its text, does not count.

    Raises:
        StoreDamaged, StoreError: as `Store.rows`.
    """
    states: list[dict[tuple[str, str], object]] = []
    for store in (before, after):
        if store.rows("SELECT count(*) FROM corpus.records")[0][0] > _MOST_RECORDS:
            return None
        states.append({(type_, id_): state for type_, id_, state in store.rows(_STATES)})
    old, new = states
    return sum(old.get(key) != new.get(key) for key in old.keys() | new.keys())
