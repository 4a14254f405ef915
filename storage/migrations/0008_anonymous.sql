-- Questions that are asked without a name. Who asked is known only while they are open, and only in
-- one table.

ALTER TABLE question ADD COLUMN anonymous INTEGER NOT NULL DEFAULT 0 CHECK (anonymous IN (0, 1));

-- Of such a post nothing is kept once it is sent and leads to nothing any more.
ALTER TABLE outbox ADD COLUMN untraced INTEGER NOT NULL DEFAULT 0 CHECK (untraced IN (0, 1));
CREATE INDEX outbox_untraced ON outbox (outbox_id) WHERE untraced = 1;

-- One a person. The rows are in the order of the people, not of time.
CREATE TABLE anonymous_link (
    user_id     TEXT PRIMARY KEY NOT NULL,
    question_id INTEGER,                            -- null: not posted yet
    step        TEXT NOT NULL CHECK (step IN ('draft', 'waiting', 'open', 'adding', 'ending')),
    title       TEXT NOT NULL,                      -- '' once it is posted
    text        TEXT NOT NULL,                      -- of the question until it is posted; then of
                                                    -- what is shown before a yes: what the person
                                                    -- adds, or what helped
    topics      TEXT NOT NULL,                      -- JSON; empty once it is posted
    additions   INTEGER NOT NULL DEFAULT 0,         -- posted in the thread so far
    due_at      INTEGER                             -- when a draft is dropped, a question is posted
                                                    -- or ended; null: nothing is due
) STRICT, WITHOUT ROWID;

-- How often somebody asked so in this month, and who may not for a while: of person and reason only
-- a digest, with a key that is not in the database.
CREATE TABLE anonymous_mark (
    digest     TEXT PRIMARY KEY NOT NULL,
    expires_at INTEGER NOT NULL                     -- the beginning of a day
) STRICT, WITHOUT ROWID;
