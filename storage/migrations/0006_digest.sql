-- The digest: who ordered it, how far each was told, and by which numbers that is exact.

-- A mark is the highest number that was told: numbers rise with every change, whatever clocks do.
CREATE TABLE digest_order (
    user_id       TEXT PRIMARY KEY NOT NULL,
    rhythm        TEXT NOT NULL CHECK (rhythm IN ('weekly', 'monthly')),
    address       TEXT,                             -- of a mail; null: in the direct chat
    ordered_at    INTEGER NOT NULL,
    looked_at     INTEGER NOT NULL,                 -- when it was the turn of the last one
    due_at        INTEGER NOT NULL,                 -- when it is the turn of the next
    version_mark  INTEGER NOT NULL,                 -- guideline_version.version_id
    question_mark INTEGER NOT NULL,                 -- question.question_id
    result_mark   INTEGER NOT NULL,                 -- result_change.change_id
    foreword_mark INTEGER NOT NULL                  -- digest_foreword.foreword_id
) STRICT, WITHOUT ROWID;
CREATE INDEX digest_order_due ON digest_order (due_at);

-- What a person was last told about a meeting that is not over.
CREATE TABLE digest_told (
    user_id     TEXT NOT NULL,
    meeting_id  INTEGER NOT NULL REFERENCES meeting ON DELETE CASCADE,
    starts      TEXT,                               -- null: not when it is; '': it is cancelled
    register_by TEXT,                               -- null: not until when to register
    PRIMARY KEY (user_id, meeting_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX digest_told_meeting ON digest_told (meeting_id);

-- Codes that went to an address, which nobody has confirmed before one comes back.
CREATE TABLE digest_code (
    code_id    INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id    TEXT NOT NULL,
    address    TEXT NOT NULL,
    rhythm     TEXT NOT NULL CHECK (rhythm IN ('weekly', 'monthly')),
    code       TEXT,                                -- null: used, replaced or tried too often
    tries      INTEGER NOT NULL DEFAULT 0,
    asked_at   INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX digest_code_user ON digest_code (user_id, asked_at);
CREATE INDEX digest_code_address ON digest_code (address, asked_at);

-- Words of the management above the next digest.
CREATE TABLE digest_foreword (
    foreword_id INTEGER PRIMARY KEY AUTOINCREMENT,
    text        TEXT NOT NULL,
    written_at  INTEGER NOT NULL
) STRICT;

-- A number for each time that a result is written.
CREATE TABLE result_change (
    change_id   INTEGER PRIMARY KEY AUTOINCREMENT,
    question_id INTEGER NOT NULL
) STRICT;
CREATE INDEX result_change_question ON result_change (question_id);
CREATE TRIGGER result_written AFTER INSERT ON result BEGIN
    INSERT INTO result_change (question_id) VALUES (new.question_id);
END;

-- What was too much for a week is told in a digest, once.
ALTER TABLE unasked ADD COLUMN digested_at INTEGER; -- null: in none yet
CREATE INDEX unasked_put_off ON unasked (user_id) WHERE outcome = 'digest' AND digested_at IS NULL;
