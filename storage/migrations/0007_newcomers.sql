-- New members, questions from outside to the management, and announcements.

-- Who joined since the bot greets, each once; not there: was a member before, or long ago.
CREATE TABLE newcomer (
    user_id    TEXT PRIMARY KEY NOT NULL,
    state      TEXT NOT NULL
        CHECK (state IN ('waiting', 'greeted', 'done', 'left', 'returned')),
    joined_at  INTEGER NOT NULL,
    due_at     INTEGER NOT NULL,                    -- when to say what comes next
    changed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX newcomer_state ON newcomer (state, due_at);
CREATE INDEX newcomer_joined ON newcomer (joined_at);

-- Posts in which members introduce themselves; the text stands in the room only.
CREATE TABLE introduction (
    introduction_id INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id         TEXT NOT NULL,
    room_id         TEXT NOT NULL,
    posted_at       INTEGER NOT NULL
) STRICT;
CREATE INDEX introduction_user ON introduction (user_id, posted_at);

-- Questions to the management by people in their direct chats; what is said stands in the rooms.
CREATE TABLE management_question (
    management_question_id INTEGER PRIMARY KEY AUTOINCREMENT,
    person     TEXT,                                -- null: forgotten
    state      TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'closed')),
    asked_at   INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,                    -- when something was carried, or it was closed
    unanswered INTEGER NOT NULL DEFAULT 1           -- what the person wrote since the last answer
) STRICT;
CREATE INDEX management_question_person ON management_question (person, asked_at) WHERE person IS NOT NULL;
CREATE INDEX management_question_asked ON management_question (asked_at);

CREATE TABLE announcement (
    announcement_id INTEGER PRIMARY KEY AUTOINCREMENT,
    author          TEXT,                           -- null: forgotten
    event_id        TEXT NOT NULL,                  -- of the command, by which an edit finds it
    text            TEXT NOT NULL,
    state           TEXT NOT NULL CHECK (state IN ('planned', 'posted', 'withdrawn')),
    due_at          INTEGER NOT NULL,
    rings           INTEGER NOT NULL CHECK (rings IN (0, 1)),      -- with a mention of everybody
    in_digest       INTEGER NOT NULL CHECK (in_digest IN (0, 1)),  -- belongs into the digest, too
    created_at      INTEGER NOT NULL,
    posted_at       INTEGER,                        -- null: not yet
    revision        INTEGER NOT NULL DEFAULT 0      -- edits of its copies
) STRICT;
CREATE INDEX announcement_due ON announcement (state, due_at);
CREATE INDEX announcement_event ON announcement (event_id);

-- In which rooms it stands.
CREATE TABLE announcement_copy (
    announcement_id INTEGER NOT NULL REFERENCES announcement ON DELETE CASCADE,
    room_id         TEXT NOT NULL,
    PRIMARY KEY (announcement_id, room_id)
) STRICT, WITHOUT ROWID;
