import { correlationText, FLAG_NAMES, flagWords } from "@/lib/core/item-analysis/flags/flag-words";
import type { ItemFlag } from "@/lib/core/item-analysis/flags/flags";
import { MIN_ANSWERS } from "@/lib/core/item-analysis/flags/thresholds";
import type { FormItemStatistics, FormStatistics } from "@/lib/core/item-analysis/form/form-statistics";
import { type Comparison, type Deviation, TOLERANCE } from "./compare-reference";
import { MOST_OPTIONS } from "./describe-column";

export type JudgedItem = { item: FormItemStatistics; flags: readonly ItemFlag[] };

const NONE = "–";

const fixed = (value: number | null, digits: number): string => (value === null ? NONE : value.toFixed(digits));
const percent = (share: number | null): string => (share === null ? NONE : `${(share * 100).toFixed(0)} %`);
const correlation = (value: number | null): string => (value === null ? NONE : correlationText(value));

type Align = "left" | "right";

/** Rows under a head, in columns as wide as they need to be. */
function textTable(head: readonly string[], rows: readonly (readonly string[])[], align: readonly Align[]): string {
  const widths = head.map((name, column) => Math.max(name.length, ...rows.map((row) => (row[column] ?? "").length)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) =>
        align[column] === "left" ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join("  ")
      .trimEnd();
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)].join("\n");
}

function testLines(name: string, form: FormStatistics): string {
  const size = `${name}: ${form.n} people, ${form.k} items, ${form.omitted} omissions`;
  if (form.n < MIN_ANSWERS) return `${size}\nUnder ${MIN_ANSWERS} people nothing is claimed.`;
  return `${size}
Score ${fixed(form.mean, 2)} ± ${fixed(form.sdSample, 2)} of ${form.k}; KR-20 ${fixed(form.kr20, 3)} (KR-21 ${fixed(form.kr21, 3)}, mean item–item r ${fixed(form.meanInterItem, 3)}); SEM ${fixed(form.sem, 2)} points; n = ${form.n}`;
}

function itemLines(judged: readonly JudgedItem[]): string {
  const head = ["item", "key", "n", "p", "r rest", "D27", "omitted", "KR-20 without", "flags"];
  const rows = judged.map(({ item, flags }) => {
    const isClaimed = item.n >= MIN_ANSWERS;
    const figure = (text: string): string => (isClaimed ? text : NONE);
    return [
      item.name,
      item.key,
      String(item.n),
      figure(fixed(item.p, 3)),
      figure(correlation(item.discrimination)),
      figure(correlation(item.d27)),
      figure(percent(item.n === 0 ? null : item.omitted / item.n)),
      figure(fixed(item.kr20Without, 3)),
      flags.map(({ kind }) => FLAG_NAMES[kind]).join(", "),
    ];
  });
  return textTable(head, rows, ["left", "left", "right", "right", "right", "right", "right", "right", "left"]);
}

function optionLines({ item, flags }: JudgedItem): string {
  const words = flags.map((flag) => `  ${FLAG_NAMES[flag.kind]}: ${flagWords(flag)}`);
  if (item.n < MIN_ANSWERS) return [`${item.name} (n = ${item.n})`, ...words].join("\n");
  const hasTraps = item.options.some(({ trap }) => trap !== null);
  const head = ["option", "n", "share", "low third", "middle", "high third", "r rest", "mean rest"];
  const isLong = item.options.length > MOST_OPTIONS + 1;
  const shown = isLong ? [...item.options].sort((a, b) => b.n - a.n).slice(0, MOST_OPTIONS) : item.options;
  const rows = shown.map(({ option, isKey, n, rate, thirds, pbRest, meanRest, trap }) => [
    `${option}${isKey ? " (key)" : ""}`,
    String(n),
    percent(rate),
    percent(thirds?.[0] ?? null),
    percent(thirds?.[1] ?? null),
    percent(thirds?.[2] ?? null),
    correlation(pbRest),
    fixed(meanRest, 2),
    ...(hasTraps
      ? [trap === null ? "" : `${trap.trap}: ${trap.taken} of ${trap.decided} decided (${percent(trap.rate)})`]
      : []),
  ]);
  const align: Align[] = ["left", "right", "right", "right", "right", "right", "right", "right", "left"];
  const table = textTable(hasTraps ? [...head, "trap"] : head, rows, align);
  const left = item.n - shown.reduce((sum, { n }) => sum + n, 0);
  const rest = isLong ? [`  and ${item.options.length - shown.length} more, ${left} answers together`] : [];
  return [`${item.name} (n = ${item.n})`, ...words, table.replaceAll(/^/gm, "  "), ...rest].join("\n");
}

/** The whole report: the test, its items, and why some are flagged. */
export function formReport(name: string, form: FormStatistics, judged: readonly JudgedItem[]): string {
  const flagged = judged.filter(({ flags }) => flags.length > 0);
  return [
    testLines(name, form),
    itemLines(judged),
    flagged.length === 0 ? "No item is flagged." : `Flagged: ${flagged.length} of ${judged.length} items`,
    ...flagged.map(optionLines),
  ].join("\n\n");
}

/** How far the figures are from the reference, one row a column. */
export function comparisonReport({ deviations, quirks, problems }: Comparison): string {
  const cells = ({ file, column, compared, largest, at }: Deviation): string[] => [
    file,
    column,
    String(compared),
    Number.isFinite(largest) ? largest.toExponential(2) : "missing",
    at,
    largest <= TOLERANCE ? "" : "TOO FAR",
  ];
  return [
    textTable(["file", "column", "compared", "largest deviation", "at", ""], deviations.map(cells), [
      "left",
      "left",
      "right",
      "right",
      "left",
      "left",
    ]),
    `No target, as they copy a quirk of one package: ${quirks.join(", ") || "none"}`,
    ...problems.map((problem) => `PROBLEM ${problem}`),
  ].join("\n\n");
}
