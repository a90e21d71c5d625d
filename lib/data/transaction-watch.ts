import { channel } from "node:diagnostics_channel";
import { isDatabaseBusy } from "./database-errors";

/** How a transaction went: how long it waited for its turn, how long it ran, and how often, where it met a conflict. */
export type TransactionEnd = {
  waitedMs: number;
  ranMs: number;
  runs: number;
  outcome: "committed" | "busy" | "rolled-back";
};

// Found by its name, so that all copies of this module that a bundler makes share it.
const ends = channel("trapline.transaction");

/** Runs a transaction and tells those who watch how it went. `begin` runs the work each time by what it is given. */
export async function watched<T>(begin: (run: (work: () => Promise<T>) => Promise<T>) => Promise<T>): Promise<T> {
  if (!ends.hasSubscribers) return begin((work) => work());
  const asked = performance.now();
  let begun: number | undefined;
  let runs = 0;
  const tell = (outcome: TransactionEnd["outcome"]): void => {
    const now = performance.now();
    const end: TransactionEnd = { waitedMs: (begun ?? now) - asked, ranMs: now - (begun ?? now), runs, outcome };
    ends.publish(end);
  };
  try {
    const value = await begin((work) => {
      begun ??= performance.now();
      runs += 1;
      return work();
    });
    tell("committed");
    return value;
  } catch (error) {
    tell(isDatabaseBusy(error) ? "busy" : "rolled-back");
    throw error;
  }
}

const isEnd = (message: unknown): message is TransactionEnd =>
  typeof message === "object" && message !== null && "waitedMs" in message && "outcome" in message;

/** Hears how each transaction of this process went, from now on. */
export function onTransactionEnd(hear: (end: TransactionEnd) => void): void {
  ends.subscribe((message) => {
    if (isEnd(message)) hear(message);
  });
}
