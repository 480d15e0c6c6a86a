import { type Board, lineOf, type Section } from "./board";
import { color, fixed, limits, none, steps } from "./colors";
import { observations, quantile } from "./histograms";
import { figure, graph, tiles, withLimitLine } from "./panels";
import { bot, growth, perSecond, total } from "./promql";
import { latest, line } from "./queries";
import { unit } from "./units";

const transaction = "store_transaction_duration_seconds";
// What docker-compose.yml grants the bot.
const processorLimit = 0.5;
const memoryLimit = 128 * 1024 * 1024;

const now: Section = {
  panels: lineOf(4, [
    tiles(
      { title: "Version", meaning: "The running program, and the compiler that built it." },
      latest("max by (version, compiler) (coursebot_build_info)", "{{version}} ({{compiler}})"),
    ).thresholds(steps(color.neutral)),
    figure(
      { title: "Uptime", meaning: "Time since the process started; of several, the youngest." },
      latest(`time() - max(process_start_time_seconds${bot})`),
    )
      .unit(unit.uptime)
      .thresholds(steps(color.good)),
    figure(
      { title: "Restarts, last 24 hours", meaning: "How often a process of the bot was started again." },
      latest(`sum(changes(process_start_time_seconds${bot}[24h]))`),
    ).thresholds(limits(1, 5)),
    figure(
      {
        title: "Store failures, last 24 hours",
        meaning: "Transactions that the store could not make durable, and that were tried again.",
      },
      latest(growth("engine_store_failures_total", "24h")),
    )
      .decimals(0)
      .thresholds(none()),
  ]),
};

const processes: Section = {
  heading: "Process",
  panels: [
    ...lineOf(8, [
      withLimitLine(
        graph(
          {
            title: "CPU",
            meaning: "Share of one processor core. The container may use half of one.",
          },
          line(`rate(process_cpu_seconds_total${bot}[$__rate_interval])`, "{{instance}}"),
        )
          .unit(unit.share)
          .axisSoftMax(processorLimit)
          .thresholds(steps(color.good, { from: processorLimit, color: color.bad })),
      ),
      withLimitLine(
        graph(
          {
            title: "Resident memory",
            meaning: "Memory that the process really occupies. The container may have 128 MB, and is killed beyond that.",
          },
          line(`process_resident_memory_bytes${bot}`, "{{instance}}"),
        )
          .unit(unit.bytes)
          .axisSoftMax(memoryLimit)
          .thresholds(steps(color.good, { from: memoryLimit, color: color.bad })),
      ),
    ]),
    ...lineOf(
      8,
      [
        graph(
          {
            title: "Open files",
            meaning: "File descriptors: connections, and the database. A steady rise is a leak.",
          },
          line(`process_open_fds${bot}`, "{{instance}}"),
        ).decimals(0),
        figure(
          { title: "Open files, of those allowed", meaning: "Share of the file descriptors that the process may have." },
          latest(`max(process_open_fds${bot} / process_max_fds${bot})`),
        )
          .unit(unit.share)
          .decimals(1)
          .thresholds(limits(0.5, 0.8)),
        graph(
          { title: "Threads", meaning: "Threads of the process. Their number does not grow with the load." },
          line(`process_threads${bot}`, "{{instance}}"),
        ).decimals(0),
      ],
      [10, 4, 10],
    ),
  ],
};

const store: Section = {
  heading: "Store",
  panels: lineOf(8, [
    graph(
      {
        title: "Transaction duration",
        meaning: "From the begin of a transaction until it is durable: mostly the time that the disk takes.",
      },
      line(quantile(0.5, transaction), "p50"),
      line(quantile(0.95, transaction), "p95"),
      line(quantile(0.99, transaction), "p99"),
    ).unit(unit.seconds),
    graph(
      {
        title: "Transactions",
        meaning: "Transactions a second. Each holds a batch of updates, so under load there are fewer.",
      },
      line(observations(transaction), "transactions"),
    ).unit(unit.perSecond),
    graph(
      {
        title: "Store failures",
        meaning: "Transactions that the store could not make durable and that are retried: a full disk, or a broken one.",
      },
      line(perSecond("engine_store_failures_total"), "failures"),
    )
      .unit(unit.perSecond)
      .colorScheme(fixed(color.bad)),
  ]),
};

const scrapes: Section = {
  heading: "Scrapes",
  panels: lineOf(
    8,
    [
      graph(
        { title: "Scrape duration", meaning: "How long Prometheus took to fetch /metrics of the bot. The limit is 10 s." },
        line(`scrape_duration_seconds${bot}`, "{{instance}}"),
      ).unit(unit.seconds),
      graph(
        { title: "Samples in a scrape", meaning: "Series that the bot exposes. Their number does not grow with the users." },
        line(`scrape_samples_scraped${bot}`, "{{instance}}"),
      ).decimals(0),
      figure(
        {
          title: "Impossible values",
          meaning: "Updates of metrics that were ignored because they were not possible values: an error of the program.",
        },
        latest(total("metrics_invalid_updates_total")),
      ).thresholds(none()),
    ],
    [10, 10, 4],
  ),
};

export const processAndStore: Board = {
  uid: "process",
  title: "Process and store",
  description: "The bot's process, its database, and how Prometheus reads it.",
  sections: [now, processes, store, scrapes],
};
