-- Largest operations by arrests
--
-- Operations in the order of the largest figure that a source gives for one measure, each with every
-- claim of it. What a source counts as part of a larger figure is left out; additions and
-- repetitions are listed beside it. A claim in words (“many”) has no figure and comes last.
--
-- $measure = arrests    arrests, rescued, countries, investigations … : see “Measures”
SELECT
    o.operation_id,
    o.name,
    o.date_edtf AS took_place,
    max(c.value) AS most,
    string_agg(c.display, ' · ' ORDER BY c.value DESC NULLS LAST, c.display) AS claims,
    list_sort(list_distinct(flatten(list(c.sources)))) AS sources
FROM operations o
JOIN (
    SELECT operation_id, display, max(value) AS value, list(source_id) AS sources
    FROM statistics
    WHERE measure = $measure AND part_of IS NULL AND scope <> 'case'
    GROUP BY operation_id, display
) c USING (operation_id)
GROUP BY o.operation_id, o.name, o.date_edtf
ORDER BY most DESC NULLS LAST, o.operation_id;
