-- Local times are wall time of the zone beside them: YYYY-MM-DDTHH:MM, or YYYY-MM-DD if all day.

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

-- Every single date has a number of its own, also each occurrence of a series.
CREATE TABLE meeting (
    meeting_id  INTEGER PRIMARY KEY AUTOINCREMENT,
    uid         TEXT NOT NULL,                      -- of a series: that of the series
    sequence    INTEGER NOT NULL DEFAULT 0,         -- rises with every change, RFC 5545
    series_id   INTEGER REFERENCES series,          -- null: a single date
    recurrence  TEXT,                               -- of a series: the start by the rule, local
    kind        TEXT NOT NULL CHECK
        (kind IN ('online-konferenz', 'netzwerktreffen', 'arbeitsgruppe', 'frist')),
    title       TEXT NOT NULL,
    starts      TEXT NOT NULL,                      -- local
    ends        TEXT NOT NULL,                      -- local; of whole days the last one
    timezone    TEXT NOT NULL,
    all_day     INTEGER NOT NULL CHECK (all_day IN (0, 1)),
    starts_at   INTEGER NOT NULL,                   -- derived
    ends_at     INTEGER NOT NULL,                   -- derived
    place       TEXT,                               -- a place, or a link
    description TEXT,
    register_by TEXT,                               -- local, with time
    state       TEXT NOT NULL DEFAULT 'planned' CHECK (state IN ('planned', 'cancelled')),
    reason      TEXT,                               -- of a cancellation
    source      TEXT,                               -- null: made here; else from which import
    revision    INTEGER NOT NULL DEFAULT 0,         -- of the announcement
    asked_after INTEGER NOT NULL DEFAULT 0 CHECK (asked_after IN (0, 1)),  -- for the minutes
    created_by  TEXT,                               -- null: by import, or forgotten
    created_at  INTEGER NOT NULL,
    changed_at  INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX meeting_uid ON meeting (uid, coalesce(recurrence, ''));
CREATE INDEX meeting_starts_at ON meeting (starts_at);
CREATE INDEX meeting_series ON meeting (series_id, recurrence);

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

-- What is still to be posted, and what was: to rooms, and to persons ('@…') who asked for it.
CREATE TABLE reminder (
    reminder_id INTEGER PRIMARY KEY,
    meeting_id  INTEGER NOT NULL REFERENCES meeting ON DELETE CASCADE,
    stage       TEXT NOT NULL,                      -- '7d', 'register:1d', 'slot:3:10min'
    room_id     TEXT NOT NULL,
    starts_at   INTEGER NOT NULL,                   -- what it reminds of: who moves a meeting
                                                    -- plans its stages anew
    due_at      INTEGER NOT NULL,
    state       TEXT NOT NULL DEFAULT 'planned'
        CHECK (state IN ('planned', 'posted', 'skipped', 'dropped')),
    done_at     INTEGER,                            -- null while planned
    UNIQUE (meeting_id, stage, room_id, starts_at)
) STRICT;
CREATE INDEX reminder_due ON reminder (due_at) WHERE state = 'planned';

-- What somebody wants to be reminded of in the direct chat.
CREATE TABLE wish (
    user_id    TEXT NOT NULL,
    meeting_id INTEGER NOT NULL REFERENCES meeting ON DELETE CASCADE,
    lead       TEXT NOT NULL,                       -- '2d', '30min'; 'rooms': as the rooms are;
                                                    -- 'slots:10min': of each slot
    PRIMARY KEY (user_id, meeting_id, lead)
) STRICT, WITHOUT ROWID;

CREATE TABLE rsvp (
    meeting_id  INTEGER NOT NULL REFERENCES meeting ON DELETE CASCADE,
    user_id     TEXT NOT NULL,
    answer      TEXT NOT NULL CHECK (answer IN ('yes', 'no', 'maybe')),
    event_id    TEXT,                               -- of the reaction; null: by command
    answered_at INTEGER NOT NULL,
    PRIMARY KEY (meeting_id, user_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX rsvp_event ON rsvp (event_id) WHERE event_id IS NOT NULL;
CREATE INDEX rsvp_user ON rsvp (user_id);

-- Meetings whose announcements are to be edited because the answers changed.
CREATE TABLE recount (
    meeting_id INTEGER PRIMARY KEY REFERENCES meeting ON DELETE CASCADE,
    due_at     INTEGER NOT NULL
) STRICT;
