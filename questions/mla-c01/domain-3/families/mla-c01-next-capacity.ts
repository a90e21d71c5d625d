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

const MODEL = "current instances × metric ÷ target, rounded up";

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
        stem: `A cinema chain ranks trailers on a variant with ${current} instances in service. Its policy tracks \`SageMakerVariantInvocationsPerInstance\` with a target of ${grouped(target)}; the minimum is 2 and the maximum ${most}. A new film opens, and the metric settles at ${grouped(metric)} requests per minute for each instance. Take as a model of target tracking: desired capacity = ${MODEL}, then kept within minimum and maximum.`,
        ask: "Which capacity does the policy ask for next?",
      }),
      ({ current, metric, target, most }) => ({
        stem: `On a Monday morning the endpoint of a payroll bureau has ${current} instances, and each of them reports ${grouped(metric)} invocations per minute. The target-tracking policy was set to ${grouped(target)} invocations per minute per instance. The scalable target allows from 1 to ${most} instances. For the estimate, the bureau models a scaling step as ${MODEL}, within the allowed range, and ignores cooldowns.`,
        ask: "How many instances does this model give as the next desired capacity?",
      }),
      ({ current, metric, target, most }) => ({
        stem: `The on-call engineer of a museum portal sees a jump after a television report: invocations per instance rose to ${grouped(metric)} a minute, while the policy should hold ${grouped(target)}. Right now ${current} instances serve, at least 2 must stay, and no more than ${most} are allowed. She works out the next step with the team's model: ${MODEL} and cut to the limits.`,
        ask: "What desired capacity does she arrive at?",
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
            value: desired,
            trap: "nm-ignores-max",
            why: `The model does give ${desired}, but a scaling policy never goes past the maximum capacity of the scalable target, here ${most}.`,
          },
        ],
      };
    },
    stories: [
      ({ current, metric, target, most }) => ({
        stem: `A charity takes donations during a broadcast. Its fraud model runs on ${current} instances, registered with a minimum of 2 and a maximum of ${most}. Target tracking holds ${grouped(target)} invocations per minute per instance; the alarm history shows ${grouped(metric)}. Model the next step as ${MODEL}, and keep to the registered limits. Service quotas are no obstacle.`,
        ask: "To how many instances does the variant scale next?",
      }),
      ({ current, metric, target, most }) => ({
        stem: `A grocer's substitution model has ${current} instances in service when a snowstorm sends everybody online. Each instance now sees ${grouped(metric)} requests per minute against a target of ${grouped(target)}. In the scalable target, MinCapacity is 1 and MaxCapacity ${most}. The operations handbook models target tracking as ${MODEL}, bounded by these two values.`,
        ask: "Which desired capacity results?",
      }),
      ({ current, metric, target, most }) => ({
        stem: `An energy trader lets one variant grow between 2 and ${most} instances. At the opening of the market ${current} instances are running, and the tracked metric, invocations per instance and minute, reads ${grouped(metric)}; the policy's target is ${grouped(target)}. Assume that the next capacity is ${MODEL}, but never outside the permitted range.`,
        ask: "How many instances will the policy want?",
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
    traps: ["nm-adds-one", "nm-ignores-current", "nm-divides", "nm-floor", "nm-ignores-max"],
    storedDraws: 24,
  },
  variants,
);
