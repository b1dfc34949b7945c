-- Figures by attribution
--
-- The number of figures by document and by the person or agency that it attributes them to. Figures
-- without a name are claims of the document itself.
SELECT
    s.source_id,
    t.publisher,
    coalesce(s.attributed_to, '(nobody is named)') AS attributed_to,
    count(*) AS claims,
    count(s.value) AS with_a_figure,
    list(s.display ORDER BY s.value DESC NULLS LAST, s.statistic_id)[1:5] AS for_example
FROM statistics s
JOIN sources t USING (source_id)
GROUP BY ALL
ORDER BY s.source_id, claims DESC, attributed_to;
