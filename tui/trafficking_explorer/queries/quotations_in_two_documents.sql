-- Quotations in two documents
--
-- The same words of the same speaker in more than one document. That is one witness, not two: what
-- such documents agree on may have come from one press release.
SELECT
    coalesce(p.name, any_value(q.speaker)) AS speaker,
    count(DISTINCT s.work_id) AS documents,
    list(s.publisher ORDER BY q.source_id) AS publishers,
    list(q.quote_id ORDER BY q.source_id) AS quotes,
    any_value(q.text) AS text
FROM quotes q
JOIN sources s USING (source_id)
LEFT JOIN people p ON p.person_id = q.speaker_id
GROUP BY p.name, lower(regexp_replace(q.text, '[^\p{L}\p{N}]+', ' ', 'g'))
HAVING count(DISTINCT s.work_id) > 1
ORDER BY documents DESC, speaker;
