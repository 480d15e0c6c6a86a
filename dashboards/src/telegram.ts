import { TableSortByFieldStateBuilder } from "@grafana/grafana-foundation-sdk/common";
import { type Board, lineOf, type Section } from "./board";
import { calls, color, deliveries, limits, steps } from "./colors";
import { quantile } from "./histograms";
import { figure, graph, rowsTable, stacked, withCellColors, withColors, withLimitLine } from "./panels";
import { growth, perSecond, total } from "./promql";
import { latest, line, rows } from "./queries";
import { unit } from "./units";

const requests = "telegram_api_requests_total";
const requestDuration = "telegram_api_request_duration_seconds";
const polls = '{method="getUpdates"}';
const allButPolls = '{method!="getUpdates"}';

// A process that never polled since its start counts from its start, as in the alert BotStuck.
const lastPoll = [
  "time() - max(",
  '  {__name__=~"telegram_last_poll_timestamp_seconds|process_start_time_seconds", job="coursebot"}',
  '  and on (instance) telegram_last_poll_timestamp_seconds{job="coursebot"}',
  ")",
].join("\n");
const oldestUpdate = "max(engine_oldest_update_age_seconds)";

const now: Section = {
  panels: lineOf(4, [
    figure(
      {
        title: "Last poll",
        meaning: "How long ago Telegram last answered getUpdates as it should. BotStuck fires after 2 minutes.",
      },
      latest(lastPoll),
    )
      .unit(unit.seconds)
      .decimals(0)
      .noValue("no polling")
      .thresholds(limits(75, 120)),
    figure(
      {
        title: "Oldest update in hand",
        meaning: "Age of the oldest update that is received and not yet committed. BotStuck fires after a minute.",
      },
      latest(oldestUpdate),
    )
      .unit(unit.seconds)
      .thresholds(limits(10, 60)),
    figure(
      { title: "Outbox", meaning: "Messages that must go out and that Telegram has not taken yet." },
      latest(total("outbox_messages")),
    ).thresholds(limits(100, 1000)),
    figure(
      { title: "Failed calls", meaning: "Share of all calls of the Bot API that failed within the last 5 minutes." },
      latest(`sum(rate(${requests}{outcome!="ok"}[5m]))\n/\nsum(rate(${requests}[5m]))`),
    )
      .unit(unit.share)
      .decimals(1)
      .thresholds(limits(0.05, 0.25)),
  ]),
};

const incoming: Section = {
  heading: "Updates",
  panels: [
    ...lineOf(8, [
      stacked(
        {
          title: "Updates by type",
          meaning: "Updates received from Telegram. Redelivered ones count again.",
        },
        line(perSecond("telegram_updates_total", "type"), "{{type}}"),
      ).unit(unit.perSecond),
      graph(
        {
          title: "Updates out of the ordinary",
          meaning:
            "duplicates: delivered again and already handled. rate-limited: not answered, because one user asked for too " +
            "much. put aside: could not be handled and are kept raw for the owner.",
        },
        line(perSecond("engine_duplicate_updates_total"), "duplicates"),
        line(perSecond("engine_rate_limited_updates_total"), "rate-limited"),
        line(perSecond("engine_updates_put_aside_total"), "put aside"),
      ).unit(unit.perSecond),
    ]),
    ...lineOf(8, [
      withLimitLine(
        graph(
          {
            title: "Age of the oldest update",
            meaning: "Of the updates received and not yet committed; 0 if there are none.",
          },
          line(oldestUpdate, "oldest update in hand"),
        )
          .unit(unit.seconds)
          .thresholds(steps(color.good, { from: 60, color: color.bad })),
      ),
      withLimitLine(
        graph(
          {
            title: "Age of the last poll",
            meaning: "A poll of a quiet bot lasts 50 seconds, so up to a minute is usual.",
          },
          line(lastPoll, "since the last poll"),
        )
          .unit(unit.seconds)
          .thresholds(steps(color.good, { from: 120, color: color.bad })),
      ),
    ]),
  ],
};

const api: Section = {
  heading: "Bot API",
  panels: [
    ...lineOf(8, [
      stacked(
        { title: "Calls by method", meaning: "Calls of the Bot API." },
        line(perSecond(requests, "method"), "{{method}}"),
      ).unit(unit.perSecond),
      withColors(
        stacked(
          {
            title: "Calls by outcome",
            meaning:
              "flood: Telegram asked to slow down. transport: no answer. malformed: an answer that makes no sense. server: " +
              "an error of Telegram's own. forbidden: the user has blocked the bot. rejected: Telegram will never take it. " +
              "conflict: another program polls with this token. unauthorized: the token is wrong.",
          },
          line(perSecond(requests, "outcome"), "{{outcome}}"),
        ).unit(unit.perSecond),
        calls,
      ),
    ]),
    ...lineOf(9, [
      graph(
        {
          title: "Latency by method (p95)",
          meaning: "95 of 100 calls were answered, or given up, within this time. getUpdates is not among them: it waits.",
        },
        line(quantile(0.95, requestDuration, { by: ["method"], where: allButPolls }), "{{method}}"),
      ).unit(unit.seconds),
      graph(
        {
          title: "Duration of polls (getUpdates)",
          meaning: "Mostly waiting for updates: long when the bot is quiet, up to 50 seconds, and short when it is busy.",
        },
        line(quantile(0.5, requestDuration, { where: polls }), "p50"),
        line(quantile(0.95, requestDuration, { where: polls }), "p95"),
      ).unit(unit.seconds),
    ]),
    ...lineOf(9, [
      withCellColors(
        rowsTable(
          { title: "Calls by method and outcome", meaning: "Calls within the time range of the dashboard, most first." },
          [
            { field: "method", heading: "Method" },
            { field: "outcome", heading: "Outcome" },
            { field: "Value", heading: "Calls" },
          ],
          rows(`${growth(requests, "$__range", "method", "outcome")} > 0`),
        ),
        "Outcome",
        calls,
      )
        .decimals(0)
        .sortBy([new TableSortByFieldStateBuilder().displayName("Calls").desc(true)]),
      graph(
        {
          title: "Retries",
          meaning:
            "Calls that failed in a way that may pass: they are made again, later. flood: Telegram said when. postponed: a " +
            "message of the outbox that waits for its next attempt.",
        },
        line(perSecond(`${requests}{outcome="flood"}`), "flood"),
        line(perSecond(`${requests}{outcome=~"transport|malformed|server"}`), "transport, malformed, server"),
        line(perSecond('outbox_deliveries_total{outcome="postponed"}'), "postponed"),
      ).unit(unit.perSecond),
    ]),
  ],
};

const outbox: Section = {
  heading: "Outbox",
  panels: lineOf(8, [
    graph(
      { title: "Messages in the outbox", meaning: "Messages that must go out and that Telegram has not taken yet." },
      line(total("outbox_messages"), "waiting"),
    ).decimals(0),
    withColors(
      stacked(
        {
          title: "Deliveries by outcome",
          meaning:
            "Attempts to send a message of the outbox. postponed: tried again later. too_late: its deadline has passed. " +
            "given_up: Telegram will never take it.",
        },
        line(perSecond("outbox_deliveries_total", "outcome"), "{{outcome}}"),
      ).unit(unit.perSecond),
      deliveries,
    ),
    figure(
      {
        title: "Given up or too late, last 24 hours",
        meaning: "Messages that will never arrive. Most are to users who have blocked the bot.",
      },
      latest(growth('outbox_deliveries_total{outcome="given_up"}', "24h"), "given up"),
      latest(growth('outbox_deliveries_total{outcome="too_late"}', "24h"), "too late"),
    )
      .decimals(0)
      .thresholds(steps(color.good, { from: 1, color: color.warning })),
  ]),
};

export const telegram: Board = {
  uid: "telegram",
  title: "Telegram",
  description: "What passes between the bot and Telegram: updates, calls of the Bot API, the outbox.",
  sections: [now, incoming, api, outbox],
};
