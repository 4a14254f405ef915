BEGIN TRANSACTION;
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
INSERT INTO "announcement" VALUES(1,'@ada:example.org','$befehl','Neues.','posted',1,0,1,1,1,0);
CREATE TABLE announcement_copy (
    announcement_id INTEGER NOT NULL REFERENCES announcement ON DELETE CASCADE,
    room_id         TEXT NOT NULL,
    PRIMARY KEY (announcement_id, room_id)
) STRICT, WITHOUT ROWID;
INSERT INTO "announcement_copy" VALUES(1,'!room');
CREATE TABLE announcement_news (
    news_id         INTEGER PRIMARY KEY AUTOINCREMENT,
    announcement_id INTEGER NOT NULL UNIQUE REFERENCES announcement ON DELETE CASCADE
) STRICT;
INSERT INTO "announcement_news" VALUES(1,1);
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
INSERT INTO "anonymous_link" VALUES('@ada:example.org',1,'open','','','[]',0,NULL);
CREATE TABLE anonymous_mark (
    digest     TEXT PRIMARY KEY NOT NULL,
    expires_at INTEGER NOT NULL                     -- the beginning of a day
) STRICT, WITHOUT ROWID;
INSERT INTO "anonymous_mark" VALUES('00ff',1);
CREATE TABLE awaited (
    awaited_id  INTEGER PRIMARY KEY AUTOINCREMENT,  -- the newest was asked last
    user_id     TEXT NOT NULL,
    room_id     TEXT,                               -- null: the person's direct chat
    thread_root TEXT,                               -- null: not in a thread
    kind        TEXT NOT NULL,                      -- such as 'offer': that route takes the answer
    subject     TEXT,                               -- that of the posts about it; null: none
    payload     TEXT NOT NULL,                      -- JSON, a matter of the kind
    alone       INTEGER NOT NULL CHECK (alone IN (0, 1)),  -- a dialogue or a preview: one a person
    asked_at    INTEGER NOT NULL,
    expires_at  INTEGER                             -- null: kept as long as dialogues are
) STRICT;
INSERT INTO "awaited" VALUES(1,'@ada:example.org',NULL,NULL,'submission-dialogue',NULL,'{}',1,1,NULL);
CREATE TABLE calendar (
    source        TEXT PRIMARY KEY,                 -- a hash of its address, which may be secret
    etag          TEXT,                             -- of the last read, if the server sent one
    modified      TEXT,                             -- likewise
    read_at       INTEGER,                          -- null: never yet
    failing_since INTEGER                           -- null: the last attempt was no failure
) STRICT, WITHOUT ROWID;
INSERT INTO "calendar" VALUES('hash',NULL,NULL,NULL,NULL);
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
INSERT INTO "digest_code" VALUES(1,'@ada:example.org','ada@example.org','weekly',NULL,0,1,1);
CREATE TABLE digest_foreword (
    foreword_id INTEGER PRIMARY KEY AUTOINCREMENT,
    text        TEXT NOT NULL,
    written_at  INTEGER NOT NULL
) STRICT;
INSERT INTO "digest_foreword" VALUES(1,'Guten Tag',1);
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
, announcement_mark INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID;
INSERT INTO "digest_order" VALUES('@ada:example.org','weekly',NULL,1,1,1,1,1,1,1,0);
CREATE TABLE digest_told (
    user_id     TEXT NOT NULL,
    meeting_id  INTEGER NOT NULL REFERENCES meeting ON DELETE CASCADE,
    starts      TEXT,                               -- null: not when it is; '': it is cancelled
    register_by TEXT,                               -- null: not until when to register
    PRIMARY KEY (user_id, meeting_id)
) STRICT, WITHOUT ROWID;
INSERT INTO "digest_told" VALUES('@ada:example.org',1,'2026-12-02',NULL);
CREATE TABLE direct_chat (
    user_id    TEXT PRIMARY KEY NOT NULL,
    room_id    TEXT NOT NULL UNIQUE,
    membership TEXT NOT NULL                        -- the person's
        CHECK (membership IN ('invite', 'join', 'leave')),
    changed_at INTEGER NOT NULL
) STRICT;
INSERT INTO "direct_chat" VALUES('@ada:example.org','!direct','join',1);
CREATE TABLE document (
    sha256    TEXT PRIMARY KEY NOT NULL,            -- also the name of its file
    kind      TEXT NOT NULL,
    bytes     INTEGER NOT NULL,
    stored_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "document" VALUES('aa','pdf',1,1);
CREATE TABLE document_page (
    page_id INTEGER PRIMARY KEY,
    sha256  TEXT NOT NULL REFERENCES document ON DELETE CASCADE,
    page    INTEGER NOT NULL,                       -- the first is 1
    text    TEXT NOT NULL,
    UNIQUE (sha256, page)
) STRICT;
INSERT INTO "document_page" VALUES(1,'aa',1,'Losverfahren');
CREATE TABLE document_text (
    sha256  TEXT PRIMARY KEY NOT NULL REFERENCES document ON DELETE CASCADE,
    problem TEXT,                                   -- why it could not, or not all, be read
    pages   INTEGER NOT NULL,                       -- how many were read
    read_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "document_text" VALUES('aa',NULL,1,1);
CREATE TABLE earlier_post (
    mark     TEXT NOT NULL,                         -- of its transaction id
    words    TEXT NOT NULL,                         -- a digest of what it says
    room_id  TEXT NOT NULL,
    event_id TEXT NOT NULL,
    answers  TEXT,                                  -- the event that it replies to; null: none
    PRIMARY KEY (mark, words)
) STRICT, WITHOUT ROWID;
INSERT INTO "earlier_post" VALUES('aa','bb','!room','$post','$event');
CREATE TABLE earlier_room (
    room_id TEXT PRIMARY KEY NOT NULL,
    read_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "earlier_room" VALUES('!room',1);
CREATE TABLE feed_token (
    user_id    TEXT PRIMARY KEY NOT NULL,
    nonce      TEXT NOT NULL UNIQUE,                -- the event of the command that made it
    created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "feed_token" VALUES('@ada:example.org','$kalender',1);
CREATE TABLE file_request (
    transaction_id TEXT PRIMARY KEY NOT NULL,       -- under which the file will be sent
    kind           TEXT NOT NULL CHECK (kind IN ('calendar', 'document', 'map')),
    source         TEXT NOT NULL,                   -- JSON: what it takes to make or find it
    room_id        TEXT NOT NULL,
    content        TEXT NOT NULL,                   -- JSON: of the event, without the file
    requested_at   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "file_request" VALUES('answer-$event-file-0','map','{}','!room','{}',1);
CREATE TABLE former_place (
    ags      TEXT NOT NULL,
    called   TEXT NOT NULL,                         -- the name then
    name     TEXT NOT NULL,                         -- the name now, if there is one
    kind     TEXT NOT NULL,
    district TEXT NOT NULL,
    key      TEXT NOT NULL,                         -- of the name then
    standing INTEGER NOT NULL CHECK (standing IN (1, 2)),  -- 1 has another name now, 2 is gone
    PRIMARY KEY (ags, key)
) STRICT, WITHOUT ROWID;
INSERT INTO "former_place" VALUES('05314000','Bonna','Bonn','S','05314','bonna',1);
CREATE TABLE guideline (
    guideline_id    INTEGER PRIMARY KEY,
    municipality_id INTEGER NOT NULL REFERENCES municipality,
    list            TEXT NOT NULL CHECK (list IN ('buergerbeteiligung', 'kinder_jugend')),
    number          INTEGER,                        -- position in the printed list
    printed         TEXT NOT NULL,                  -- the name as printed there
    certainty       TEXT NOT NULL CHECK (certainty IN ('sicher', 'wahrscheinlich')),
    remark          TEXT NOT NULL,                  -- on the printed form; management only
    title           TEXT,                           -- null: nothing but the name is known
    document_type   TEXT,
    status          TEXT NOT NULL
        CHECK (status IN ('in Erarbeitung', 'beschlossen', 'fortgeschrieben', 'unbekannt')),
    adopted         TEXT,                           -- YYYY, YYYY-MM or YYYY-MM-DD
    adopted_by      TEXT,
    updated         TEXT,                           -- likewise
    summary         TEXT,
    source          TEXT,
    provenance      TEXT NOT NULL,
    confirmed_by    TEXT,
    confirmed_at    INTEGER,
    created_at      INTEGER NOT NULL,
    deleted_at      INTEGER                         -- null: not deleted
) STRICT;
INSERT INTO "guideline" VALUES(1,1,'kinder_jugend',NULL,'','sicher','',NULL,NULL,'unbekannt',NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,1,NULL);
CREATE TABLE guideline_document (
    guideline_id INTEGER NOT NULL REFERENCES guideline ON DELETE CASCADE,
    sha256       TEXT NOT NULL REFERENCES document,
    name         TEXT NOT NULL,
    added_at     INTEGER NOT NULL,
    PRIMARY KEY (guideline_id, sha256)
) STRICT, WITHOUT ROWID;
INSERT INTO "guideline_document" VALUES(1,'aa','leitlinien.pdf',1);
CREATE TABLE guideline_link (
    guideline_id INTEGER NOT NULL REFERENCES guideline ON DELETE CASCADE,
    position     INTEGER NOT NULL,
    label        TEXT NOT NULL,
    url          TEXT NOT NULL,
    as_of        TEXT,                              -- YYYY, YYYY-MM or YYYY-MM-DD
    PRIMARY KEY (guideline_id, position)
) STRICT, WITHOUT ROWID;
INSERT INTO "guideline_link" VALUES(1,1,'Leitlinien','https://example.org/',NULL);
CREATE TABLE guideline_version (
    version_id    INTEGER PRIMARY KEY AUTOINCREMENT,
    batch         INTEGER NOT NULL,                 -- the same for changes that are made and undone
                                                    -- together, such as an import
    guideline_id  INTEGER NOT NULL REFERENCES guideline,
    done_at       INTEGER NOT NULL,
    actor         TEXT,                             -- null: the program, or forgotten
    action        TEXT NOT NULL CHECK
        (action IN ('created', 'changed', 'confirmed', 'deleted', 'restored')),
    submission_id INTEGER,                          -- null: not by a submission
    origin        TEXT,                             -- of an import: which; else null
    reason        TEXT,                             -- of a deletion
    undoes        INTEGER,                          -- the batch that it takes back; else null
    before        TEXT,                             -- JSON: the entry, its municipality, its
                                                    -- documents; if created, at most fields of the
                                                    -- municipality that changed with it
    after         TEXT NOT NULL                     -- likewise
) STRICT;
INSERT INTO "guideline_version" VALUES(1,1,1,1,NULL,'created',NULL,NULL,NULL,NULL,NULL,'{}');
CREATE TABLE handled_event (
    event_id   TEXT PRIMARY KEY NOT NULL,
    handled_at INTEGER NOT NULL,
    outcome    TEXT CHECK (outcome IN ('answered', 'changed')),  -- null: no command; an edit
                                                    -- replaces the answer unless it is 'changed'
    revision   INTEGER NOT NULL DEFAULT 0           -- edits of the answer
) STRICT, WITHOUT ROWID;
INSERT INTO "handled_event" VALUES('$event',1,NULL,0);
CREATE TABLE imported_meeting (
    meeting_id    INTEGER PRIMARY KEY REFERENCES meeting ON DELETE CASCADE,
    uid           TEXT NOT NULL,                    -- in the calendar
    hashes        TEXT NOT NULL,                    -- JSON: field -> hash of the calendar's value
    times_missing INTEGER NOT NULL DEFAULT 0        -- reads in a row that did not have it
) STRICT;
INSERT INTO "imported_meeting" VALUES(1,'uid','{}',0);
CREATE TABLE imported_place (
    ags        TEXT PRIMARY KEY NOT NULL,
    name       TEXT NOT NULL,
    kind       TEXT NOT NULL,                       -- S town, G municipality
    district   TEXT NOT NULL,                       -- key of the district
    key        TEXT NOT NULL,                       -- folded name
    population INTEGER                              -- null: the file does not tell it
) STRICT, WITHOUT ROWID;
INSERT INTO "imported_place" VALUES('05314000','Bonn','S','05314','bonn',320000);
CREATE TABLE inquiry (
    inquiry_id INTEGER PRIMARY KEY AUTOINCREMENT,
    asker      TEXT NOT NULL,
    wanted     TEXT NOT NULL,                       -- whom they look for, as shown
    sentence   TEXT NOT NULL,                       -- what they want; '' when it is over
    asked_at   INTEGER NOT NULL,
    due_at     INTEGER                              -- when the asker is told; null: told
) STRICT;
INSERT INTO "inquiry" VALUES(1,'@ben:example.org','Quorum','Wie hoch?',1,604801);
CREATE TABLE inquiry_person (
    inquiry_person_id INTEGER PRIMARY KEY AUTOINCREMENT,
    inquiry_id        INTEGER NOT NULL REFERENCES inquiry ON DELETE CASCADE,
    user_id           TEXT NOT NULL,
    progress          TEXT NOT NULL DEFAULT 'waiting'
        CHECK (progress IN ('waiting', 'asked', 'yes', 'no', 'dropped')),
    due_at            INTEGER,                      -- when they are to be asked; null: not now
    UNIQUE (inquiry_id, user_id)
) STRICT;
INSERT INTO "inquiry_person" VALUES(1,1,'@ada:example.org','asked',NULL);
CREATE TABLE introduction (
    introduction_id INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id         TEXT NOT NULL,
    room_id         TEXT NOT NULL,
    posted_at       INTEGER NOT NULL
) STRICT;
INSERT INTO "introduction" VALUES(1,'@ada:example.org','!room',1);
CREATE TABLE key_value (
    name     TEXT PRIMARY KEY NOT NULL,
    value    TEXT NOT NULL,
    noted_at INTEGER NOT NULL
) STRICT;
INSERT INTO "key_value" VALUES('encryption','ok',1);
INSERT INTO "key_value" VALUES('names','0E15BBFA99B0FC5C',0);
CREATE TABLE link_check (
    url           TEXT PRIMARY KEY NOT NULL,
    page          TEXT NOT NULL,                    -- what all links to it share
    host          TEXT NOT NULL,                    -- of the page
    state         TEXT,                             -- the result; null: not requested yet
    checked_at    INTEGER,                          -- likewise
    failing_since INTEGER,                          -- null: it answers, or is not requested yet
    failures      INTEGER NOT NULL DEFAULT 0,       -- how many times in a row
    next_at       INTEGER NOT NULL,                 -- when it is requested next, at the earliest
    reported_at   INTEGER                           -- null: its failure was not reported
) STRICT, WITHOUT ROWID;
INSERT INTO "link_check" VALUES('https://example.org/','example.org/','example.org',NULL,NULL,NULL,0,1,NULL);
CREATE TABLE management_question (
    management_question_id INTEGER PRIMARY KEY AUTOINCREMENT,
    person     TEXT,                                -- null: forgotten
    state      TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'closed')),
    asked_at   INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,                    -- when something was carried, or it was closed
    unanswered INTEGER NOT NULL DEFAULT 1           -- what the person wrote since the last answer
) STRICT;
INSERT INTO "management_question" VALUES(1,'@ada:example.org','open',1,1,1);
CREATE TABLE meeting (
    meeting_id        INTEGER PRIMARY KEY AUTOINCREMENT,
    uid               TEXT NOT NULL,                -- of a series: that of the series
    sequence          INTEGER NOT NULL DEFAULT 0,   -- rises with every change, RFC 5545
    series_id         INTEGER REFERENCES series,    -- null: a single meeting
    recurrence        TEXT,                         -- of a series: the start by the rule, local
    kind              TEXT NOT NULL CHECK
        (kind IN ('online-konferenz', 'netzwerktreffen', 'arbeitsgruppe', 'frist')),
    title             TEXT NOT NULL,
    starts            TEXT NOT NULL,                -- local
    ends              TEXT NOT NULL,                -- local; of whole days the last one
    timezone          TEXT NOT NULL,
    all_day           INTEGER NOT NULL CHECK (all_day IN (0, 1)),
    starts_at         INTEGER NOT NULL,             -- derived
    ends_at           INTEGER NOT NULL,             -- derived
    place             TEXT,                         -- a place, or a link
    description       TEXT,
    register_by       TEXT,                         -- local, with time
    state             TEXT NOT NULL DEFAULT 'planned' CHECK (state IN ('planned', 'cancelled')),
    reason            TEXT,                         -- of a cancellation
    source            TEXT,                         -- null: made here; else from which import
    revision          INTEGER NOT NULL DEFAULT 0,   -- of the announcement
    minutes_requested INTEGER NOT NULL DEFAULT 0 CHECK (minutes_requested IN (0, 1)),
    created_by        TEXT,                         -- null: by import, or forgotten
    created_at        INTEGER NOT NULL,
    changed_at        INTEGER NOT NULL
) STRICT;
INSERT INTO "meeting" VALUES(1,'uid',0,1,'2026-12-02','frist','Frist','2026-12-02','2026-12-02','Europe/Berlin',1,1,1,NULL,NULL,NULL,'planned',NULL,NULL,0,0,NULL,1,1);
CREATE TABLE migration (
    name   TEXT PRIMARY KEY NOT NULL,
    sha256 TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "migration" VALUES('0001_initial.sql','a6758e5f6520a0fa5c9422fa3714c94f983b82d5e3a0998f8b822e2c4cdbd1f7');
INSERT INTO "migration" VALUES('0002_joint_reminders.sql','f2cb97869dc235795dcec2bd251744e49b2c83de24ad9473b016630986883a5d');
INSERT INTO "migration" VALUES('0003_exchange.sql','e698ac7aeed3b62b06084bcdbdd5600d5e5b3455968c6566b603fc58d24218e7');
INSERT INTO "migration" VALUES('0004_watch.sql','736869f000bb9f0920f58394962a0a7966ec6beb16534cb93a555e8daeefa9c3');
INSERT INTO "migration" VALUES('0005_profile.sql','e224a4705f9a1a2c4aa3152b9ffe28b13910ad5cfa6e4cc871b83e303ab0ab83');
INSERT INTO "migration" VALUES('0006_digest.sql','86940d37d38248ff330b5c567be29dbb137675ece79e44ca6100f4043f7b0720');
INSERT INTO "migration" VALUES('0007_newcomers.sql','c999871c217a6bed0b210905f4c9c49dc55f14be90a6369dfb8e32c6d4093418');
INSERT INTO "migration" VALUES('0008_anonymous.sql','9efb34f912ac2e595dc097a3514e840f9bef2f7f10b1c9d9106d34e24fa21c89');
INSERT INTO "migration" VALUES('0009_digest_announcements.sql','bcbe4a59260d44ff6676eaa80ea4831115a723bfd5e2a668b57abd1f244eac51');
INSERT INTO "migration" VALUES('0010_recovery.sql','06528beb6bf5d7d40a4d328e0b2af73bb739f811184e8c83532b1d007ae2bec5');
INSERT INTO "migration" VALUES('0011_register.sql','8231f3839b9751decccaa65ca7e3c3ab6641f23ab5f9737839efb081ffe27f4a');
CREATE TABLE municipality (
    municipality_id INTEGER PRIMARY KEY,
    name            TEXT NOT NULL,                  -- as shown
    presumed        TEXT,                           -- what the name probably means; then all
                                                    -- below is about that, for management only
    official_name   TEXT NOT NULL,
    kind            TEXT NOT NULL
        CHECK (kind IN ('Stadt', 'Gemeinde', 'Landkreis', 'Bezirk', 'Land')),
    land            TEXT NOT NULL,
    district        TEXT NOT NULL,
    ags             TEXT,                           -- official key; null outside Germany
    UNIQUE (name, land)
) STRICT;
INSERT INTO "municipality" VALUES(1,'Bonn',NULL,'Bonn','Stadt','','',NULL);
CREATE TABLE municipality_key (
    key             TEXT NOT NULL,                  -- a folded spelling, see commands/language/names
    municipality_id INTEGER NOT NULL REFERENCES municipality ON DELETE CASCADE,
    via             INTEGER NOT NULL,               -- 0 name, 1 district of a city, 2 without
                                                    -- umlauts, 3 printed form, 4 foreign name
    PRIMARY KEY (key, municipality_id)
) STRICT, WITHOUT ROWID;
INSERT INTO "municipality_key" VALUES('bonn',1,0);
CREATE TABLE newcomer (
    user_id    TEXT PRIMARY KEY NOT NULL,
    state      TEXT NOT NULL
        CHECK (state IN ('waiting', 'greeted', 'done', 'left', 'returned')),
    joined_at  INTEGER NOT NULL,
    due_at     INTEGER NOT NULL,                    -- when to say what comes next
    changed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "newcomer" VALUES('@ada:example.org','greeted',1,1,1);
CREATE TABLE outbox (
    outbox_id      INTEGER PRIMARY KEY AUTOINCREMENT,
    transaction_id TEXT NOT NULL UNIQUE,            -- the Matrix transaction id
    room_id        TEXT NOT NULL,
    event_type     TEXT NOT NULL,
    content        TEXT NOT NULL,                   -- JSON; emptied when sent
    created_at     INTEGER NOT NULL,
    not_before     INTEGER NOT NULL,
    attempts       INTEGER NOT NULL DEFAULT 0,
    state          TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sent', 'failed')),
    refused_since  INTEGER,                         -- null: the room does not refuse it
    event_id       TEXT,                            -- null until sent
    error          TEXT,                            -- why the last attempt failed
    subject        TEXT,                            -- such as 'submission:12'; the row is kept as
                                                    -- long as that
    fallback       TEXT,                            -- JSON: room_id, content; sent there if this
                                                    -- cannot be sent
    file           BLOB                             -- to be uploaded; dropped when sent
, untraced INTEGER NOT NULL DEFAULT 0 CHECK (untraced IN (0, 1))) STRICT;
INSERT INTO "outbox" VALUES(1,'answer-$event','!room','m.room.message','{}',1,1,0,'waiting',NULL,NULL,NULL,NULL,NULL,NULL,0);
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
INSERT INTO "profile" VALUES(1,'@ada:example.org','Bonn','',NULL,'','["Quorum"]','',NULL,NULL,'["quorum"]','[]','visible',1,NULL,'1',1,1,1,NULL,NULL,NULL,31536001);
CREATE TABLE programme_request (
    meeting_id INTEGER PRIMARY KEY REFERENCES meeting ON DELETE CASCADE,
    source     TEXT NOT NULL,                       -- JSON: what it takes to get the file
    event_id   TEXT NOT NULL,                       -- of the command
    attempts   INTEGER NOT NULL DEFAULT 0,
    not_before INTEGER NOT NULL
) STRICT;
INSERT INTO "programme_request" VALUES(1,'{}','$event',0,1);
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
, replies INTEGER NOT NULL DEFAULT 0, first_reply_at INTEGER, last_reply_at INTEGER, watch_from INTEGER, watched TEXT NOT NULL DEFAULT 'waiting'
    CHECK (watched IN ('waiting', 'asked', 'posted')), watched_at INTEGER, anonymous INTEGER NOT NULL DEFAULT 0 CHECK (anonymous IN (0, 1))) STRICT;
INSERT INTO "question" VALUES(1,'@ada:example.org','!room','$frage','Wer lost?','[]','[]','open',1,NULL,0,0,NULL,NULL,NULL,'waiting',NULL,0);
CREATE TABLE question_follower (
    question_id INTEGER NOT NULL REFERENCES question ON DELETE CASCADE,
    user_id     TEXT NOT NULL,
    PRIMARY KEY (question_id, user_id)
) STRICT, WITHOUT ROWID;
INSERT INTO "question_follower" VALUES(1,'@ben:example.org');
CREATE TABLE question_mention (
    question_id  INTEGER NOT NULL REFERENCES question ON DELETE CASCADE,
    user_id      TEXT NOT NULL,
    mentioned_at INTEGER NOT NULL,
    PRIMARY KEY (question_id, user_id)
) STRICT, WITHOUT ROWID;
INSERT INTO "question_mention" VALUES(1,'@ben:example.org',1);
CREATE TABLE recount (
    meeting_id INTEGER PRIMARY KEY REFERENCES meeting ON DELETE CASCADE,
    due_at     INTEGER NOT NULL
) STRICT;
INSERT INTO "recount" VALUES(1,1);
CREATE TABLE register_edition (
    only_row      INTEGER PRIMARY KEY CHECK (only_row = 1),
    as_of         TEXT NOT NULL,                    -- YYYY-MM-DD: the day whose borders it has
    source        TEXT NOT NULL,                    -- as shown: office and table
    population_of TEXT NOT NULL,                    -- likewise, in two words
    licence       TEXT NOT NULL,
    credit        TEXT NOT NULL,                    -- must stay with the data
    imported_at   INTEGER NOT NULL
) STRICT;
INSERT INTO "register_edition" VALUES(1,'2022-05-15','Zensus','Zensus','dl-de/by-2-0','Statistische Ämter',1);
CREATE TABLE register_place (
    ags      TEXT PRIMARY KEY NOT NULL,
    name     TEXT NOT NULL,
    kind     TEXT NOT NULL,                         -- S town, G municipality
    district TEXT NOT NULL,                         -- key of the district
    key      TEXT NOT NULL                          -- folded name
) STRICT, WITHOUT ROWID;
INSERT INTO "register_place" VALUES('05314000','Bonn','S','05314','bonn');
CREATE TABLE reminder (
    reminder_id INTEGER PRIMARY KEY,
    meeting_id  INTEGER NOT NULL REFERENCES meeting ON DELETE CASCADE,
    stage       TEXT NOT NULL,                      -- '7d', 'register:1d', 'slot:3:10min'
    room_id     TEXT NOT NULL,
    starts_at   INTEGER NOT NULL,                   -- of the meeting, deadline or slot: moving it
                                                    -- plans the stages again
    due_at      INTEGER NOT NULL,
    state       TEXT NOT NULL DEFAULT 'planned'
        CHECK (state IN ('planned', 'posted', 'skipped', 'dropped')),
    done_at     INTEGER, posted_as TEXT,                            -- null while planned
    UNIQUE (meeting_id, stage, room_id, starts_at)
) STRICT;
INSERT INTO "reminder" VALUES(1,1,'7d','!room',1,1,'planned',NULL,NULL);
CREATE TABLE result (
    question_id INTEGER PRIMARY KEY REFERENCES question ON DELETE CASCADE,
    title       TEXT NOT NULL,
    text        TEXT NOT NULL,
    topics      TEXT NOT NULL,                      -- JSON
    words       TEXT NOT NULL,                      -- folded, parted by blanks: for the search
    written_at  INTEGER NOT NULL
) STRICT;
INSERT INTO "result" VALUES(1,'Wer lost?','Bonn.','[]',' bonn ',1);
CREATE TABLE result_change (
    change_id   INTEGER PRIMARY KEY AUTOINCREMENT,
    question_id INTEGER NOT NULL
) STRICT;
INSERT INTO "result_change" VALUES(1,1);
CREATE TABLE room (
    room_id              TEXT PRIMARY KEY NOT NULL,
    membership           TEXT NOT NULL
        CHECK (membership IN ('to_join', 'invite', 'join', 'leave')),
    direct               INTEGER NOT NULL DEFAULT 0 CHECK (direct IN (0, 1)),
    inviter              TEXT,                      -- null unless invited
    reason               TEXT,                      -- why the bot is out, as the homeserver says
    replaced_by          TEXT,                      -- the room this one was upgraded to
    replaces             TEXT,                      -- claims to be upgraded to this; not yet proved
    via                  TEXT,                      -- a server that can help to join
    attempts             INTEGER NOT NULL DEFAULT 0,  -- to join
    not_before           INTEGER NOT NULL DEFAULT 0,  -- next attempt to join
    unreadable_notice_at INTEGER,                   -- null until the room got the notice that
                                                    -- the bot cannot decrypt its messages
    changed_at           INTEGER NOT NULL
) STRICT;
INSERT INTO "room" VALUES('!room','join',0,NULL,NULL,NULL,NULL,NULL,0,0,NULL,1);
CREATE TABLE room_alias (
    alias    TEXT PRIMARY KEY NOT NULL,
    room_id  TEXT NOT NULL,
    noted_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "room_alias" VALUES('#raum:example.org','!room',1);
CREATE TABLE rsvp (
    meeting_id  INTEGER NOT NULL REFERENCES meeting ON DELETE CASCADE,
    user_id     TEXT NOT NULL,
    answer      TEXT NOT NULL CHECK (answer IN ('yes', 'no', 'maybe')),
    event_id    TEXT,                               -- of the reaction; null: by command
    answered_at INTEGER NOT NULL,
    PRIMARY KEY (meeting_id, user_id)
) STRICT, WITHOUT ROWID;
INSERT INTO "rsvp" VALUES(1,'@ada:example.org','yes',NULL,1);
CREATE TABLE rsvp_history (
    history_id  INTEGER PRIMARY KEY,
    meeting_id  INTEGER NOT NULL REFERENCES meeting ON DELETE CASCADE,
    user_id     TEXT NOT NULL,
    answer      TEXT NOT NULL CHECK (answer IN ('yes', 'no', 'maybe')),
    event_id    TEXT,                               -- of the reaction; null: by command
    answered_at INTEGER NOT NULL
) STRICT;
INSERT INTO "rsvp_history" VALUES(1,1,'@ada:example.org','yes',NULL,1);
CREATE TABLE search_entry (
    search_id       INTEGER PRIMARY KEY AUTOINCREMENT,
    guideline_id    INTEGER NOT NULL UNIQUE REFERENCES guideline ON DELETE CASCADE,
    municipality_id INTEGER NOT NULL,
    land            TEXT NOT NULL                   -- as members may see it
) STRICT;
INSERT INTO "search_entry" VALUES(1,1,1,'');
CREATE TABLE search_page (
    search_id INTEGER PRIMARY KEY AUTOINCREMENT,
    page_id   INTEGER NOT NULL UNIQUE REFERENCES document_page ON DELETE CASCADE
) STRICT;
INSERT INTO "search_page" VALUES(1,1);
CREATE TABLE search_pending (
    mark         INTEGER PRIMARY KEY AUTOINCREMENT,
    guideline_id INTEGER NOT NULL
) STRICT;
INSERT INTO "search_pending" VALUES(1,1);
INSERT INTO "search_pending" VALUES(2,1);
INSERT INTO "search_pending" VALUES(3,1);
INSERT INTO "search_pending" VALUES(4,1);
CREATE TABLE search_word (
    word_id INTEGER PRIMARY KEY,
    form    TEXT NOT NULL UNIQUE,                   -- without umlauts and capitals
    stem    TEXT NOT NULL,
    shown   TEXT NOT NULL,                          -- as it was written first
    entries INTEGER NOT NULL                        -- about how many have it: an entry that was
                                                    -- indexed twice counts twice
) STRICT;
INSERT INTO "search_word" VALUES(1,'losverfahren','losverfahr','Losverfahren',1);
CREATE TABLE series (
    series_id    INTEGER PRIMARY KEY AUTOINCREMENT,
    uid          TEXT NOT NULL UNIQUE,              -- of its calendar entry
    rrule        TEXT NOT NULL,                     -- RFC 5545, without DTSTART
    starts       TEXT NOT NULL,                     -- of the first occurrence, local
    ends         TEXT NOT NULL,
    timezone     TEXT NOT NULL,
    all_day      INTEGER NOT NULL CHECK (all_day IN (0, 1)),
    planned_to   TEXT NOT NULL,                     -- occurrences up to this day are meetings
    ended        INTEGER NOT NULL DEFAULT 0 CHECK (ended IN (0, 1))
) STRICT;
INSERT INTO "series" VALUES(1,'uid','FREQ=DAILY','2026-12-02','2026-12-02','Europe/Berlin',1,'2026-12-02',0);
CREATE TABLE slot (
    meeting_id INTEGER NOT NULL REFERENCES meeting ON DELETE CASCADE,
    position   INTEGER NOT NULL,
    starts     TEXT NOT NULL,                       -- local
    ends       TEXT NOT NULL,
    starts_at  INTEGER NOT NULL,
    ends_at    INTEGER NOT NULL,
    title      TEXT NOT NULL,
    place      TEXT,
    PRIMARY KEY (meeting_id, position)
) STRICT, WITHOUT ROWID;
INSERT INTO "slot" VALUES(1,1,'2026-12-02T10:00','2026-12-02T11:00',1,1,'Slot',NULL);
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
    link_state      TEXT,                           -- null: not checked
    guideline_id    INTEGER REFERENCES guideline,   -- the entry made of it
    revision        INTEGER NOT NULL DEFAULT 0,     -- of the notice in the management room
    reminder_stage  INTEGER NOT NULL DEFAULT 0,     -- the last one sent to the management
    mailed          INTEGER NOT NULL DEFAULT 0 CHECK (mailed IN (0, 1)),
    created_at      INTEGER NOT NULL,
    changed_at      INTEGER NOT NULL
) STRICT;
INSERT INTO "submission" VALUES(1,NULL,NULL,NULL,'open','Bonn',NULL,NULL,'kinder_jugend',NULL,NULL,NULL,NULL,NULL,NULL,1,0,0,0,1,1);
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
INSERT INTO "submission_file" VALUES(1,'leitlinien.pdf','{}',0,'waiting',NULL,NULL,NULL,NULL,0,1);
CREATE TABLE submission_step (
    step_id       INTEGER PRIMARY KEY,
    submission_id INTEGER NOT NULL REFERENCES submission ON DELETE CASCADE,
    done_at       INTEGER NOT NULL,
    actor         TEXT,                             -- null: the bot, or forgotten
    action        TEXT NOT NULL CHECK (action IN ('submitted', 'checked', 'changed', 'asked',
        'answered', 'accepted', 'refused', 'withdrawn', 'unsuitable')),
    detail        TEXT NOT NULL                     -- the reason, the question, the changes
) STRICT;
INSERT INTO "submission_step" VALUES(1,1,1,NULL,'submitted','');
CREATE TABLE sync (
    only_row  INTEGER PRIMARY KEY CHECK (only_row = 1),
    token     TEXT NOT NULL,                        -- the next sync continues from it
    synced_at INTEGER NOT NULL
) STRICT;
INSERT INTO "sync" VALUES(1,'token',1);
CREATE TABLE topic (
    topic_id INTEGER PRIMARY KEY AUTOINCREMENT,
    name     TEXT NOT NULL UNIQUE                   -- as shown
) STRICT;
INSERT INTO "topic" VALUES(1,'Quorum');
CREATE TABLE topic_word (
    key      TEXT PRIMARY KEY NOT NULL,             -- folded, see commands/exchange/topics.py
    topic_id INTEGER NOT NULL REFERENCES topic ON DELETE CASCADE,
    word     TEXT NOT NULL                          -- as written
) STRICT, WITHOUT ROWID;
INSERT INTO "topic_word" VALUES('quorum',1,'Quorum');
CREATE TABLE unasked (
    user_id TEXT NOT NULL,
    feature TEXT NOT NULL,                          -- such as 'mention'
    about   TEXT NOT NULL,                          -- such as 'exchange:12'
    outcome TEXT NOT NULL CHECK (outcome IN ('sent', 'digest')),
    told_at INTEGER NOT NULL, digested_at INTEGER,
    PRIMARY KEY (user_id, feature, about)
) STRICT, WITHOUT ROWID;
INSERT INTO "unasked" VALUES('@ada:example.org','mention','exchange:1','sent',1,NULL);
CREATE TABLE undecrypted_event (
    event_id    TEXT PRIMARY KEY NOT NULL,
    room_id     TEXT NOT NULL,
    session_id  TEXT NOT NULL,
    received_at INTEGER NOT NULL
) STRICT;
INSERT INTO "undecrypted_event" VALUES('$unread','!room','session',1);
CREATE TABLE wish (
    user_id    TEXT NOT NULL,
    meeting_id INTEGER NOT NULL REFERENCES meeting ON DELETE CASCADE,
    lead       TEXT NOT NULL,                       -- '2d', '30min'; 'rooms': as the rooms are;
                                                    -- 'slots:10min': of each slot
    PRIMARY KEY (user_id, meeting_id, lead)
) STRICT, WITHOUT ROWID;
INSERT INTO "wish" VALUES('@ada:example.org',1,'2d');
CREATE INDEX handled_event_handled_at ON handled_event (handled_at);
CREATE INDEX undecrypted_event_session ON undecrypted_event (session_id);
CREATE INDEX outbox_waiting ON outbox (room_id, outbox_id) WHERE state = 'waiting';
CREATE INDEX outbox_failed ON outbox (outbox_id) WHERE state = 'failed';
CREATE INDEX outbox_event ON outbox (event_id) WHERE subject IS NOT NULL;
CREATE INDEX outbox_subject ON outbox (subject) WHERE subject IS NOT NULL;
CREATE VIEW refusing_room AS
SELECT outbox.room_id, count(*) AS waiting, coalesce(min(refused_since), changed_at) AS since,
    membership IS 'leave' AS gone, outbox.room_id GLOB '@*' OR direct IS 1 AS personal
FROM outbox LEFT JOIN room USING (room_id)
WHERE state = 'waiting' GROUP BY outbox.room_id
HAVING max(refused_since) IS NOT NULL OR membership IS 'leave';
CREATE VIEW given_up AS
SELECT outbox_id, coalesce(content ->> '$.msgtype' IN ('m.file', 'm.image'), 0) AS is_file
FROM outbox
WHERE state = 'failed' AND fallback IS NULL
    AND room_id NOT IN (SELECT room_id FROM direct_chat WHERE membership <> 'join')
    AND transaction_id NOT GLOB 'reminder-[0-9]*'
    AND (content ->> '$."m.new_content"' IS NULL OR NOT EXISTS (
        SELECT 1 FROM outbox AS later
        WHERE later.outbox_id > outbox.outbox_id AND later.state = 'sent'
            AND instr(later.transaction_id,
                (outbox.content ->> '$."m.relates_to".event_id.sent_as') || '-edit-') = 1));
CREATE UNIQUE INDEX awaited_alone ON awaited (user_id) WHERE alone = 1;
CREATE UNIQUE INDEX awaited_subject ON awaited (kind, subject) WHERE subject IS NOT NULL;
CREATE INDEX awaited_user ON awaited (user_id, room_id);
CREATE INDEX municipality_key_municipality ON municipality_key (municipality_id);
CREATE INDEX municipality_ags ON municipality (ags);
CREATE INDEX guideline_municipality ON guideline (municipality_id, list);
CREATE TRIGGER names_municipality_added AFTER INSERT ON municipality BEGIN
    DELETE FROM key_value WHERE name = 'names';
    INSERT INTO key_value VALUES ('names', hex(randomblob(8)), 0);
END;
CREATE TRIGGER names_municipality_changed AFTER UPDATE ON municipality BEGIN
    DELETE FROM key_value WHERE name = 'names';
    INSERT INTO key_value VALUES ('names', hex(randomblob(8)), 0);
END;
CREATE TRIGGER names_municipality_removed AFTER DELETE ON municipality BEGIN
    DELETE FROM key_value WHERE name = 'names';
    INSERT INTO key_value VALUES ('names', hex(randomblob(8)), 0);
END;
CREATE TRIGGER names_key_added AFTER INSERT ON municipality_key BEGIN
    DELETE FROM key_value WHERE name = 'names';
    INSERT INTO key_value VALUES ('names', hex(randomblob(8)), 0);
END;
CREATE TRIGGER names_key_changed AFTER UPDATE ON municipality_key BEGIN
    DELETE FROM key_value WHERE name = 'names';
    INSERT INTO key_value VALUES ('names', hex(randomblob(8)), 0);
END;
CREATE TRIGGER names_key_removed AFTER DELETE ON municipality_key BEGIN
    DELETE FROM key_value WHERE name = 'names';
    INSERT INTO key_value VALUES ('names', hex(randomblob(8)), 0);
END;
CREATE TRIGGER names_guideline_added AFTER INSERT ON guideline BEGIN
    DELETE FROM key_value WHERE name = 'names';
    INSERT INTO key_value VALUES ('names', hex(randomblob(8)), 0);
END;
CREATE TRIGGER names_guideline_changed AFTER UPDATE ON guideline BEGIN
    DELETE FROM key_value WHERE name = 'names';
    INSERT INTO key_value VALUES ('names', hex(randomblob(8)), 0);
END;
CREATE TRIGGER names_guideline_removed AFTER DELETE ON guideline BEGIN
    DELETE FROM key_value WHERE name = 'names';
    INSERT INTO key_value VALUES ('names', hex(randomblob(8)), 0);
END;
CREATE INDEX guideline_source ON guideline (source);
CREATE INDEX guideline_link_url ON guideline_link (url);
CREATE INDEX guideline_version_guideline ON guideline_version (guideline_id, version_id);
CREATE INDEX guideline_version_batch ON guideline_version (batch);
CREATE INDEX guideline_version_undoes ON guideline_version (undoes) WHERE undoes IS NOT NULL;
CREATE INDEX guideline_version_actor ON guideline_version (actor) WHERE actor IS NOT NULL;
CREATE INDEX guideline_document_sha256 ON guideline_document (sha256);
CREATE INDEX link_check_next ON link_check (next_at);
CREATE INDEX link_check_page ON link_check (page);
CREATE INDEX link_check_host ON link_check (host);
CREATE INDEX register_place_key ON register_place (key);
CREATE VIEW entry_link AS
SELECT guideline_id, position, label, url FROM guideline_link JOIN guideline USING (guideline_id)
WHERE deleted_at IS NULL
UNION ALL
SELECT guideline_id, 0, NULL, source FROM guideline
WHERE deleted_at IS NULL AND (source LIKE 'http://%' OR source LIKE 'https://%') AND source NOT LIKE '% %';
CREATE VIEW entry_listing AS
SELECT guideline_id, municipality_id, name, iif(presumed IS NULL, land, '') AS land, list, title,
    status,
    coalesce((SELECT max(done_at) FROM guideline_version AS version
        WHERE version.guideline_id = guideline.guideline_id AND action IN ('created', 'changed')
            AND undoes IS NULL AND batch NOT IN
                (SELECT undoes FROM guideline_version WHERE undoes IS NOT NULL)), 0) AS changed_at,
    (SELECT min(key) FROM municipality_key AS spelling
        WHERE spelling.municipality_id = guideline.municipality_id AND via = 0) AS key,
    title IS NOT NULL OR document_type IS NOT NULL OR status <> 'unbekannt' OR adopted IS NOT NULL
        OR adopted_by IS NOT NULL OR updated IS NOT NULL OR summary IS NOT NULL
        OR source IS NOT NULL
        OR guideline_id IN (SELECT guideline_id FROM guideline_link)
        OR guideline_id IN (SELECT guideline_id FROM guideline_document) AS has_content
FROM guideline JOIN municipality USING (municipality_id)
WHERE deleted_at IS NULL;
CREATE INDEX search_pending_guideline ON search_pending (guideline_id, mark);
CREATE TRIGGER search_guideline_added AFTER INSERT ON guideline BEGIN
    INSERT INTO search_pending (guideline_id) VALUES (new.guideline_id);
END;
CREATE TRIGGER search_guideline_changed AFTER UPDATE ON guideline BEGIN
    INSERT INTO search_pending (guideline_id) VALUES (new.guideline_id);
END;
CREATE TRIGGER search_guideline_deleted AFTER UPDATE OF deleted_at ON guideline
WHEN new.deleted_at IS NOT NULL BEGIN
    DELETE FROM search_entry WHERE guideline_id = new.guideline_id;
END;
CREATE TRIGGER search_link_added AFTER INSERT ON guideline_link BEGIN
    INSERT INTO search_pending (guideline_id) VALUES (new.guideline_id);
END;
CREATE TRIGGER search_link_changed AFTER UPDATE ON guideline_link BEGIN
    INSERT INTO search_pending (guideline_id) VALUES (new.guideline_id);
END;
CREATE TRIGGER search_link_removed AFTER DELETE ON guideline_link BEGIN
    INSERT INTO search_pending (guideline_id) VALUES (old.guideline_id);
END;
CREATE TRIGGER search_document_added AFTER INSERT ON guideline_document BEGIN
    INSERT INTO search_pending (guideline_id) VALUES (new.guideline_id);
END;
CREATE TRIGGER search_document_changed AFTER UPDATE ON guideline_document BEGIN
    INSERT INTO search_pending (guideline_id) VALUES (old.guideline_id), (new.guideline_id);
END;
CREATE TRIGGER search_document_removed AFTER DELETE ON guideline_document BEGIN
    INSERT INTO search_pending (guideline_id) VALUES (old.guideline_id);
END;
CREATE TRIGGER search_municipality_changed AFTER UPDATE ON municipality BEGIN
    INSERT INTO search_pending (guideline_id)
    SELECT guideline_id FROM guideline WHERE municipality_id = new.municipality_id;
END;
CREATE TRIGGER search_text_added AFTER INSERT ON document_page BEGIN
    INSERT INTO search_pending (guideline_id)
    SELECT guideline_id FROM guideline_document WHERE sha256 = new.sha256;
END;
CREATE TRIGGER search_text_changed AFTER UPDATE ON document_page BEGIN
    DELETE FROM search_page WHERE page_id IN (old.page_id, new.page_id);
    INSERT INTO search_pending (guideline_id)
    SELECT guideline_id FROM guideline_document WHERE sha256 IN (old.sha256, new.sha256);
END;
CREATE TRIGGER search_text_removed AFTER DELETE ON document_page BEGIN
    INSERT INTO search_pending (guideline_id)
    SELECT guideline_id FROM guideline_document WHERE sha256 = old.sha256;
END;
CREATE INDEX submission_state ON submission (state, submission_id);
CREATE INDEX submission_submitter ON submission (submitter);
CREATE INDEX submission_step_submission ON submission_step (submission_id, step_id);
CREATE UNIQUE INDEX meeting_uid ON meeting (uid, coalesce(recurrence, ''));
CREATE INDEX meeting_starts_at ON meeting (starts_at);
CREATE INDEX meeting_series ON meeting (series_id, recurrence);
CREATE INDEX reminder_due ON reminder (due_at) WHERE state = 'planned';
CREATE INDEX rsvp_event ON rsvp (event_id) WHERE event_id IS NOT NULL;
CREATE INDEX rsvp_user ON rsvp (user_id);
CREATE INDEX rsvp_history_person ON rsvp_history (meeting_id, user_id);
CREATE INDEX rsvp_history_event ON rsvp_history (event_id) WHERE event_id IS NOT NULL;
CREATE INDEX rsvp_history_user ON rsvp_history (user_id);
CREATE INDEX reminder_posted_as ON reminder (posted_as) WHERE posted_as IS NOT NULL;
CREATE INDEX topic_word_topic ON topic_word (topic_id);
CREATE INDEX question_state ON question (state, question_id);
CREATE INDEX question_asker ON question (asker) WHERE asker IS NOT NULL;
CREATE INDEX question_root ON question (root);
CREATE INDEX question_follower_user ON question_follower (user_id);
CREATE INDEX question_mention_user ON question_mention (user_id, mentioned_at);
CREATE INDEX unasked_told ON unasked (user_id, told_at) WHERE outcome = 'sent';
CREATE INDEX profile_due ON profile (due_at);
CREATE VIEW mentionable AS
    SELECT profile.user_id, topic.value AS topic
    FROM profile, json_each(profile.topics) AS topic
    WHERE mentions = 1 AND visibility <> 'off' AND resumes_at IS NULL AND hidden_at IS NULL
        AND left_at IS NULL;
CREATE INDEX inquiry_asker ON inquiry (asker, asked_at);
CREATE INDEX inquiry_due ON inquiry (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX inquiry_person_user ON inquiry_person (user_id);
CREATE INDEX inquiry_person_due ON inquiry_person (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX digest_order_due ON digest_order (due_at);
CREATE INDEX digest_told_meeting ON digest_told (meeting_id);
CREATE INDEX digest_code_user ON digest_code (user_id, asked_at);
CREATE INDEX digest_code_address ON digest_code (address, asked_at);
CREATE INDEX result_change_question ON result_change (question_id);
CREATE TRIGGER result_written AFTER INSERT ON result BEGIN
    INSERT INTO result_change (question_id) VALUES (new.question_id);
END;
CREATE INDEX unasked_put_off ON unasked (user_id) WHERE outcome = 'digest' AND digested_at IS NULL;
CREATE INDEX newcomer_state ON newcomer (state, due_at);
CREATE INDEX newcomer_joined ON newcomer (joined_at);
CREATE INDEX introduction_user ON introduction (user_id, posted_at);
CREATE INDEX management_question_person ON management_question (person, asked_at) WHERE person IS NOT NULL;
CREATE INDEX management_question_asked ON management_question (asked_at);
CREATE INDEX announcement_due ON announcement (state, due_at);
CREATE INDEX announcement_event ON announcement (event_id);
CREATE INDEX outbox_untraced ON outbox (outbox_id) WHERE untraced = 1;
CREATE TRIGGER announcement_news_added AFTER INSERT ON announcement
WHEN new.state = 'posted' AND new.in_digest = 1 BEGIN
    INSERT OR IGNORE INTO announcement_news (announcement_id) VALUES (new.announcement_id);
END;
CREATE TRIGGER announcement_news_posted AFTER UPDATE ON announcement
WHEN new.state = 'posted' AND new.in_digest = 1 BEGIN
    INSERT OR IGNORE INTO announcement_news (announcement_id) VALUES (new.announcement_id);
END;
CREATE INDEX earlier_post_answers ON earlier_post (answers) WHERE answers IS NOT NULL;
CREATE INDEX imported_place_key ON imported_place (key);
CREATE INDEX former_place_key ON former_place (key);
CREATE VIEW known_place AS
SELECT ags, name, kind, district, key, CAST(NULL AS INTEGER) AS population,
    CAST(0 AS INTEGER) AS standing
FROM register_place WHERE NOT EXISTS (SELECT 1 FROM register_edition)
UNION ALL
SELECT ags, name, kind, district, key, population, CAST(0 AS INTEGER) FROM imported_place
UNION ALL
SELECT ags, name, kind, district, key, CAST(NULL AS INTEGER), standing FROM former_place;
CREATE VIEW place_without_entry AS
SELECT ags, name, kind, district, key, population, standing FROM known_place
WHERE NOT EXISTS (
    SELECT 1 FROM municipality JOIN guideline USING (municipality_id)
    WHERE municipality.ags = known_place.ags AND presumed IS NULL AND deleted_at IS NULL
);
CREATE VIEW place_ever_named AS
SELECT key, name FROM register_place
UNION ALL SELECT key, name FROM imported_place
UNION ALL SELECT key, called FROM former_place;
CREATE TRIGGER names_register_imported AFTER INSERT ON register_edition BEGIN
    DELETE FROM key_value WHERE name = 'names';
    INSERT INTO key_value VALUES ('names', hex(randomblob(8)), 0);
END;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('outbox',1);
INSERT INTO "sqlite_sequence" VALUES('awaited',1);
INSERT INTO "sqlite_sequence" VALUES('search_pending',4);
INSERT INTO "sqlite_sequence" VALUES('guideline_version',1);
INSERT INTO "sqlite_sequence" VALUES('search_entry',1);
INSERT INTO "sqlite_sequence" VALUES('search_page',1);
INSERT INTO "sqlite_sequence" VALUES('submission',1);
INSERT INTO "sqlite_sequence" VALUES('series',1);
INSERT INTO "sqlite_sequence" VALUES('meeting',1);
INSERT INTO "sqlite_sequence" VALUES('topic',1);
INSERT INTO "sqlite_sequence" VALUES('question',1);
INSERT INTO "sqlite_sequence" VALUES('profile',1);
INSERT INTO "sqlite_sequence" VALUES('inquiry',1);
INSERT INTO "sqlite_sequence" VALUES('inquiry_person',1);
INSERT INTO "sqlite_sequence" VALUES('digest_code',1);
INSERT INTO "sqlite_sequence" VALUES('digest_foreword',1);
INSERT INTO "sqlite_sequence" VALUES('result_change',1);
INSERT INTO "sqlite_sequence" VALUES('introduction',1);
INSERT INTO "sqlite_sequence" VALUES('management_question',1);
INSERT INTO "sqlite_sequence" VALUES('announcement',1);
INSERT INTO "sqlite_sequence" VALUES('announcement_news',1);
CREATE VIRTUAL TABLE search_entry_words USING fts5
    (words, content='', detail=none, columnsize=0, tokenize='ascii');
CREATE VIRTUAL TABLE search_page_words USING fts5
    (words, content='', detail=none, columnsize=0, tokenize='ascii');
CREATE VIRTUAL TABLE search_word_parts USING fts5
    (form, content='', detail=none, columnsize=0, tokenize='trigram');
COMMIT;
