-- Messages to many people, and what Telegram may have taken when a send was cut off.

-- begun: the send was noted before it was made, so what a crash leaves of it may be with Telegram or not. The lanes are
-- compared one by one: for a list of four, SQLite would build a table with each message.
CREATE TABLE outbox_with_begun (
  id              INTEGER PRIMARY KEY,
  bot             INTEGER NOT NULL,
  chat            INTEGER,
  lane            TEXT    NOT NULL CHECK (lane = 'reply' OR lane = 'receipt' OR lane = 'pre_checkout' OR lane = 'broadcast'),
  method          TEXT    NOT NULL,
  body            TEXT    NOT NULL,
  attachment_name TEXT,
  attachment      BLOB    CHECK ((attachment IS NULL) = (attachment_name IS NULL)),
  subject         TEXT    NOT NULL,
  deadline        INTEGER,
  not_before      INTEGER NOT NULL,
  attempts        INTEGER NOT NULL CHECK (attempts >= 0),
  begun           INTEGER NOT NULL CHECK (begun IN (0, 1))
) STRICT;

INSERT INTO outbox_with_begun
  SELECT id, bot, chat, lane, method, body, attachment_name, attachment, subject, deadline, not_before, attempts, 0
  FROM outbox;
DROP TABLE outbox;
ALTER TABLE outbox_with_begun RENAME TO outbox;

CREATE TABLE broadcasts (
  id                INTEGER PRIMARY KEY,
  bot               INTEGER NOT NULL,
  owner             INTEGER NOT NULL,
  segment           TEXT    NOT NULL CHECK (segment IN ('all', 'subscribers', 'lite', 'pro', 'unlimited', 'former',
                                                        'new', 'ru', 'en')),
  text              TEXT    NOT NULL,
  copied_message    INTEGER,
  state             TEXT    NOT NULL CHECK (state IN ('drafted', 'cancelled', 'running', 'paused', 'stopped',
                                                      'finished')),
  cursor            INTEGER NOT NULL,
  total             INTEGER NOT NULL CHECK (total >= 0),
  sent              INTEGER NOT NULL CHECK (sent >= 0),
  blocked           INTEGER NOT NULL CHECK (blocked >= 0),
  failed            INTEGER NOT NULL CHECK (failed >= 0),
  progress_message  INTEGER NOT NULL,
  last_message      INTEGER NOT NULL,
  created_at        INTEGER NOT NULL,
  started_at        INTEGER,
  progress_shown_at INTEGER,
  ended_at          INTEGER,
  CHECK ((started_at IS NULL) = (state IN ('drafted', 'cancelled')))
) STRICT;

-- One at a time.
CREATE UNIQUE INDEX broadcast_under_way ON broadcasts (bot) WHERE started_at IS NOT NULL AND ended_at IS NULL;
CREATE INDEX broadcasts_never_sent ON broadcasts (created_at) WHERE started_at IS NULL;

-- To whom a message is on its way, a few at a time. An answer about anybody else has been counted before.
CREATE TABLE broadcast_recipients (
  broadcast INTEGER NOT NULL,
  user      INTEGER NOT NULL,
  PRIMARY KEY (broadcast, user)
) STRICT, WITHOUT ROWID;

-- What a broadcast goes along. Who acts again without a change of these writes none of it. The last column is always 0;
-- with it all that is asked for is in the index.
CREATE INDEX reachable_users ON users (bot, language, user, blocked_the_bot) WHERE blocked_the_bot = 0;
CREATE INDEX subscriptions_by_plan ON subscriptions (bot, plan, user, ends_at);
