-- Everything that the ledger holds, in the order of its ids: the internal keys, which tell the order of writing, are left
-- out, and so are the tables that only look up what is told here (subjects, pairs of parties, bands, full text).

-- name: run
SELECT id, label, started_at FROM run ORDER BY started_at, id

-- name: document
SELECT d.id, d.content, d.recorded_at, d.origin, n.id AS run, w.title, w.text
FROM document d JOIN wording w ON w.document = d.key LEFT JOIN run n ON n.key = d.run ORDER BY d.id

-- name: variant
SELECT d.id AS document, v.body FROM variant v JOIN document d ON d.key = v.document ORDER BY d.id, v.id

-- name: coding
SELECT d.id AS document, n.id AS run, c.recorded_at, c.relevance, c.error
FROM coding c JOIN document d ON d.key = c.document JOIN run n ON n.key = c.run ORDER BY d.id, n.id

-- name: report
SELECT r.id, r.claim, d.id AS document, n.id AS run, r.type, r.meeting, r.body
FROM report r JOIN document d ON d.key = r.document JOIN run n ON n.key = r.run ORDER BY r.id

-- name: copy_link
SELECT one, other, method, similarity FROM copy_link ORDER BY one, other

-- name: failure
SELECT source, problem, recorded_at FROM failure ORDER BY source, problem

-- name: process
SELECT id, body FROM process ORDER BY id, number

-- name: correction
SELECT id, body FROM correction ORDER BY at, id
