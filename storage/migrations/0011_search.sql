-- What is found by its words. The three tables of words keep no text: what is found is read where
-- it stands. A search_id is never given twice, so the words of what is gone find nothing.

CREATE TABLE search_entry (
    search_id       INTEGER PRIMARY KEY AUTOINCREMENT,
    guideline_id    INTEGER NOT NULL UNIQUE REFERENCES guideline ON DELETE CASCADE,
    municipality_id INTEGER NOT NULL,
    land            TEXT NOT NULL                   -- as members may see it
) STRICT;

CREATE TABLE search_page (
    search_id INTEGER PRIMARY KEY AUTOINCREMENT,
    page_id   INTEGER NOT NULL UNIQUE REFERENCES document_page ON DELETE CASCADE
) STRICT;

CREATE TABLE search_word (
    word_id INTEGER PRIMARY KEY,
    form    TEXT NOT NULL UNIQUE,                   -- without umlauts and capitals
    stem    TEXT NOT NULL,
    shown   TEXT NOT NULL,                          -- as it was written first
    entries INTEGER NOT NULL                        -- that have it, about: indexed twice counts twice
) STRICT;

CREATE VIRTUAL TABLE search_entry_words USING fts5
    (words, content='', detail=none, columnsize=0, tokenize='ascii');
CREATE VIRTUAL TABLE search_page_words USING fts5
    (words, content='', detail=none, columnsize=0, tokenize='ascii');
CREATE VIRTUAL TABLE search_word_parts USING fts5
    (form, content='', detail=none, columnsize=0, tokenize='trigram');

-- Entries of which something changed since they were indexed, whoever changed it.
CREATE TABLE search_pending (
    mark         INTEGER PRIMARY KEY AUTOINCREMENT,
    guideline_id INTEGER NOT NULL
) STRICT;
CREATE INDEX search_pending_guideline ON search_pending (guideline_id, mark);

CREATE TRIGGER search_guideline_added AFTER INSERT ON guideline BEGIN
    INSERT INTO search_pending (guideline_id) VALUES (new.guideline_id);
END;
CREATE TRIGGER search_guideline_changed AFTER UPDATE ON guideline BEGIN
    INSERT INTO search_pending (guideline_id) VALUES (new.guideline_id);
END;
-- At once; that it may be indexed again is told by its mark.
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
CREATE INDEX guideline_document_sha256 ON guideline_document (sha256);
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
