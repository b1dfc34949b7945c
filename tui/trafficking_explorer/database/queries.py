"""One function per question that the explorer asks; frozen rows out.

Every query names its tables in full (`corpus.records`) and takes its values as parameters.
"""

from typing import Any

from trafficking_explorer.database.connection import Store
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
from trafficking_explorer.database.sql_text import SqlCondition, folded_sql
from trafficking_explorer.database.views import VIEWS, searched_table
from trafficking_explorer.records.registry import KINDS


def detail(store: Store, record_type: str, record_id: str) -> Detail | None:
    """Everything about one record; None where there is no such record."""
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
    references = tuple(
        Reference(*row)
        for row in store.rows(
            "SELECT l.relation, r.record_type, r.record_id, r.title, l.role "
            "FROM corpus.links l JOIN corpus.records r ON r.position = l.record "
            "WHERE l.target_type = ? AND l.target_id = ? ORDER BY r.position",
            key,
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
    """A source text with all its evidence; None where there is no such source."""
    found = store.rows(
        "SELECT source_id, title, publisher, published_edtf, published_basis, text, body_start, "
        "body_end, items, sha256 FROM corpus.sources WHERE source_id = ?",
        (source_id,),
    )
    if not found:
        return None
    id_, title, publisher, published, basis, text, start, end, items, sha256 = found[0]
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
        sha256,
    )


def titles(store: Store, keys: tuple[tuple[str, str], ...]) -> tuple[Name, ...]:
    """What records are called, in the order asked for; unknown ones are left out."""
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
    heading = folded_sql("concat_ws(' ', title, subtitle, record_type, record_id)")
    title = folded_sql("title")
    conditions = " AND ".join(f"contains({heading}, ?)" for _ in folded_words) or "TRUE"
    first = folded_words[0] if folded_words else ""
    return tuple(
        Name(*row)
        for row in store.rows(
            "SELECT record_type, record_id, title, subtitle FROM corpus.records "
            f"WHERE {conditions} "
            f"ORDER BY starts_with({title}, ?) DESC, contains(' ' || {title}, ' ' || ?) DESC, position LIMIT ?",
            (*folded_words, first, first, limit),
        )
    )


def summary(store: Store) -> dict[str, int]:
    """How many rows each kind of record has, by record type."""
    return dict(store.rows("SELECT record_type, count(*) FROM corpus.records GROUP BY record_type"))


def problem_count(store: Store) -> int:
    """How many problems the corpus had when its store was built."""
    return int(_meta(store, "problems") or 0)


def first_errors(store: Store) -> tuple[int, tuple[str, ...]]:
    """How many errors the corpus had when its store was built, and the first of them, a line each."""
    return int(_meta(store, "errors") or 0), tuple(_meta(store, "first_errors").splitlines())


def _meta(store: Store, key: str) -> str:
    found = store.rows("SELECT value FROM corpus.meta WHERE key = ?", (key,))
    return str(found[0][0]) if found else ""


def first_view(store: Store, limit: int = 60) -> dict[str, Any]:
    """The first rows of the first pane as plain JSON values, for the manifest."""
    reader = RowReader(store, VIEWS["operations"])
    rows = next(reader.answer(reader.begin(), SqlCondition())).rows[:limit]
    return {
        "total": reader.total,
        "rows": [[row.position, row.record_type, row.record_id, list(row.cells)] for row in rows],
        "sources": len(store.rows("SELECT source_id FROM corpus.sources")),
    }


def counts(store: Store, where: SqlCondition, types: tuple[str, ...] = ()) -> dict[str, int]:
    """How many records of each kind fit a condition, by record type; kinds without any left out.

    Args:
        types: the kinds that the condition is about; all records where it is empty, no findings.
    """
    return dict(
        store.rows(
            f"SELECT r.record_type, count(*) FROM corpus.{searched_table(types)} r WHERE {where.sql} "
            "GROUP BY r.record_type ORDER BY count(*) DESC, r.record_type",
            where.params,
        )
    )


def exists(store: Store, record_type: str, record_id: str) -> bool:
    """Whether there is such a record."""
    return record_type in KINDS and bool(
        store.rows(
            "SELECT 1 FROM corpus.records WHERE record_type = ? AND record_id = ?",
            (record_type, record_id),
        )
    )
