import { between, pick } from "@/lib/core/question/family/chance";
import { defineFamily } from "@/lib/core/question/family/family";
import { grouped, plain } from "@/lib/core/question/family/numbers";
import { variant } from "@/lib/core/question/family/problem";

// F15: with a checkpoint every c minutes of training progress, an interruption at minute t repeats t mod c minutes.

type Run = { interval: number; stops: readonly number[] };

const sum = (list: readonly number[]): number => list.reduce((total, value) => total + value, 0);
const minutes = (value: number): string => `${grouped(value)} minutes`;
const listed = (stops: readonly number[]): string =>
  `${stops.slice(0, -1).map(plainNumber).join(", ")} and ${plainNumber(stops.at(-1) ?? 0)}`;
const plainNumber = (value: number): string => plain(value);

const drawRun = (count: number, rng: () => number): Run | null => {
  const interval = pick([8, 10, 12, 15, 20, 25, 30, 40], rng);
  const stops = Array.from({ length: count }, () => between(interval + 3, 12 * interval, rng)).sort((a, b) => a - b);
  const lost = stops.map((stop) => stop % interval);
  const apart = stops.every((stop, index) => index === 0 || stop - (stops[index - 1] ?? 0) > interval);
  return apart && lost.every((minute) => minute >= 2 && minute <= interval - 2) ? { interval, stops } : null;
};

const spec = (count: number, stories: ((run: Run) => { stem: string; ask: string })[]) =>
  variant<Run>({
    numbers: (rng) => drawRun(count, rng),
    given: ({ interval, stops }) => [plain(interval), ...stops.map(plainNumber)],
    solve: ({ interval, stops }) => {
      const lost = stops.map((stop) => stop % interval);
      const parts = stops.map((stop, index) => `${stop} − ${stop - (lost[index] ?? 0)} = ${lost[index]}`).join(", ");
      return {
        scale: "amount",
        show: minutes,
        key: {
          value: sum(lost),
          why: `Training goes on from the last checkpoint, a multiple of ${interval}. Repeated are ${parts}: ${lost.join(" + ")} = ${sum(lost)} minutes.`,
        },
        wrong: [
          {
            value: sum(stops),
            trap: "nm-no-checkpoint",
            why: `${stops.join(" + ")} = ${sum(stops)} would have to be repeated if every interruption began from nothing. Checkpoints keep all but the last piece.`,
          },
          {
            value: sum(lost.map((minute) => interval - minute)),
            trap: "nm-complement",
            why: `${lost.map((minute) => interval - minute).join(" + ")} are the minutes that were missing to the next checkpoint. Repeated is what came after the one before.`,
          },
          {
            value: count * interval,
            trap: "nm-floor",
            why: `${count} × ${interval} rounds every loss up to a whole interval. Only the part since the last checkpoint is lost.`,
          },
          {
            value: lost.at(-1) ?? 0,
            trap: "nm-wrong-instance-count",
            why: `${lost.at(-1)} minutes were lost at the last interruption. The earlier ones cost time as well.`,
          },
        ],
      };
    },
    stories,
  });

export const variants = {
  two: spec(2, [
    ({ interval, stops }) => ({
      stem: `A managed Spot job of an observatory writes a checkpoint to S3 after every ${interval} minutes of training progress. It is interrupted twice, at ${listed(stops)} minutes of progress, and resumes each time from its newest checkpoint. Progress is counted without what is repeated. The time until a new instance starts, and the time to write and read checkpoints, are ignored.`,
      ask: "How many minutes of training have to be done again in all?",
    }),
    ({ interval, stops }) => ({
      stem: `Training of a fish-counting model uses Spot capacity and saves its state every ${interval} minutes of training progress. Capacity is withdrawn when ${stops[0]} minutes of progress are reached, and once more at ${stops[1]} minutes of progress. Both times the job goes on from the last state that was saved. Restarts take no time in this estimate.`,
      ask: "How much training is repeated altogether?",
    }),
  ]),
  three: spec(3, [
    ({ interval, stops }) => ({
      stem: `During a busy week a train operator's Spot training is interrupted three times: after ${listed(stops)} minutes of training progress, repeated minutes not counted. It keeps checkpoints, one for each full ${interval} minutes of progress, and continues from the latest of them. Waiting for capacity and loading a checkpoint are left out of account.`,
      ask: "How many minutes of work are done a second time?",
    }),
    ({ interval, stops }) => ({
      stem: `A laboratory for soil samples trains with \`EnableManagedSpotTraining\` and a checkpoint at every multiple of ${interval} minutes of progress. Interruptions come at ${listed(stops)} minutes of progress, where progress means training that need not be repeated. From the last checkpoint the job goes on as if nothing had happened; restart time does not count here.`,
      ask: "What do the three interruptions cost in repeated training?",
    }),
  ]),
};

export const family = defineFamily(
  {
    id: "mla-c01-spot-checkpoints",
    lesson: "3.3",
    exams: ["mla-c01", "mla-c02"],
    difficulty: 2,
    facts: ["B10.1", "F15"],
    verifiedOn: "2026-11-20",
    traps: ["nm-no-checkpoint", "nm-complement", "nm-floor", "nm-wrong-instance-count"],
    storedDraws: 12,
  },
  variants,
);
