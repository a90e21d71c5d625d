import { createHash, timingSafeEqual } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { SECOND_MS } from "@/lib/core/shared/epoch-ms";
import { type BackupFile, newestBackup } from "@/lib/data/backup/backup-folder";
import { database } from "@/lib/data/database";
import { backupSettings, installedVersion, metricsToken } from "@/lib/data/installation";
import { countQueues, type Queues } from "@/lib/data/queues";
import { onTransactionEnd } from "@/lib/data/transaction-watch";
import { isDraining } from "./draining";
import { listJobs } from "./jobs";
import { findReadiness } from "./readiness";

/** What is measured of this process, for Prometheus. All labels have few values, so that its memory is bounded. */
export type Metrics = {
  registry: Registry;
  /** A request was answered; `ms` is null for a stream, which lasts as long as somebody looks. */
  countRequest(request: { route: string; method: string; status: number; ms: number | null }): void;
  requestsUnderWay: Gauge;
};

const REQUEST_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const TRANSACTION_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

function makeMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: "trapline_build_info",
    help: "The version that runs.",
    labelNames: ["version"] as const,
    registers,
  }).set({ version: installedVersion() }, 1);

  const requests = new Counter({
    name: "trapline_http_requests_total",
    help: "Requests answered, by the pattern of their address.",
    labelNames: ["route", "method", "status"] as const,
    registers,
  });
  const durations = new Histogram({
    name: "trapline_http_request_duration_seconds",
    help: "From a request's first byte to the end of its answer; streams are left out.",
    labelNames: ["route"] as const,
    buckets: REQUEST_BUCKETS,
    registers,
  });
  const requestsUnderWay = new Gauge({
    name: "trapline_http_requests_under_way",
    help: "Requests that are being answered, streams among them.",
    registers,
  });

  const transactions = new Counter({
    name: "trapline_transactions_total",
    help: "Write transactions by how they ended; busy: refused or given up, so that the browser sends again.",
    labelNames: ["outcome"] as const,
    registers,
  });
  const reruns = new Counter({
    name: "trapline_transaction_reruns_total",
    help: "Runs of transactions beyond the first, after a conflict or a lock of another process.",
    registers,
  });
  const waits = new Histogram({
    name: "trapline_transaction_wait_seconds",
    help: "How long transactions waited for their turn.",
    buckets: TRANSACTION_BUCKETS,
    registers,
  });
  const runs = new Histogram({
    name: "trapline_transaction_duration_seconds",
    help: "How long transactions ran, with their commit.",
    buckets: TRANSACTION_BUCKETS,
    registers,
  });
  onTransactionEnd(({ waitedMs, ranMs, runs: count, outcome }) => {
    transactions.inc({ outcome });
    waits.observe(waitedMs / SECOND_MS);
    runs.observe(ranMs / SECOND_MS);
    if (count > 1) reruns.inc(count - 1);
  });
  addLook(registry);
  return {
    registry,
    requestsUnderWay,
    countRequest: ({ route, method, status, ms }) => {
      requests.inc({ route, method, status });
      if (ms !== null) durations.observe({ route }, ms / SECOND_MS);
    },
  };
}

/** What is looked up when it is asked for. */
function addLook(registry: Registry): void {
  const gauge = <L extends string>(
    name: string,
    help: string,
    labelNames: readonly L[],
    set: (self: Gauge<L>) => void,
  ) =>
    new Gauge<L>({
      name,
      help,
      labelNames: [...labelNames],
      registers: [registry],
      collect() {
        this.reset();
        set(this);
      },
    });
  gauge("trapline_draining", "1 while the process ends what it has.", [], (self) => self.set(isDraining() ? 1 : 0));
  gauge("trapline_job_runs", "How often a job of this process has run.", ["job"], (self) => {
    for (const { name, runs } of listJobs()) self.set({ job: name }, runs);
  });
  gauge("trapline_job_failures", "How often it failed.", ["job"], (self) => {
    for (const { name, failures } of listJobs()) self.set({ job: name }, failures);
  });
  gauge("trapline_job_last_done_timestamp_seconds", "When it was last done.", ["job"], (self) => {
    for (const { name, lastDoneAt } of listJobs())
      if (lastDoneAt !== null) self.set({ job: name }, lastDoneAt / SECOND_MS);
  });
}

type Seen = {
  ready: boolean;
  load: { running: number; waiting: number } | null;
  queues: Queues | null;
  backup: BackupFile | null;
};

const BOUND_MS = 2 * SECOND_MS;

/** What comes of a question to the database, or null where it fails or takes too long. */
async function inTime<T>(answer: Promise<T>): Promise<T | null> {
  const timer = new AbortController();
  const late = wait(BOUND_MS, null, { signal: timer.signal }).catch(() => null);
  try {
    return await Promise.race([answer, late]);
  } catch {
    return null;
  } finally {
    timer.abort();
  }
}

/** What the database and the disk say. A database that does not answer leaves its figures out, and holds nothing up. */
async function look(): Promise<Seen> {
  const settings = backupSettings();
  const [ready, db] = await Promise.all([findReadiness(), inTime(database())]);
  return {
    ready: ready === "ready",
    load: db?.load() ?? null,
    queues: db === null ? null : await inTime(countQueues(db.reader)),
    backup: settings === null ? null : await newestBackup(settings.folder),
  };
}

/** Lines of figures, in the text format of Prometheus. */
function linesOf({ ready, load, queues, backup }: Seen, now: number): string {
  const lines: string[] = [];
  const add = (name: string, help: string, values: Readonly<Record<string, number>>): void => {
    lines.push(`# HELP ${name} ${help}`, `# TYPE ${name} gauge`);
    for (const [labels, value] of Object.entries(values)) lines.push(`${name}${labels} ${value}`);
  };
  add("trapline_ready", "1 while the process can do its work.", { "": ready ? 1 : 0 });
  if (load !== null) {
    add("trapline_transactions_running", "Transactions that run now.", { "": load.running });
    add("trapline_transactions_waiting", "Transactions that wait for their turn.", { "": load.waiting });
  }
  if (queues !== null) {
    const { mailsWaiting, mailsFailed, scoresWaiting, scoresFailed } = queues;
    add("trapline_mails", "Mails by state: to be sent, and given up.", {
      '{state="waiting"}': mailsWaiting,
      '{state="failed"}': mailsFailed,
    });
    add("trapline_course_scores", "Scores for courses of learning platforms: to be sent, and given up.", {
      '{state="waiting"}': scoresWaiting,
      '{state="failed"}': scoresFailed,
    });
  }
  if (backup !== null) {
    add("trapline_last_backup_age_seconds", "Age of the newest backup in this server's folder.", {
      "": Math.round((now - backup.at) / SECOND_MS),
    });
    add("trapline_last_backup_bytes", "Its size.", { "": backup.bytes });
  }
  return `${lines.join("\n")}\n`;
}

// A bundler may make several copies of this module; a process is measured once all the same.
declare global {
  var traplineMetrics: Metrics | undefined;
}

/** What is measured here; undefined where the operator has set no token, and nobody could read it. */
export function metrics(token: string | undefined = metricsToken()): Metrics | undefined {
  if (token === undefined) return undefined;
  globalThis.traplineMetrics ??= makeMetrics();
  return globalThis.traplineMetrics;
}

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

/** All figures of this process for whoever shows the token; null for everybody else, as where there are none. */
export async function readMetrics(
  shown: string | null,
  now: number,
  token: string | undefined = metricsToken(),
): Promise<{ type: string; text: string } | null> {
  const measured = metrics(token);
  if (measured === undefined || token === undefined || shown === null) return null;
  if (!timingSafeEqual(digest(shown), digest(token))) return null;
  const { registry } = measured;
  return { type: registry.contentType, text: `${await registry.metrics()}${linesOf(await look(), now)}` };
}
