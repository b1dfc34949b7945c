-- Measures
--
-- Every measure of the corpus with the number of its claims, the number of those with a figure, and
-- the range of the figures. Measures are never merged: rescued, identified and potential victims are
-- three, and so are suspects, arrests and convictions.
SELECT
    measure,
    count(*) AS claims,
    count(value) AS with_a_figure,
    min(value) AS least,
    max(value) AS most,
    list_sort(list_distinct(list(unit))) AS units,
    list_sort(list_distinct(list(source_id))) AS sources
FROM statistics
GROUP BY measure
ORDER BY claims DESC, measure;
