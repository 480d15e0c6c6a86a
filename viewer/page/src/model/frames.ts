/** Answers of Prometheus as frames, as Grafana's Prometheus data source makes them. */
import { classicHeatmap } from "./frames/classic_heatmap";
import { nativeHeatmap } from "./frames/native_heatmap";
import { legendOf } from "./legend";
import { sourceField, timeName, valueName, type SourceField, type SourceFrame } from "./source_frames";
import type { QueryAnswer, SeriesAnswer } from "./types";

export interface Framed {
  frames: SourceFrame[];
  notices: string[];
}

export function framesOf(answers: readonly QueryAnswer[]): Framed {
  const tables = answers.filter((answer) => answer.planned.query.format === "table").length;
  const framed = answers.map((answer) => {
    const native = answer.series.some((series) => series.histograms.length > 0);
    if (native) return nativeFrames(answer);
    switch (answer.planned.query.format) {
      case "table":
        return { frames: tableFrames(answer, tables > 1), notices: [] };
      case "heatmap":
        return classicHeatmap(answer);
      case "time_series":
        return { frames: answer.kind === "string" ? [textFrame(answer)] : seriesFrames(answer), notices: [] };
    }
  });
  return {
    frames: framed.flatMap(({ frames }) => frames),
    notices: [...framed.flatMap(({ notices }) => notices), ...answers.flatMap(({ warnings, infos }) => [...warnings, ...infos])],
  };
}

/** Series of native histograms are heatmaps, whatever the query's format. Series of numbers beside them stay what they are. */
function nativeFrames(answer: QueryAnswer): Framed {
  const numbers = answer.series.filter((series) => series.samples.length > 0 && series.histograms.length === 0);
  const heatmap = nativeHeatmap(answer);
  return { frames: [...heatmap.frames, ...seriesFrames({ ...answer, series: numbers })], notices: heatmap.notices };
}

function seriesFrames({ series, planned }: QueryAnswer): SourceFrame[] {
  return series.map((one) => seriesFrame(one, planned.refId, legendOf(planned.query, one.labels, planned.expression)));
}

function seriesFrame({ labels, samples }: SeriesAnswer, refId: string, legend: string): SourceFrame {
  const times = samples.map(({ time }) => time);
  const values = samples.map(({ value }) => value);
  const fields = [sourceField(timeName, "time", times), sourceField(valueName, "number", values, { labels, legend })];
  return { refId, name: legend, kind: "time_series", fields, length: samples.length };
}

function textFrame({ planned, text }: QueryAnswer): SourceFrame {
  const fields = [sourceField(timeName, "time", [planned.end * 1000]), sourceField(valueName, "string", [text])];
  return { refId: planned.refId, name: "", kind: "table", fields, length: 1 };
}

/** All series in one table: the time, a column for each label, the value. */
function tableFrames({ series, planned }: QueryAnswer, several: boolean): SourceFrame[] {
  if (series.length === 0) return [];
  const rows = series.flatMap(({ labels, samples }) => samples.map(({ time, value }) => ({ labels, time, value })));
  rows.sort((one, other) => one.time - other.time);
  const names = new Set(series.flatMap(({ labels }) => Object.keys(labels).sort()));
  const columns: SourceField[] = [...names].map((name) =>
    sourceField(name, "string", rows.map(({ labels }) => labels[name] ?? "")),
  );
  const fields = [
    sourceField(timeName, "time", rows.map(({ time }) => time)),
    ...columns,
    sourceField(several ? `${valueName} #${planned.refId}` : valueName, "number", rows.map(({ value }) => value)),
  ];
  return [{ refId: planned.refId, name: "", kind: "table", fields, length: rows.length }];
}
