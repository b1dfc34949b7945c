"""Claims of quantity, made by SQL in a few tables of a scratch database.

Everything follows from the number of a claim by whole-number arithmetic, so that the same count
always gives the same claims. The last table, `claims`, has all that the rows of a store are made of
(`claim_rows`), in the order of the store.
"""

from typing import Any

import duckdb
import pyarrow as pa

from tests.bench import words
from trafficking_explorer.records.country_names import country_names, part_names
from trafficking_explorer.text.folding import fold, fold_words

PER_SOURCE = 50
"""Claims of one text."""
_PER_PARAGRAPH = 5


def make_claims(
    connection: duckdb.DuckDBPyConnection, count: int, before: int, operations: dict[str, int]
) -> None:
    """Make the tables of the claims in the database `scratch`.

    Args:
        count: of claims.
        before: records before them in the store.
        operations: position of each operation, by its id.
    """
    tables = _word_tables(operations)
    for name, rows in tables.items():
        make_table(connection, name, rows)
    given = {"count": count, "before": before, "turns": len(tables["wheel"])}
    for statement in (*_MACROS, _TEXTS, _PICKED, _FIGURES, _SENTENCES, _CLAIMS):
        named = {name: value for name, value in given.items() if f"${name}" in statement}
        connection.execute(statement, named)


def make_table(
    connection: duckdb.DuckDBPyConnection, name: str, rows: list[dict[str, Any]]
) -> None:
    """Make a table of rows that Python has made, in the database `scratch`."""
    connection.register("arrow_rows", pa.Table.from_pylist(rows))
    connection.execute(f"CREATE TABLE scratch.{name} AS SELECT * FROM arrow_rows")
    connection.unregister("arrow_rows")


def _word_tables(operations: dict[str, int]) -> dict[str, list[dict[str, Any]]]:
    codes = words.country_codes()
    pairs = [
        (kind, subject, each)
        for kind, subject in enumerate(words.SUBJECTS)
        for each in subject.populations
    ]
    turns = [
        n
        for n, (_, subject, _) in enumerate(pairs)
        for _ in range(subject.weight * 12 // len(subject.populations))
    ]
    return {
        "countries": [
            {
                "country": n,
                "code": code,
                "name": words.country_name(code),
                "names": [fold(name) for name in country_names(code)],
                "folded": _folded(*country_names(code), *part_names(code), code),
            }
            for n, code in enumerate(codes)
        ],
        "bodies": [
            {
                "agency": n,
                "agency_id": body.id,
                "name": body.name,
                "folded": _folded(body.name, body.id, body.acronym),
            }
            for n, body in enumerate(words.AGENCIES)
        ],
        "undertakings": [
            {
                "operation": each.number,
                "operation_id": each.id,
                "name": each.name,
                "folded": _folded(each.name, each.id),
                "year": each.month[0],
                "month": each.month[1],
                "countries": [codes.index(code) for code in each.countries],
                "record": operations[each.id],
            }
            for each in words.OPERATIONS
        ],
        "subjects": [
            {
                "subject": n,
                "kind": kind,
                "measure": subject.measure,
                "unit": subject.unit,
                "actor": subject.actor,
                "verb": subject.verb,
                "joint": subject.joint,
                "population": population,
                "counted": _capital(subject.label.format(population)),
                "low": float(subject.low),
                "high": float(subject.high),
            }
            for n, (kind, subject, population) in enumerate(pairs)
        ],
        "wheel": [{"turn": turn, "subject": n} for turn, n in enumerate(turns)],
        "qualified": [
            {"n": n, "qualifier": code, "words": text}
            for n, (code, text) in enumerate(words.QUALIFIERS)
        ],
        "vaguely": [
            {"n": n, "qualifier": code, "words": text, "joint": joint}
            for n, (code, text, joint) in enumerate(words.VAGUE)
        ],
        "regions": [{"n": n, "name": name} for n, name in enumerate(words.REGIONS)],
        "publishers": [{"n": n, "name": name} for n, name in enumerate(words.PUBLISHERS)],
        "remarks": [{"n": n, "note": note} for n, note in enumerate(words.NOTES)],
    }


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _folded(*names: str) -> str:
    """Names as the filter index has them: each with a blank at either end."""
    return "\n".join(f" {name} " for name in dict.fromkeys(map(fold_words, names)))


_MACROS = (
    "CREATE TEMP MACRO scramble(x) AS (xor(x, x >> 16) * 73244475) & 4294967295",
    # The answer of a claim to a question, as 32 bits in which no pattern shows.
    "CREATE TEMP MACRO mix(i, question) AS scramble(scramble("
    "(i::UBIGINT * 2654435761 + question::UBIGINT * 97787987) & 4294967295))",
    "CREATE TEMP MACRO pick(i, question, among) AS ((mix(i, question) >> 8) % among)::INTEGER",
    # As store/display.py writes numbers.
    "CREATE TEMP MACRO number(v) AS "
    "CASE WHEN v = floor(v) THEN format('{:,}', v::BIGINT) ELSE v::VARCHAR END",
    # As folding.py folds these texts.
    "CREATE TEMP MACRO fold(t) AS lower(strip_accents(t))",
    "CREATE TEMP MACRO fold_words(t) AS trim(regexp_replace(fold(t), '[^a-z0-9]+', ' ', 'g'))",
    "CREATE TEMP MACRO once(list) AS list_filter(list, lambda x, n: list_position(list, x) = n)",
)

_TEXTS = f"""
CREATE TABLE scratch.texts AS
SELECT *, title || chr(10) || line || chr(10) || chr(10) AS head
FROM (
    SELECT *, publisher || ', ' || strftime(published, '%-d %B %Y') AS line
    FROM (
        SELECT s, 'r' || lpad((s + 1)::VARCHAR, 5, '0') AS source_id,
            'Bulletin ' || (s + 1) || ' on trafficking in persons' AS title, p.name AS publisher,
            DATE '{words.FIRST_YEAR + 2}-01-01' + pick(s, 101, 8765) AS published
        FROM (SELECT unnest(range(-(-$count // {PER_SOURCE}))) AS s)
        JOIN scratch.publishers p ON p.n = pick(s, 102, {len(words.PUBLISHERS)})
    )
)
ORDER BY s
"""
"""The first lines of each text."""

_PICKED = f"""
CREATE TABLE scratch.picked AS
SELECT i, i // {PER_SOURCE} AS s, i % {PER_SOURCE} AS k, w.subject, t.published,
    -- A text speaks of operations that were before it.
    CASE WHEN pick(i, 1, 100) < 30 THEN pick(i, 2, least({len(words.OPERATIONS)},
        datediff('month', DATE '{words.FIRST_YEAR}-01-01', t.published)
        * {len(words.OPERATIONS)} // {words.MONTHS})) END AS operation,
    CASE WHEN pick(i, 3, 10) > 0 THEN pick(i, 4, {words.COUNTRIES}) END AS country,
    pick(i, 5, {len(words.REGIONS)}) AS region,
    CASE WHEN pick(i, 6, 100) < 40 THEN pick(i, 7, {len(words.AGENCIES)}) END AS agency,
    pick(i, 8, 100) < 6 AS is_vague, pick(i, 9, {len(words.VAGUE)}) AS vague,
    pick(i, 10, 100) < 3 AS is_range, pick(i, 11, {len(words.QUALIFIERS)}) AS qualifier,
    CASE WHEN pick(i, 12, 100) < 12 THEN pick(i, 13, {len(words.NOTES)}) END AS remark,
    pick(i, 14, 100) AS precision, t.published - to_months(pick(i, 15, 25)) AS happened
FROM (SELECT unnest(range($count)) AS i)
JOIN scratch.wheel w ON w.turn = pick(i, 16, $turns)
JOIN scratch.texts t ON t.s = i // {PER_SOURCE}
"""
"""What each claim is about."""

_FIGURES = """
CREATE TABLE scratch.figures AS
WITH raw AS (
    SELECT p.* REPLACE (
            is_vague AND unit = 'persons' AS is_vague,
            is_range AND unit <> 'percent' AND operation IS NULL
                AND NOT (is_vague AND unit = 'persons') AS is_range
        ), unit, joint,
        -- Texts on one operation give much the same figures.
        CASE WHEN operation IS NULL THEN i ELSE 1000000000 + operation * 100 + kind END AS seed,
        CASE WHEN operation IS NULL THEN 0 ELSE pick(i, 18, 2) END AS tenths,
        CASE WHEN unit = 'percent' THEN pick(seed, 17, 180) / 2 + 1
            ELSE floor(exp(ln(low) + (ln(high) - ln(low)) * mix(seed, 17) / 4294967296)
                * (1 + tenths / 10)) END AS figure
    FROM scratch.picked p JOIN scratch.subjects b USING (subject)
),
counted AS (
    SELECT raw.* EXCLUDE (joint, qualifier, vague),
        CASE WHEN is_vague THEN v.qualifier WHEN is_range THEN 'exact' ELSE q.qualifier END
            AS qualifier,
        CASE WHEN is_vague OR is_range THEN '' ELSE q.words END AS qualified,
        v.words AS vague_words,
        CASE WHEN is_vague THEN v.joint ELSE raw.joint END AS joint,
        -- Figures that are not exact are round.
        CASE WHEN unit = 'percent' OR figure < 10 OR is_range OR q.qualifier = 'exact' THEN 0
            WHEN figure >= 1000000 THEN 6
            ELSE length(figure::BIGINT::VARCHAR) - 2 END AS zeros,
        CASE WHEN NOT is_vague THEN CASE WHEN zeros = 0 THEN figure
            ELSE floor(figure / 10 ** zeros) * 10 ** zeros END END AS value,
        CASE WHEN is_range THEN figure + 1 + floor(figure / 5) END AS value_to
    FROM raw
    JOIN scratch.qualified q ON q.n = raw.qualifier
    JOIN scratch.vaguely v ON v.n = raw.vague
)
SELECT * EXCLUDE (is_vague, is_range, seed, tenths, figure, zeros, vague_words),
    CASE WHEN is_vague THEN vague_words
        WHEN is_range THEN number(value) || ' to ' || number(value_to)
        WHEN unit = 'percent' THEN number(value) || ' per cent'
        WHEN value >= 1000000 AND value % 1000000 = 0
            THEN (value / 1000000)::BIGINT || ' million'
        ELSE number(value) END AS value_text
FROM counted
"""
"""The figure of each claim, and how its text writes it."""

_SENTENCES = f"""
CREATE TABLE scratch.sentences AS
WITH said AS (
    SELECT f.* REPLACE (coalesce(o.countries[1 + pick(i, 19, 3)], f.country) AS country),
        o.operation_id, o.name AS operation_name, o.folded AS operation_folded,
        o.record AS operation_record, a.agency_id, a.name AS agency_name,
        a.folded AS agency_folded, m.note,
        measure, population, counted, verb, actor,
        coalesce(o.year, year(happened)) AS of_year, coalesce(o.month, month(happened)) AS of_month,
        CASE WHEN precision < 70 THEN 'month' WHEN precision < 85 OR o.year IS NOT NULL THEN 'year'
            ELSE 'resolved' END AS precisely
    FROM scratch.figures f
    JOIN scratch.subjects b USING (subject)
    LEFT JOIN scratch.undertakings o USING (operation)
    LEFT JOIN scratch.bodies a USING (agency)
    LEFT JOIN scratch.remarks m ON m.n = f.remark
),
placed AS (
    SELECT said.*, c.code AS country_code, c.name AS country_name, c.names AS country_names,
        c.folded AS country_folded, coalesce(c.name, g.name) AS place,
        CASE precisely WHEN 'month' THEN make_date(of_year, of_month, 1)
            WHEN 'year' THEN make_date(of_year, 1, 1)
            ELSE make_date(year(published), 1, 1) END AS period_from,
        CASE precisely WHEN 'month' THEN last_day(period_from)
            ELSE make_date(year(period_from), 12, 31) END AS period_to,
        CASE precisely WHEN 'month' THEN strftime(period_from, '%Y-%m')
            ELSE strftime(period_from, '%Y') END AS period_edtf,
        CASE precisely WHEN 'month' THEN strftime(period_from, 'In %B %Y, ')
            WHEN 'year' THEN strftime(period_from, 'In %Y, ') ELSE '' END AS opening
    FROM said
    LEFT JOIN scratch.countries c USING (country)
    JOIN scratch.regions g ON g.n = said.region
),
worded AS (
    SELECT *,
        opening || CASE opening WHEN '' THEN upper(actor[1]) || actor[2:] ELSE actor END || ' in '
            AS before_place,
        place || ' ' || verb || ' ' || qualified AS before_figure,
        coalesce(' during ' || operation_name, '') AS during,
        'according to the ' || agency_name AS role,
        length(before_place) AS place_at,
        place_at + length(before_figure) AS figure_at,
        figure_at + length(value_text) + length(joint) AS population_at,
        population_at + length(population) + length(during) + 2 AS role_at,
        role_at + length('according to the ') AS agency_at,
        before_place || before_figure || value_text || joint || population || during
            || coalesce(', ' || role, '') || '.' AS sentence,
        CASE k % {_PER_PARAGRAPH} WHEN 0 THEN chr(10) || chr(10) ELSE ' ' END AS break
    FROM placed
)
SELECT w.* EXCLUDE (before_place, before_figure, during, break), t.source_id, t.publisher, t.title,
    length(t.head) + coalesce(sum(length(sentence) + length(following)) OVER (
        PARTITION BY s ORDER BY k ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ), 0)::INTEGER AS start,
    -- 32 code points are kept on either side of a passage.
    right(coalesce(lag(sentence || following) OVER beside, head), 32) AS text_before,
    left(following || coalesce(lead(sentence) OVER beside, ''), 32) AS text_after,
    4 + k // {_PER_PARAGRAPH} * 2 AS text_line
FROM (SELECT *, coalesce(lead(break) OVER (PARTITION BY s ORDER BY k), chr(10)) AS following
    FROM worded) w
JOIN scratch.texts t USING (s)
WINDOW beside AS (PARTITION BY s ORDER BY k)
"""
"""The sentence of each claim, with the places of its parts in it and of it in its text."""

_SIGNS = (
    "MAP {'at_least': '≥ ', 'at_most': '≤ ', 'more_than': '> ', 'nearly': '~ ', 'around': '≈ '}"
)
_UNITS = "MAP {'percent': ' %', 'EUR': ' EUR', 'months': ' months'}"

_CLAIMS = f"""
CREATE TABLE scratch.claims AS
WITH placed AS (
    -- The order of store/order.py: claims about the same thing come one after the other.
    SELECT *, ($before - 1 + row_number() OVER (ORDER BY operation IS NULL, first_of_operation,
        first_of_claim, value IS NULL, value DESC, i))::INTEGER AS record
    FROM (
        SELECT *, CASE WHEN operation IS NOT NULL THEN 'operation'
                WHEN country IS NOT NULL THEN 'country' ELSE 'region' END AS scope,
            min(i) OVER (PARTITION BY operation) AS first_of_operation,
            min(i) OVER (PARTITION BY operation, scope, measure) AS first_of_claim
        FROM scratch.sentences
    )
)
SELECT * EXCLUDE (first_of_operation, first_of_claim),
    source_id || '-' || lpad((k + 1)::VARCHAR, 2, '0') || '-' || replace(measure, '_', '-') AS id,
    counted || coalesce(' in ' || operation_name, ', ' || place) AS label,
    CASE WHEN value IS NULL THEN value_text
        ELSE coalesce({_SIGNS}[qualifier], '') || number(value)
            || coalesce(' – ' || number(value_to), '') || coalesce({_UNITS}[unit], '')
        END AS display,
    CASE WHEN precisely = 'resolved' THEN '{words.RESOLVED_PERIOD}' END AS reason
FROM placed
ORDER BY record
"""
"""All that is known of each claim."""
