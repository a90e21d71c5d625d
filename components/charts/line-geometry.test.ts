import { expect, test } from "vitest";
import { drawLine } from "./line-geometry";

const frame = { x: { min: 10, max: 14 }, max: 1, height: 100 };
const point = (at: number, value: number | null) => ({ at, value, few: false });

test("points stand where their week and value are", () => {
  const { points } = drawLine([point(10, 1), point(11, 0), point(14, 0.25)], frame);
  expect(points).toEqual([
    { x: 0, y: 0, few: false },
    { x: 25, y: 100, few: false },
    { x: 100, y: 75, few: false },
  ]);
});

test("a line joins neighbours over a gap", () => {
  const { points, segments } = drawLine([point(10, 0.5), point(12, null), point(14, 0.5)], frame);
  expect(points).toHaveLength(2);
  expect(segments).toEqual([{ from: points[0], to: points[1] }]);
});

test("one point alone stands in the middle and has no line", () => {
  const drawn = drawLine([point(10, 0.5)], { ...frame, x: { min: 10, max: 10 } });
  expect(drawn).toEqual({ points: [{ x: 50, y: 50, few: false }], segments: [] });
});

test("a value above the axis is drawn at its end", () => {
  expect(drawLine([point(10, 7)], frame).points[0]?.y).toBe(0);
});
