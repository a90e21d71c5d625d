import fc from "fast-check";
import { expect, test } from "vitest";
import {
  clockFromOffset,
  clockFromPage,
  hearServer,
  isInDoubt,
  type Reading,
  readClock,
  type ServerClock,
  wallOffsetMs,
} from "./clock";

const SERVER = 1_795_435_200_000;
const at = (monotonicMs: number, wallMs = monotonicMs): Reading => ({ monotonicMs, wallMs: 1_000_000 + wallMs });
const shown = (clock: ServerClock, reading: Reading): number => readClock(clock, reading).shown - SERVER;
const heard = (): ServerClock => hearServer(clockFromPage(SERVER, at(0)), SERVER + 50, at(0), at(100));

test.each([
  { name: "it goes on with the monotonic clock", reading: at(1_100), expected: 1_100 },
  { name: "a wall clock set back does not set it back", reading: at(1_100, -500_000), expected: 1_100 },
  {
    name: "time slept through, in which the monotonic clock stood, has passed",
    reading: at(200, 60_100),
    expected: 60_100,
  },
])("$name", ({ reading, expected }) => {
  expect(shown(heard(), reading)).toBe(expected);
});

test("a reply sets it to the middle of the round trip", () => {
  const clock = hearServer(clockFromPage(SERVER, at(0)), SERVER + 10_000, at(1_000), at(1_400));
  expect(shown(clock, at(1_400))).toBe(10_200);
});

test("a reply that agrees leaves it alone, so that the time does not tremble", () => {
  const clock = heard();
  expect(hearServer(clock, SERVER + 1_050, at(1_000), at(1_200))).toBe(clock);
});

test("a reply settles a doubt, also where it agrees with what was thought", () => {
  const slept = at(200, 60_100);
  const clock = hearServer(heard(), SERVER + 60_100, slept, slept);
  expect(shown(clock, slept)).toBe(60_100);
  expect(isInDoubt(clock, slept)).toBe(false);
});

test("a reply that disagrees wins, even where the time goes back by it", () => {
  const ahead = readClock(clockFromPage(SERVER + 60_000, at(0)), at(0));
  const clock = hearServer(ahead, SERVER + 1_000, at(1_000), at(1_000));
  expect(shown(clock, at(1_000))).toBe(1_000);
});

test("the saved offset tells the next page load the server's time", () => {
  const offset = wallOffsetMs(heard());
  expect(shown(clockFromOffset(offset, at(0, 90_000)), at(0, 90_000))).toBe(90_000);
});

test.each([
  { name: "clocks that went the same way", reading: at(5_100), doubt: false },
  { name: "a sleep", reading: at(5_100, 65_100), doubt: true },
  { name: "a clock set back", reading: at(5_100, -65_100), doubt: true },
])("$name: in doubt is $doubt", ({ reading, doubt }) => {
  expect(isInDoubt(heard(), reading)).toBe(doubt);
});

test("without news from the server the time never goes back, and never slower than the monotonic clock", () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ passMs: fc.nat(100_000), wallMs: fc.integer({ min: -1e7, max: 1e7 }) })),
      (steps) => {
        let clock = heard();
        let monotonicMs = 100;
        for (const { passMs, wallMs } of steps) {
          const before = clock.shown;
          monotonicMs += passMs;
          clock = readClock(clock, at(monotonicMs, wallMs));
          expect(clock.shown).toBeGreaterThanOrEqual(before);
          expect(clock.shown - SERVER).toBeGreaterThanOrEqual(monotonicMs);
        }
      },
    ),
    { seed: 20261123 },
  );
});
