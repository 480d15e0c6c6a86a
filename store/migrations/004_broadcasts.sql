-- Messages to many people, and what Telegram may have taken when a send was cut off.

-- 1: the send was noted before it was made, so what a crash leaves of it may be with Telegram or not.
ALTER TABLE outbox ADD COLUMN begun INTEGER NOT NULL DEFAULT 0 CHECK (begun IN (0, 1));
