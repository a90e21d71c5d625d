import { z } from "zod";
import type { Operation, PerOperation } from "./demand";

const cell = z.object({
  name: z.string(),
  clients: z.number(),
  figures: z.object({ perSecond: z.number(), bytes: z.number() }),
});
const schema = z.object({
  data: z.object({
    date: z.string(),
    before: z.object({ cpu: z.string(), cores: z.number() }),
    runs: z.array(z.object({ engine: z.string(), cells: z.array(cell) })),
  }),
});

/** At so many clients the bench takes its ratios. */
const CLIENTS = 8;
const CELLS: PerOperation<string> = {
  start: "start",
  page: "attempt-page",
  save: "save",
  finish: "finish",
  review: "review",
};

/** What a whole machine did a second, over HTTP, by `npm run bench -- --json`. */
export type Benched = {
  machine: string;
  cores: number;
  date: string;
  perSecond: PerOperation<number>;
  bytes: PerOperation<number>;
};

/**
 * Reads what `npm run bench -- --json` has written: the cells of PostgreSQL with 8 clients.
 *
 * @throws where a cell is missing.
 */
export function readBench(json: unknown): Benched {
  const { data } = schema.parse(json);
  const run = data.runs.find(({ engine }) => engine === "postgresql");
  const of = (name: Operation) => {
    const found = run?.cells.find((one) => one.name === CELLS[name] && one.clients === CLIENTS);
    if (found === undefined) throw new Error(`the bench has no “${CELLS[name]}” on PostgreSQL with ${CLIENTS} clients`);
    return found.figures;
  };
  const pick = (value: "perSecond" | "bytes"): PerOperation<number> => ({
    start: of("start")[value],
    page: of("page")[value],
    save: of("save")[value],
    finish: of("finish")[value],
    review: of("review")[value],
  });
  return {
    machine: data.before.cpu,
    cores: data.before.cores,
    date: data.date,
    perSecond: pick("perSecond"),
    bytes: pick("bytes"),
  };
}
