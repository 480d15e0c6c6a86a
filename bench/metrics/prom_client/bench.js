// The rows of the comparison for prom-client: see bench/README.md.
//
//   node --expose-gc bench.js speed SECONDS     the time of one operation in each row, measured for at least so long
//   node --expose-gc bench.js memory KIND N     the resident memory that each of N series of KIND takes
//
// Prints one JSON object a row. BENCH_DURATIONS names the file with the durations that histograms observe. JavaScript has
// one thread, so there are no rows with two.
'use strict';

const fs = require('fs');
const client = require('prom-client');

const encodedSeries = 100000;
const seriesLookedUp = 100;
const lookups = 1024; // in a fixed order, then again
const durationCount = 4096;
const observedPerSeries = 100; // before the memory is measured
const defaultBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

// Names and values are the same in all three programs.
const labelNames = ['endpoint', 'code'];
const labelValues = (series) => [`/courses/${Math.floor(series / 10)}`, String(200 + (series % 10))];

function printRow(row, value) {
  console.log(JSON.stringify({ row, value }));
}

async function nanoseconds(atLeastSeconds, operations) {
  for (let n = 1; ; n *= 2) {
    const begin = process.hrtime.bigint();
    await operations(n);
    const elapsed = Number(process.hrtime.bigint() - begin);
    if (elapsed >= atLeastSeconds * 1e9) return elapsed / n;
  }
}

function readDurations() {
  const durations = fs.readFileSync(process.env.BENCH_DURATIONS, 'utf8').trim().split('\n').map(Number);
  if (durations.length !== durationCount || durations.some(Number.isNaN)) {
    throw new Error(`BENCH_DURATIONS must hold ${durationCount} durations`);
  }
  return durations;
}

function incrementOneCounter() {
  const counter = new client.Counter({ name: 'updates_total', help: 'Updates.', registers: [] });
  return (n) => {
    for (let i = 0; i < n; i++) counter.inc();
  };
}

function setGauge() {
  const gauge = new client.Gauge({ name: 'users', help: 'Users.', registers: [] });
  return (n) => {
    for (let i = 0; i < n; i++) gauge.set(i);
  };
}

function incrementGauge() {
  const gauge = new client.Gauge({ name: 'users', help: 'Users.', registers: [] });
  return (n) => {
    for (let i = 0; i < n; i++) gauge.inc();
  };
}

function lookUpAndIncrement() {
  const counter = new client.Counter({ name: 'requests_total', help: 'Requests.', labelNames, registers: [] });
  const values = Array.from({ length: lookups }, (_, i) => labelValues((i * 37) % seriesLookedUp));
  return (n) => {
    for (let i = 0; i < n; i++) {
      const [endpoint, code] = values[i % lookups];
      counter.inc({ endpoint, code });
    }
  };
}

function observe(durations) {
  const histogram = new client.Histogram({
    name: 'request_duration_seconds',
    help: 'Durations.',
    buckets: defaultBuckets,
    registers: [],
  });
  return (n) => {
    for (let i = 0; i < n; i++) histogram.observe(durations[i % durationCount]);
  };
}

function countersWithLabels(count) {
  const registry = new client.Registry();
  const counter = new client.Counter({ name: 'requests_total', help: 'Requests.', labelNames, registers: [registry] });
  for (let series = 0; series < count; series++) counter.labels(...labelValues(series)).inc(series);
  return registry;
}

function histogramsWithLabels(count) {
  const registry = new client.Registry();
  const durations = readDurations();
  const histogram = new client.Histogram({
    name: 'request_duration_seconds',
    help: 'Durations.',
    labelNames,
    buckets: defaultBuckets,
    registers: [registry],
  });
  for (let series = 0; series < count; series++) {
    const child = histogram.labels(...labelValues(series));
    for (let i = 0; i < observedPerSeries; i++) child.observe(durations[(series + i) % durationCount]);
  }
  return registry;
}

function encodeCounters() {
  const registry = countersWithLabels(encodedSeries);
  return async (n) => {
    for (let i = 0; i < n; i++) await registry.metrics();
  };
}

async function measureSpeed(atLeastSeconds) {
  const rows = {
    'counter_inc/1': incrementOneCounter(),
    'gauge_set/1': setGauge(),
    'gauge_inc/1': incrementGauge(),
    'lookup_inc/1': lookUpAndIncrement(),
    'observe_classic/1': observe(readDurations()),
  };
  for (const [row, operations] of Object.entries(rows)) printRow(row, await nanoseconds(atLeastSeconds, operations));
  const scrape = await nanoseconds(atLeastSeconds, encodeCounters());
  printRow(`encode_text/${encodedSeries}`, scrape / encodedSeries);
}

function residentBytes() {
  global.gc();
  return process.memoryUsage().rss;
}

function measureMemory(kind, count) {
  const makers = { counter: countersWithLabels, histogram_classic: histogramsWithLabels };
  if (!(kind in makers)) throw new Error(`no such kind of series: ${kind}`);
  const before = residentBytes();
  const registry = makers[kind](count);
  printRow(`memory_${kind}`, (residentBytes() - before) / count);
  return registry; // so that it is not garbage while it is measured
}

async function main(arguments_) {
  if (arguments_.length === 2 && arguments_[0] === 'speed') return measureSpeed(Number(arguments_[1]));
  if (arguments_.length === 3 && arguments_[0] === 'memory') return measureMemory(arguments_[1], Number(arguments_[2]));
  throw new Error('usage: bench.js speed SECONDS | bench.js memory KIND N');
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
