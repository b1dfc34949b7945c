-- Most-quoted speakers
--
-- Speakers by the words they are quoted with, and by how often. A quotation in two documents
-- counts once in each; “different” counts it once.
SELECT
    coalesce(p.name, q.speaker) AS speaker,
    any_value(q.speaker_role) AS speaks_as,
    any_value(a.name) AS speaks_for,
    count(*) AS quotations,
    count(DISTINCT q.text) AS different,
    sum(len(regexp_extract_all(q.text, '[\p{L}\p{N}][\p{L}\p{N}’''-]*'))) AS words,
    list_sort(list_distinct(list(q.source_id))) AS sources
FROM quotes q
LEFT JOIN people p ON p.person_id = q.speaker_id
LEFT JOIN agencies a ON a.agency_id = q.agency_id
GROUP BY coalesce(p.name, q.speaker)
ORDER BY words DESC, speaker;
