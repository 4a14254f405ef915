-- Several reminders may be one post.
ALTER TABLE reminder ADD COLUMN posted_as TEXT;     -- transaction id of the post; null: in none
UPDATE reminder
SET posted_as = 'reminder-' || meeting_id || '-' || stage || '-' || starts_at || '-' || room_id
WHERE state = 'posted';
CREATE INDEX reminder_posted_as ON reminder (posted_as) WHERE posted_as IS NOT NULL;
