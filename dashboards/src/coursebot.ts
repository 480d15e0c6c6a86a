import { type Board, lineOf, type Section } from "./board";
import { color, limits, none, payments, plans, steps } from "./colors";
import { distribution, quantile } from "./histograms";
import {
  bars,
  durations,
  figure,
  graph,
  rowsTable,
  stacked,
  tiles,
  withCellColors,
  withColors,
  withLimitLine,
} from "./panels";
import { bot, growth, total } from "./promql";
import { cells, latest, line, rows } from "./queries";
import { unit } from "./units";

const processing = "message_processing_time_seconds";
const successful = 'payment_transactions_total{status="success"}';

/** The guide's three panels as the guide gives them, and beside them what these can't show. */
const guide: Section = {
  panels: [
    ...lineOf(
      8,
      [
        graph(
          {
            title: "Users Online",
            meaning: "Distinct users whose last action is within ONLINE_WINDOW (5 minutes unless set otherwise).",
          },
          line("users_online", "Current online"),
        )
          .unit(unit.count)
          .decimals(0),
        figure(
          {
            title: "Total Payments",
            meaning:
              "Successful payments a second, on average over the last hour. One payment an hour is 0.00028/s, shown as " +
              "0.00/s; the panel beside this one counts them.",
          },
          latest(`rate(${successful}[1h])`),
        )
          .unit(unit.perSecond)
          .decimals(2)
          .thresholds(steps(color.good)),
        figure(
          {
            title: "Payments in the last hour",
            meaning: "Successful payments. Prometheus estimates what happened between its scrapes, so this is rounded.",
          },
          latest(growth(successful, "1h")),
        )
          .decimals(0)
          .thresholds(steps(color.good)),
      ],
      [12, 6, 6],
    ),
    ...lineOf(7, [
      withCellColors(
        rowsTable(
          {
            title: "Recent Transactions",
            meaning:
              "success: a payment was recorded. failed: a checkout was declined, or approved and not paid within " +
              "CHECKOUT_DEADLINE. The ledger is what all bots on one database hold together.",
          },
          [
            { field: "status", heading: "Status" },
            { field: "Value #A", heading: "Transactions" },
            { field: "Value #B", heading: "Last hour" },
            { field: "Value #C", heading: "Last 24 hours" },
            { field: "Value #D", heading: "In the ledger" },
          ],
          rows(total("payment_transactions_total", "status")),
          rows(growth("payment_transactions_total", "1h", "status")),
          rows(growth("payment_transactions_total", "24h", "status")),
          rows("max by (status) (ledger_payments)"),
        ),
        "Status",
        payments,
      ).decimals(0),
      tiles(
        {
          title: "Alerts",
          meaning: "The alerts that fire at this moment. docs/runbooks/ tells what each means and what to do.",
        },
        latest(
          [
            'count by (alertname) (ALERTS{alertstate="firing"})',
            "or on ()",
            'label_replace(vector(0), "alertname", "No alert fires", "", "")',
          ].join("\n"),
          "{{alertname}}",
        ),
      ).thresholds(none()),
    ]),
  ],
};

const bots: Section = {
  heading: "Bots",
  panels: lineOf(4, [
    figure(
      { title: "Bots that answer", meaning: "Processes of the bot that Prometheus reached at its last scrape." },
      latest(`sum(up${bot})`),
    ).thresholds(steps(color.bad, { from: 1, color: color.good })),
    figure(
      { title: "Bots served", meaning: "Bots being served now, the main bot included." },
      latest(total("bothost_bots_created")),
    ).thresholds(steps(color.bad, { from: 1, color: color.good })),
    figure(
      { title: "Bots ever created", meaning: "Bots ever created on this host, the main bot included." },
      latest(total("bothost_bots_created_total")),
    ).thresholds(steps(color.neutral)),
    figure(
      { title: "Newest bot", meaning: "When the newest bot on this host was created." },
      latest("max(bothost_bots_created_created) * 1000"),
    )
      .unit(unit.timeAgo)
      .thresholds(steps(color.neutral)),
  ]),
};

const speed: Section = {
  heading: "Processing time",
  panels: lineOf(9, [
    withLimitLine(
      graph(
        {
          title: "Processing time",
          meaning:
            "From the moment an update is received until its handling is committed: half of the updates take no longer " +
            "than p50, 95 of 100 no longer than p95. HighMessageProcessingTime fires when p95 is over 5 s for 5 minutes.",
        },
        line(quantile(0.5, processing), "p50"),
        line(quantile(0.95, processing), "p95"),
        line(quantile(0.99, processing), "p99"),
      )
        .unit(unit.seconds)
        .thresholds(limits(1, 5)),
    ),
    durations(
      {
        title: "Processing times",
        meaning: "How many updates a second took how long. Two bands mean two kinds of updates, a spreading one a bottleneck.",
      },
      cells(distribution(processing)),
    ),
  ]),
};

const stepsToAPayment = [
  { step: "started", name: "Started" },
  { step: "viewed_plans", name: "Viewed plans" },
  { step: "opened_invoice", name: "Got an invoice" },
  { step: "approved", name: "Approved" },
  { step: "paid", name: "Paid" },
];

const sales: Section = {
  heading: "Sales",
  panels: [
    ...lineOf(8, [
      withColors(
        stacked(
          {
            title: "Payments by outcome",
            meaning: "Within the hour before each moment. PaymentTransactionFailures fires when over 10 % fail, 3 at least.",
          },
          line(growth("payment_transactions_total", "1h", "status"), "{{status}}"),
        ),
        payments,
      ).decimals(0),
      bars(
        {
          title: "Funnel",
          meaning:
            "How often customers took each step on the way to a payment, within the time range of the dashboard. " +
            "What counts as a step: shop_funnel_total in docs/metrics.md.",
        },
        ...stepsToAPayment.map(({ step, name }) => latest(growth(`shop_funnel_total{step="${step}"}`, "$__range"), name)),
      )
        .decimals(0)
        .thresholds(steps(color.neutral)),
    ]),
    ...lineOf(
      8,
      [
        graph(
          {
            title: "Revenue",
            meaning:
              "Telegram Stars of the payments recorded within the hour before each moment, before refunds; and what went " +
              "back, asked for or as a chargeback.",
          },
          line(growth("revenue_stars_total", "1h"), "Stars in an hour"),
          line(growth("refunded_stars_total", "1h"), "Refunded in an hour"),
        )
          .unit(unit.stars)
          .decimals(0),
        figure(
          { title: "Revenue, last 24 hours", meaning: "Telegram Stars of the payments recorded, before refunds." },
          latest(growth("revenue_stars_total", "24h"), "24 hours"),
        )
          .unit(unit.stars)
          .decimals(0)
          .thresholds(steps(color.good)),
        figure(
          {
            title: "Revenue, time range",
            meaning: "Telegram Stars of the payments recorded, before refunds, within the time range of the dashboard.",
          },
          latest(growth("revenue_stars_total", "$__range")),
        )
          .unit(unit.stars)
          .decimals(0)
          .thresholds(steps(color.good)),
      ],
      [12, 6, 6],
    ),
    ...lineOf(8, [
      withColors(
        stacked(
          { title: "Active subscriptions by plan", meaning: "Customers whose plan runs at that moment." },
          line(total("subscriptions_active", "plan"), "{{plan}}"),
        ),
        plans,
      ).decimals(0),
      withColors(
        stacked(
          {
            title: "Activations by plan",
            meaning: "Plans started or renewed, paid or granted, within the 24 hours before each moment.",
          },
          line(growth("subscription_activations_total", "24h", "plan"), "{{plan}}"),
        ),
        plans,
      ).decimals(0),
    ]),
  ],
};

/** The twenty courses that brought most within the time range: a catalogue may have a thousand. */
const topCourses = (metric: string) =>
  `${growth(metric, "$__range", "course")} and topk(20, ${growth("course_views_total", "$__range", "course")})`;

const courses: Section = {
  heading: "Courses",
  panels: [
    ...lineOf(9, [
      rowsTable(
        {
          title: "Courses",
          meaning:
            "The twenty courses whose pages were looked at most within the time range of the dashboard. How far students get, " +
            "lesson by lesson, the owner sees in the chat: /coursestats.",
        },
        [
          { field: "course", heading: "Course" },
          { field: "Value #A", heading: "Page views" },
          { field: "Value #B", heading: "Sold" },
          { field: "Value #C", heading: "Stars" },
          { field: "Value #D", heading: "Read to the end" },
        ],
        rows(topCourses("course_views_total")),
        rows(topCourses("course_sales_total")),
        rows(topCourses("course_revenue_stars_total")),
        rows(topCourses("course_completions_total")),
      ).decimals(0),
      graph(
        {
          title: "Courses and their channels",
          meaning:
            "Within the 24 hours before each moment: courses sold, courses read to the end, people who came into a course's " +
            "private channel, and people whom the bot removed from one.",
        },
        line(growth("course_sales_total", "24h"), "Sold"),
        line(growth("course_completions_total", "24h"), "Read to the end"),
        line(growth("course_channel_joins_total", "24h"), "Came into a channel"),
        line(growth("course_channel_removals_total", "24h"), "Removed from a channel"),
      )
        .unit(unit.count)
        .decimals(0),
    ]),
  ],
};

export const coursebot: Board = {
  uid: "coursebot",
  title: "CourseBot",
  description: "Customers, payments and processing time of the bot.",
  sections: [guide, bots, speed, sales, courses],
};
