-- Most-used passages
--
-- The words of the sources that support the most records. An error of transcription there would be
-- an error in many places.
--
-- $at_least = 3    records that the passage supports
SELECT
    e.source_id,
    e.line,
    count(DISTINCT (e.record_type, e.record_id)) AS records,
    count(*) AS fields,
    list_sort(list_distinct(list(e.record_type || '/' || e.record_id))) AS which,
    regexp_replace(any_value(e.exact), '\s+', ' ', 'g') AS passage
FROM evidence e
GROUP BY e.source_id, e.line, e.start_char, e.end_char
HAVING records >= CAST($at_least AS INTEGER)
ORDER BY records DESC, e.source_id, e.line, e.start_char;
