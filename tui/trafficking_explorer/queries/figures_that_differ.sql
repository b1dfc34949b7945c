-- Figures that differ
--
-- Pairs of claims about the same operation and the same measure whose figure or whose qualifier is not
-- the same: “500” in a heading and “nearly 500” in the text under it are such a pair. Where one claim
-- is about a part of what the other counts, the two do not contradict each other and are left out; so
-- are claims without a figure. The population and the place, which may explain a difference, are in
-- columns beside it.
--
-- $documents = %    two for pairs from two documents, one for pairs within one, % for both
SELECT
    a.operation_id,
    a.measure,
    a.display AS one_says,
    b.display AS other_says,
    concat_ws(', ', a.population, a.place) AS one_counts,
    concat_ws(', ', b.population, b.place) AS other_counts,
    CASE WHEN x.work_id = y.work_id THEN 'one' ELSE 'two' END AS documents,
    a.source_id AS one_source,
    b.source_id AS other_source,
    a.statistic_id AS one_id,
    b.statistic_id AS other_id
FROM statistics a
JOIN statistics b
    ON a.operation_id = b.operation_id
    AND a.measure = b.measure
    AND a.unit IS NOT DISTINCT FROM b.unit
    AND a.scope = b.scope
    AND (a.source_id, a.statistic_id) < (b.source_id, b.statistic_id)
JOIN sources x ON x.source_id = a.source_id
JOIN sources y ON y.source_id = b.source_id
WHERE a.value IS NOT NULL
    AND b.value IS NOT NULL
    AND a.scope <> 'case'
    AND (a.value <> b.value OR a.qualifier <> b.qualifier)
    AND a.part_of IS NULL
    AND b.part_of IS NULL
    AND CASE WHEN x.work_id = y.work_id THEN 'one' ELSE 'two' END LIKE $documents
ORDER BY documents DESC, a.operation_id, a.measure, one_id, other_id;
