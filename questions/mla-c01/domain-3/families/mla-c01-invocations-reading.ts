import { between } from "@/lib/core/question/family/chance";
import { defineFamily } from "@/lib/core/question/family/family";
import { grouped, plain } from "@/lib/core/question/family/numbers";
import { variant } from "@/lib/core/question/family/problem";

// F4: InvocationsPerInstance = requests in the minute ÷ active instances.

const show = (value: number, places: number): string => `${grouped(value, places)} requests per minute per instance`;

export const variants = {
  "from-minutes": variant<{ requests: number; active: number; starting: number }>({
    numbers: (rng) => {
      const [active, each, starting] = [between(3, 15, rng), between(240, 4_800, rng, 60), between(2, 5, rng)];
      return { requests: active * each, active, starting };
    },
    given: ({ requests, active, starting }) => [grouped(requests), plain(active), plain(starting)],
    solve: ({ requests, active, starting }) => ({
      scale: "amount",
      show,
      key: {
        value: requests / active,
        why: `Each request counts as one divided by the number of active instances, summed over the minute: ${grouped(requests)} ÷ ${active} = ${grouped(requests / active)}.`,
      },
      wrong: [
        {
          value: requests / active / 60,
          trap: "nm-double-unit-conversion",
          why: `${grouped(requests / active)} ÷ 60 = ${grouped(requests / active / 60)} is the rate per second. The requests were counted over a minute, and so is the metric: there is nothing to convert.`,
        },
        {
          value: requests,
          trap: "nm-not-normalised",
          why: `${grouped(requests)} is the load of the whole variant, which the metric Invocations shows. InvocationsPerInstance divides it by the active instances.`,
        },
        {
          value: requests / (active + starting),
          trap: "nm-wrong-instance-count",
          snare: true,
          why: `${grouped(requests)} ÷ ${active + starting} = ${grouped(requests / (active + starting))} counts the ${starting} that are not in service yet. Only the ${active} active ones share the load.`,
        },
        {
          value: requests * active,
          trap: "nm-divides",
          why: `${grouped(requests)} × ${active} multiplies where instances share: the more of them are active, the less each one gets.`,
        },
      ],
    }),
    stories: [
      ({ requests, active, starting }) => ({
        stem: `During a sale, the endpoint of a shoe shop takes ${grouped(requests)} requests in one minute. At that time ${active} instances are in service; ${starting} more are still starting and get no traffic. The team wants to know what CloudWatch will show for \`InvocationsPerInstance\` in that minute, with the statistic Sum, before it chooses a target.`,
        ask: "Which value is to be expected, rounded to a whole number?",
      }),
      ({ requests, active, starting }) => ({
        stem: `A trainee looks after the scoring endpoint of a rail company. The log of the last full minute counts ${grouped(requests)} requests. The console lists ${active} active instances, and ${starting} that a policy has just ordered and that take no requests yet. Nothing else is known about how the requests were spread.`,
        ask: "What did InvocationsPerInstance, as a Sum, read for that minute, to a whole number?",
      }),
      ({ requests, active, starting }) => ({
        stem: `For a capacity review, a vineyard cooperative reconstructs one harvest morning. Between 08:14 and 08:15 its variant answered ${grouped(requests)} requests, with ${active} instances active through the minute; another ${starting} were being started and had not joined. The review needs the reading of \`SageMakerVariantInvocationsPerInstance\` for this minute, in whole requests.`,
        ask: "Which reading belongs in the review?",
      }),
    ],
  }),
  "from-seconds": variant<{ perSecond: number; active: number; others: number }>({
    numbers: (rng) => {
      const [active, each, others] = [between(2, 12, rng), between(120, 1_800, rng, 60), between(2, 6, rng)];
      const perSecond = (active * each) / 60;
      return Number.isInteger(perSecond) && others !== active ? { perSecond, active, others } : null;
    },
    given: ({ perSecond, active, others }) => [plain(perSecond), plain(active), plain(others)],
    solve: ({ perSecond, active, others }) => ({
      scale: "amount",
      show,
      key: {
        value: (perSecond * 60) / active,
        why: `The minute holds ${plain(perSecond)} × 60 = ${grouped(perSecond * 60)} requests. Shared by ${active} active instances that is ${grouped(perSecond * 60)} ÷ ${active} = ${grouped((perSecond * 60) / active)}. The metric is the variant's own, so the ${others} instances of the other one do not count.`,
      },
      wrong: [
        {
          value: perSecond / active,
          trap: "forgets-times-60",
          why: `${plain(perSecond)} ÷ ${active} = ${grouped(perSecond / active)} is what an instance gets in a second. InvocationsPerInstance counts a minute.`,
        },
        {
          value: perSecond * 60,
          trap: "nm-not-normalised",
          why: `${plain(perSecond)} × 60 = ${grouped(perSecond * 60)} is the minute's load of the whole variant. It still has to be divided by the ${active} instances.`,
        },
        {
          value: (perSecond * 60) / (active + others),
          trap: "nm-wrong-instance-count",
          why: `${grouped(perSecond * 60)} ÷ ${active + others} counts the ${others} instances of the other variant, which get none of these requests.`,
        },
        {
          value: (perSecond * 3_600) / active,
          trap: "nm-double-unit-conversion",
          why: `${plain(perSecond)} × 60 × 60 ÷ ${active} is what an instance gets in an hour. One factor of 60 makes a minute of the second.`,
        },
      ],
    }),
    stories: [
      ({ perSecond, active, others }) => ({
        stem: `A podcast host recommends the next episode on a variant with ${active} active instances. From 18:00 on its gateway passes a constant ${plain(perSecond)} requests per second to this variant, in equal parts to each instance. A second variant of the endpoint, ${others} instances, has weight 0 and is called by nobody. A policy that tracks \`SageMakerVariantInvocationsPerInstance\` watches the first, with no scaling under way. Round to whole requests.`,
        ask: "Which value does the policy see for one such minute?",
      }),
      ({ perSecond, active, others }) => ({
        stem: `An insurer of bicycles replays yesterday's traffic against a copy of its endpoint: ${plain(perSecond)} requests every second in all, without pauses, every one of them for variant Blue with its ${active} instances in service. Variant Green, ${others} instances, stands idle. The tester compares the graph of InvocationsPerInstance for Blue, period one minute and statistic Sum, with her own figure in whole requests. The load is spread evenly, and no instance is added or removed.`,
        ask: "Which figure should she expect in the graph?",
      }),
    ],
  }),
};

export const family = defineFamily(
  {
    id: "mla-c01-invocations-reading",
    lesson: "3.2",
    exams: ["mla-c01", "mla-c02"],
    difficulty: 2,
    facts: ["C2.5", "F4"],
    verifiedOn: "2026-11-20",
    review: {
      by: "model",
      solvedBlind: "changed",
      tagsBlind: "changed",
      on: "2026-11-26",
      note: "A draw of each variant was solved blind.",
    },
    traps: [
      "nm-double-unit-conversion",
      "nm-not-normalised",
      "nm-wrong-instance-count",
      "nm-divides",
      "forgets-times-60",
    ],
    storedDraws: 12,
  },
  variants,
);
