-- Questions that wait for a reply: what is known of their threads, and who was told what unasked.

ALTER TABLE question ADD COLUMN replies INTEGER NOT NULL DEFAULT 0;    -- of others in the thread
ALTER TABLE question ADD COLUMN first_reply_at INTEGER;                -- null: none
ALTER TABLE question ADD COLUMN last_reply_at INTEGER;                 -- null: none
ALTER TABLE question ADD COLUMN watch_from INTEGER;                    -- null: since it was asked
ALTER TABLE question ADD COLUMN watched TEXT NOT NULL DEFAULT 'waiting'
    CHECK (watched IN ('waiting', 'asked', 'posted'));                 -- what was done about it
ALTER TABLE question ADD COLUMN watched_at INTEGER;                    -- null: nothing yet

-- What people were told unasked, each once; what was too much for a week is for the digest.
CREATE TABLE unasked (
    user_id TEXT NOT NULL,
    feature TEXT NOT NULL,                          -- such as 'mention'
    about   TEXT NOT NULL,                          -- such as 'exchange:12'
    outcome TEXT NOT NULL CHECK (outcome IN ('sent', 'digest')),
    told_at INTEGER NOT NULL,
    PRIMARY KEY (user_id, feature, about)
) STRICT, WITHOUT ROWID;
CREATE INDEX unasked_told ON unasked (user_id, told_at) WHERE outcome = 'sent';
