-- What is counted
--
-- Every measure of the corpus with the number of its claims, how many of them have a figure, and how
-- far the figures reach. Measures are never merged: rescued, identified and potential victims are
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
