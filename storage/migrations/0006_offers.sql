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
    offered_at  INTEGER NOT NULL
) STRICT;
CREATE INDEX offer_user ON offer (user_id, room_id, offer_id);

-- Entries as they are listed: in the order of their names, nothing of what is only presumed.
CREATE VIEW browsed AS
SELECT guideline_id, municipality_id, name, iif(presumed IS NULL, land, '') AS land, list, title,
    status, created_at AS changed_at,
    (SELECT min(key) FROM municipality_key AS spelling
        WHERE spelling.municipality_id = guideline.municipality_id AND via = 0) AS key,
    title IS NOT NULL OR document_type IS NOT NULL OR status <> 'unbekannt' OR adopted IS NOT NULL
        OR adopted_by IS NOT NULL OR updated IS NOT NULL OR summary IS NOT NULL
        OR source IS NOT NULL
        OR guideline_id IN (SELECT guideline_id FROM guideline_link)
        OR guideline_id IN (SELECT guideline_id FROM guideline_document) AS told
FROM guideline JOIN municipality USING (municipality_id);
