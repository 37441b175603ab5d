-- The tables of the SQLite ledger; see ../sqlite/0001_ledger.sql for what they hold.

-- Compared letter by letter, so that the order of ids, times and bodies is the same on every server.
CREATE DOMAIN letters AS text COLLATE "C";

CREATE TABLE run (
    key integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id letters NOT NULL UNIQUE,
    label letters NOT NULL,
    started_at letters NOT NULL
);

CREATE TABLE document (
    key integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id letters NOT NULL UNIQUE,
    content letters NOT NULL,
    recorded_at letters NOT NULL,
    origin letters NOT NULL,
    run integer REFERENCES run (key),
    head letters NOT NULL
);
CREATE INDEX document_by_time ON document (recorded_at);
CREATE INDEX document_by_origin ON document (origin);

CREATE TABLE wording (
    document integer PRIMARY KEY REFERENCES document (key),
    title letters NOT NULL,
    text letters NOT NULL
);

CREATE TABLE variant (
    document integer NOT NULL REFERENCES document (key),
    id letters NOT NULL,
    body letters NOT NULL,
    PRIMARY KEY (document, id)
);

CREATE TABLE coding (
    document integer NOT NULL REFERENCES document (key),
    run integer NOT NULL REFERENCES run (key),
    recorded_at letters NOT NULL,
    relevance letters,
    error letters,
    PRIMARY KEY (document, run)
);

CREATE TABLE report (
    key bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id letters NOT NULL UNIQUE,
    claim letters NOT NULL,
    document integer NOT NULL REFERENCES document (key),
    run integer NOT NULL REFERENCES run (key),
    type letters NOT NULL,
    meeting letters,
    body letters NOT NULL
);
CREATE INDEX report_by_document ON report (document, type);
CREATE INDEX report_by_type ON report (type, document);
CREATE INDEX report_by_claim ON report (claim);
CREATE INDEX report_by_meeting ON report (meeting) WHERE meeting IS NOT NULL;

CREATE TABLE subject (
    name letters NOT NULL,
    report bigint NOT NULL REFERENCES report (key),
    PRIMARY KEY (name, report)
);

CREATE TABLE party_pair (
    one letters NOT NULL,
    other letters NOT NULL,
    document integer NOT NULL REFERENCES document (key),
    run integer NOT NULL REFERENCES run (key),
    PRIMARY KEY (one, other, document, run),
    CHECK (one < other)
);

CREATE TABLE band (
    key letters NOT NULL,
    document integer NOT NULL REFERENCES document (key),
    PRIMARY KEY (key, document)
);

CREATE TABLE copy_link (
    one letters NOT NULL REFERENCES document (id),
    other letters NOT NULL REFERENCES document (id),
    method letters NOT NULL,
    similarity double precision NOT NULL,
    PRIMARY KEY (one, other),
    CHECK (one < other)
);
CREATE INDEX copy_link_by_other ON copy_link (other);

CREATE TABLE failure (
    source letters NOT NULL,
    problem letters NOT NULL,
    recorded_at letters NOT NULL,
    PRIMARY KEY (source, problem)
);

CREATE TABLE process (
    number integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id letters NOT NULL,
    body letters NOT NULL
);

CREATE TABLE correction (
    id letters PRIMARY KEY,
    at letters NOT NULL,
    body letters NOT NULL
);
