-- Rescued and arrested, operation by operation
--
-- The two figures that reports set beside each other, and their ratio where both have a figure. The
-- largest claim of each is taken; a ratio of “nearly 700” and 300 is no more exact than its parts, and
-- the qualifiers say how exact that is.
WITH largest AS (
    SELECT
        operation_id,
        measure,
        value,
        string_agg(DISTINCT display, ' · ' ORDER BY display) AS display
    FROM statistics
    WHERE measure IN ('rescued', 'arrests') AND part_of IS NULL AND scope <> 'case'
    GROUP BY operation_id, measure, value
    QUALIFY value = max(value) OVER (PARTITION BY operation_id, measure)
)
SELECT
    o.operation_id,
    o.name,
    r.display AS rescued,
    a.display AS arrests,
    round(r.value / a.value, 2) AS rescued_per_arrest
FROM operations o
LEFT JOIN largest r ON r.operation_id = o.operation_id AND r.measure = 'rescued'
LEFT JOIN largest a ON a.operation_id = o.operation_id AND a.measure = 'arrests'
WHERE r.value IS NOT NULL OR a.value IS NOT NULL
ORDER BY rescued_per_arrest DESC NULLS LAST, o.operation_id;
