-- Claims with no date
--
-- Figures that are quoted as if they were always true: neither the source nor the curator gives a time,
-- and they belong to no operation with a date. The last column is the text around the figure.
--
-- $scope = world    world, region, organisation, operation, case, meeting; % for all
SELECT
    s.statistic_id,
    s.display,
    s.population,
    s.attributed_to,
    s.scope,
    s.source_id,
    context(e.source_id, e.start_char, e.end_char) AS in_the_text
FROM statistics s
LEFT JOIN operations o USING (operation_id)
LEFT JOIN evidence e
    ON e.record_type = 'statistic' AND e.record_id = s.statistic_id AND e.field = 'value_text'
WHERE s.period_edtf IS NULL AND o.date_edtf IS NULL AND s.scope LIKE $scope
ORDER BY s.value DESC NULLS LAST, s.statistic_id;
