import { describe, expect, test } from "vitest";
import type { Solution } from "@/lib/core/question/family/problem";
import { variants as backlog } from "./mla-c01-async-backlog";
import { variants as batch } from "./mla-c01-batch-arithmetic";
import { variants as cost } from "./mla-c01-cost-comparison";
import { variants as cpu } from "./mla-c01-cpu-target";
import { variants as reading } from "./mla-c01-invocations-reading";
import { variants as latency } from "./mla-c01-latency-alarm";
import { variants as memory } from "./mla-c01-multi-model-memory";
import { variants as next } from "./mla-c01-next-capacity";
import { variants as fleet } from "./mla-c01-peak-fleet";
import { variants as rollout } from "./mla-c01-rollout-arithmetic";
import { variants as target } from "./mla-c01-scaling-target";
import { variants as breakEven } from "./mla-c01-serverless-break-even";
import { variants as concurrency } from "./mla-c01-serverless-concurrency";
import { variants as spot } from "./mla-c01-spot-checkpoints";
import { variants as caching } from "./mla-c01-step-caching";
import { variants as weights } from "./mla-c01-variant-weights";

// The worked examples of the fact sheet, section F: literal inputs, literal outcomes, and what its wrong answers are
// called there. Values are as the sheet prints them, so money is compared to the cent and counts to the unit.

type Example = {
  name: string;
  solution: Solution;
  key: number;
  wrong?: [value: number, trap: string][];
  says?: string;
};

const examples: Example[] = [
  {
    name: "F1: 20 RPS at 0.7",
    solution: target["per-second"].solve({ perSecond: 20, factor: 0.7 }),
    key: 840,
    wrong: [
      [14, "forgets-times-60"],
      [1_200, "skips-safety-factor"],
      [360, "nm-complement"],
      [1_714, "nm-factor-wrong-side"],
    ],
  },
  {
    name: "F1: measured per minute",
    solution: target["per-minute"].solve({ perMinute: 1_200, factor: 0.7 }),
    key: 840,
    wrong: [[50_400, "nm-double-unit-conversion"]],
  },
  {
    name: "F2: 230 RPS, 20 each, 0.7",
    solution: fleet.steady.solve({ peak: 230, perSecond: 20, factor: 0.7 }),
    key: 17,
    wrong: [
      [16, "nm-floor"],
      [12, "skips-safety-factor"],
      [9, "nm-factor-wrong-side"],
    ],
    says: "16.43",
  },
  {
    name: "F2: 460 RPS, 45 each, 0.8",
    solution: fleet.steady.solve({ peak: 460, perSecond: 45, factor: 0.8 }),
    key: 13,
    wrong: [
      [12, "nm-floor"],
      [11, "skips-safety-factor"],
      [9, "nm-factor-wrong-side"],
    ],
  },
  {
    name: "F2: 30,000 a minute over 840",
    solution: fleet["mixed-units"].solve({ load: 30_000, perSecond: 20, factor: 0.7 }),
    key: 36,
    wrong: [[2_143, "nm-unit-mismatch"]],
  },
  {
    name: "F2: one of two zones lost",
    solution: fleet["zone-loss"].solve({ peak: 230, perSecond: 20, factor: 0.7 }),
    key: 34,
    wrong: [[18, "nm-az-plus-one"]],
  },
  {
    name: "F3: 4 instances at 1,260 of 840",
    solution: next.step.solve({ current: 4, metric: 1_260, target: 840, most: 20 }),
    key: 6,
    wrong: [
      [5, "nm-adds-one"],
      [2, "nm-ignores-current"],
    ],
  },
  {
    name: "F3: clamped to 10",
    solution: next.clamp.solve({ current: 5, metric: 1_500, target: 600, most: 10 }),
    key: 10,
    wrong: [
      [13, "nm-ignores-max"],
      [15, "nm-adds-one"],
    ],
  },
  {
    name: "F4: 18,000 over 6",
    solution: reading["from-minutes"].solve({ requests: 18_000, active: 6, starting: 2 }),
    key: 3_000,
    wrong: [
      // The sheet says unit-mismatch; a reader without the key called it a conversion too many.
      [50, "nm-double-unit-conversion"],
      [18_000, "nm-not-normalised"],
      [2_250, "nm-wrong-instance-count"],
    ],
  },
  {
    name: "F5: break-even without a fee",
    solution: breakEven["break-even"].solve({
      perHour: 0.2,
      hours: 720,
      milliseconds: 250,
      perSecond: 0.00006,
      memory: 2,
    }),
    key: 9_600_000,
    wrong: [
      [19_200_000, "nm-wrong-instance-count"],
      [9_600, "nm-unit-mismatch"],
      [4_800_000, "nm-double-memory"],
      [320_000, "nm-ignores-hours"],
      [9_600_000, "nm-direction"],
    ],
  },
  {
    name: "F5: with a fee for data",
    solution: breakEven["with-data-fee"].solve({
      perHour: 0.23,
      hours: 730,
      milliseconds: 150,
      perSecond: 0.00008,
      memory: 2,
      megabytes: 0.1,
      perGigabyte: 0.016,
    }),
    key: 12_345_588,
    wrong: [[13_991_667, "nm-ignores-data-fee"]],
  },
  {
    name: "F5: provisioned concurrency for 176 hours",
    solution: breakEven["provisioned-concurrency"].solve({ units: 3, days: 22, hoursADay: 8, perSecond: 0.00002 }),
    key: 38.02,
    wrong: [
      [155.52, "nm-pc-always-on"],
      [0, "provisioned-concurrency-free-when-idle"],
    ],
  },
  {
    name: "F6: 60 RPS of 1.4 s",
    solution: concurrency.concurrency.solve({ perSecond: 60, seconds: 1.4 }),
    key: 84,
    wrong: [
      [60, "nm-rps-as-concurrency"],
      [43, "nm-divides"],
      [3_600, "nm-unit-mismatch"],
    ],
  },
  {
    name: "F6: 170 RPS of 1.5 s do not fit",
    solution: concurrency["highest-rate"].solve({ perSecond: 170, seconds: 1.5 }),
    key: 133,
    says: "255",
  },
  {
    name: "F7: 900 waiting, 6 a minute, 4 instances",
    solution: backlog.drain.solve({ backlog: 900, arrivals: 6, fleet: 4, at: 1, seconds: 20 }),
    key: 150,
    wrong: [
      [75, "nm-ignores-arrivals"],
      [50, "nm-adds-arrivals"],
      [300, "nm-wrong-instance-count"],
    ],
  },
  {
    name: "F7: 900 waiting, 2 at a time",
    solution: backlog.drain.solve({ backlog: 900, arrivals: 6, fleet: 4, at: 2, seconds: 40 }),
    key: 150,
    // 6 a minute for the fleet at one at a time would never drain; the time for what came in meanwhile is 75 × 6 ÷ 12.
    wrong: [[113, "nm-ignores-arrivals"]],
  },
  {
    name: "F7: the same within 60 minutes",
    solution: backlog.size.solve({ backlog: 900, arrivals: 6, fleet: 4, at: 1, seconds: 20, within: 60 }),
    key: 7,
    wrong: [[5, "nm-ignores-arrivals"]],
  },
  {
    name: "F7: 1,000 waiting, 4 a minute, within 50",
    solution: backlog.size.solve({ backlog: 1_000, arrivals: 4, fleet: 4, at: 1, seconds: 45, within: 50 }),
    key: 18,
    wrong: [[15, "nm-ignores-arrivals"]],
  },
  {
    name: "F7: 73 over a target of 5",
    solution: backlog["target-backlog"].solve({ backlog: 73, fleet: 3, target: 5 }),
    key: 15,
    wrong: [[14, "nm-floor"]],
  },
  {
    name: "F8: 10 files on 4 instances",
    solution: batch.files.solve({ files: 10, instances: 4, each: 18, startUp: 5 }),
    key: 59,
    wrong: [
      [50, "nm-linear-split"],
      [185, "nm-wrong-instance-count"],
    ],
  },
  {
    name: "F8: one file of 72 minutes",
    solution: batch["single-file"].solve({ instances: 4, each: 72, startUp: 5 }),
    key: 77,
    wrong: [[23, "more-instances-one-file"]],
  },
  {
    name: "F8: 50 files in a window of 120 minutes",
    solution: batch.window.solve({ files: 50, each: 25, window: 120, startUp: 6 }),
    key: 13,
    wrong: [[11, "nm-linear-split"]],
  },
  ...(
    [
      [6, 16],
      [8, 12],
      [12, 8],
      [20, 5],
      [30, 3],
    ] as const
  ).map(
    ([payload, most]): Example => ({
      name: `F8: payloads of ${payload} MB`,
      solution: batch["concurrency-cap"].solve({ payload, instances: 3 }),
      key: most,
    }),
  ),
  {
    name: "F8: a million records of 40 KB",
    solution: batch["mini-batches"].solve({ payload: 6, record: 40, each: 1_000_000, files: 1, instances: 3 }),
    key: 6_536,
    wrong: [[1_000_000, "nm-singlerecord"]],
    says: "153",
  },
  {
    // 120,000 records at 148 a call are 811 calls in one file; in four files each ends with a call that is not full.
    name: "B5.3: mini-batches never mix files",
    solution: batch["mini-batches"].solve({ payload: 12, record: 83, each: 30_000, files: 4, instances: 4 }),
    key: 812,
    wrong: [
      [811, "nm-linear-split"],
      [203, "nm-wrong-instance-count"],
    ],
    says: "148",
  },
  {
    name: "F9: linear steps of 20 %",
    solution: rollout["total-wait"].solve({ step: 20, bake: 5, termination: 10 }),
    key: 30,
    wrong: [
      [35, "nm-extra-bake"],
      [20, "nm-forgets-termination"],
      [15, "nm-canary-vs-linear"],
    ],
  },
  {
    name: "F9: steps of 30 % are four",
    solution: rollout["total-wait"].solve({ step: 30, bake: 5, termination: 10 }),
    key: 25,
    wrong: [[20, "nm-floor"]],
  },
  {
    name: "F9: exposed requests",
    solution: rollout.exposure.solve({ perSecond: 400, share: 10, alarm: 6 }),
    key: 14_400,
    wrong: [
      [144_000, "nm-full-traffic"],
      [240, "nm-unit-mismatch"],
    ],
  },
  {
    name: "F9: 12 instances rolling by 25 %",
    solution: rollout["peak-fleet"].solve({ fleet: 12, batch: 25 }),
    key: 15,
    wrong: [[24, "nm-rolling-doubles"]],
    says: "4 batches",
  },
  {
    name: "F9: 20 instances rolling by 10 %",
    solution: rollout["peak-fleet"].solve({ fleet: 20, batch: 10 }),
    key: 22,
    wrong: [[40, "nm-rolling-doubles"]],
    says: "10 batches",
  },
  {
    name: "F9: sizes that are refused",
    solution: rollout.validity.solve({
      fleet: 20,
      settings: [
        { kind: "Rolling", percent: 25 },
        { kind: "Canary", percent: 60 },
        { kind: "Linear", percent: 5 },
        { kind: "Rolling", percent: 60 },
      ],
    }),
    key: 25,
    wrong: [
      [60, "nm-any-step-size"],
      [5, "nm-any-step-size"],
    ],
  },
  {
    name: "F10: weights 3, 1, 1 of 12,000",
    solution: weights.share.solve({ weights: [3, 1, 1], requests: 12_000 }),
    key: 2_400,
    wrong: [
      [120, "weights-are-percent"],
      [4_000, "nm-equal-split"],
    ],
  },
  {
    name: "F10: 10 % beside 9",
    solution: weights["new-weight"].solve({ first: 5, second: 4, percent: 10 }),
    key: 1,
  },
  {
    name: "F10: 25 % beside 6",
    solution: weights["new-weight"].solve({ first: 4, second: 2, percent: 25 }),
    key: 2,
    wrong: [
      [1.5, "nm-ignores-self"],
      [25, "weights-are-percent"],
    ],
  },
  {
    name: "F11: always on or nightly",
    solution: cost["nightly-batch"].solve({ always: 2, batch: 4, hours: 1.5, perHour: 0.5 }),
    key: 90,
    wrong: [[1_440, "nm-ignores-hours"]],
    says: "$720",
  },
  {
    name: "F11: scheduled scaling",
    solution: cost["scheduled-scaling"].solve({ peak: 8, off: 2, hours: 10, perHour: 0.4 }),
    key: 1_008,
    wrong: [[1_728, "nm-ignores-hours"]],
    says: "43.75 %",
  },
  {
    name: "F11: consolidation",
    solution: cost.consolidation.solve({ before: 60, after: 4, hours: 730, perHour: 0.23 }),
    key: 9_402.4,
    wrong: [[671.6, "nm-complement"]],
    says: "$10,074",
  },
  {
    name: "F11: Spot, 1,800 of 6,000 seconds",
    solution: cost["spot-training"].solve({ training: 6_000, billable: 1_800, instances: 4, perHour: 3.06 }),
    key: 14.28,
    wrong: [
      [6.12, "nm-complement"],
      [20.4, "nm-not-normalised"],
    ],
    says: "70 %",
  },
  {
    name: "F11: what a rollout adds",
    solution: cost["rollout-overhead"].solve({ fleet: 12, batch: 25, hours: 2.5, perHour: 0.75 }),
    key: 5.63,
    wrong: [[22.5, "nm-rolling-doubles"]],
  },
  {
    name: "F11: shadow for 7 days",
    solution: cost["shadow-test"].solve({ instances: 3, days: 7, perHour: 0.5, sample: 10 }),
    key: 252,
    wrong: [[25.2, "nm-bills-by-traffic"]],
  },
  {
    name: "F11: Savings Plan with overflow",
    solution: cost["savings-plan"].solve({ covered: 3, over: 2, discounted: 0.35, onDemand: 0.5, hours: 720 }),
    key: 1_476,
    wrong: [[1_260, "nm-discount-everything"]],
  },
  {
    name: "F12: 4 vCPU at 60 %",
    solution: cpu.target.solve({ cores: 4, average: 60 }),
    key: 240,
    wrong: [
      [60, "cpu-metric-is-0-100"],
      [15, "nm-divides"],
    ],
  },
  { name: "F12: 8 vCPU at 45 %", solution: cpu.target.solve({ cores: 8, average: 45 }), key: 360 },
  {
    name: "F13: 250 ms",
    solution: latency.threshold.solve({ milliseconds: 250 }),
    key: 250_000,
    wrong: [[250, "nm-ms-not-us"]],
  },
  {
    name: "F13: what the overhead leaves of 300 ms",
    solution: latency["after-overhead"].solve({ budget: 300, overhead: 100 }),
    key: 200_000,
    wrong: [
      [200, "nm-ms-not-us"],
      [300_000, "nm-ignores-overhead"],
      [100_000, "nm-complement"],
    ],
  },
  {
    name: "F14: 90 hot models of 2.5 GB",
    solution: memory.instances.solve({ memory: 64, overhead: 8, model: 2.5, hot: 90, all: 140 }),
    key: 5,
    wrong: [
      [4, "nm-ignores-overhead"],
      [7, "nm-not-normalised"],
    ],
    says: "22 models",
  },
  {
    name: "F15: interruptions at 47 and 103",
    solution: spot.repeated.solve({ interval: 10, stops: [47, 103] }),
    key: 10,
    wrong: [[150, "nm-no-checkpoint"]],
  },
  {
    name: "F15: the same losses in a run of 120 minutes of progress",
    solution: spot["whole-run"].solve({ interval: 10, stops: [47, 103], work: 120 }),
    key: 130,
    wrong: [
      [120, "nm-ignores-overhead"],
      [270, "nm-no-checkpoint"],
      [140, "nm-floor"],
      [10, "nm-not-normalised"],
    ],
  },
  {
    name: "F16: another hyperparameter",
    solution: caching["changed-training"].solve({ prepare: 30, train: 60, evaluate: 10, notify: 2, register: 3 }),
    key: 75,
    wrong: [[70, "nm-caches-everything"]],
  },
  {
    name: "F16: caching switched on for one step",
    solution: caching["partly-enabled"].solve({ prepare: 30, train: 60, evaluate: 10, notify: 2, register: 3 }),
    key: 75,
    wrong: [[5, "nm-cache-default-on"]],
  },
];

/** As an option shows it: money and decimals to two places, all else whole. */
const shown = (value: number, places: number): number => Number(value.toFixed(places));

describe("the sheet's worked examples", () => {
  test.each(examples)("$name", ({ solution, key, wrong = [], says }) => {
    const places = solution.places ?? 0;
    expect(shown(solution.key.value, places)).toBe(key);
    const ways = solution.wrong.map(({ value, trap }) => [shown(value, places), trap]);
    for (const way of wrong) expect(ways).toContainEqual(way);
    if (says !== undefined) expect(solution.key.why).toContain(says);
  });
});
