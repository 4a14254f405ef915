-- Announcements that belong into the digest, too: a number for each when it is posted.

CREATE TABLE announcement_news (
    news_id         INTEGER PRIMARY KEY AUTOINCREMENT,
    announcement_id INTEGER NOT NULL UNIQUE REFERENCES announcement ON DELETE CASCADE
) STRICT;
CREATE TRIGGER announcement_news_added AFTER INSERT ON announcement
WHEN new.state = 'posted' AND new.in_digest = 1 BEGIN
    INSERT OR IGNORE INTO announcement_news (announcement_id) VALUES (new.announcement_id);
END;
CREATE TRIGGER announcement_news_posted AFTER UPDATE ON announcement
WHEN new.state = 'posted' AND new.in_digest = 1 BEGIN
    INSERT OR IGNORE INTO announcement_news (announcement_id) VALUES (new.announcement_id);
END;
ALTER TABLE digest_order ADD COLUMN announcement_mark INTEGER NOT NULL DEFAULT 0;
