import { reachesFloor, type Yardstick } from "./yardstick";

const number = (value: number): string =>
  Number.isFinite(value) ? (Math.abs(value) >= 1 ? value.toFixed(3) : value.toFixed(4)) : "–";

const floorText = ({ floor }: Yardstick): string =>
  [floor.atLeast === undefined ? "" : `≥ ${floor.atLeast}`, floor.atMost === undefined ? "" : `≤ ${floor.atMost}`]
    .filter((text) => text !== "")
    .join(", ") || "–";

const hasFloor = ({ floor }: Yardstick): boolean => floor.atLeast !== undefined || floor.atMost !== undefined;

/** Whether the floor is reached, in a word; "" where there is none. */
export const verdict = (row: Yardstick): string => (hasFloor(row) ? (reachesFloor(row) ? "reached" : "MISSED") : "");

const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll("\n", " ") || "–";

/** One line of the table: what, on what, ours ± SE, n, floor, naive, the difference to it, reference, published. */
function line(row: Yardstick): string {
  const naive = row.naive.map(({ name, figure }) => `${name} ${number(figure)}`).join("; ");
  const paired = row.paired
    .map(
      ({ against, difference, se }) =>
        `${difference < 0 ? "−" : "+"}${number(Math.abs(difference))} ± ${number(se)} to ${against}`,
    )
    .join("; ");
  const cells = [
    row.what,
    row.on,
    `**${number(row.figure)}** ± ${number(row.se)}`,
    String(row.n),
    floorText(row),
    verdict(row),
    naive,
    paired,
    row.reference,
    row.published,
  ];
  return `| ${cells.map(cell).join(" | ")} |`;
}

/** The yardsticks as a table in Markdown. */
export function yardstickTable(rows: readonly Yardstick[]): string {
  return [
    "| what | on | ours ± SE | n | floor | | naive, same run | paired difference | reference | published |",
    "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ...rows.map(line),
  ].join("\n");
}
