-- What came of a command: who edits it gets another answer, unless it changed something.
ALTER TABLE handled_event ADD COLUMN outcome TEXT CHECK (outcome IN ('told', 'done'));  -- null: no command
ALTER TABLE handled_event ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;  -- edits of the answer

-- What somebody may go on with: one of several by its number, or the next page.
CREATE TABLE offer (
    offer_id    INTEGER PRIMARY KEY AUTOINCREMENT,
    event_id    TEXT NOT NULL UNIQUE,               -- of what was answered with it
    room_id     TEXT NOT NULL,
    thread_root TEXT,                               -- null: not in a thread
    user_id     TEXT NOT NULL,                      -- who asked
    options     TEXT NOT NULL,                      -- JSON: the command line of each number
    more        TEXT,                               -- that of the next page; null: there is none
    asks        INTEGER NOT NULL CHECK (asks IN (0, 1)),   -- one of them is asked for
    over        INTEGER NOT NULL DEFAULT 0 CHECK (over IN (0, 1)),  -- the person went on: a
                                                    -- number alone does not mean this any more
    offered_at  INTEGER NOT NULL
) STRICT;
CREATE INDEX offer_user ON offer (user_id, room_id, offer_id);
