-- What `dragoman check` reads.

-- name: documents
SELECT d.id, d.content, d.head, v.body, w.title, w.text
FROM document d JOIN wording w ON w.document = d.key JOIN variant v ON v.document = d.key ORDER BY d.key

-- name: reports
SELECT r.id, d.id, n.id, r.type, r.body, w.title, w.text
FROM report r JOIN document d ON d.key = r.document JOIN run n ON n.key = r.run
JOIN wording w ON w.document = d.key ORDER BY r.document

-- name: origins
SELECT id, origin FROM document ORDER BY id

-- name: runs_that_do_not_count
SELECT d.id, o.id, n.id FROM document d
JOIN coding c ON c.document = d.key AND c.error IS NULL JOIN run n ON n.key = c.run
LEFT JOIN run o ON o.key = d.run
WHERE o.key IS NULL OR (n.started_at, n.id) > (o.started_at, o.id)

-- name: lost_meetings
SELECT DISTINCT r.meeting FROM report r WHERE r.meeting IS NOT NULL
AND NOT EXISTS (SELECT 1 FROM report m WHERE m.id = r.meeting AND m.document = r.document AND m.run = r.run)

-- name: wrong_pair_counts
SELECT one, other FROM (
    SELECT one, other, documents AS number FROM pair_count
    UNION ALL
    SELECT p.one, p.other, -count(*) FROM party_pair p JOIN document d ON d.key = p.document AND d.run = p.run
    GROUP BY p.one, p.other
) AS both_counts GROUP BY one, other HAVING sum(number) <> 0
