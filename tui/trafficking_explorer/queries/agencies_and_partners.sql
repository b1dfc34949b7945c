-- Who works with whom
--
-- Relations of an agency with others, in both directions, with the words of the sources if there are
-- any.
--
-- $agency = interpol    id of an agency; % for all
SELECT l.relation, l.target_type AS with_type, l.target_id AS with_id, r.title AS with_whom, l.role, l.basis
FROM links l
JOIN records r ON r.record_type = l.target_type AND r.record_id = l.target_id
WHERE l.record_type = 'agency' AND l.record_id LIKE $agency
UNION ALL
SELECT l.relation || ' (of)', l.record_type, l.record_id, r.title, l.role, l.basis
FROM links l
JOIN records r USING (record_type, record_id)
WHERE l.target_type = 'agency' AND l.target_id LIKE $agency
ORDER BY with_type, relation, with_id;
