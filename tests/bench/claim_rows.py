"""The rows of a store for the made-up claims, as `database/rows.py` and `database/filter_index.py` make them.

Tables are in the order of the records: first those of the frame that come before the claims, then
the claims, then the texts with them, then everything else of the frame.
"""

from pathlib import Path
from typing import Any

import duckdb

from tests.bench.claims import PER_SOURCE, make_claims, make_table
from trafficking_explorer.database.build import write
from trafficking_explorer.database.filter_index import code_entries, text_entry
from trafficking_explorer.database.rows import Row
from trafficking_explorer.database.views import VIEWS
from trafficking_explorer.records.fields import fields_of
from trafficking_explorer.records.populations import group_names, groups
from trafficking_explorer.records.statistic import Statistic
from trafficking_explorer.text.intervals import interval

_MEMORY = "1500MB"
_TYPES = [type_ for view in VIEWS.values() for type_ in view.record_types]
_BEFORE = _TYPES[: _TYPES.index("statistic")]
"""Kinds of record that come before the claims in the store."""


def fill(
    connection: duckdb.DuckDBPyConnection, scratch: Path, frame: dict[str, list[Row]], count: int
) -> None:
    """Make the tables of the schema and fill them.

    Args:
        connection: its current database is `corpus`, a new one.
        scratch: a folder for the tables that lead there; they stay, as `scratch`, until it is closed.
        frame: the rows of the operations, the agencies and their text.
        count: of claims.
    """
    connection.execute(f"SET memory_limit = '{_MEMORY}'")
    folder = str(scratch).replace("'", "''")
    connection.execute(f"SET temp_directory = '{folder}/spilled'")
    connection.execute(f"ATTACH '{folder}/scratch.duckdb' AS scratch")
    connection.execute("USE scratch")
    write(connection, frame)
    at = {(row["record_type"], row["record_id"]): row["position"] for row in frame["records"]}
    before = sum(type_ in _BEFORE for type_, _ in at)
    behind = count - (-count // PER_SOURCE)
    operations = {id_: n for (type_, id_), n in at.items() if type_ == "operation"}
    make_claims(connection, count, before, operations)
    for macro in _MACROS:
        connection.execute(macro)
    _make_lookups(connection)
    connection.execute(_BULLETINS, {"first": before + count})
    connection.execute("USE corpus")
    write(connection, {})
    for table in ("operations", "agencies"):
        _insert(connection, f"{table} SELECT * FROM scratch.{table}")
    _insert(connection, f"statistics BY NAME {_STATISTICS}")
    _insert(connection, f"sources BY NAME {_SOURCES}")
    _insert(connection, "sources SELECT * FROM scratch.sources")
    _insert(connection, "codes SELECT * FROM scratch.codes")
    for table, selects in _NUMBERED.items():
        number = "position" if table == "records" else "record"
        framed, ordered = f"FROM scratch.{table} WHERE {number}", f"ORDER BY {number}, rowid"
        _insert(connection, f"{table} SELECT * {framed} < {before} {ordered}")
        for select in selects:
            _insert(connection, f"{table} BY NAME {select}")
        shifted = f"* REPLACE ({number} + {behind} AS {number})"
        _insert(connection, f"{table} SELECT {shifted} {framed} >= {before} {ordered}")
    _insert_facts(connection, before, behind)
    _insert(connection, f"words {_WORDS}")


def _insert(connection: duckdb.DuckDBPyConnection, rows: str) -> None:
    connection.execute(f"INSERT INTO corpus.{rows}")


_MACROS = (
    "CREATE TEMP MACRO field(name, value, basis := 'stated', reason := NULL, target_type := NULL, "
    "target := NULL) AS {name: name, value: value, basis: basis, reason: reason::VARCHAR, "
    "target_type: target_type::VARCHAR, target: target::VARCHAR}",
    # A passage of a field, within that of its record; of no field where there is no value.
    "CREATE TEMP MACRO passage(field, value, first, length) AS "
    "{field: CASE WHEN value IS NOT NULL THEN field END, first: first, length: length}",
    "CREATE TEMP MACRO name_fact(value) AS ' ' || fold_words(value) || ' '",
)

_BULLETINS = """
CREATE TABLE scratch.bulletins AS
SELECT t.*, head || body AS text, ($first + s)::INTEGER AS record, length(title) + 1 AS line_at,
    strftime(published, '%Y-%m-%d') AS published_edtf
FROM scratch.texts t
JOIN (
    SELECT s, string_agg(sentence || following, '' ORDER BY k) AS body
    FROM scratch.sentences GROUP BY s
) USING (s)
ORDER BY s
"""
"""The texts, whole."""

# Tables of one kind of record.

_STATISTICS = """
SELECT id AS statistic_id, label, measure, c.value, c.value_to, value_low, value_high,
    value_text, unit, c.qualifier, population,
    place, country_code, period_edtf, period_from, period_to, agency_name AS attributed_to,
    operation_id, scope, source_id, display, note
FROM scratch.claims c LEFT JOIN scratch.intervals q ON q.qualifier = c.qualifier
    AND q.value IS NOT DISTINCT FROM c.value AND q.value_to IS NOT DISTINCT FROM c.value_to
ORDER BY record
"""

# All of a bulletin is curated; how many things that are, only a look at each word would say.
_SOURCES = r"""
SELECT source_id, title, publisher, 'en' AS language, source_id || '.txt' AS path,
    sha256(text) AS sha256, published_edtf, published AS published_from, published AS published_to,
    'stated' AS published_basis, 0 AS body_start, length(text) - 1 AS body_end, text,
    length(string_split_regex(trim(text, chr(10)), '\s+')) AS word_count,
    source_id AS work_id, 1 AS items, 1 AS covered
FROM scratch.bulletins
"""

# Tables whose rows say which record they belong to.

_CLAIM_RECORDS = """
SELECT 'statistic' AS record_type, id AS record_id, label AS title, display AS subtitle,
    array_to_string(once(list_filter([
        id, fold(label), measure, number(value), number(value_to), value_text, lower(unit),
        qualifier, population, fold(place), lower(country_code), period_edtf, fold(agency_name),
        fold(operation_name), scope, fold(note), fold(agency_name) || ' - ' || fold(role),
        fold(reason)
    ] || coalesce(country_names, []) || [fold(sentence), fold(role)],
    lambda piece: piece IS NOT NULL)), chr(10)) AS search_text,
    record AS position, 'curated/' || source_id || '.yaml' AS file, k + 1 AS line,
    [source_id] AS source_ids
FROM scratch.claims
"""

_CLAIM_FIELDS = """
SELECT 'statistic' AS record_type, id AS record_id, f.n AS position, f.f.name AS field, f.f.value,
    f.f.basis, f.f.reason, CASE WHEN f.f.target IS NOT NULL THEN f.f.target_type END AS target_type,
    CASE WHEN f.f.target IS NOT NULL THEN [f.f.target] END AS target_ids, record
FROM (
    SELECT id, record, unnest(list_transform(list_filter([
        field('label', label, basis := 'own'),
        field('measure', measure),
        field('value', number(value)),
        field('value_to', number(value_to)),
        field('value_text', value_text),
        field('unit', unit),
        field('qualifier', qualifier),
        field('population', population),
        field('place', place),
        field('country', country_code),
        field('period', period_edtf, reason := reason,
            basis := CASE WHEN reason IS NULL THEN 'stated' ELSE 'resolved' END),
        field('attributed_to', agency_name),
        field('operation', operation_name, target_type := 'operation', target := operation_id),
        field('scope', scope, basis := 'own'),
        field('note', note, basis := 'own'),
        field('informed_by:agency/' || agency_id, agency_name || ' — ' || role,
            target_type := 'agency', target := agency_id)
    ], lambda f: f.value IS NOT NULL), lambda f, n: {f: f, n: n::INTEGER})) AS f
    FROM scratch.claims
)
"""

_CLAIM_EVIDENCE = """
SELECT ((SELECT max(evidence_id) FROM scratch.evidence) + row_number() OVER ())::INTEGER
        AS evidence_id,
    'statistic' AS record_type, id AS record_id, e.field, source_id, start + e.first AS start_char,
    start + e.first + e.length AS end_char, substring(around, 33 + e.first, e.length) AS exact,
    substring(around, 1 + e.first, 32) AS prefix,
    substring(around, 33 + e.first + e.length, 32) AS suffix, text_line AS line, record,
    sha256
FROM (
    SELECT id, source_id, start, text_line, record,
        text_before || sentence || text_after AS around,
        unnest(list_filter([
            passage('record', id, 0, length(sentence)),
            passage('measure', measure, 0, length(sentence)),
            passage('value', value::VARCHAR, figure_at, length(value_text)),
            passage('value_to', value_to::VARCHAR, figure_at, length(value_text)),
            passage('value_text', value_text, figure_at, length(value_text)),
            passage('unit', unit, 0, length(sentence)),
            passage('qualifier', qualifier, 0, length(sentence)),
            passage('population', population, population_at, length(population)),
            passage('place', place, place_at, length(place)),
            passage('country', country_code, 0, length(sentence)),
            passage('period', CASE WHEN reason IS NULL THEN period_edtf END, 0, length(sentence)),
            passage('attributed_to', agency_name, agency_at, length(agency_name)),
            passage('operation', operation_id, 0, length(sentence)),
            passage('informed_by:agency/' || agency_id, agency_id, role_at, length(role))
        ], lambda e: e.field IS NOT NULL)) AS e
    FROM scratch.claims
)
JOIN (SELECT source_id, sha256 FROM corpus.sources) USING (source_id)
"""

_CLAIM_LINKS = """
SELECT 'statistic' AS record_type, id AS record_id, l.relation, l.target_type, l.target_id, l.role,
    'stated' AS basis, record
FROM (
    SELECT id, record, unnest(list_filter([
        {relation: 'informed_by', target_type: 'agency', target_id: agency_id, role: role},
        {relation: 'operation', target_type: 'operation', target_id: operation_id, role: NULL}
    ], lambda l: l.target_id IS NOT NULL)) AS l
    FROM scratch.claims
)
"""

_TEXT_RECORDS = """
SELECT 'source' AS record_type, source_id AS record_id, title, publisher AS subtitle,
    array_to_string(
        [source_id, fold(title), fold(publisher), 'en', published_edtf, fold(line)], chr(10)
    ) AS search_text,
    record AS position, 'curated/' || source_id || '.yaml' AS file, 2 AS line,
    [source_id] AS source_ids
FROM scratch.bulletins
"""

_TEXT_FIELDS = """
SELECT 'source' AS record_type, source_id AS record_id, f.n AS position, f.f.name AS field,
    f.f.value, f.f.basis, record
FROM (
    SELECT source_id, record, unnest(list_transform([
        field('title', title),
        field('publisher', publisher),
        field('language', 'en', basis := 'own'),
        field('published', published_edtf),
        field('sha256', left(sha256(text), 12), basis := 'own')
    ], lambda f, n: {f: f, n: n::INTEGER})) AS f
    FROM scratch.bulletins
)
"""

_TEXT_EVIDENCE = """
SELECT ((SELECT max(evidence_id) FROM corpus.evidence) + row_number() OVER ())::INTEGER
        AS evidence_id,
    'source' AS record_type, source_id AS record_id, e.field, source_id, e.first AS start_char,
    e.first + e.length AS end_char, substring(text, e.first + 1, e.length) AS exact,
    substring(text, greatest(1, e.first - 31), least(32, e.first)) AS prefix,
    substring(text, e.first + e.length + 1, 32) AS suffix, CASE e.first WHEN 0 THEN 1 ELSE 2 END
        AS line, record, sha256(text) AS sha256
FROM (
    SELECT source_id, text, record, unnest([
        passage('record', title, line_at, length(line)),
        passage('title', title, 0, length(title)),
        passage('publisher', title, line_at, length(publisher)),
        passage('published', title, line_at, length(line))
    ]) AS e
    FROM scratch.bulletins
)
"""

_NUMBERED = {
    "records": (_CLAIM_RECORDS, _TEXT_RECORDS),
    "fields": (_CLAIM_FIELDS, _TEXT_FIELDS),
    "evidence": (_CLAIM_EVIDENCE, _TEXT_EVIDENCE),
    "links": (_CLAIM_LINKS,),
}

# Facts, field by field, so that nothing large has to be sorted.

_SOURCE_NAMES = (
    "' ' || fold_words(title) || ' ' || chr(10) || ' ' || source_id || ' ' || chr(10) || ' ' "
    "|| fold_words(publisher) || ' '"
)
_CLAIM_PASSAGES = "CASE WHEN agency_id IS NULL THEN 4 ELSE 6 END"
"""Sentence, figure, population, place; the agency, and "according to" with it."""

_OF_CLAIMS = {
    "type": "'statistic' AS value, ' statistic ' AS folded",
    **{
        field: f"{column} AS value, name_fact({column}) AS folded"
        for field, column in {
            "name": "label",
            "measure": "measure",
            "value_text": "value_text",
            "unit": "unit",
            "qualifier": "qualifier",
            "population": "population",
            "place": "place",
            "attributed_to": "agency_name",
            "scope": "scope",
            "note": "note",
        }.items()
    },
    "value": "number(value) AS value, value AS number",
    "value_to": "number(value_to) AS value, value_to AS number",
    "country": "country_name AS value, country_folded AS folded",
    "date": "period_edtf AS value, period_from AS date_from, period_to AS date_to",
    "operation": "operation_name AS value, operation_folded AS folded",
    "informed_by": "agency_name AS value, agency_folded AS folded",
    "agency": "agency_name AS value, agency_folded AS folded",
    "source": f"source_id AS value, {_SOURCE_NAMES} AS folded",
    "passages": f"({_CLAIM_PASSAGES})::VARCHAR AS value, ({_CLAIM_PASSAGES})::DOUBLE AS number",
}
"""Columns of the facts of claims, by field; a claim without a value has none."""

_OF_TEXTS = {
    "type": "'source' AS value, ' source ' AS folded",
    "name": "title AS value, name_fact(title) AS folded",
    "publisher": "publisher AS value, name_fact(publisher) AS folded",
    "language": "'en' AS value, ' en ' AS folded",
    "date": "published_edtf AS value, published AS date_from, published AS date_to",
    "source": f"source_id AS value, {_SOURCE_NAMES} AS folded",
    "passages": "'3' AS value, 3.0::DOUBLE AS number",
    "is": "'stated' AS value, ' stated ' AS folded",
}


def _make_lookups(connection: duckdb.DuckDBPyConnection) -> None:
    """Make tables of what the explorer's own code says of the claims: intervals, people and codes."""
    quantities = ("value", "value_to", "qualifier")
    counted = ("population", "label", "measure")
    (measure,) = (field for field in fields_of(Statistic) if field.name == "measure")
    lookups = {
        "intervals": [
            given | dict(zip(("value_low", "value_high"), interval(**given), strict=True))
            for given in _distinct(connection, *quantities)
        ],
        "groups": [
            given | text_entry("about", name, *group_names(name))
            for given in _distinct(connection, *counted)
            for name in groups(*given.values())
        ],
        "codings": [
            given | entry
            for given in _distinct(connection, measure.name)
            for entry in code_entries(measure, given[measure.name])
        ],
    }
    for name, rows in lookups.items():
        make_table(connection, name, rows)


def _distinct(connection: duckdb.DuckDBPyConnection, *columns: str) -> list[dict[str, Any]]:
    rows = connection.execute(
        f"SELECT DISTINCT {', '.join(columns)} FROM scratch.claims"
    ).fetchall()
    return [dict(zip(columns, row, strict=True)) for row in rows]


def _insert_facts(connection: duckdb.DuckDBPyConnection, before: int, behind: int) -> None:
    measures = [
        measure
        for (measure,) in connection.execute(
            "SELECT DISTINCT measure FROM scratch.claims WHERE value IS NOT NULL"
        ).fetchall()
    ]
    framed = connection.execute("SELECT DISTINCT field FROM scratch.facts").fetchall()
    fields = {"about", "code", *_OF_CLAIMS, *_OF_TEXTS, *measures, *(field for (field,) in framed)}
    for field in sorted(fields):
        parts = [
            f"SELECT * REPLACE (CASE WHEN record < {before} THEN record ELSE record + {behind} END "
            f"AS record) FROM scratch.facts WHERE field = '{field}'"
        ]
        if field in _OF_CLAIMS:
            parts.append(f"SELECT record, {_OF_CLAIMS[field]} FROM scratch.claims")
        if field == "about":
            of = "g.value, g.folded FROM scratch.claims c JOIN scratch.groups g USING (population, label, measure)"
            parts += [
                f"SELECT c.record, {of}",
                f"SELECT DISTINCT c.operation_record AS record, {of} WHERE c.operation_id IS NOT NULL",
            ]
        if field == "code":
            parts.append(
                "SELECT record, k.value, folded "
                "FROM scratch.claims JOIN scratch.codings k USING (measure)"
            )
        if field == "is":
            resolved = "'resolved' AS value, ' resolved ' AS folded"
            parts += [
                f"SELECT record, {resolved} FROM scratch.claims WHERE reason IS NOT NULL",
                "SELECT record, 'stated' AS value, ' stated ' AS folded FROM scratch.claims",
            ]
        if field in measures:
            figure = (
                "display AS value, value AS number FROM scratch.claims "
                f"WHERE measure = '{field}' AND value IS NOT NULL"
            )
            parts += [
                f"SELECT record, {figure}",
                f"SELECT DISTINCT operation_record AS record, {figure} "
                "AND operation_id IS NOT NULL",
            ]
        if field in _OF_TEXTS:
            parts.append(f"SELECT record, {_OF_TEXTS[field]} FROM scratch.bulletins")
        union = " UNION ALL BY NAME ".join(parts)
        connection.execute(
            f"INSERT INTO corpus.facts BY NAME SELECT * REPLACE ('{field}' AS field) "
            f"FROM ({union}) WHERE value IS NOT NULL ORDER BY record"
        )


_WORDS = """
SELECT DISTINCT word FROM (
    SELECT word FROM scratch.words
    UNION ALL
    SELECT unnest(string_split(fold_words(piece), ' ')) FROM (
        SELECT DISTINCT unnest([
            source_id, lpad((k + 1)::VARCHAR, 2, '0'), label, measure, number(value),
            number(value_to), value_text, unit, qualifier, population, place, country_code,
            period_edtf, agency_name, operation_name, scope, note, reason, opening, actor, verb,
            qualified, joint, 'in', role, CASE WHEN operation_id IS NOT NULL THEN 'during' END
        ] || coalesce(country_names, [])) AS piece FROM scratch.claims
        UNION ALL
        SELECT unnest([source_id, title, publisher, 'en', published_edtf, line]) FROM scratch.bulletins
    )
) WHERE word <> '' ORDER BY word
"""
