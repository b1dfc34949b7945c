-- Quantities given in words
--
-- “Dozens”, “several”, “a number of”: claims of quantity without a number, by the things counted. Such a
-- text sounds exact, and nobody can check it.
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
