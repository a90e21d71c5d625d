import { between, pick } from "@/lib/core/question/family/chance";
import { defineFamily } from "@/lib/core/question/family/family";
import { grouped, plain } from "@/lib/core/question/family/numbers";
import { variant } from "@/lib/core/question/family/problem";

// F13: ModelLatency and OverheadLatency are in microseconds: threshold = milliseconds × 1,000.

const show = (value: number): string => `A threshold of ${grouped(value)}`;

export const variants = {
  threshold: variant<{ milliseconds: number }>({
    numbers: (rng) => ({ milliseconds: between(60, 2_400, rng, 10) }),
    given: ({ milliseconds }) => [grouped(milliseconds)],
    solve: ({ milliseconds }) => ({
      scale: "amount",
      show,
      key: {
        value: milliseconds * 1_000,
        why: `ModelLatency is published in microseconds. ${grouped(milliseconds)} ms × 1,000 = ${grouped(milliseconds * 1_000)}.`,
      },
      wrong: [
        {
          value: milliseconds,
          trap: "nm-ms-not-us",
          why: `${grouped(milliseconds)} microseconds are ${plain(milliseconds / 1_000)} ms. The alarm would stand at once and undo every release.`,
        },
        {
          value: milliseconds * 1_000_000,
          trap: "nm-unit-mismatch",
          why: `${grouped(milliseconds * 1_000_000)} would be the limit in nanoseconds. The metric is in microseconds, in which it means ${grouped(milliseconds)} seconds; nothing would ever trip that alarm.`,
        },
        {
          value: milliseconds * 60,
          trap: "nm-double-unit-conversion",
          why: `${grouped(milliseconds)} × 60 brings in a factor that belongs to figures per minute. A latency is none; milliseconds become microseconds by 1,000.`,
        },
        {
          value: milliseconds * 60_000,
          trap: "nm-double-unit-conversion",
          why: `${grouped(milliseconds * 1_000)} is in the metric's unit already. Multiplying by 60 once more turns a figure per second into one per minute, and a latency is neither.`,
        },
      ],
    }),
    stories: [
      ({ milliseconds }) => ({
        stem: `A betting office ties its canary releases to a CloudWatch alarm. If the average \`ModelLatency\` of the new fleet goes above ${grouped(milliseconds)} ms, all traffic is to return to the old fleet. The alarm is written with the AWS CLI, which takes the threshold as a bare number in the unit that the metric is published in; no metric math is used.`,
        ask: "Which number does the alarm need?",
      }),
      ({ milliseconds }) => ({
        stem: `The contract of a navigation service says that the model answers within ${grouped(milliseconds)} milliseconds. The team watches this by an alarm on the ModelLatency metric of its endpoint and fills in the field "threshold", for which CloudWatch asks for no unit and assumes that of the metric.`,
        ask: "What must be entered so that the alarm says what the contract says?",
      }),
      ({ milliseconds }) => ({
        stem: `Ever since an alarm on ModelLatency was added to its rollback configuration, a furniture rental cannot release any more: each update is taken back within minutes, although the graphs show healthy answers. The intended limit was ${grouped(milliseconds)} ms. The person who set the alarm had not looked up in which unit SageMaker publishes the metric. Statistic and period are fine; only the number is to be corrected.`,
        ask: "What should the threshold be?",
      }),
    ],
  }),
  "after-overhead": variant<{ budget: number; overhead: number }>({
    numbers: (rng) => {
      const input = { budget: between(200, 1_800, rng, 20), overhead: between(30, 400, rng, 10) };
      return input.overhead > 0.1 * input.budget && input.overhead < 0.4 * input.budget ? input : null;
    },
    given: ({ budget, overhead }) => [grouped(budget), plain(overhead)],
    solve: ({ budget, overhead }) => ({
      scale: "amount",
      show,
      key: {
        value: (budget - overhead) * 1_000,
        why: `Of ${grouped(budget)} ms, ${overhead} ms go to SageMaker's overhead, so the model has ${grouped(budget - overhead)} ms. In the metric's unit that is × 1,000 = ${grouped((budget - overhead) * 1_000)} microseconds.`,
      },
      wrong: [
        {
          value: budget - overhead,
          trap: "nm-ms-not-us",
          why: `${grouped(budget - overhead)} is right in milliseconds. ModelLatency is in microseconds.`,
        },
        {
          value: budget * 1_000,
          trap: "nm-ignores-overhead",
          why: `${grouped(budget)} ms is the limit of the whole call. ${overhead} ms of it are used before and after the model.`,
        },
        {
          value: (budget - overhead) * 1_000_000,
          trap: "nm-unit-mismatch",
          why: `That is the container's part in nanoseconds. In the metric's microseconds it means ${grouped(budget - overhead)} seconds.`,
        },
        {
          value: (budget - overhead) * 60_000,
          trap: "nm-double-unit-conversion",
          why: `${grouped((budget - overhead) * 1_000)} is in the metric's unit already. The factor of 60 belongs to figures per minute.`,
        },
        {
          value: overhead * 1_000,
          trap: "nm-complement",
          why: `${overhead} ms is SageMaker's part. The alarm watches the other one, ${grouped(budget)} − ${overhead} = ${grouped(budget - overhead)} ms.`,
        },
      ],
    }),
    stories: [
      ({ budget, overhead }) => ({
        stem: `A call to the endpoint of a tram operator may take ${grouped(budget)} ms in all, network aside. Measurements show a constant \`OverheadLatency\` of ${overhead} ms, and the rest of the call is \`ModelLatency\`. The operator wants an alarm on ModelLatency alone that stands exactly when this limit is passed. The threshold is a bare number in the metric's own unit.`,
        ask: "Which threshold does it set?",
      }),
      ({ budget, overhead }) => ({
        stem: `A toll company allows ${grouped(budget)} milliseconds from the arrival of a request at SageMaker to the departure of its answer. SageMaker's own part, OverheadLatency, is a steady ${overhead} milliseconds; what remains is for the container. An alarm on ModelLatency should watch the container's part, with its threshold in the unit in which that metric is published.`,
        ask: "Which value is right?",
      }),
    ],
  }),
  reading: variant<{ milliseconds: number; limit: number }>({
    numbers: (rng) => ({ milliseconds: between(40, 950, rng, 5), limit: pick([1, 2, 3], rng) }),
    given: ({ milliseconds, limit }) => [grouped(milliseconds * 1_000), plain(limit)],
    solve: ({ milliseconds }) => ({
      scale: "amount",
      places: 1,
      show: (value, places) => `${grouped(value, places)} ms`,
      key: {
        value: milliseconds,
        why: `The metric is in microseconds: ${grouped(milliseconds * 1_000)} ÷ 1,000 = ${grouped(milliseconds)} ms.`,
      },
      wrong: [
        {
          value: milliseconds * 1_000,
          trap: "nm-ms-not-us",
          why: `${grouped(milliseconds * 1_000)} ms would be over ${Math.floor((milliseconds * 1_000) / 60_000)} minutes. The reading is in microseconds.`,
        },
        {
          value: (milliseconds * 1_000) / 60,
          trap: "nm-double-unit-conversion",
          why: `${grouped(milliseconds * 1_000)} ÷ 60 takes the reading for a sum over a minute. A latency has no factor of 60; micro to milli is 1,000.`,
        },
        {
          value: milliseconds / 1_000,
          trap: "nm-unit-mismatch",
          why: `${grouped(milliseconds * 1_000)} ÷ 1,000,000 takes the reading for nanoseconds. It is in microseconds.`,
        },
        {
          value: milliseconds / 60,
          trap: "nm-double-unit-conversion",
          why: `${grouped(milliseconds)} ms is the answer already. Dividing it by 60 would make a figure per second of one per minute, which a latency is not.`,
        },
      ],
    }),
    stories: [
      ({ milliseconds, limit }) => ({
        stem: `The dashboard of a bicycle courier shows a ModelLatency of ${grouped(milliseconds * 1_000)} for the past hour, as an average and without a unit. A manager reads it as milliseconds and demands a GPU, since answers must come within ${limit} s. The engineer looks up the unit in which SageMaker publishes this metric before she replies.`,
        ask: "How long did the model really take?",
      }),
      ({ milliseconds, limit }) => ({
        stem: `"${grouped(milliseconds * 1_000)}", says the CloudWatch widget for the average \`ModelLatency\` of a lost-and-found service, with no unit beside it. The service has promised an answer from the model within ${limit} s. Before its owner decides about larger instances, the number is to be put into milliseconds.`,
        ask: "To what does it correspond?",
      }),
    ],
  }),
};

export const family = defineFamily(
  {
    id: "mla-c01-latency-alarm",
    lesson: "3.2",
    exams: ["mla-c01", "mla-c02"],
    difficulty: 2,
    facts: ["C2.12", "F13"],
    verifiedOn: "2026-11-20",
    review: {
      by: "model",
      solvedBlind: "changed",
      tagsBlind: "changed",
      on: "2026-11-26",
      note: "A draw of each variant was solved blind.",
    },
    traps: ["nm-ms-not-us", "nm-double-unit-conversion", "nm-unit-mismatch", "nm-ignores-overhead", "nm-complement"],
    storedDraws: 12,
  },
  variants,
);
