-- All statements that SQLite and PostgreSQL share, each under its name; a parameter is written :name.

-- name: add_run
INSERT INTO run (id, label, started_at) VALUES (:id, :label, :started_at) ON CONFLICT DO NOTHING

-- name: run_key
SELECT key FROM run WHERE id = :id

-- name: runs
SELECT id, label, started_at FROM run ORDER BY started_at, id

-- name: add_document
INSERT INTO document (id, content, recorded_at, published, origin, head)
VALUES (:id, :content, :recorded_at, :published, :id, :head) ON CONFLICT DO NOTHING RETURNING key

-- name: document_key
SELECT key FROM document WHERE id = :id

-- name: add_wording
INSERT INTO wording (document, title, text) VALUES (:document, :title, :text)

-- name: holds_variant
SELECT 1 FROM variant v JOIN document d ON d.key = v.document WHERE d.id = :document AND v.id = :id

-- name: add_variant
INSERT INTO variant (document, id, body) VALUES (:document, :id, :body) ON CONFLICT DO NOTHING

-- name: lower_head
UPDATE document SET head = :head WHERE key = :document AND head > :head

-- name: documents
SELECT d.id, d.content, d.recorded_at, d.origin, d.head, w.text
FROM document d JOIN wording w ON w.document = d.key

-- name: holds
SELECT 1 FROM coding c JOIN document d ON d.key = c.document JOIN run r ON r.key = c.run
WHERE d.id = :document AND r.id = :run

-- name: add_coding
INSERT INTO coding (document, run, recorded_at, relevance, error)
VALUES (:document, :run, :recorded_at, :relevance, :error) ON CONFLICT DO NOTHING

-- name: newer_run_counts
UPDATE document SET run = :run WHERE key = :document AND (run IS NULL OR EXISTS (
    SELECT 1 FROM run old, run new WHERE old.key = document.run AND new.key = :run
    AND (new.started_at, new.id) > (old.started_at, old.id)))

-- name: add_report
INSERT INTO report (id, claim, document, run, type, meeting, body)
VALUES (:id, :claim, :document, :run, :type, :meeting, :body) RETURNING key

-- name: add_subject
INSERT INTO subject (name, report) VALUES (:name, :report)

-- name: add_party_pair
INSERT INTO party_pair (one, other, document, run) VALUES (:one, :other, :document, :run)

-- name: counted_run
SELECT run FROM document WHERE key = :document

-- name: count_pairs
INSERT INTO pair_count (one, other, documents)
SELECT one, other, :by FROM party_pair WHERE document = :document AND run = :run
ON CONFLICT (one, other) DO UPDATE SET documents = pair_count.documents + excluded.documents

-- name: party_pairs
SELECT one, other, documents FROM pair_count WHERE documents > 0 ORDER BY one, other

-- name: rows
SELECT r.id, r.claim, r.type, r.meeting, r.body, n.id, r.document
FROM report r JOIN document d ON d.key = r.document AND d.run = r.run JOIN run n ON n.key = r.run

-- name: heads
SELECT d.key, d.id, d.origin, d.recorded_at, d.head FROM document d

-- name: add_band
INSERT INTO band (key, document) VALUES (:key, :document) ON CONFLICT DO NOTHING

-- name: variants
SELECT d.id, v.body, w.text FROM variant v JOIN document d ON d.key = v.document JOIN wording w ON w.document = d.key

-- name: add_copy_link
INSERT INTO copy_link (one, other, method, similarity) VALUES (:one, :other, :method, :similarity)
ON CONFLICT (one, other) DO UPDATE SET method = excluded.method, similarity = excluded.similarity
WHERE (excluded.method, excluded.similarity) > (copy_link.method, copy_link.similarity)

-- name: copy_links
SELECT one, other, method, similarity FROM copy_link ORDER BY one, other

-- name: add_failure
INSERT INTO failure (source, problem, recorded_at) VALUES (:source, :problem, :recorded_at) ON CONFLICT DO NOTHING

-- name: failures
SELECT source, problem, recorded_at FROM failure ORDER BY source, problem

-- name: counts
SELECT (SELECT count(*) FROM document), (SELECT count(*) FROM report), (SELECT count(*) FROM copy_link),
    (SELECT count(*) FROM failure), (SELECT count(DISTINCT id) FROM process), (SELECT count(*) FROM correction)

-- name: add_process
INSERT INTO process (id, body) VALUES (:id, :body)

-- name: processes
SELECT body FROM process p WHERE number = (SELECT max(number) FROM process q WHERE q.id = p.id) ORDER BY id

-- name: add_correction
INSERT INTO correction (id, at, body) VALUES (:id, :at, :body) ON CONFLICT DO NOTHING

-- name: corrections
SELECT body FROM correction ORDER BY at, id
