import { expect, test } from "vitest";
import { startFormIn } from "./asks";
import { isQuiet } from "./machine";
import { figureTable, verdictTable, withSection } from "./report";
import { type Figures, figuresOf, joinSamples, quantile, slopeOf } from "./statistics";
import { type Cell, type EngineRun, judge, judgeGrowth, judgeMemory } from "./verdicts";

const figures = (perSecond: number, p95 = 10, bytes = 0): Figures => ({
  count: perSecond,
  perSecond,
  p50: p95 / 2,
  p95,
  p99: p95,
  bytes,
});
const run = (cells: readonly Cell[], rush: Figures | null = null): EngineRun => ({ engine: "sqlite", cells, rush });
const at = (name: Cell["name"], clients: number, own: Figures): Cell => ({ name, clients, figures: own });

test("quantiles are values that were measured", () => {
  const sorted = Array.from({ length: 100 }, (_, number) => number + 1);
  expect([quantile(sorted, 0.5), quantile(sorted, 0.95), quantile(sorted, 1)]).toEqual([51, 96, 100]);
  expect(quantile([], 0.5)).toBeNaN();
});

test("samples of two times are one: their requests over their seconds", () => {
  const joined = joinSamples([
    { times: [3, 1], seconds: 1, bytes: 5 },
    { times: [2], seconds: 2, bytes: 7 },
  ]);
  expect(figuresOf(joined)).toEqual({ count: 3, perSecond: 1, p50: 2, p95: 3, p99: 3, bytes: 7 });
});

test("a slope is per step", () => {
  expect(slopeOf([1, 3, 5, 7])).toBeCloseTo(2);
  expect(slopeOf([4, 4, 4])).toBe(0);
});

test("a ratio is taken at eight clients, and a bound that is just reached holds", () => {
  const cells = [at("empty-route", 8, figures(1000)), at("save", 8, figures(500)), at("finish", 8, figures(119))];
  const verdicts = judge(run(cells));
  expect(verdicts.map(({ measured, holds }) => [measured, holds])).toEqual([
    ["0.50", true],
    ["0.12", false],
  ]);
});

test("a page is judged by its size too, and boards by their time", () => {
  const page = judge(run([at("empty-page", 8, figures(100)), at("attempt-page", 8, figures(50, 10, 40_001))]));
  expect(page.map(({ holds }) => holds)).toEqual([true, false]);
  expect(judge(run([at("board", 8, figures(10, 200))])).map(({ holds }) => holds)).toEqual([false]);
  expect(judge(run([at("dashboard", 8, figures(10, 199))])).map(({ holds }) => holds)).toEqual([true]);
});

test("with four times the clients both throughput and times are held", () => {
  const of = (rate: number, p95: number) =>
    judge(run([at("home", 8, figures(100, 10)), at("home", 32, figures(rate, p95))])).map(({ holds }) => holds);
  expect([of(90, 50), of(89, 40), of(100, 51)]).toEqual([[true], [false], [false]]);
});

test("what was not measured is not judged", () => {
  expect(judge(run([at("empty-route", 8, figures(1000))]))).toEqual([]);
  expect(judge(run([], figures(100, 999))).map(({ holds }) => holds)).toEqual([true]);
});

test("growth is the worse of the times", () => {
  const [verdict] = judgeGrowth(run([at("save", 8, figures(130, 10))]), run([at("save", 8, figures(99, 10))]));
  expect(verdict).toMatchObject({ measured: "p50 1.00, time a request 1.31 times", holds: false });
});

test("memory is judged by its later half", () => {
  expect(judgeMemory([50, 80, 100, 100, 100, 100.5]).holds).toBe(true);
  expect(judgeMemory([50, 52, 54, 56, 58, 60]).holds).toBe(false);
});

test("a machine is quiet when the same work takes as long and nobody else works", () => {
  expect(isQuiet([100, 105], 0.4, 2)).toBe(true);
  expect(isQuiet([100, 111], 0.4, 2)).toBe(false);
  expect(isQuiet([100, 100], 1.1, 2)).toBe(false);
});

test("a table has a row for each thing that was measured, in one order", () => {
  const table = figureTable(
    run([at("save", 8, figures(500)), at("empty-route", 8, figures(1000)), at("save", 1, figures(99.96))]),
  );
  expect(table.split("\n").slice(2)).toEqual([
    "| a Next route that does nothing | – | **1000** · 5.0/10/10 |",
    "| save one answer | **100.0** · 5.0/10/10 | **500** · 5.0/10/10 · 0.50 |",
  ]);
  expect(verdictTable([{ what: "a", floor: "b", measured: "c", holds: false }])).toContain("| a | b | c | **no** |");
});

test("a section takes the place of the one before it and leaves the others", () => {
  const first = withSection("# Performance\n", "Speed", "fast");
  const both = withSection(first, "Memory", "flat");
  expect(withSection(both, "Speed", "faster")).toBe("# Performance\n\n## Speed\n\nfaster\n\n## Memory\n\nflat\n");
  expect(withSection(both, "Memory", "level")).toBe("# Performance\n\n## Speed\n\nfast\n\n## Memory\n\nlevel\n");
});

test("the form of an exam is found among others, its hidden fields as a browser would send them", () => {
  const html =
    '<form><input type="hidden" name="blueprint" value="other"/></form>' +
    '<form action=""><input type="hidden" name="$ACTION_1:0" value="{&quot;id&quot;:&quot;a&quot;}"/>' +
    '<input type="hidden" name="blueprint" value="twenty"/><input name="seen" value="x"/></form>';
  expect(startFormIn(html, "twenty")).toEqual([
    ["$ACTION_1:0", '{"id":"a"}'],
    ["blueprint", "twenty"],
  ]);
  expect(() => startFormIn(html, "absent")).toThrow("not offered");
});
