-- Claims in two documents
--
-- Claims of different documents about the same operation, the same measure and the same people or
-- things, and whether they agree. Agreement is worth something only if the documents are
-- independent: see “Quotations in two documents”. Editions of one text are one document.
SELECT
    a.operation_id,
    a.measure,
    a.population,
    a.display AS one_says,
    b.display AS other_says,
    CASE
        WHEN a.value IS NULL AND b.value IS NULL
            THEN CASE WHEN lower(a.value_text) = lower(b.value_text) THEN 'same words' ELSE 'other words' END
        WHEN a.value = b.value AND a.qualifier = b.qualifier THEN 'same figure'
        ELSE 'differs'
    END AS verdict,
    a.source_id AS one_source,
    b.source_id AS other_source,
    a.statistic_id AS one_id,
    b.statistic_id AS other_id
FROM statistics a
JOIN statistics b
    ON a.operation_id = b.operation_id
    AND a.measure = b.measure
    AND a.population = b.population
    AND a.source_id < b.source_id
JOIN sources x ON x.source_id = a.source_id
JOIN sources y ON y.source_id = b.source_id AND y.work_id <> x.work_id
ORDER BY a.operation_id, a.measure, one_id;
