import type { RequestFailure } from "../model/types";

/** What the viewer itself answers, beside Prometheus's answers that it passes on. */
export interface ViewerConfig {
  version: string;
  prometheusUrl: string;
}

export interface ListedDashboard {
  uid: string;
  title: string;
  description: string;
  tags: string[];
}

/** A file among the dashboards that is none. */
export interface BrokenFile {
  file: string;
  problem: string;
}

export interface DashboardList {
  dashboards: ListedDashboard[];
  broken: BrokenFile[];
}

export class ServerFailure extends Error {
  constructor(
    readonly kind: RequestFailure["kind"] | "missing" | "broken",
    message: string,
  ) {
    super(message);
  }
}

export class ViewerServer {
  constructor(private readonly fetch: typeof globalThis.fetch) {}

  async config(): Promise<ViewerConfig> {
    const config = asObject(await this.#get("api/config"));
    return { version: asText(config["version"]), prometheusUrl: asText(config["prometheusUrl"]) };
  }

  async dashboards(): Promise<DashboardList> {
    const list: DashboardList = { dashboards: [], broken: [] };
    const entries = await this.#get("api/dashboards");
    for (const entry of Array.isArray(entries) ? entries.map(asObject) : []) {
      if (typeof entry["file"] === "string")
        list.broken.push({ file: entry["file"], problem: asText(entry["problem"]) });
      else list.dashboards.push(listed(entry));
    }
    return list;
  }

  /** Grafana's JSON model, as it stands in the file. */
  dashboard(uid: string): Promise<unknown> {
    return this.#get(`api/dashboards/${encodeURIComponent(uid)}`);
  }

  async #get(path: string): Promise<unknown> {
    const answer = await this.#ask(path);
    const body: unknown = await answer.json().catch(() => null);
    if (answer.ok && body !== null) return body;
    const said = asText(asObject(body)["error"]);
    if (answer.status === 401) throw new ServerFailure("login", said);
    if (answer.status === 404) throw new ServerFailure("missing", said);
    if (answer.status === 422) throw new ServerFailure("broken", said);
    throw new ServerFailure("viewer", said === "" ? `HTTP ${answer.status}` : said);
  }

  async #ask(path: string): Promise<Response> {
    try {
      return await this.fetch(path, { headers: { Accept: "application/json" } });
    } catch (error) {
      throw new ServerFailure("viewer", String(error));
    }
  }
}

function listed(entry: Record<string, unknown>): ListedDashboard {
  const uid = asText(entry["uid"]);
  const tags = Array.isArray(entry["tags"]) ? entry["tags"].filter((tag) => typeof tag === "string") : [];
  return { uid, title: asText(entry["title"]) || uid, description: asText(entry["description"]), tags };
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function asText(value: unknown): string {
  return typeof value === "string" ? value : "";
}
