-- How many documents tell of each pair of parties, in the run that counts: every question looks it up first.

CREATE TABLE pair_count (
    one TEXT NOT NULL,
    other TEXT NOT NULL,
    documents INTEGER NOT NULL,
    PRIMARY KEY (one, other)
) STRICT, WITHOUT ROWID;
INSERT INTO pair_count (one, other, documents)
SELECT p.one, p.other, count(*) FROM party_pair p JOIN document d ON d.key = p.document AND d.run = p.run
GROUP BY p.one, p.other;
CREATE INDEX party_pair_by_document ON party_pair (document, run);
