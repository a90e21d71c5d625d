import { between, pick } from "@/lib/core/question/family/chance";
import { defineFamily } from "@/lib/core/question/family/family";
import { grouped, isClearOfWhole, plain, roundedUp } from "@/lib/core/question/family/numbers";
import { variant } from "@/lib/core/question/family/problem";

// F2: instances = ⌈peak ÷ (requests per second of one instance × safety factor)⌉; doubled where one of two zones must do.

type Sizing = { peak: number; perSecond: number; factor: number };

const FACTORS = [0.6, 0.65, 0.7, 0.75, 0.8];
const MOST_INSTANCES = 20;
const tidy = (value: number): number => Number(value.toFixed(6));
const instances = (value: number): string => `${grouped(value)} instances`;

/** Whether floor and round both fall one short, and leaving the factor out gives another fleet. */
function suits({ peak, perSecond, factor }: Sizing): boolean {
  const quotient = peak / (perSecond * factor);
  const fraction = quotient - Math.floor(quotient);
  const fleet = roundedUp(quotient);
  const bare = roundedUp(peak / perSecond);
  return fraction >= 0.1 && fraction <= 0.45 && fleet <= MOST_INSTANCES && bare < fleet - 1;
}

/** Each way to size a fleet that is not the right one, without its rationale. */
const sizes = ({ peak, perSecond, factor }: Sizing) => {
  const usable = tidy(perSecond * factor);
  const quotient = peak / usable;
  return {
    usable,
    quotient,
    fleet: roundedUp(quotient),
    floor: Math.floor(quotient),
    bare: roundedUp(peak / perSecond),
    misplaced: roundedUp((peak * factor) / perSecond),
    complement: roundedUp(peak / (perSecond * (1 - factor))),
  };
};

const drawSizing = (rng: () => number): Sizing | null => {
  const sizing = { peak: between(90, 900, rng, 5), perSecond: between(12, 90, rng), factor: pick(FACTORS, rng) };
  return suits(sizing) ? sizing : null;
};

export const variants = {
  steady: variant<Sizing>({
    numbers: drawSizing,
    given: ({ peak, perSecond, factor }) => [plain(peak), plain(perSecond), plain(factor)],
    solve: (sizing) => {
      const { peak, perSecond, factor } = sizing;
      const s = sizes(sizing);
      return {
        scale: "count",
        show: instances,
        key: {
          value: s.fleet,
          why: `One instance may carry ${perSecond} × ${factor} = ${plain(s.usable)} requests per second. ${peak} ÷ ${plain(s.usable)} = ${s.quotient.toFixed(2)}, and instances come whole, so ${s.fleet} instances.`,
        },
        wrong: [
          {
            value: s.floor,
            trap: "nm-floor",
            why: `${s.quotient.toFixed(2)} was rounded down. ${s.floor} instances carry ${plain(tidy(s.floor * s.usable))} requests per second at the planned load, less than the ${peak} that come.`,
          },
          {
            value: s.bare,
            trap: "skips-safety-factor",
            why: `${peak} ÷ ${perSecond} = ${(peak / perSecond).toFixed(2)} runs every instance at the rate where it breaks. The factor of ${factor} is left out.`,
          },
          {
            value: s.misplaced,
            trap: "nm-factor-wrong-side",
            why: `${peak} × ${factor} ÷ ${perSecond} = ${((peak * factor) / perSecond).toFixed(2)} lowers the load instead of the capacity. The factor belongs to what an instance may carry.`,
          },
          {
            value: s.complement,
            trap: "nm-complement",
            why: `This plans with the reserve: ${peak} ÷ (${perSecond} × ${tidy(1 - factor)}) = ${(peak / (perSecond * (1 - factor))).toFixed(2)}. The part to use is ${factor}.`,
          },
        ],
      };
    },
    stories: [
      ({ peak, perSecond, factor }) => ({
        stem: `A radio station transcribes listeners' voice notes on a real-time endpoint. During the morning show a steady ${peak} requests per second arrive, spread evenly over the fleet. One instance holds ${perSecond} requests per second before it queues. The station plans with a safety factor of ${factor} and runs a fixed fleet for the length of the show, so start-up time plays no part. Instances come whole.`,
        ask: "How many instances does the show need?",
      }),
      ({ peak, perSecond, factor }) => ({
        stem: `A tax office opens its return checker for the last week of the filing period. The forecast for the busiest hour is a level ${peak} requests per second. A load test put the limit of a single instance at ${perSecond} requests per second, and the office never plans with more than ${factor} of a tested limit. The load balances evenly, the fleet stays fixed for that hour, and only whole instances exist.`,
        ask: "How many instances are the fewest that meet this rule at the peak?",
      }),
      ({ peak, perSecond, factor }) => ({
        stem: `For a penalty shoot-out, a sports app expects ${peak} requests per second, evenly spread, for ten minutes. Its image model sustains ${perSecond} requests per second on one instance. The operators start the whole fleet an hour ahead and load each instance to ${factor} of what it sustains, their usual safety factor. Count in whole instances.`,
        ask: "Which fleet size carries the ten minutes?",
      }),
    ],
  }),
  "mixed-units": variant<{ load: number; perSecond: number; factor: number }>({
    numbers: (rng) => {
      const input = {
        load: between(6_000, 60_000, rng, 500),
        perSecond: between(8, 60, rng),
        factor: pick(FACTORS, rng),
      };
      const quotient = input.load / (input.perSecond * input.factor * 60);
      return isClearOfWhole(quotient) && quotient > 4 && quotient < 40 ? input : null;
    },
    given: ({ load, perSecond, factor }) => [grouped(load), plain(perSecond), plain(factor)],
    solve: ({ load, perSecond, factor }) => {
      const target = tidy(perSecond * factor * 60);
      const quotient = load / target;
      return {
        scale: "count",
        show: instances,
        key: {
          value: roundedUp(quotient),
          why: `Bring both to one unit: an instance may carry ${perSecond} × ${factor} × 60 = ${plain(target)} requests per minute. ${grouped(load)} ÷ ${plain(target)} = ${quotient.toFixed(2)}, so ${roundedUp(quotient)} whole instances.`,
        },
        wrong: [
          {
            value: roundedUp((load * 60) / target),
            trap: "nm-unit-mismatch",
            why: `${grouped(load)} requests a minute are divided by ${plain(tidy(perSecond * factor))} requests a second. Without bringing both to one unit the fleet comes out 60 times too large.`,
          },
          {
            value: roundedUp(load / (perSecond * 60)),
            trap: "skips-safety-factor",
            why: `${grouped(load)} ÷ (${perSecond} × 60) = ${(load / (perSecond * 60)).toFixed(2)} leaves out the factor of ${factor} and runs every instance at its limit.`,
          },
          {
            value: Math.floor(quotient),
            trap: "nm-floor",
            why: `${quotient.toFixed(2)} rounded down. The load that is left over has no instance to go to within the planned level.`,
          },
          {
            value: roundedUp((load * factor) / (perSecond * 60)),
            trap: "nm-factor-wrong-side",
            why: `The factor of ${factor} was put on the load: ${grouped(load)} × ${factor} ÷ ${grouped(perSecond * 60)} = ${((load * factor) / (perSecond * 60)).toFixed(2)}. It belongs to the capacity.`,
          },
        ],
      };
    },
    stories: [
      ({ load, perSecond, factor }) => ({
        stem: `Two reports lie on the desk of a travel insurer. Marketing writes that the new quote page will send ${grouped(load)} requests per minute at its peak, evenly. The load test says that one instance sustains ${perSecond} requests per second. The insurer works with a safety factor of ${factor}, keeps the fleet fixed during the campaign, and can only order whole instances.`,
        ask: "How many instances carry the peak at that safety factor?",
      }),
      ({ load, perSecond, factor }) => ({
        stem: `A telephone exchange for taxis moves its arrival estimates to SageMaker. The switchboard logs its busiest traffic as ${grouped(load)} calls per minute, spread evenly; each call is one request. In a test, a single instance managed ${perSecond} requests per second. Planning uses ${factor} of what was tested, for a fleet of constant size made of whole instances.`,
        ask: "What fleet size follows?",
      }),
      ({ load, perSecond, factor }) => ({
        stem: `An aquarium shop chain counts clicks by the minute: ${grouped(load)} requests per minute at most, level over the minute and balanced over all instances. Its developers count by the second: ${perSecond} requests per second is what one instance can take. The agreed safety factor is ${factor}. No scaling policy is involved; the fleet is fixed, and instances are whole.`,
        ask: "How many instances should the fleet have?",
      }),
    ],
  }),
  "zone-loss": variant<Sizing>({
    numbers: (rng) => {
      const sizing = drawSizing(rng);
      return sizing !== null && sizes(sizing).fleet >= 4 ? sizing : null;
    },
    given: ({ peak, perSecond, factor }) => [plain(peak), plain(perSecond), plain(factor)],
    solve: (sizing) => {
      const { peak, perSecond, factor } = sizing;
      const s = sizes(sizing);
      return {
        scale: "count",
        show: instances,
        key: {
          value: 2 * s.fleet,
          why: `One zone alone must carry the peak: ${peak} ÷ (${perSecond} × ${factor}) = ${s.quotient.toFixed(2)}, so ${s.fleet} instances there. Evenly over two zones that makes 2 × ${s.fleet} = ${2 * s.fleet}.`,
        },
        wrong: [
          {
            value: s.fleet + 1,
            trap: "nm-az-plus-one",
            snare: true,
            why: `${s.fleet} + 1 = ${s.fleet + 1} survives the loss of one instance. A zone takes half of the fleet with it, and the ${roundedUp((s.fleet + 1) / 2)} that are left at best cannot carry ${peak} requests per second.`,
          },
          {
            value: 2 * s.bare,
            trap: "skips-safety-factor",
            why: `Doubled, but from ${peak} ÷ ${perSecond}, rounded up to ${s.bare}: the zone that is left would run at the breaking point, without the factor of ${factor}.`,
          },
          {
            value: 2 * s.floor,
            trap: "nm-floor",
            why: `${s.quotient.toFixed(2)} was rounded down to ${s.floor} before doubling. After the loss ${s.floor} instances face a load for ${s.fleet}.`,
          },
          {
            value: 2 * s.complement,
            trap: "nm-complement",
            why: `Doubled, but from the reserve: ${peak} ÷ (${perSecond} × ${tidy(1 - factor)}), rounded up to ${s.complement}. The part to use is ${factor}.`,
          },
          {
            value: 2 * s.misplaced,
            trap: "nm-factor-wrong-side",
            why: `The factor was taken from the load: ${peak} × ${factor} ÷ ${perSecond}, rounded up to ${s.misplaced}, then doubled. It has to lower the capacity of an instance.`,
          },
        ],
      };
    },
    stories: [
      ({ peak, perSecond, factor }) => ({
        stem: `A blood bank matches donors through a real-time endpoint whose instances are split evenly over two Availability Zones. The peak is a steady ${peak} requests per second. One instance sustains ${perSecond} requests per second, to be planned with a safety factor of ${factor}. If a whole zone fails at the peak, the other one must carry everything at the same safety factor, without waiting for new instances. Instances come whole.`,
        ask: "How many instances must run in total?",
      }),
      ({ peak, perSecond, factor }) => ({
        stem: `The dispatch model of a mountain rescue service gets up to ${peak} requests per second, evenly. Tests allow ${perSecond} requests per second on one instance, and the service uses ${factor} of that as its safety factor. Half of the instances stand in each of two Availability Zones. The requirement reads: with one zone gone at the peak, the instances that are left still meet the planned load per instance; no replacement is counted on. Only whole instances exist.`,
        ask: "Which total number of instances satisfies it?",
      }),
    ],
  }),
};

export const family = defineFamily(
  {
    id: "mla-c01-peak-fleet",
    lesson: "3.2",
    exams: ["mla-c01", "mla-c02"],
    difficulty: 3,
    facts: ["B2.6", "C2.6", "F2"],
    verifiedOn: "2026-11-20",
    review: {
      by: "model",
      solvedBlind: "agreed",
      tagsBlind: "agreed",
      on: "2026-11-26",
      note: "A draw of each variant was solved blind.",
    },
    traps: [
      "skips-safety-factor",
      "nm-floor",
      "nm-factor-wrong-side",
      "nm-complement",
      "nm-unit-mismatch",
      "nm-az-plus-one",
    ],
    storedDraws: 24,
  },
  variants,
);
