-- Entries as they are listed: in the order of their names, nothing of what is only presumed.
-- When one was made or changed here last; 0 if it is as it came with the program.
CREATE VIEW browsed AS
SELECT guideline_id, municipality_id, name, iif(presumed IS NULL, land, '') AS land, list, title,
    status,
    coalesce((SELECT max(done_at) FROM guideline_version AS version
        WHERE version.guideline_id = guideline.guideline_id AND what IN ('created', 'changed')
            AND undoes IS NULL AND batch NOT IN
                (SELECT undoes FROM guideline_version WHERE undoes IS NOT NULL)), 0) AS changed_at,
    (SELECT min(key) FROM municipality_key AS spelling
        WHERE spelling.municipality_id = guideline.municipality_id AND via = 0) AS key,
    title IS NOT NULL OR document_type IS NOT NULL OR status <> 'unbekannt' OR adopted IS NOT NULL
        OR adopted_by IS NOT NULL OR updated IS NOT NULL OR summary IS NOT NULL
        OR source IS NOT NULL
        OR guideline_id IN (SELECT guideline_id FROM guideline_link)
        OR guideline_id IN (SELECT guideline_id FROM guideline_document) AS told
FROM guideline JOIN municipality USING (municipality_id)
WHERE deleted_at IS NULL;
