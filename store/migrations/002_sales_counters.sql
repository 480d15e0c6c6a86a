-- The counters of what was sold begin with what is already known of it.

-- Each replica counted its own payments from the start.
INSERT INTO business_counters (replica, metric, label, value, started_at)
SELECT replica, 'shop_funnel_total', 'paid', value, started_at
FROM business_counters WHERE metric = 'payment_transactions_total' AND label = 'success';

-- The rows don't say which replica wrote them. They are a replica's own, from the start of its counters on, where no
-- other one has ever used the database; elsewhere these counters begin at 0, like those of which there are no rows.
WITH alone AS (
  SELECT replica, started_at AS since
  FROM business_counters AS own
  WHERE metric = 'payment_transactions_total' AND label = 'success'
    AND NOT EXISTS (SELECT 1 FROM business_counters AS another WHERE another.replica <> own.replica)
)
INSERT INTO business_counters (replica, metric, label, value, started_at)
SELECT replica, 'revenue_stars_total', '',
       (SELECT coalesce(sum(amount), 0) FROM payments WHERE received_at >= since), since
FROM alone
UNION ALL
SELECT replica, 'shop_funnel_total', 'opened_invoice', (SELECT count(*) FROM orders WHERE placed_at >= since), since
FROM alone
UNION ALL
SELECT replica, 'shop_funnel_total', 'approved',
       (SELECT count(*) FROM checkouts WHERE state <> 'declined' AND asked_at >= since), since
FROM alone;
