-- What is written in the documents. A document without a row here is still to be read.
CREATE TABLE document_text (
    sha256  TEXT PRIMARY KEY NOT NULL REFERENCES document ON DELETE CASCADE,
    problem TEXT,                                   -- why it could not, or not all, be read
    pages   INTEGER NOT NULL,                       -- how many were read
    read_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE document_page (
    page_id INTEGER PRIMARY KEY,
    sha256  TEXT NOT NULL REFERENCES document ON DELETE CASCADE,
    page    INTEGER NOT NULL,                       -- the first is 1
    text    TEXT NOT NULL,
    UNIQUE (sha256, page)
) STRICT;

-- Files that somebody asked for and that are still to be brought.
CREATE TABLE wanted_file (
    transaction_id TEXT PRIMARY KEY NOT NULL,       -- under which it will be said
    kind           TEXT NOT NULL CHECK (kind IN ('calendar', 'document', 'map')),
    source         TEXT NOT NULL,                   -- JSON: what it takes to make or find it
    room_id        TEXT NOT NULL,
    content        TEXT NOT NULL,                   -- JSON: of the event, without the file
    wanted_at      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
