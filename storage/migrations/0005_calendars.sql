-- Calendars that are kept elsewhere, and what their dates were when they were last read.

CREATE TABLE calendar (
    source        TEXT PRIMARY KEY,                 -- a hash of its address, which may be secret
    etag          TEXT,                             -- of what was read last, if it was told
    modified      TEXT,
    read_at       INTEGER,                          -- null: never yet
    failing_since INTEGER                           -- null: the last attempt was no failure
) STRICT, WITHOUT ROWID;

-- What is changed here stays so until the calendar says something else than it said.
CREATE TABLE imported (
    meeting_id INTEGER PRIMARY KEY REFERENCES meeting ON DELETE CASCADE,
    uid        TEXT NOT NULL,                       -- as the calendar has it
    said       TEXT NOT NULL,                       -- JSON: fact -> hash of what the calendar said
    missed     INTEGER NOT NULL DEFAULT 0           -- how many times in a row it was not in it
) STRICT;

-- Programmes that are still to be fetched.
CREATE TABLE programme (
    meeting_id INTEGER PRIMARY KEY REFERENCES meeting ON DELETE CASCADE,
    source     TEXT NOT NULL,                       -- JSON: what it takes to get the file
    event_id   TEXT NOT NULL,                       -- of the command
    attempts   INTEGER NOT NULL DEFAULT 0,
    not_before INTEGER NOT NULL
) STRICT;
