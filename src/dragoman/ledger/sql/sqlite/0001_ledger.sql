-- Documents, the ways they were read, and their reports. Times are UTC in ISO form with microseconds.

CREATE TABLE run (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    label TEXT NOT NULL,
    started_at TEXT NOT NULL
) STRICT;

-- origin, run and head follow from the other tables and are kept here so that reading needs no search:
-- the least document of the cluster of copies, the newest run that coded the document, the least variant.
CREATE TABLE document (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    content TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    origin TEXT NOT NULL,
    run INTEGER REFERENCES run (key),
    head TEXT NOT NULL
) STRICT;
CREATE INDEX document_by_time ON document (recorded_at);
CREATE INDEX document_by_origin ON document (origin);

-- Apart from the rest, so that a question does not page through the texts.
CREATE TABLE wording (
    document INTEGER PRIMARY KEY REFERENCES document (key),
    title TEXT NOT NULL,
    text TEXT NOT NULL
) STRICT;

-- All that sources tell of one document and may tell differently: their own id of it, addresses, byline.
CREATE TABLE variant (
    document INTEGER NOT NULL REFERENCES document (key),
    id TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (document, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE coding (
    document INTEGER NOT NULL REFERENCES document (key),
    run INTEGER NOT NULL REFERENCES run (key),
    recorded_at TEXT NOT NULL,
    relevance TEXT,
    error TEXT,
    PRIMARY KEY (document, run)
) STRICT, WITHOUT ROWID;

CREATE TABLE report (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    claim TEXT NOT NULL,
    document INTEGER NOT NULL REFERENCES document (key),
    run INTEGER NOT NULL REFERENCES run (key),
    type TEXT NOT NULL,
    meeting TEXT,
    body TEXT NOT NULL
) STRICT;
CREATE INDEX report_by_document ON report (document, type);
CREATE INDEX report_by_type ON report (type, document);
CREATE INDEX report_by_claim ON report (claim);
CREATE INDEX report_by_meeting ON report (meeting) WHERE meeting IS NOT NULL;

CREATE TABLE subject (
    name TEXT NOT NULL,
    report INTEGER NOT NULL REFERENCES report (key),
    PRIMARY KEY (name, report)
) STRICT, WITHOUT ROWID;

CREATE TABLE party_pair (
    one TEXT NOT NULL,
    other TEXT NOT NULL,
    document INTEGER NOT NULL REFERENCES document (key),
    run INTEGER NOT NULL REFERENCES run (key),
    PRIMARY KEY (one, other, document, run),
    CHECK (one < other)
) STRICT, WITHOUT ROWID;

CREATE TABLE band (
    key TEXT NOT NULL,
    document INTEGER NOT NULL REFERENCES document (key),
    PRIMARY KEY (key, document)
) STRICT, WITHOUT ROWID;

CREATE TABLE copy_link (
    one TEXT NOT NULL REFERENCES document (id),
    other TEXT NOT NULL REFERENCES document (id),
    method TEXT NOT NULL,
    similarity REAL NOT NULL,
    PRIMARY KEY (one, other),
    CHECK (one < other)
) STRICT, WITHOUT ROWID;
CREATE INDEX copy_link_by_other ON copy_link (other);

-- Sources that held no readable article.
CREATE TABLE failure (
    source TEXT NOT NULL,
    problem TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    PRIMARY KEY (source, problem)
) STRICT, WITHOUT ROWID;

CREATE TABLE process (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    body TEXT NOT NULL
) STRICT;

CREATE TABLE correction (
    id TEXT PRIMARY KEY,
    at TEXT NOT NULL,
    body TEXT NOT NULL
) STRICT, WITHOUT ROWID;
