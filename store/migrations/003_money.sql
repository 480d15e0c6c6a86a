-- Renewals, refunds, promo codes, reconciliation, and what an owner may ask about them.

ALTER TABLE orders ADD COLUMN kind TEXT NOT NULL DEFAULT 'one_off' CHECK (kind IN ('one_off', 'renewing'));
ALTER TABLE orders ADD COLUMN promo TEXT;
ALTER TABLE orders ADD COLUMN closed INTEGER NOT NULL DEFAULT 0 CHECK (closed IN (0, 1));
-- 1: the customer asked to be forgotten after paying, so what it bought is gone.
ALTER TABLE orders ADD COLUMN forgotten INTEGER NOT NULL DEFAULT 0 CHECK (forgotten IN (0, 1));

-- For who asks to be forgotten; the like for checkouts.
CREATE INDEX orders_by_user ON orders (bot, user);
CREATE INDEX unpaid_checkouts_by_payer ON checkouts (bot, payer) WHERE state <> 'paid';

-- How many paid orders had the code. Customer 0, who doesn't exist in Telegram: all of them together. Kept by the
-- triggers below, so that a code's limit is checked as fast after a million uses as before the first.
CREATE TABLE promo_uses (
  bot      INTEGER NOT NULL,
  promo    TEXT    NOT NULL,
  customer INTEGER NOT NULL,
  uses     INTEGER NOT NULL CHECK (uses >= 0),
  PRIMARY KEY (bot, promo, customer)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER count_promo_of_new_order AFTER INSERT ON orders WHEN NEW.paid AND NEW.promo IS NOT NULL BEGIN
  INSERT INTO promo_uses VALUES (NEW.bot, NEW.promo, 0, 1), (NEW.bot, NEW.promo, NEW.user, 1)
  ON CONFLICT DO UPDATE SET uses = uses + 1;
END;

CREATE TRIGGER count_promo_of_paid_order AFTER UPDATE OF paid ON orders
  WHEN NEW.paid > OLD.paid AND NEW.promo IS NOT NULL BEGIN
  INSERT INTO promo_uses VALUES (NEW.bot, NEW.promo, 0, 1), (NEW.bot, NEW.promo, NEW.user, 1)
  ON CONFLICT DO UPDATE SET uses = uses + 1;
END;

-- Payments and refunds together are the ledger, keyed by (charge, direction).
ALTER TABLE payments ADD COLUMN kind TEXT NOT NULL DEFAULT 'one_off'
  CHECK (kind IN ('one_off', 'first', 'renewal'));
ALTER TABLE payments ADD COLUMN source TEXT NOT NULL DEFAULT 'update'
  CHECK (source IN ('update', 'reconciliation'));

CREATE INDEX payments_by_time ON payments (bot, received_at);
CREATE INDEX payments_by_payer ON payments (bot, payer, received_at);
CREATE INDEX payments_by_payload ON payments (bot, payload, received_at);
CREATE INDEX first_charges ON payments (bot, payer, payload, received_at) WHERE kind = 'first';

-- No reference to payments: money that went back is recorded even if it isn't known that it came.
CREATE TABLE refunds (
  id     INTEGER PRIMARY KEY,
  charge TEXT    NOT NULL UNIQUE,
  bot    INTEGER NOT NULL,
  payer  INTEGER NOT NULL,
  amount INTEGER NOT NULL CHECK (amount >= 0),
  kind   TEXT    NOT NULL CHECK (kind IN ('refund', 'chargeback')),
  source TEXT    NOT NULL CHECK (source IN ('update', 'reconciliation')),
  at     INTEGER NOT NULL
) STRICT;

CREATE TRIGGER refunds_are_never_changed BEFORE UPDATE ON refunds BEGIN
  SELECT RAISE (ABORT, 'a recorded refund is never changed');
END;

CREATE TRIGGER refunds_are_never_removed BEFORE DELETE ON refunds BEGIN
  SELECT RAISE (ABORT, 'a recorded refund is never removed');
END;

CREATE TABLE refund_requests (
  charge       TEXT    PRIMARY KEY,
  bot          INTEGER NOT NULL,
  payer        INTEGER NOT NULL,
  amount       INTEGER NOT NULL CHECK (amount >= 0),
  reason       TEXT    NOT NULL CHECK (reason IN ('owner', 'rule', 'paid_twice', 'unwanted_renewal')),
  state        TEXT    NOT NULL CHECK (state IN ('requested', 'done', 'refused')),
  requested_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Worth is in billionths of a Star. ends_at is not held to started_at: a plan that is revoked while the clock is set
-- back ends before it began, and that must not keep a refund from being recorded.
CREATE TABLE subscriptions_with_renewal (
  bot                INTEGER NOT NULL,
  user               INTEGER NOT NULL,
  plan               TEXT    NOT NULL CHECK (plan IN ('lite', 'pro', 'unlimited')),
  started_at         INTEGER NOT NULL,
  ends_at            INTEGER NOT NULL,
  worth              INTEGER NOT NULL CHECK (worth >= 0),
  valued_at          INTEGER NOT NULL,
  renewal_charge     TEXT,
  renewal_order      INTEGER,
  renewal_price      INTEGER CHECK (renewal_price >= 0),
  renewal_paid_until INTEGER,
  renewal_state      TEXT    CHECK (renewal_state IN ('active', 'canceled', 'failed')),
  noticed_until      INTEGER,
  PRIMARY KEY (bot, user),
  CHECK ((renewal_charge IS NULL) + (renewal_order IS NULL) + (renewal_price IS NULL)
         + (renewal_paid_until IS NULL) + (renewal_state IS NULL) IN (0, 5))
) STRICT, WITHOUT ROWID;

-- A plan that runs was paid for by the payments for it since it started, so they are what all of its time is worth. The
-- order of a payment from a stranger stands in its payload only. Where no payment is found (in a database that lost
-- some), the latest known price of the plan stands in, or the customer's time would count as nothing when they change
-- to another plan.
INSERT INTO subscriptions_with_renewal (bot, user, plan, started_at, ends_at, worth, valued_at)
SELECT bot, user, plan, started_at, ends_at,
       1000000000 * coalesce(
         (SELECT sum(amount)
          FROM payments
          JOIN orders ON orders.id
            = coalesce(order_id, iif(payload GLOB 'order:[0-9]*', CAST(substr(payload, 7) AS INTEGER), NULL))
          WHERE payments.bot = subscriptions.bot AND payments.payer = subscriptions.user
            AND payments.received_at >= subscriptions.started_at
            AND orders.plan = subscriptions.plan AND payments.amount >= orders.price),
         (SELECT price FROM orders
          WHERE orders.bot = subscriptions.bot AND orders.plan = subscriptions.plan
          ORDER BY id DESC LIMIT 1),
         0),
       started_at
FROM subscriptions;

DROP TABLE subscriptions;
ALTER TABLE subscriptions_with_renewal RENAME TO subscriptions;
CREATE INDEX subscriptions_by_end ON subscriptions (plan, ends_at);
CREATE INDEX subscriptions_by_start ON subscriptions (bot, started_at);
CREATE INDEX renewing_subscriptions ON subscriptions (bot, plan) WHERE renewal_state = 'active';

-- Entries of Telegram's account that are no payments and no refunds. The amount is in billionths of a Star.
CREATE TABLE transactions_noted (
  bot       INTEGER NOT NULL,
  id        TEXT    NOT NULL,
  direction TEXT    NOT NULL CHECK (direction IN ('in', 'out')),
  kind      TEXT    NOT NULL CHECK (kind IN ('payment', 'refund', 'withdrawal', 'withdrawal_returned', 'ads',
                                             'broadcast_fee', 'gift', 'affiliate_commission', 'other')),
  amount    INTEGER NOT NULL,
  at        INTEGER NOT NULL,
  user      INTEGER,
  PRIMARY KEY (bot, id, direction)
) STRICT, WITHOUT ROWID;

CREATE TABLE reconciled (
  bot          INTEGER PRIMARY KEY,
  transactions INTEGER NOT NULL CHECK (transactions >= 0),
  last         TEXT    NOT NULL,
  at           INTEGER NOT NULL
) STRICT;

CREATE TABLE audit_log (
  id      INTEGER PRIMARY KEY,
  bot     INTEGER NOT NULL,
  owner   INTEGER NOT NULL,
  action  TEXT    NOT NULL,
  subject TEXT    NOT NULL,
  details TEXT    NOT NULL,
  at      INTEGER NOT NULL
) STRICT;

CREATE INDEX audit_log_by_bot ON audit_log (bot);

CREATE TRIGGER audit_log_is_never_changed BEFORE UPDATE ON audit_log BEGIN
  SELECT RAISE (ABORT, 'an entry of the audit log is never changed');
END;

CREATE TRIGGER audit_log_is_never_shortened BEFORE DELETE ON audit_log BEGIN
  SELECT RAISE (ABORT, 'an entry of the audit log is never removed');
END;

ALTER TABLE outbox ADD COLUMN subject TEXT NOT NULL DEFAULT '';
ALTER TABLE outbox ADD COLUMN attachment_name TEXT;
ALTER TABLE outbox ADD COLUMN attachment BLOB CHECK ((attachment IS NULL) = (attachment_name IS NULL));

CREATE TABLE timers_of_more_kinds (
  id      INTEGER PRIMARY KEY,
  kind    TEXT    NOT NULL CHECK (kind IN ('checkout_deadline', 'forget_updates', 'plan_notice', 'withdrawn_plans')),
  subject TEXT    NOT NULL,
  due     INTEGER NOT NULL,
  UNIQUE (kind, subject)
) STRICT;

INSERT INTO timers_of_more_kinds SELECT id, kind, subject, due FROM timers;
-- Plans that run have had nobody to announce their end: the first look at them says when.
INSERT INTO timers_of_more_kinds (kind, subject, due)
SELECT DISTINCT 'plan_notice', CAST(user AS TEXT), 0 FROM subscriptions WHERE ends_at > unixepoch() * 1000;
DROP TABLE timers;
ALTER TABLE timers_of_more_kinds RENAME TO timers;
CREATE INDEX timers_by_due ON timers (due);

-- The ledger by days (of UTC, counted since the Unix epoch). Kept by triggers, like the ledger's sums.
CREATE TABLE sales_by_day (
  day      INTEGER PRIMARY KEY,
  payments INTEGER NOT NULL,
  received INTEGER NOT NULL,
  refunds  INTEGER NOT NULL,
  refunded INTEGER NOT NULL
) STRICT;

INSERT INTO sales_by_day (day, payments, received, refunds, refunded)
SELECT received_at / 86400000, count(*), sum(amount), 0, 0 FROM payments GROUP BY received_at / 86400000;

CREATE TRIGGER count_payment_by_day AFTER INSERT ON payments BEGIN
  INSERT INTO sales_by_day VALUES (NEW.received_at / 86400000, 1, NEW.amount, 0, 0)
  ON CONFLICT DO UPDATE SET payments = payments + 1, received = received + excluded.received;
END;

CREATE TRIGGER count_refund_by_day AFTER INSERT ON refunds BEGIN
  INSERT INTO sales_by_day VALUES (NEW.at / 86400000, 0, 0, 1, NEW.amount)
  ON CONFLICT DO UPDATE SET refunds = refunds + 1, refunded = refunded + excluded.refunded;
END;

ALTER TABLE ledger ADD COLUMN refunds INTEGER NOT NULL DEFAULT 0;
ALTER TABLE ledger ADD COLUMN refunded INTEGER NOT NULL DEFAULT 0;

CREATE TRIGGER count_refund AFTER INSERT ON refunds BEGIN
  UPDATE ledger SET refunds = refunds + 1, refunded = refunded + NEW.amount;
END;

CREATE TRIGGER uncount_user AFTER DELETE ON users BEGIN
  UPDATE ledger SET users = users - 1;
END;
