-- Inferred values
--
-- Every field that no source states literally, with the reason: the dates of “last month”, the country
-- of a town, the agency that “the agency” means.
--
-- $field = %    name of a field, such as date, period, operation; % for all
SELECT
    f.record_type,
    f.record_id,
    f.field,
    f.value,
    f.reason,
    r.source_ids AS sources
FROM fields f
JOIN records r USING (record_type, record_id)
WHERE f.basis = 'resolved' AND f.field LIKE $field
ORDER BY f.field, f.record_type, f.record_id;
