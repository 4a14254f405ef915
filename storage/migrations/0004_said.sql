-- All that was said to a meeting and not taken back: who removes the last reaction goes back to
-- the one before. What counts of it stands in rsvp.

CREATE TABLE rsvp_said (
    said_id     INTEGER PRIMARY KEY,
    meeting_id  INTEGER NOT NULL REFERENCES meeting ON DELETE CASCADE,
    user_id     TEXT NOT NULL,
    answer      TEXT NOT NULL CHECK (answer IN ('yes', 'no', 'maybe')),
    event_id    TEXT,                               -- of the reaction; null: by command
    answered_at INTEGER NOT NULL
) STRICT;
CREATE INDEX rsvp_said_of ON rsvp_said (meeting_id, user_id);
CREATE INDEX rsvp_said_event ON rsvp_said (event_id) WHERE event_id IS NOT NULL;
CREATE INDEX rsvp_said_user ON rsvp_said (user_id);
INSERT INTO rsvp_said (meeting_id, user_id, answer, event_id, answered_at)
    SELECT meeting_id, user_id, answer, event_id, answered_at FROM rsvp;
