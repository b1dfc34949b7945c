-- Largest operations by arrests
--
-- Operations in the order of the largest figure that a source gives for one measure, each with every
-- claim of it. What a source counts as part of a larger figure is left out; what it adds, or says a
-- second time, stands beside it. A claim in words (“many”) has no figure and comes last.
--
-- $measure = arrests    arrests, rescued, countries, investigations … : see “What is counted”
SELECT
    o.operation_id,
    o.name,
    o.date_edtf AS took_place,
    max(s.value) AS most,
    string_agg(DISTINCT s.display, ' · ') AS claims,
    list_sort(list_distinct(list(s.source_id))) AS sources
FROM operations o
JOIN statistics s USING (operation_id)
WHERE s.measure = $measure AND s.part_of IS NULL AND s.scope <> 'case'
GROUP BY ALL
ORDER BY most DESC NULLS LAST, o.operation_id;
