-- What the bot had posted after the copy was made that this database was restored from. A post is
-- known by its mark, which stands in clear beside its encrypted content.
CREATE TABLE earlier_post (
    mark     TEXT NOT NULL,                         -- of its transaction id
    words    TEXT NOT NULL,                         -- a digest of what it says
    room_id  TEXT NOT NULL,
    event_id TEXT NOT NULL,
    answers  TEXT,                                  -- the event that it replies to; null: none
    PRIMARY KEY (mark, words)
) STRICT, WITHOUT ROWID;
CREATE INDEX earlier_post_answers ON earlier_post (answers) WHERE answers IS NOT NULL;

-- Rooms whose posts were read back.
CREATE TABLE earlier_room (
    room_id TEXT PRIMARY KEY NOT NULL,
    read_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
