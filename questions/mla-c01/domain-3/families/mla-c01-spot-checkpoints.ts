import { between, pick } from "@/lib/core/question/family/chance";
import { defineFamily } from "@/lib/core/question/family/family";
import { grouped, plain } from "@/lib/core/question/family/numbers";
import { variant } from "@/lib/core/question/family/problem";

// F15: with a checkpoint every c minutes of training progress, an interruption at minute t repeats t mod c minutes. A run
// of w minutes of progress trains for w and what is repeated.

type Run = { interval: number; stops: readonly number[] };

const sum = (list: readonly number[]): number => list.reduce((total, value) => total + value, 0);
const minutes = (value: number): string => `${grouped(value)} minutes`;
const listed = (stops: readonly number[]): string =>
  `${stops
    .slice(0, -1)
    .map((stop) => plain(stop))
    .join(", ")} and ${plain(stops.at(-1) ?? 0)}`;

/** Interruptions that are more than an interval apart, each of them clear of a checkpoint. */
function drawRun(count: number, intervals: number, rng: () => number): Run | null {
  const interval = pick([8, 10, 12, 15, 20, 25, 30, 40], rng);
  const stops = Array.from({ length: count }, () => between(interval + 3, intervals * interval, rng)).sort(
    (a, b) => a - b,
  );
  const lost = stops.map((stop) => stop % interval);
  const apart = stops.every((stop, index) => index === 0 || stop - (stops[index - 1] ?? 0) > interval);
  // A sum that happens to be the interval could be read off the stem.
  const isInterval = lost.reduce((all, minute) => all + minute, 0) === interval;
  return apart && !isInterval && lost.every((minute) => minute >= 2 && minute <= interval - 2)
    ? { interval, stops }
    : null;
}

/** What the interruptions cost, rightly and by the usual slips, with the words for it. */
function repeatsOf({ interval, stops }: Run) {
  const lost = stops.map((stop) => stop % interval);
  const missing = lost.map((minute) => interval - minute);
  return {
    right: {
      value: sum(lost),
      why: `Training goes on from the last checkpoint, a multiple of ${interval}. Repeated are ${stops.map((stop, index) => `${stop} − ${stop - (lost[index] ?? 0)} = ${lost[index]}`).join(", ")}: ${lost.join(" + ")} = ${sum(lost)} minutes.`,
    },
    wrong: [
      {
        value: sum(stops),
        trap: "nm-no-checkpoint",
        why: `${stops.join(" + ")} = ${sum(stops)} minutes would have to be repeated if every interruption began from nothing. Checkpoints keep all but the last piece.`,
      },
      {
        value: sum(missing),
        trap: "nm-complement",
        why: `${missing.join(" + ")} are the minutes that were missing to the next checkpoint. Repeated is what came after the one before.`,
      },
      {
        value: stops.length * interval,
        trap: "nm-floor",
        why: `${stops.length} × ${interval} rounds every loss up to a whole interval. Only the part since the last checkpoint is lost.`,
      },
      {
        value: lost.at(-1) ?? 0,
        trap: "nm-wrong-instance-count",
        why: `${lost.at(-1)} minutes were lost at the last interruption. There were ${stops.length}, and the earlier ones cost time as well.`,
      },
    ],
  };
}

export const variants = {
  repeated: variant<Run>({
    numbers: (rng) => drawRun(2, 12, rng),
    given: ({ interval, stops }) => [interval, ...stops].map((value) => plain(value)),
    solve: (run) => {
      const { right, wrong } = repeatsOf(run);
      return { scale: "amount", show: minutes, key: right, wrong };
    },
    stories: [
      ({ interval, stops }) => ({
        stem: `The log of an observatory's managed Spot job has two lines about lost capacity: at ${plain(stops[0] ?? 0)} minutes of training progress, and at ${plain(stops[1] ?? 0)}. A checkpoint went to S3 at each full ${interval} minutes of progress, and after either loss the job resumed from the newest one. Minutes that are repeated do not count as progress. Restarts, and writing and reading checkpoints, take no time here.`,
        ask: "How many minutes of training were done a second time?",
      }),
      ({ interval, stops }) => ({
        stem: `A researcher who counts fish wants to give up Spot capacity: its interruptions, she says, have doubled her training time. A colleague looks at last night. Capacity was withdrawn when ${plain(stops[0] ?? 0)} minutes of progress had been reached and again at ${plain(stops[1] ?? 0)}, figures in which repeated minutes are left out. With a state saved every ${interval} minutes of progress, training went on from the last one both times; restarts aside.`,
        ask: "How much repeated training did the night really cost?",
      }),
    ],
  }),
  "whole-run": variant<Run & { work: number }>({
    numbers: (rng) => {
      const run = drawRun(3, 7, rng);
      const last = run?.stops.at(-1) ?? 0;
      return run === null ? null : { ...run, work: last + between(3, 2 * run.interval, rng) };
    },
    given: ({ interval, stops, work }) => [interval, ...stops, work].map((value) => plain(value)),
    solve: (run) => {
      const { right, wrong } = repeatsOf(run);
      const { work } = run;
      return {
        scale: "amount",
        show: minutes,
        key: {
          value: work + right.value,
          why: `${right.why} With the ${work} minutes of progress that makes ${work} + ${right.value} = ${work + right.value} minutes.`,
        },
        wrong: [
          ...wrong.map((way) => ({
            ...way,
            value: work + way.value,
            why: `${way.why} Here ${work} were added to it.`,
          })),
          {
            value: work,
            trap: "nm-ignores-overhead",
            why: `${work} minutes is the progress alone. What is trained a second time takes time as well.`,
          },
          {
            value: right.value,
            trap: "nm-not-normalised",
            why: `${right.value} minutes is the repeated part. All training was asked for, with the ${work} minutes of progress.`,
          },
        ],
      };
    },
    stories: [
      ({ interval, stops, work }) => ({
        stem: `To be finished, the delay model of a train operator needs ${work} minutes of training progress. It runs on Spot capacity that is taken away three times, at ${listed(stops)} minutes of progress, and given back at once. What has to be trained again is not progress. Checkpoints exist for each full ${interval} minutes of it, and the job continues from the latest; loading them costs nothing.`,
        ask: "How many minutes does the job train from beginning to end?",
      }),
      ({ interval, stops, work }) => ({
        stem: `A laboratory for soil samples charges its teams for training minutes, repeated ones included. One job with \`EnableManagedSpotTraining\` ended at ${work} minutes of progress, a count that leaves repeated work out. Its checkpoints lay at every multiple of ${interval} minutes. Interruptions at ${listed(stops)} minutes of progress threw it back to the newest one each time. Waiting and start-up are charged to somebody else.`,
        ask: "For how many minutes does the team pay?",
      }),
    ],
  }),
};

export const family = defineFamily(
  {
    id: "mla-c01-spot-checkpoints",
    lesson: "3.3",
    exams: ["mla-c01", "mla-c02"],
    difficulty: 2,
    facts: ["B10.1", "F15"],
    verifiedOn: "2026-11-20",
    review: {
      by: "model",
      solvedBlind: "changed",
      tagsBlind: "changed",
      on: "2026-11-26",
      note: "A draw of each variant was solved blind.",
    },
    traps: [
      "nm-no-checkpoint",
      "nm-complement",
      "nm-floor",
      "nm-wrong-instance-count",
      "nm-ignores-overhead",
      "nm-not-normalised",
    ],
    storedDraws: 12,
  },
  variants,
);
