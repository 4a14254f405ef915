ALTER TABLE guideline ADD COLUMN deleted_at INTEGER;  -- null: it is there

-- Every change of an entry: who, when, what, from which state to which.
CREATE TABLE guideline_version (
    version_id    INTEGER PRIMARY KEY AUTOINCREMENT,
    batch         INTEGER NOT NULL,                 -- what is done and undone together, such as
                                                    -- an import, has the same
    guideline_id  INTEGER NOT NULL REFERENCES guideline,
    done_at       INTEGER NOT NULL,
    actor         TEXT,                             -- null: the program, or forgotten
    what          TEXT NOT NULL CHECK
        (what IN ('created', 'changed', 'confirmed', 'deleted', 'restored')),
    submission_id INTEGER,                          -- null: not by a submission
    origin        TEXT,                             -- of an import: which; else null
    reason        TEXT,                             -- of a deletion
    undoes        INTEGER,                          -- the batch that it takes back; else null
    before        TEXT,                             -- JSON: the entry, its municipality, its
                                                    -- documents; if created, at most facts of the
                                                    -- municipality that changed with it
    after         TEXT NOT NULL                     -- likewise
) STRICT;
CREATE INDEX guideline_version_guideline ON guideline_version (guideline_id, version_id);
CREATE INDEX guideline_version_batch ON guideline_version (batch);
CREATE INDEX guideline_version_undoes ON guideline_version (undoes) WHERE undoes IS NOT NULL;
CREATE INDEX guideline_version_actor ON guideline_version (actor) WHERE actor IS NOT NULL;

-- A municipality is in the collection as long as an entry of it is there.
DROP VIEW place_without_entry;
CREATE VIEW place_without_entry AS
SELECT ags, name, kind, district, key FROM register_place
WHERE ags NOT IN (
    SELECT ags FROM municipality JOIN guideline USING (municipality_id)
    WHERE ags IS NOT NULL AND presumed IS NULL AND deleted_at IS NULL
);
