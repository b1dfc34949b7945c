-- Operations in time
--
-- The time of each operation, its precision, and the words it was inferred from. An operation without
-- a date comes last: the corpus does not guess.
SELECT
    operation_id,
    name,
    date_edtf AS took_place,
    date_from AS first_day,
    date_to AS last_day,
    date_diff('day', date_from, date_to) + 1 AS days,
    date_basis AS basis,
    date_note AS in_words
FROM operations
ORDER BY date_from NULLS LAST, date_to NULLS LAST, operation_id;
