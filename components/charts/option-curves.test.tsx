import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { OptionCurves } from "@/lib/core/item-analysis/statistics/option-curves";
import { OptionCurvesChart } from "./option-curves";

const curves: OptionCurves = {
  n: 90,
  groups: 3,
  options: [
    { option: "a", isKey: true, shares: [0.2, 0.5, 0.904] },
    { option: "b", isKey: false, shares: [0.5, 0.3, 0.05] },
    { option: "c", isKey: false, shares: [0.3, 0.2, 0.046] },
  ],
};

const draw = (more: Partial<Parameters<typeof OptionCurvesChart>[0]> = {}): string =>
  renderToStaticMarkup(<OptionCurvesChart label="Who chose what" curves={curves} {...more} />);

/** The cells of the table, row by row. */
const tableOf = (html: string): string[][] =>
  [...html.matchAll(/<tr>(.*?)<\/tr>/g)].map(([, row = ""]) =>
    [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/g)].map(([, cell = ""]) => cell),
  );

test("the table says what the picture shows", () => {
  const html = draw({ nameOf: (option) => option.toUpperCase() });
  expect(html).toContain("<caption>Who chose what, n = 90</caption>");
  expect(tableOf(html)).toEqual([
    ["Option", "lowest third", "middle third", "highest third"],
    ["A (key)", "20 %", "50 %", "90 %"],
    ["B", "50 %", "30 %", "5 %"],
    ["C", "30 %", "20 %", "5 %"],
  ]);
});

test("every row and column of the table has a header of its own", () => {
  const html = draw();
  expect(html.match(/<th scope="col">/g)).toHaveLength(4);
  expect(html.match(/<th scope="row">/g)).toHaveLength(3);
});

test("the drawing is hidden from screen readers, and the words are not", () => {
  const html = draw();
  expect(html.match(/<svg(?![^>]*aria-hidden="true")/g)).toBeNull();
  expect(html).toContain("n = 90");
});

test("fifths have five columns", () => {
  const [option] = curves.options;
  const fifths: OptionCurves = {
    n: 200,
    groups: 5,
    options: option === undefined ? [] : [{ ...option, shares: [0, 0.25, 0.5, 0.75, 1] }],
  };
  expect(tableOf(draw({ curves: fifths }))[1]).toEqual(["a (key)", "0 %", "25 %", "50 %", "75 %", "100 %"]);
});

test("options differ in dash and mark, not only in colour; a trap has the colour of traps", () => {
  const html = draw({ traps: new Set(["c"]) });
  const dashes = [...html.matchAll(/stroke-dasharray="([^"]+)"/g)].map(([, dash]) => dash);
  expect(new Set(dashes).size).toBe(2);
  expect(html).toContain("stroke-trap");
  expect(draw()).not.toContain("stroke-trap");
});
