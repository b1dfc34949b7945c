-- Claims with a single passage
--
-- Claims whose fields are all supported by one sentence of one document: if that sentence is wrong,
-- nothing in the corpus would show it. The passage is all the evidence there is.
--
-- $source = %    id of a source, or % for all
WITH resting AS (
    SELECT record_id AS statistic_id, source_id, min(start_char) AS first, max(end_char) AS last
    FROM evidence
    WHERE record_type = 'statistic' AND source_id LIKE $source
    GROUP BY ALL
), alone AS (
    SELECT statistic_id FROM resting GROUP BY statistic_id HAVING count(*) = 1
)
SELECT
    s.statistic_id,
    s.display,
    s.population,
    s.operation_id,
    r.source_id,
    r.last - r.first AS characters,
    regexp_replace(t.text[r.first + 1 : r.last], '\s+', ' ', 'g') AS passage
FROM resting r
JOIN alone USING (statistic_id)
JOIN statistics s USING (statistic_id)
JOIN sources t ON t.source_id = r.source_id
WHERE NOT regexp_matches(t.text[r.first + 1 : r.last], '[.!?]["”’]?\s+\S|\n\s*\n')
ORDER BY characters, s.statistic_id;
