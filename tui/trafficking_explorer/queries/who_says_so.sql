-- Whose figures they are
--
-- For each document and each one that figures are attributed to, how many there are. Figures that no
-- one is named for are the document's own word.
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
