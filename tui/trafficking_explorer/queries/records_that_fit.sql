-- Records that match a filter
--
-- The records that a filter finds, as a table to work with: join it, count it, export it. Each record
-- comes with its documents.
--
-- $filter = agency:interpol arrests>=100    a line as in the explorer's filter
SELECT
    m.record_type,
    m.record_id,
    m.title,
    cite(m.record_type, m.record_id) AS rests_on
FROM matches($filter) m
ORDER BY m.record_type, m.record_id;
