-- What a watch knows between two polls. Times are seconds since 1970 (UTC).
CREATE TABLE IF NOT EXISTS source (
    url TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('feed', 'page')),
    seconds REAL NOT NULL,
    watched INTEGER NOT NULL DEFAULT 1,
    next_poll REAL NOT NULL DEFAULT 0,
    failures INTEGER NOT NULL DEFAULT 0,
    etag TEXT,
    last_modified TEXT,
    title TEXT NOT NULL DEFAULT '',
    last_poll REAL,
    last_whole REAL NOT NULL DEFAULT 0,
    last_result TEXT NOT NULL DEFAULT '',
    holder TEXT,
    held_until REAL NOT NULL DEFAULT 0
) STRICT;

-- Entries that a feed has named: waiting until they are in the ledger or given up, then kept so that they are known again.
CREATE TABLE IF NOT EXISTS entry (
    source TEXT NOT NULL REFERENCES source (url),
    key TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'given_up')) DEFAULT 'waiting',
    body TEXT,
    attempts INTEGER NOT NULL DEFAULT 0,
    next_try REAL NOT NULL DEFAULT 0,
    last_seen REAL NOT NULL,
    PRIMARY KEY (source, key)
) STRICT, WITHOUT ROWID;

CREATE INDEX IF NOT EXISTS entry_waiting ON entry (source, next_try) WHERE state = 'waiting';
CREATE INDEX IF NOT EXISTS entry_seen ON entry (last_seen) WHERE state <> 'waiting';
