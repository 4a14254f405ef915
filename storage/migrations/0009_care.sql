-- The links as they stand in the entries now: whoever asks for them asks here.
CREATE VIEW entry_link AS
SELECT guideline_id, position, label, url FROM guideline_link JOIN guideline USING (guideline_id)
WHERE deleted_at IS NULL
UNION ALL
SELECT guideline_id, 0, NULL, source FROM guideline
WHERE deleted_at IS NULL AND (source LIKE 'http://%' OR source LIKE 'https://%') AND source NOT LIKE '% %';
CREATE INDEX guideline_link_url ON guideline_link (url);
CREATE INDEX guideline_source ON guideline (source);

-- Whether they answer. Links that lead to one page are asked as one and have the same here.
CREATE TABLE link_check (
    url           TEXT PRIMARY KEY NOT NULL,
    page          TEXT NOT NULL,                    -- what all links to it share
    host          TEXT NOT NULL,                    -- of the page
    state         TEXT,                             -- what came of it; null: not asked yet
    checked_at    INTEGER,                          -- likewise
    failing_since INTEGER,                          -- null: it answers, or is not asked yet
    failures      INTEGER NOT NULL DEFAULT 0,       -- how many times in a row
    next_at       INTEGER NOT NULL,                 -- when it is asked next, at the earliest
    told_at       INTEGER                           -- null: nobody was told that it fails
) STRICT, WITHOUT ROWID;
CREATE INDEX link_check_next ON link_check (next_at);
CREATE INDEX link_check_page ON link_check (page);
CREATE INDEX link_check_host ON link_check (host);
