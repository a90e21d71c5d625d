import { expect, test } from "vitest";
import { readBench } from "./bench-file";

const NAMES = ["start", "attempt-page", "save", "finish", "review", "board"];

/** As `npm run bench -- --json` writes it. */
const bench = (names: readonly string[] = NAMES) => ({
  title: "Speed",
  verdicts: [],
  data: {
    date: "2026-11-26",
    before: { cpu: "A processor", cores: 2, node: "v20", load: 0, loops: [1], quiet: true },
    runs: ["sqlite", "postgresql"].map((engine, which) => ({
      engine,
      rush: null,
      cells: names.flatMap((name, index) =>
        [1, 8].map((clients) => ({
          name,
          clients,
          figures: { count: 1, perSecond: 100 * which + 10 * index + clients, p50: 1, p95: 1, p99: 1, bytes: index },
        })),
      ),
    })),
  },
});

test("takes PostgreSQL with 8 clients", () => {
  expect(readBench(bench())).toEqual({
    machine: "A processor",
    cores: 2,
    date: "2026-11-26",
    perSecond: { start: 108, page: 118, save: 128, finish: 138, review: 148 },
    bytes: { start: 0, page: 1, save: 2, finish: 3, review: 4 },
  });
});

test("says what is missing", () => {
  expect(() => readBench(bench(["start", "save"]))).toThrow("attempt-page");
  expect(() => readBench({ title: "Speed" })).toThrow();
});
