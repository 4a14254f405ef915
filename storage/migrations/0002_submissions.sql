-- The room of a row may be a person ('@…'), whose direct chat is still to be opened, or 'mail'.
ALTER TABLE outbox ADD COLUMN about TEXT;           -- what it belongs to, such as 'submission:12';
                                                    -- then the row is kept as long as that
ALTER TABLE outbox ADD COLUMN otherwise TEXT;       -- JSON: room_id, content; said there if this
                                                    -- cannot be said
ALTER TABLE outbox ADD COLUMN file BLOB;            -- what the event brings; dropped when sent
CREATE INDEX outbox_event ON outbox (event_id) WHERE about IS NOT NULL;
CREATE INDEX outbox_about ON outbox (about) WHERE about IS NOT NULL;

CREATE TABLE direct_chat (
    user_id    TEXT PRIMARY KEY NOT NULL,
    room_id    TEXT NOT NULL UNIQUE,
    membership TEXT NOT NULL                        -- the person's
        CHECK (membership IN ('invite', 'join', 'leave')),
    changed_at INTEGER NOT NULL
) STRICT;

CREATE TABLE dialogue (
    user_id    TEXT PRIMARY KEY NOT NULL,
    subject    TEXT NOT NULL,
    step       TEXT NOT NULL,
    answers    TEXT NOT NULL,                       -- JSON, by step
    changed_at INTEGER NOT NULL
) STRICT;

CREATE TABLE submission (
    submission_id   INTEGER PRIMARY KEY AUTOINCREMENT,
    submitter       TEXT,                           -- null: forgotten
    room_id         TEXT,                           -- of the message that submitted it
    event_id        TEXT UNIQUE,                    -- likewise; null: by dialogue, or forgotten
    state           TEXT NOT NULL CHECK
        (state IN ('checking', 'open', 'accepted', 'refused', 'withdrawn', 'unsuitable')),
    place           TEXT NOT NULL,                  -- the name as shown
    municipality_id INTEGER REFERENCES municipality,  -- null: not in the collection yet
    ags             TEXT,                           -- from the register, if that knows the place
    list            TEXT NOT NULL CHECK (list IN ('buergerbeteiligung', 'kinder_jugend')),
    url             TEXT,
    title           TEXT,
    status          TEXT,
    adopted         TEXT,                           -- YYYY, YYYY-MM or YYYY-MM-DD
    note            TEXT,
    link_state      TEXT,                           -- null: not looked at
    guideline_id    INTEGER REFERENCES guideline,   -- the entry made of it
    revision        INTEGER NOT NULL DEFAULT 0,     -- of the notice in the management room
    refusing        TEXT,                           -- who is asked for the reason of a refusal
    reminded        INTEGER NOT NULL DEFAULT 0,     -- stages of which the management was reminded
    mailed          INTEGER NOT NULL DEFAULT 0 CHECK (mailed IN (0, 1)),
    created_at      INTEGER NOT NULL,
    changed_at      INTEGER NOT NULL
) STRICT;
CREATE INDEX submission_state ON submission (state, submission_id);
CREATE INDEX submission_submitter ON submission (submitter);

CREATE TABLE submission_file (
    submission_id INTEGER PRIMARY KEY REFERENCES submission ON DELETE CASCADE,
    name          TEXT NOT NULL,
    source        TEXT NOT NULL,                    -- JSON: url and, if encrypted, file; '{}' later
    encrypted     INTEGER NOT NULL CHECK (encrypted IN (0, 1)),
    state         TEXT NOT NULL CHECK
        (state IN ('waiting', 'stored', 'unsuitable', 'unreachable')),
    problem       TEXT,                             -- why it is not stored (yet)
    sha256        TEXT,
    kind          TEXT,
    bytes         INTEGER,
    attempts      INTEGER NOT NULL DEFAULT 0,
    not_before    INTEGER NOT NULL
) STRICT;

-- Who did what when; the state of a submission is that of its last step.
CREATE TABLE submission_step (
    step_id       INTEGER PRIMARY KEY,
    submission_id INTEGER NOT NULL REFERENCES submission ON DELETE CASCADE,
    done_at       INTEGER NOT NULL,
    actor         TEXT,                             -- null: the bot, or forgotten
    what          TEXT NOT NULL CHECK (what IN ('submitted', 'checked', 'changed', 'asked',
        'answered', 'accepted', 'refused', 'withdrawn', 'unsuitable')),
    detail        TEXT NOT NULL                     -- the reason, the question, what was changed
) STRICT;
CREATE INDEX submission_step_submission ON submission_step (submission_id, step_id);

CREATE TABLE document (
    sha256    TEXT PRIMARY KEY NOT NULL,            -- also the name of its file
    kind      TEXT NOT NULL,
    bytes     INTEGER NOT NULL,
    stored_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE guideline_document (
    guideline_id INTEGER NOT NULL REFERENCES guideline ON DELETE CASCADE,
    sha256       TEXT NOT NULL REFERENCES document,
    name         TEXT NOT NULL,
    added_at     INTEGER NOT NULL,
    PRIMARY KEY (guideline_id, sha256)
) STRICT, WITHOUT ROWID;
