"""The figures of operations as their table shows them: every claim, and which of them disagree.

`500 ≠ nearly 500 ≠ 236?`: two claims that differ, and one that another text gives as a part. `216 (27 of
them?)`: a text does not say whether the 27 are among the 216. `·` is between claims that do not contradict
each other. Nothing is rounded, added or left out but parts of a figure that is shown.
"""

from trafficking_explorer.database.signs import DIFFERS, IMPOSSIBLE
from trafficking_explorer.text.qualifiers import PHRASES, SIGNS

MAYBE_PART = "unclear-parts"
"""The rule that finds two counts in one text, of which one may contain the other."""
PART_AS_WHOLE = "parts-as-wholes"
"""The rule that finds a figure without a larger one, which another text gives as a part."""
MEASURES = {
    "arrests": ("arrests",),
    "rescued": ("rescued", "recovered"),
    "countries": ("countries",),
}
"""The measures in each column of figures, by its key."""

_IS_SHOWN = "{s}.scope = 'operation' AND ({s}.value IS NOT NULL OR {s}.qualifier <> 'unspecified')"


def in_words(display: str) -> str:
    """SQL of a figure with its qualifier as a word, `nearly 500`, from the text with a sign, `~ 500`."""
    cases = " ".join(
        f"WHEN starts_with({display}, '{sign}') THEN '{PHRASES[code]}' || {display}[{len(sign) + 1}:]"
        for code, sign in SIGNS.items()
    )
    return f"CASE {cases} ELSE {display} END"


def claims_of(operation: str, key: str) -> str:
    """SQL of the claims, `s`, that one column shows for an operation; from FROM on.

    A part is left out if its text has the whole in the same column.

    Args:
        operation: an expression for the id of the operation.
        key: of the column.
    """
    listed = ", ".join(f"'{measure}'" for measure in MEASURES[key])
    return (
        f"FROM corpus.statistics s WHERE s.operation_id = {operation} AND s.measure IN ({listed}) "
        f"AND {_IS_SHOWN.format(s='s')} AND NOT EXISTS (SELECT 1 FROM corpus.statistics p "
        "JOIN corpus.sources b ON b.source_id = p.source_id, corpus.sources a "
        "WHERE p.statistic_id = s.part_of AND a.source_id = s.source_id AND a.work_id = b.work_id "
        f"AND p.operation_id = s.operation_id AND p.measure IN ({listed}) "
        f"AND {_IS_SHOWN.format(s='p')})"
    )


def figures_query(key: str) -> str:
    """A query for the cells of one column: `operation_id` and `words`."""
    words = in_words("s.display")
    return f"""
    WITH claims AS (
        SELECT o.operation_id, s.statistic_id AS id, {words} AS words, s.value
        FROM corpus.operations o, LATERAL (
            SELECT s.statistic_id, s.display, s.value {claims_of("o.operation_id", key)}
        ) s
    ), shown AS (
        SELECT operation_id, words, max(value) AS most FROM claims GROUP BY ALL
    ), doubts AS (
        SELECT f.rule, f.record_id AS one, f.other_id AS other FROM corpus.findings f
        WHERE f.record_type = 'statistic' AND f.other_type = 'statistic'
        AND f.answer IS DISTINCT FROM 'wrong_rule'
        AND f.sign IN ('{DIFFERS.text}', '{IMPOSSIBLE.text}')
    ), pairs AS (
        SELECT DISTINCT a.operation_id, a.words AS one, b.words AS other, d.rule = '{MAYBE_PART}' AS maybe
        FROM doubts d JOIN claims a ON a.id = d.one
        JOIN claims b ON b.id = d.other AND b.operation_id = a.operation_id
        WHERE a.words <> b.words
    ), against AS (
        SELECT operation_id, one, other FROM pairs WHERE NOT maybe
        UNION SELECT operation_id, other, one FROM pairs WHERE NOT maybe
    ), parts AS (
        SELECT p.operation_id, p.other AS words, min_by(p.one, -w.most) AS whole
        FROM pairs p JOIN shown w ON w.operation_id = p.operation_id AND w.words = p.one
        WHERE p.maybe AND NOT EXISTS (SELECT 1 FROM against g
            WHERE g.operation_id = p.operation_id AND g.one = p.other)
        AND NOT EXISTS (SELECT 1 FROM pairs q WHERE q.maybe
            AND q.operation_id = p.operation_id AND q.other = p.one)
        GROUP BY ALL
    ), unsure AS (
        SELECT DISTINCT c.operation_id, c.words FROM doubts d JOIN claims c ON c.id = d.one
        WHERE d.rule = '{PART_AS_WHOLE}'
    ), within AS (
        SELECT p.operation_id, p.whole AS words,
            string_agg(p.words, ', ' ORDER BY s.most DESC NULLS LAST, p.words) AS inner_words
        FROM parts p JOIN shown s USING (operation_id, words) GROUP BY ALL
    ), anchored AS (
        SELECT s.operation_id, s.words, any_value(s.most) AS most,
            greatest(any_value(s.most), max(o.most)) AS anchor
        FROM shown s LEFT JOIN against g ON g.operation_id = s.operation_id AND g.one = s.words
        LEFT JOIN shown o ON o.operation_id = s.operation_id AND o.words = g.other
        ANTI JOIN parts p ON p.operation_id = s.operation_id AND p.words = s.words
        GROUP BY s.operation_id, s.words
    ), placed AS (
        SELECT a.*, row_number() OVER (PARTITION BY operation_id
            ORDER BY anchor DESC NULLS LAST, most DESC NULLS LAST, words) AS place
        FROM anchored a
    ), joined AS (
        SELECT p.operation_id, p.words, p.place, bool_or(e.place < p.place) AS differs
        FROM placed p LEFT JOIN against g ON g.operation_id = p.operation_id AND g.one = p.words
        LEFT JOIN placed e ON e.operation_id = p.operation_id AND e.words = g.other
        GROUP BY ALL
    )
    SELECT j.operation_id, string_agg(
        CASE WHEN j.place = 1 THEN '' WHEN j.differs OR u.words IS NOT NULL THEN ' ≠ ' ELSE ' · ' END
        || j.words || CASE WHEN u.words IS NULL THEN '' ELSE '?' END
        || coalesce(' (' || w.inner_words || ' of them?)', ''), '' ORDER BY j.place) AS words
    FROM joined j LEFT JOIN unsure u ON u.operation_id = j.operation_id AND u.words = j.words
    LEFT JOIN within w ON w.operation_id = j.operation_id AND w.words = j.words
    GROUP BY j.operation_id
    """
