-- Figures that are no figures
--
-- “Dozens”, “several”, “a number of”: claims of quantity that give none, by what they count. A text can
-- sound exact and say nothing; nobody can check these.
SELECT
    s.value_text AS says,
    s.measure,
    s.population,
    s.attributed_to,
    s.operation_id,
    s.source_id,
    s.statistic_id
FROM statistics s
WHERE s.value IS NULL
ORDER BY s.source_id, s.measure, s.statistic_id;
