-- Who knows about what: profiles that people made themselves, and contacts passed on after a yes.

CREATE TABLE profile (
    profile_id   INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id      TEXT NOT NULL UNIQUE,
    place        TEXT NOT NULL,                     -- as shown; '': not told
    land         TEXT NOT NULL,                     -- of that municipality; '': not known
    ags          TEXT,                              -- null: not known
    role         TEXT NOT NULL,
    topics       TEXT NOT NULL,                     -- JSON: names, also of free topics
    reports      TEXT NOT NULL,                     -- what they can tell about
    size         INTEGER CHECK (size BETWEEN 1 AND 5),  -- class of their municipality
    since        INTEGER,                           -- year; null: not told
    keys         TEXT NOT NULL,                     -- JSON: of the topics, see topics.py
    stems        TEXT NOT NULL,                     -- JSON: of role and reports
    visibility   TEXT NOT NULL CHECK (visibility IN ('visible', 'on_request', 'off')),
    mentions     INTEGER NOT NULL,                  -- 1: may be mentioned for a question
    resumes_at   INTEGER,                           -- null: no pause
    consent      TEXT NOT NULL,                     -- version of the text that was agreed to
    consented_at INTEGER NOT NULL,
    changed_at   INTEGER NOT NULL,
    confirmed_at INTEGER NOT NULL,                  -- when they last said that it is true
    asked_at     INTEGER,                           -- null: not asked since
    hidden_at    INTEGER,                           -- null: not hidden for want of an answer
    left_at      INTEGER,                           -- null: a member
    due_at       INTEGER NOT NULL                   -- when something is to be done about it
) STRICT;
CREATE INDEX profile_due ON profile (due_at);

-- Who agreed to be mentioned for which topic. Whoever left is missing here from the next look on;
-- members are asked for at the moment of the mention.
DROP VIEW mentionable;
CREATE VIEW mentionable AS
    SELECT profile.user_id, topic.value AS topic
    FROM profile, json_each(profile.topics) AS topic
    WHERE mentions = 1 AND visibility <> 'off' AND resumes_at IS NULL AND hidden_at IS NULL
        AND left_at IS NULL;

-- Somebody looks for people who want to be asked first.
CREATE TABLE inquiry (
    inquiry_id INTEGER PRIMARY KEY AUTOINCREMENT,
    asker      TEXT NOT NULL,
    wanted     TEXT NOT NULL,                       -- whom they look for, as shown
    sentence   TEXT NOT NULL,                       -- what they want; '' when it is over
    asked_at   INTEGER NOT NULL,
    due_at     INTEGER                              -- when the asker is told; null: told
) STRICT;
CREATE INDEX inquiry_asker ON inquiry (asker, asked_at);
CREATE INDEX inquiry_due ON inquiry (due_at) WHERE due_at IS NOT NULL;

-- Each of them, and what came of it; nobody but the person learns of a no.
CREATE TABLE inquiry_person (
    inquiry_person_id INTEGER PRIMARY KEY AUTOINCREMENT,
    inquiry_id        INTEGER NOT NULL REFERENCES inquiry ON DELETE CASCADE,
    user_id           TEXT NOT NULL,
    progress          TEXT NOT NULL DEFAULT 'waiting'
        CHECK (progress IN ('waiting', 'asked', 'yes', 'no', 'dropped')),
    due_at            INTEGER,                      -- when they are to be asked; null: not now
    UNIQUE (inquiry_id, user_id)
) STRICT;
CREATE INDEX inquiry_person_user ON inquiry_person (user_id);
CREATE INDEX inquiry_person_due ON inquiry_person (due_at) WHERE due_at IS NOT NULL;
