import { between, pick } from "@/lib/core/question/family/chance";
import { defineFamily } from "@/lib/core/question/family/family";
import { grouped, isClearOfWhole, plain, roundedUp } from "@/lib/core/question/family/numbers";
import { variant } from "@/lib/core/question/family/problem";

// F3: desired = ⌈current × metric ÷ target⌉, clamped to minimum and maximum. AWS documents a proportional, rounded-up
// behaviour and not this equation, so every stem states it as the model to use. Scale-out alone: scale-in is damped.

type Reading = { current: number; metric: number; target: number; most: number };

const instances = (value: number): string => `${grouped(value)} instances`;

const drawReading = (rng: () => number): Reading => {
  const target = between(200, 1_600, rng, 20);
  const current = between(3, 12, rng);
  const metric = between(Math.ceil(target * 1.15), target * 3, rng, 10);
  return { current, metric: Math.round(metric / 10) * 10, target, most: 0 };
};

const waysOf = ({ current, metric, target, most }: Reading) => {
  const quotient = (current * metric) / target;
  return {
    quotient,
    desired: roundedUp(quotient),
    wrong: [
      {
        value: current + 1,
        trap: "nm-adds-one",
        why: `Target tracking does not go one instance at a time. With ${grouped(metric)} against a target of ${grouped(target)} the model asks for ${quotient.toFixed(2)} at once.`,
      },
      {
        value: current + roundedUp(quotient),
        trap: "nm-adds-one",
        why: `${roundedUp(quotient)} is the new size of the fleet, not a number of instances to put beside the ${current}.`,
      },
      {
        value: roundedUp(metric / target),
        trap: "nm-ignores-current",
        why: `${grouped(metric)} ÷ ${grouped(target)} = ${(metric / target).toFixed(2)} says by how much the fleet must grow, not to what. It has to be multiplied by the ${current} instances that produce this reading.`,
      },
      {
        value: roundedUp((current * target) / metric),
        trap: "nm-divides",
        why: `The ratio is upside down: ${current} × ${grouped(target)} ÷ ${grouped(metric)} = ${((current * target) / metric).toFixed(2)} would shrink a fleet that is overloaded.`,
      },
      {
        value: Math.floor(Math.min(quotient, most)),
        trap: "nm-floor",
        why: `${quotient.toFixed(2)} was rounded down. That many instances would still see more than ${grouped(target)} requests per minute each.`,
      },
    ],
  };
};

export const variants = {
  step: variant<Reading>({
    numbers: (rng) => {
      const reading = { ...drawReading(rng), most: between(20, 60, rng, 5) };
      const quotient = (reading.current * reading.metric) / reading.target;
      return isClearOfWhole(quotient) && quotient + reading.current < reading.most - 1 ? reading : null;
    },
    given: ({ current, metric, target, most }) => [plain(current), grouped(metric), grouped(target), plain(most)],
    solve: (reading) => {
      const { current, metric, target, most } = reading;
      const { quotient, desired, wrong } = waysOf(reading);
      return {
        scale: "count",
        show: instances,
        key: {
          value: desired,
          why: `${current} × ${grouped(metric)} ÷ ${grouped(target)} = ${quotient.toFixed(2)}, rounded up to ${desired} instances, which is below the maximum of ${most}.`,
        },
        wrong,
      };
    },
    stories: [
      ({ current, metric, target, most }) => ({
        stem: `The policy of a museum portal is to hold ${grouped(target)} invocations per minute per instance, with 2 to ${most} instances. For planning, the team has a simple model of target tracking: instances in service, times the metric, over the target; rounded up and kept within the limits. A television report drives the metric up to ${grouped(metric)} while ${current} instances serve.`,
        ask: "Where does the model put the fleet next?",
      }),
      ({ current, metric, target, most }) => ({
        stem: `"On Monday each of our ${current} instances took ${grouped(metric)} invocations in a minute, and the policy was set to ${grouped(target)}", writes the head of a payroll bureau. "How large did the fleet want to become?" The engineer answers by the rule in the runbook, which takes the next desired capacity as current capacity × metric ÷ target, rounded up. Anything up to ${most} instances is allowed, and cooldowns are left aside.`,
        ask: "Which number is in the engineer's answer?",
      }),
      ({ current, metric, target, most }) => ({
        stem: `In a rehearsal for the opening of a film, a cinema chain raises the load on its trailer ranking and predicts every scaling step. Prediction: reading ÷ target is the factor by which the fleet grows, and a fraction of an instance becomes a whole one. MaxCapacity stands at ${most}, the target at ${grouped(target)} requests per minute for each instance. Now \`SageMakerVariantInvocationsPerInstance\` reads ${grouped(metric)}, with ${current} instances active.`,
        ask: "How many instances should there be after this step?",
      }),
    ],
  }),
  clamp: variant<Reading>({
    numbers: (rng) => {
      const drawn = drawReading(rng);
      const quotient = (drawn.current * drawn.metric) / drawn.target;
      const most = Math.floor(quotient) - pick([1, 2, 3], rng);
      return isClearOfWhole(quotient) && most > drawn.current + 1 ? { ...drawn, most } : null;
    },
    given: ({ current, metric, target, most }) => [plain(current), grouped(metric), grouped(target), plain(most)],
    solve: (reading) => {
      const { current, metric, target, most } = reading;
      const { quotient, desired, wrong } = waysOf(reading);
      return {
        scale: "count",
        show: instances,
        key: {
          value: Math.min(desired, most),
          why: `${current} × ${grouped(metric)} ÷ ${grouped(target)} = ${quotient.toFixed(2)}, rounded up to ${desired}. The maximum capacity is ${most}, so the policy stops at ${most} instances.`,
        },
        wrong: [
          ...wrong.filter(({ trap, value }) => trap !== "nm-floor" && value <= most),
          {
            value: current + most,
            trap: "nm-adds-one",
            why: `${most} is the largest size of the whole fleet, not a number of instances to put beside the ${current}.`,
          },
          {
            value: desired,
            trap: "nm-ignores-max",
            snare: true,
            why: `The model does give ${desired}, but a scaling policy never goes past the maximum capacity of the scalable target, here ${most}.`,
          },
        ],
      };
    },
    stories: [
      ({ current, metric, target, most }) => ({
        stem: `A charity can pay for ${most} instances at most and has registered its fraud model accordingly, from 2 upwards. In the middle of a broadcast ${current} instances are at work, and the alarm history shows ${grouped(metric)} requests per minute and instance where target tracking should hold ${grouped(target)}. How to estimate the next size is in the volunteers' handbook: running instances × reading ÷ target, rounded up, within the registered limits.`,
        ask: "How many instances come out of the estimate?",
      }),
      ({ current, metric, target, most }) => ({
        stem: `Snow keeps everybody at home, and customers complain that a grocer's substitution model is slow although its policy scales out. The target is ${grouped(target)}; the reading, ${grouped(metric)} requests per minute for each of ${current} instances. A support engineer finds MinCapacity 1 and MaxCapacity ${most} in the scalable target. She models the policy as current capacity times metric over target, rounded up and bounded by these two values.`,
        ask: "To which capacity does the policy bring the variant in this step?",
      }),
      ({ current, metric, target, most }) => ({
        stem: `Before the market opens, an energy trader forecasts what auto scaling will do at the bell: ${current} instances by then, and a reading of ${grouped(metric)} invocations per instance and minute. Between 2 and ${most} instances are permitted; the policy's target is ${grouped(target)}. Assume that the next capacity follows from the instances at the bell in the ratio of reading to target, as a whole number rounded up, and never leaves the permitted range.`,
        ask: "What belongs in the forecast as the next capacity?",
      }),
    ],
  }),
};

export const family = defineFamily(
  {
    id: "mla-c01-next-capacity",
    lesson: "3.2",
    exams: ["mla-c01", "mla-c02"],
    difficulty: 3,
    facts: ["C2.4", "C2.8", "F3"],
    verifiedOn: "2026-11-20",
    review: {
      by: "model",
      solvedBlind: "changed",
      tagsBlind: "changed",
      on: "2026-11-26",
      note: "A draw of each variant was solved blind.",
    },
    traps: ["nm-adds-one", "nm-ignores-current", "nm-divides", "nm-floor", "nm-ignores-max"],
    storedDraws: 24,
  },
  variants,
);
