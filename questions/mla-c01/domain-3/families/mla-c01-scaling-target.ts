import { between, pick } from "@/lib/core/question/family/chance";
import { defineFamily } from "@/lib/core/question/family/family";
import { grouped, plain } from "@/lib/core/question/family/numbers";
import { variant } from "@/lib/core/question/family/problem";

// F1: target = requests per second of one instance × safety factor × 60, in requests per minute and instance.

const FACTORS = [0.6, 0.65, 0.7, 0.75, 0.8];
/** Products of such factors carry a hair of binary noise. */
const tidy = (value: number): number => Number(value.toFixed(6));
const show = (value: number): string => `${grouped(value)} requests per minute per instance`;

export const variants = {
  "per-second": variant<{ perSecond: number; factor: number }>({
    numbers: (rng) => ({ perSecond: between(5, 120, rng), factor: pick(FACTORS, rng) }),
    given: ({ perSecond, factor }) => [plain(perSecond), plain(factor)],
    solve: ({ perSecond, factor }) => {
      const target = tidy(perSecond * factor * 60);
      return {
        scale: "amount",
        show,
        key: {
          value: target,
          why: `InvocationsPerInstance counts the requests of one minute. ${perSecond} requests per second × ${factor} safety factor × 60 seconds = ${grouped(target)} requests per minute per instance.`,
        },
        wrong: [
          {
            value: tidy(perSecond * factor),
            trap: "forgets-times-60",
            why: `${perSecond} × ${factor} = ${plain(tidy(perSecond * factor))} is the safe rate of one second. The metric counts a minute, so this target lies 60 times too low and the fleet grows under almost no traffic.`,
          },
          {
            value: perSecond * 60,
            trap: "skips-safety-factor",
            why: `${perSecond} × 60 = ${grouped(perSecond * 60)} is the load at which the instance breaks. Without the factor of ${factor} help is called when it is already too late.`,
          },
          {
            value: tidy(perSecond * (1 - factor) * 60),
            trap: "nm-complement",
            why: `This takes the reserve, 1 − ${factor} = ${tidy(1 - factor)}, for the part to be used: ${perSecond} × ${tidy(1 - factor)} × 60 = ${grouped(tidy(perSecond * (1 - factor) * 60))}.`,
          },
          {
            value: (perSecond / factor) * 60,
            trap: "nm-factor-wrong-side",
            why: `Dividing by the factor raises the target above what the instance can do: ${perSecond} ÷ ${factor} × 60 = ${grouped((perSecond / factor) * 60)}. A safety factor has to lower it.`,
          },
        ],
      };
    },
    stories: [
      ({ perSecond, factor }) => ({
        stem: `Before the pollen season, a weather service finds out what its hay-fever model can bear. It sends rising traffic to a single instance; up to ${perSecond} requests per second the answers stay fast, beyond that they do not. The team wants to keep a reserve and works with a safety factor of ${factor}. A target-tracking policy on \`SageMakerVariantInvocationsPerInstance\` is to hold every instance at that level. Requests arrive evenly within each minute.`,
        ask: "Which target value belongs in the policy, rounded to whole requests?",
      }),
      ({ perSecond, factor }) => ({
        stem: `An auction house prices wine lots through a real-time endpoint. In a load test against one instance the error rate stayed at zero until ${perSecond} requests per second were reached. The architect multiplies what was measured by a safety factor of ${factor}, so that new instances have time to start, and registers the variant with Application Auto Scaling. The policy uses the predefined metric for invocations per instance; traffic is uniform.`,
        ask: "Rounded to whole requests, which target value should she enter?",
      }),
      ({ perSecond, factor }) => ({
        stem: `A dialysis network forecasts machine failures. Its only load test so far ran on one instance of the production type and gave a ceiling of ${perSecond} requests per second. House rules allow ${factor} of a measured ceiling to be planned with. The variant will follow its load by target tracking on \`InvocationsPerInstance\`, with requests spread evenly over the seconds of a minute.`,
        ask: "What target value expresses this, to the nearest whole request?",
      }),
    ],
  }),
  "per-minute": variant<{ perMinute: number; factor: number }>({
    numbers: (rng) => {
      const [perMinute, factor] = [between(600, 6_000, rng, 40), pick(FACTORS, rng)];
      return { perMinute, factor };
    },
    given: ({ perMinute, factor }) => [grouped(perMinute), plain(factor)],
    solve: ({ perMinute, factor }) => {
      const target = tidy(perMinute * factor);
      return {
        scale: "amount",
        show,
        key: {
          value: target,
          why: `The load test counted per minute, and so does InvocationsPerInstance: ${grouped(perMinute)} × ${factor} = ${grouped(target)} requests per minute per instance. The usual factor of 60 has nothing to convert here.`,
        },
        wrong: [
          {
            value: target * 60,
            trap: "nm-double-unit-conversion",
            why: `The 60 turns seconds into minutes, but ${grouped(perMinute)} is a figure per minute already. ${grouped(perMinute)} × ${factor} × 60 = ${grouped(target * 60)} would never be reached, and the fleet would never grow.`,
          },
          {
            value: perMinute,
            trap: "skips-safety-factor",
            why: `${grouped(perMinute)} is the ceiling itself. The factor of ${factor} has to be applied, or nothing is left while a new instance starts.`,
          },
          {
            value: tidy(perMinute * (1 - factor)),
            trap: "nm-complement",
            why: `${grouped(perMinute)} × ${tidy(1 - factor)} = ${grouped(tidy(perMinute * (1 - factor)))} is the reserve. The target is the part that may be used, ${factor} of the ceiling.`,
          },
          {
            value: perMinute / factor,
            trap: "nm-factor-wrong-side",
            why: `${grouped(perMinute)} ÷ ${factor} = ${grouped(perMinute / factor)} lies above the ceiling. The factor multiplies; it is there to lower the target.`,
          },
          {
            value: target / 60,
            trap: "nm-double-unit-conversion",
            why: `${grouped(target)} ÷ 60 = ${grouped(target / 60)} is a rate per second. The load test counted per minute, and so does the metric of the policy: there is nothing to convert.`,
          },
        ],
      };
    },
    stories: [
      ({ perMinute, factor }) => ({
        stem: `A library federation recommends books through a real-time endpoint. Its test tool reports by the minute: one instance answered ${grouped(perMinute)} requests per minute before the first time-out. The team plans with a safety factor of ${factor} and sets up target tracking on \`SageMakerVariantInvocationsPerInstance\`. Load is spread evenly over the instances.`,
        ask: "Which target value, in whole requests, fits this policy?",
      }),
      ({ perMinute, factor }) => ({
        stem: `An operator of ski lifts predicts queues. Someone has already measured one instance of the endpoint, in the unit the dashboard happened to show: the limit is ${grouped(perMinute)} requests in a minute. To leave headroom, the operator uses ${factor} of a limit and no more. Scaling is to follow the predefined invocations metric of the variant, requests come evenly, and the target may be rounded to a whole number.`,
        ask: "At which target should the policy hold each instance?",
      }),
      ({ perMinute, factor }) => ({
        stem: `In a bakery chain's order forecast, the capacity sheet has one line for the endpoint: "single instance, sustained, ${grouped(perMinute)} requests/minute". The platform team multiplies each such figure by a safety factor of ${factor}. It now writes the target-tracking policy on invocations per instance and rounds to whole requests; traffic is steady within each minute.`,
        ask: "Which value goes into the policy as its target?",
      }),
    ],
  }),
};

export const family = defineFamily(
  {
    id: "mla-c01-scaling-target",
    lesson: "3.2",
    exams: ["mla-c01", "mla-c02"],
    difficulty: 2,
    facts: ["C2.5", "C2.6", "F1"],
    verifiedOn: "2026-11-20",
    review: {
      by: "model",
      solvedBlind: "agreed",
      tagsBlind: "changed",
      on: "2026-11-26",
      note: "A draw of each variant was solved blind.",
    },
    traps: [
      "forgets-times-60",
      "skips-safety-factor",
      "nm-complement",
      "nm-factor-wrong-side",
      "nm-double-unit-conversion",
    ],
    storedDraws: 12,
  },
  variants,
);
