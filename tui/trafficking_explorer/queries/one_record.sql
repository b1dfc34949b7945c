-- One record and its evidence
--
-- Every field of a record with its basis, the reason if it was inferred, and the passage in its
-- context.
--
-- $type = operation    kind of record
-- $id = epervier       its id
SELECT
    f.field,
    f.value,
    f.basis,
    f.reason,
    e.source_id,
    e.line,
    context(e.source_id, e.start_char, e.end_char) AS passage
FROM fields f
LEFT JOIN evidence e USING (record_type, record_id, field)
WHERE f.record_type = $type AND f.record_id = $id
ORDER BY f.position, e.source_id, e.start_char;
