-- What the alerts remember between two looks, and what they have sent. Times are seconds since 1970 (UTC).
CREATE TABLE IF NOT EXISTS look (
    process TEXT PRIMARY KEY,
    snapshot TEXT NOT NULL,
    at REAL NOT NULL
) STRICT, WITHOUT ROWID;

-- A message is written in the transaction that remembers the look, and sent afterwards.
CREATE TABLE IF NOT EXISTS message (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    alert TEXT NOT NULL,
    target TEXT NOT NULL,
    body TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'given_up')) DEFAULT 'waiting',
    made_at REAL NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    next_try REAL NOT NULL DEFAULT 0,
    holder TEXT,
    held_until REAL NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX IF NOT EXISTS message_waiting ON message (next_try) WHERE state = 'waiting';

-- The log: each try, where it went and what came of it.
CREATE TABLE IF NOT EXISTS attempt (
    message TEXT NOT NULL,
    at REAL NOT NULL,
    place TEXT NOT NULL,
    result TEXT NOT NULL
) STRICT;
