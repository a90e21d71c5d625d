import { percentOn } from "./scale";

/** A value at a place of the x axis; null where there is none. `few`: it rests on few answers. */
export type LinePoint = { at: number; value: number | null; few: boolean };

export type DrawnPoint = { x: number; y: number; few: boolean };
export type Drawn = {
  points: DrawnPoint[];
  /** Between neighbouring points; over a gap in the values the line goes on, as the weeks between had no answer. */
  segments: { from: DrawnPoint; to: DrawnPoint }[];
};

/** Where a line's points stand: x in per cent of the width, y in pixels from the top of a plot of this height. */
export function drawLine(
  points: readonly LinePoint[],
  { x, max, height }: { x: { min: number; max: number }; max: number; height: number },
): Drawn {
  const drawn = points.flatMap(({ at, value, few }): DrawnPoint[] =>
    value === null
      ? []
      : [{ x: percentOn(x, at), y: Math.round(height * (1 - percentOn({ min: 0, max }, value) / 100)), few }],
  );
  return {
    points: drawn,
    segments: drawn.flatMap((to, index) => {
      const from = drawn[index - 1];
      return from === undefined ? [] : [{ from, to }];
    }),
  };
}
