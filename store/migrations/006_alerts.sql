-- Alerts of the monitoring, and the messages that tell owners of them.

CREATE TABLE timers_of_alerts (
  id      INTEGER PRIMARY KEY,
  kind    TEXT    NOT NULL CHECK (kind = 'checkout_deadline' OR kind = 'course_reminder' OR kind = 'lesson_opens'
                                  OR kind = 'plan_notice' OR kind = 'channel_access' OR kind = 'silenced_alert'
                                  OR kind = 'forget_updates' OR kind = 'withdrawn_plans'),
  subject TEXT    NOT NULL,
  due     INTEGER NOT NULL,
  UNIQUE (kind, subject)
) STRICT;

INSERT INTO timers_of_alerts SELECT id, kind, subject, due FROM timers;
DROP TABLE timers;
ALTER TABLE timers_of_alerts RENAME TO timers;
CREATE INDEX timers_by_due ON timers (due);

-- One time that an alert fired: from when it began to when it was over.
CREATE TABLE alerts (
  id                     INTEGER PRIMARY KEY,
  bot                    INTEGER NOT NULL,
  fingerprint            TEXT    NOT NULL CHECK (length(CAST (fingerprint AS BLOB)) BETWEEN 1 AND 64),
  began_at               INTEGER NOT NULL,
  summary                TEXT    NOT NULL,
  summary_in_russian     TEXT    NOT NULL,
  description            TEXT    NOT NULL,
  description_in_russian TEXT    NOT NULL,
  value                  TEXT    NOT NULL,
  runbook                TEXT    NOT NULL,
  runbook_url            TEXT    NOT NULL,
  expression             TEXT    NOT NULL,
  over_at                INTEGER,
  silence                TEXT    CHECK (silence <> ''),
  silenced_by            INTEGER CHECK ((silenced_by IS NULL) = (silence IS NULL)),
  silenced_until         INTEGER CHECK ((silenced_until IS NULL) = (silence IS NULL)),
  UNIQUE (bot, fingerprint, began_at)
) STRICT;

CREATE INDEX firing_alerts ON alerts (bot, began_at) WHERE over_at IS NULL;
CREATE INDEX alerts_over ON alerts (bot, over_at) WHERE over_at IS NOT NULL;

CREATE TABLE alert_labels (
  alert INTEGER NOT NULL REFERENCES alerts ON DELETE CASCADE,
  name  TEXT    NOT NULL CHECK (name <> ''),
  value TEXT    NOT NULL,
  PRIMARY KEY (alert, name)
) STRICT, WITHOUT ROWID;

-- message: none while it is on its way, or if Telegram never took it.
CREATE TABLE alert_messages (
  alert   INTEGER NOT NULL REFERENCES alerts ON DELETE CASCADE,
  chat    INTEGER NOT NULL,
  message INTEGER,
  PRIMARY KEY (alert, chat)
) STRICT, WITHOUT ROWID;

CREATE INDEX alert_messages_by_chat ON alert_messages (chat);
