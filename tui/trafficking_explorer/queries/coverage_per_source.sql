-- Coverage per source
--
-- The part of each article that supports records: passages and their characters, each character counted
-- once. No record needs the other parts.
WITH passages AS (
    SELECT DISTINCT e.source_id, greatest(e.start_char, s.body_start) AS first, least(e.end_char, s.body_end) AS last
    FROM evidence e
    JOIN sources s USING (source_id)
    WHERE e.start_char < s.body_end AND e.end_char > s.body_start
), joined AS (
    SELECT
        *,
        greatest(
            first,
            coalesce(max(last) OVER (PARTITION BY source_id ORDER BY first, last ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0)
        ) AS fresh
    FROM passages
), covered AS (
    SELECT source_id, count(*) AS passages, sum(greatest(last - fresh, 0)) AS characters
    FROM joined
    GROUP BY source_id
), aside AS (
    SELECT source_id, sum(end_char - start_char) AS characters FROM furniture GROUP BY source_id
)
SELECT
    s.source_id,
    s.title,
    s.word_count AS words,
    (SELECT count(*) FROM records r WHERE list_contains(r.source_ids, s.source_id)) AS records,
    (SELECT count(*) FROM statistics c WHERE c.source_id = s.source_id) AS claims,
    coalesce(c.passages, 0) AS passages,
    round(100 * coalesce(c.characters, 0) / (s.body_end - s.body_start - coalesce(a.characters, 0)), 1) AS percent_covered
FROM sources s
LEFT JOIN covered c USING (source_id)
LEFT JOIN aside a USING (source_id)
ORDER BY percent_covered DESC, s.source_id;
