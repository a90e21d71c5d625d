import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import { log } from "@/lib/log";

/** How a task that this process does again and again stands. */
export type Job = {
  name: string;
  everyMs: number;
  runs: number;
  failures: number;
  running: boolean;
  lastDoneAt: EpochMs | null;
  lastFailedAt: EpochMs | null;
};

// A bundler may make several copies of this module; a process has one list of its jobs all the same.
declare global {
  var traplineJobs: Map<string, Job> | undefined;
}
globalThis.traplineJobs ??= new Map();
const jobs = globalThis.traplineJobs;

/** Runs a job once and notes how it went; what it throws is told to the operator. Not while it runs already. */
async function runJob(job: Job, run: () => Promise<unknown>): Promise<void> {
  if (job.running) return;
  job.running = true;
  job.runs += 1;
  try {
    await run();
    job.lastDoneAt = Date.now();
  } catch (error) {
    job.failures += 1;
    job.lastFailedAt = Date.now();
    log.error(`${job.name} failed`, error);
  } finally {
    job.running = false;
  }
}

/** Does something again and again as long as the server runs, never twice at once in this process. */
export function keepDoing(name: string, everyMs: number, run: () => Promise<unknown>): void {
  const job: Job = { name, everyMs, runs: 0, failures: 0, running: false, lastDoneAt: null, lastFailedAt: null };
  jobs.set(name, job);
  setInterval(() => void runJob(job, run), everyMs).unref();
}

/** What this process does again and again, by name. */
export const listJobs = (): readonly Job[] => [...jobs.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
