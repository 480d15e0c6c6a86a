-- Times are milliseconds since the Unix epoch. Prices and amounts are Telegram Stars.

CREATE TABLE bots (
  id         INTEGER PRIMARY KEY,
  created_at INTEGER NOT NULL
) STRICT;

-- No index on last_action_at: it would be rewritten with every action of every user, and only a start asks for it.
CREATE TABLE users (
  bot             INTEGER NOT NULL,
  user            INTEGER NOT NULL,
  language        TEXT    NOT NULL CHECK (language IN ('en', 'ru')),
  last_action_at  INTEGER NOT NULL,
  blocked_the_bot INTEGER NOT NULL CHECK (blocked_the_bot IN (0, 1)),
  PRIMARY KEY (bot, user)
) STRICT, WITHOUT ROWID;

CREATE TABLE orders (
  id        INTEGER PRIMARY KEY,
  bot       INTEGER NOT NULL,
  user      INTEGER NOT NULL,
  plan      TEXT    NOT NULL CHECK (plan IN ('lite', 'pro', 'unlimited')),
  price     INTEGER NOT NULL CHECK (price > 0),
  placed_at INTEGER NOT NULL,
  paid      INTEGER NOT NULL CHECK (paid IN (0, 1))
) STRICT;

-- counted_as_failed stays 1 when the money came after the deadline: what was counted is not taken back.
CREATE TABLE checkouts (
  query             TEXT    PRIMARY KEY,
  bot               INTEGER NOT NULL,
  payer             INTEGER NOT NULL,
  order_id          INTEGER REFERENCES orders (id),
  state             TEXT    NOT NULL CHECK (state IN ('approved', 'declined', 'paid', 'failed')),
  asked_at          INTEGER NOT NULL,
  counted_as_failed INTEGER NOT NULL CHECK (counted_as_failed IN (0, 1)),
  CHECK (counted_as_failed OR state NOT IN ('declined', 'failed'))
) STRICT, WITHOUT ROWID;

CREATE INDEX open_checkouts ON checkouts (order_id, asked_at) WHERE state = 'approved';

-- order_id refers to orders without being held to it: money that came in is recorded whatever else is wrong, and
-- `coursebot ledger` reports what does not fit.
CREATE TABLE payments (
  id              INTEGER PRIMARY KEY,
  charge          TEXT    NOT NULL UNIQUE,
  provider_charge TEXT    NOT NULL,
  bot             INTEGER NOT NULL,
  payer           INTEGER NOT NULL,
  order_id        INTEGER,
  payload         TEXT    NOT NULL,
  amount          INTEGER NOT NULL CHECK (amount >= 0),
  received_at     INTEGER NOT NULL
) STRICT;

CREATE TRIGGER payments_are_never_changed BEFORE UPDATE ON payments BEGIN
  SELECT RAISE (ABORT, 'a recorded payment is never changed');
END;

CREATE TRIGGER payments_are_never_removed BEFORE DELETE ON payments BEGIN
  SELECT RAISE (ABORT, 'a recorded payment is never removed');
END;

CREATE TABLE subscriptions (
  bot        INTEGER NOT NULL,
  user       INTEGER NOT NULL,
  plan       TEXT    NOT NULL CHECK (plan IN ('lite', 'pro', 'unlimited')),
  started_at INTEGER NOT NULL,
  ends_at    INTEGER NOT NULL CHECK (ends_at > started_at),
  PRIMARY KEY (bot, user)
) STRICT, WITHOUT ROWID;

CREATE INDEX subscriptions_by_end ON subscriptions (plan, ends_at);

CREATE TABLE known_updates (
  bot           INTEGER NOT NULL,
  update_id     INTEGER NOT NULL,
  remembered_at INTEGER NOT NULL,
  PRIMARY KEY (bot, update_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX known_updates_by_time ON known_updates (remembered_at);

CREATE TABLE outbox (
  id         INTEGER PRIMARY KEY,
  bot        INTEGER NOT NULL,
  chat       INTEGER,
  lane       TEXT    NOT NULL CHECK (lane IN ('pre_checkout', 'receipt', 'reply', 'broadcast')),
  method     TEXT    NOT NULL,
  body       TEXT    NOT NULL,
  deadline   INTEGER,
  not_before INTEGER NOT NULL,
  attempts   INTEGER NOT NULL CHECK (attempts >= 0)
) STRICT;

CREATE TABLE timers (
  id      INTEGER PRIMARY KEY,
  kind    TEXT    NOT NULL CHECK (kind IN ('checkout_deadline', 'forget_updates')),
  subject TEXT    NOT NULL,
  due     INTEGER NOT NULL,
  UNIQUE (kind, subject)
) STRICT;

CREATE INDEX timers_by_due ON timers (due);

CREATE TABLE poisonous_updates (
  bot       INTEGER NOT NULL,
  update_id INTEGER NOT NULL,
  raw       TEXT    NOT NULL,
  reason    TEXT    NOT NULL,
  kept_at   INTEGER NOT NULL,
  PRIMARY KEY (bot, update_id)
) STRICT;

CREATE TABLE business_counters (
  replica    TEXT    NOT NULL,
  metric     TEXT    NOT NULL,
  label      TEXT    NOT NULL,
  value      INTEGER NOT NULL CHECK (value >= 0),
  started_at INTEGER NOT NULL,
  PRIMARY KEY (replica, metric, label)
) STRICT, WITHOUT ROWID;

-- One row. Kept by the triggers below, so that asking for it stays fast however many rows the tables have.
CREATE TABLE ledger (
  id                 INTEGER PRIMARY KEY CHECK (id = 1),
  users              INTEGER NOT NULL,
  bots               INTEGER NOT NULL,
  payments_succeeded INTEGER NOT NULL,
  payments_failed    INTEGER NOT NULL,
  received           INTEGER NOT NULL
) STRICT;

INSERT INTO ledger VALUES (1, 0, 0, 0, 0, 0);

CREATE TRIGGER count_user AFTER INSERT ON users BEGIN
  UPDATE ledger SET users = users + 1;
END;

CREATE TRIGGER count_bot AFTER INSERT ON bots BEGIN
  UPDATE ledger SET bots = bots + 1;
END;

CREATE TRIGGER count_payment AFTER INSERT ON payments BEGIN
  UPDATE ledger SET payments_succeeded = payments_succeeded + 1, received = received + NEW.amount;
END;

CREATE TRIGGER count_declined_checkout AFTER INSERT ON checkouts WHEN NEW.counted_as_failed BEGIN
  UPDATE ledger SET payments_failed = payments_failed + 1;
END;

CREATE TRIGGER count_failed_checkout AFTER UPDATE OF counted_as_failed ON checkouts
  WHEN NEW.counted_as_failed > OLD.counted_as_failed BEGIN
  UPDATE ledger SET payments_failed = payments_failed + 1;
END;
