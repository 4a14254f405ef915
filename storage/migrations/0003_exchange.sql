-- What members ask each other: topics, questions and their results.

CREATE TABLE topic (
    topic_id INTEGER PRIMARY KEY AUTOINCREMENT,
    name     TEXT NOT NULL UNIQUE                   -- as shown
) STRICT;

-- The words of the profession by which a topic is recognised; its name is one of them.
CREATE TABLE topic_word (
    key      TEXT PRIMARY KEY NOT NULL,             -- folded, see commands/exchange/topics.py
    topic_id INTEGER NOT NULL REFERENCES topic ON DELETE CASCADE,
    word     TEXT NOT NULL                          -- as written
) STRICT, WITHOUT ROWID;
CREATE INDEX topic_word_topic ON topic_word (topic_id);

-- The text of a question is nowhere: it stands in the room.
CREATE TABLE question (
    question_id INTEGER PRIMARY KEY AUTOINCREMENT,
    asker       TEXT,                               -- null: forgotten
    room_id     TEXT NOT NULL,                      -- where its thread is
    root        TEXT NOT NULL,                      -- of the thread: the event id of the asker's
                                                    -- message, or the transaction id of our post
    title       TEXT NOT NULL,                      -- its first sentence; '' if forgotten
    topics      TEXT NOT NULL,                      -- JSON: names, also of free topics
    stems       TEXT NOT NULL,                      -- JSON: of the words by which it is compared
    state       TEXT NOT NULL DEFAULT 'open'
        CHECK (state IN ('open', 'done', 'withdrawn', 'closed')),
    asked_at    INTEGER NOT NULL,
    closed_at   INTEGER,                            -- null: open
    revision    INTEGER NOT NULL DEFAULT 0          -- of our first reply in the thread
) STRICT;
CREATE INDEX question_state ON question (state, question_id);
CREATE INDEX question_asker ON question (asker) WHERE asker IS NOT NULL;
CREATE INDEX question_root ON question (root);

-- Who is told when a question is done or has a result.
CREATE TABLE question_follower (
    question_id INTEGER NOT NULL REFERENCES question ON DELETE CASCADE,
    user_id     TEXT NOT NULL,
    PRIMARY KEY (question_id, user_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX question_follower_user ON question_follower (user_id);

-- Who was mentioned for a question: nobody is too often.
CREATE TABLE question_mention (
    question_id  INTEGER NOT NULL REFERENCES question ON DELETE CASCADE,
    user_id      TEXT NOT NULL,
    mentioned_at INTEGER NOT NULL,
    PRIMARY KEY (question_id, user_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX question_mention_user ON question_mention (user_id, mentioned_at);

-- Who agreed to be mentioned for which topic; nobody can yet.
CREATE VIEW mentionable AS SELECT '' AS user_id, '' AS topic WHERE FALSE;

-- What helped, without anybody's name: all that is kept of what members say.
CREATE TABLE result (
    question_id INTEGER PRIMARY KEY REFERENCES question ON DELETE CASCADE,
    title       TEXT NOT NULL,
    text        TEXT NOT NULL,
    topics      TEXT NOT NULL,                      -- JSON
    words       TEXT NOT NULL,                      -- folded, parted by blanks: for the search
    written_at  INTEGER NOT NULL
) STRICT;
