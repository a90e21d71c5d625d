import { between, pick } from "@/lib/core/question/family/chance";
import { defineFamily } from "@/lib/core/question/family/family";
import { grouped, isWhole, plain, roundedUp } from "@/lib/core/question/family/numbers";
import { variant } from "@/lib/core/question/family/problem";

// F9: linear steps n = ⌈100 ÷ step⌉; total wait = (n − 1) × bake + termination wait, as each stem states; it must stay
// below MaximumExecutionTimeout, 28,800 s at most. Exposed requests = rate × share × seconds. Rolling peaks at N + batch.
// Limits: canary ≤ 50 %, linear steps 10–50 %, rolling batches 5–50 %.

const STEPS = [10, 15, 20, 25, 30, 35, 40, 45];
const MOST_MINUTES = 480;

const minutes = (value: number): string => `${grouped(value)} minutes`;

type Setting = { kind: "Canary" | "Linear" | "Rolling"; percent: number };

const settingWords = {
  Canary: "Canary with first step",
  Linear: "Linear steps, each step",
  Rolling: "Rolling, batch size",
} as const;
const LIMITS = { Canary: [1, 50], Linear: [10, 50], Rolling: [5, 50] } as const;
const limitWords = {
  Canary: "the first step of a canary is at most 50 %",
  Linear: "a linear step is 10 to 50 %",
  Rolling: "a rolling batch is 5 to 50 %",
} as const;
const KINDS = ["Canary", "Linear", "Rolling"] as const;

const allowed = ({ kind, percent }: Setting): boolean => percent >= LIMITS[kind][0] && percent <= LIMITS[kind][1];

/** A size that is accepted; small ones too, which another kind of shifting would refuse. */
const drawAllowed = (kind: Setting["kind"], rng: () => number): Setting => ({
  kind,
  percent: kind !== "Linear" && rng() < 0.5 ? between(5, 9, rng) : between(10, 50, rng, 5),
});

const drawTooLarge = (kind: Setting["kind"], rng: () => number): Setting => ({
  kind,
  percent: between(55, 90, rng, 5),
});

/** Canaries have no least size that matters here. */
const drawTooSmall = (kind: "Linear" | "Rolling", rng: () => number): Setting => ({
  kind,
  percent: between(1, LIMITS[kind][0] - 1, rng),
});

export const variants = {
  "total-wait": variant<{ step: number; bake: number; termination: number }>({
    numbers: (rng) => {
      const input = { step: pick(STEPS, rng), bake: between(3, 30, rng), termination: between(5, 45, rng) };
      const total = (roundedUp(100 / input.step) - 1) * input.bake + input.termination;
      return total < MOST_MINUTES ? input : null;
    },
    given: ({ step, bake, termination }) => [`${step} %`, plain(bake), plain(termination)],
    solve: ({ step, bake, termination }) => {
      const exact = 100 / step;
      const shifts = roundedUp(exact);
      const total = (shifts - 1) * bake + termination;
      return {
        scale: "amount",
        show: minutes,
        key: {
          value: total,
          why: `Steps of ${step} % take ${isWhole(exact) ? shifts : `${exact.toFixed(2)}, rounded up ${shifts},`} shifts. A bake follows all but the last: ${shifts - 1} × ${bake} + ${termination} = ${total} minutes.`,
        },
        wrong: [
          {
            value: shifts * bake + termination,
            trap: "nm-extra-bake",
            why: `${shifts} × ${bake} + ${termination} bakes after the last shift as well. By the stated rule the termination wait follows it at once.`,
          },
          {
            value: (shifts - 1) * bake,
            trap: "nm-forgets-termination",
            why: `${shifts - 1} × ${bake} leaves out the ${termination} minutes during which the old fleet is still kept.`,
          },
          {
            value: (shifts - 1) * (bake + termination),
            trap: "nm-double-memory",
            why: `${shifts - 1} × (${bake} + ${termination}) waits for termination after every shift. It comes once, at the end.`,
          },
          {
            value: bake + termination,
            trap: "nm-canary-vs-linear",
            why: `One bake and the termination wait, ${bake} + ${termination}, belong to a canary, which shifts twice. Linear shifts ${shifts} times.`,
          },
          {
            value: (Math.floor(exact) - 1) * bake + termination,
            trap: "nm-floor",
            why: `${exact.toFixed(2)} was rounded down. After ${Math.floor(exact)} shifts only ${Math.floor(exact) * step} % of the traffic has moved; one shift more is needed.`,
          },
        ],
      };
    },
    stories: [
      ({ step, bake, termination }) => ({
        stem: `A savings bank updates its endpoint with linear traffic shifting in steps of ${step} %. The wait interval for baking is ${bake} minutes and the termination wait ${termination} minutes. For the plan, assume this rule: a bake after every shift except the last, and after the last one the termination wait. Shifting itself takes no time, no alarm trips, and the execution time-out is not reached.`,
        ask: "How long do all waits of the update take together?",
      }),
      ({ step, bake, termination }) => ({
        stem: `The release calendar of an airline asks how long an endpoint update will wait. It moves traffic linearly, ${step} % of the capacity at a time; a last step may be smaller. In between it bakes for ${bake} minutes. Once everything has moved, there is no further bake, and the old fleet is kept for a termination wait of ${termination} minutes. Count the waits alone and take the alarms as quiet.`,
        ask: "What goes into the calendar?",
      }),
      ({ step, bake, termination }) => ({
        stem: `For a new model version, a hospital chooses LINEAR shifting with a step of ${step} %. Operations reckons so: between two shifts ${bake} minutes of baking, none behind the last, then ${termination} minutes until the old instances are terminated. Start-up of the new fleet is not counted, and nothing is rolled back. The sum is compared with the maximum execution time of the update.`,
        ask: "Which sum of waiting times does operations get?",
      }),
    ],
  }),
  exposure: variant<{ perSecond: number; share: number; alarm: number }>({
    numbers: (rng) => ({
      perSecond: between(50, 900, rng, 10),
      share: pick([5, 10, 15, 20, 25, 30, 40], rng),
      alarm: between(2, 15, rng),
    }),
    given: ({ perSecond, share, alarm }) => [plain(perSecond), `${share} %`, plain(alarm)],
    solve: ({ perSecond, share, alarm }) => {
      const all = perSecond * alarm * 60;
      return {
        scale: "amount",
        show: (value) => `${grouped(value)} requests`,
        key: {
          value: (all * share) / 100,
          why: `${perSecond} requests per second × ${share} % × ${alarm} × 60 seconds = ${grouped((all * share) / 100)}. All at once it would have been ${grouped(all)}.`,
        },
        wrong: [
          {
            value: all,
            trap: "nm-full-traffic",
            why: `${perSecond} × ${alarm} × 60 = ${grouped(all)} would meet the new version if all traffic had moved at once. In a canary's first step only ${share} % have.`,
          },
          {
            value: (perSecond * alarm * share) / 100,
            trap: "nm-unit-mismatch",
            why: `${perSecond} per second was multiplied by ${alarm} minutes without the 60 seconds of a minute.`,
          },
          {
            value: (all * (100 - share)) / 100,
            trap: "nm-complement",
            why: `${100 - share} % is the part that stays on the old version. Those requests are not exposed.`,
          },
          {
            value: (perSecond * 60 * share) / 100,
            trap: "nm-wrong-instance-count",
            why: `${perSecond} × 60 × ${share} % are the exposed requests of one minute. The alarm takes ${alarm} minutes.`,
          },
        ],
      };
    },
    stories: [
      ({ perSecond, share, alarm }) => ({
        stem: `A translation portal answers a steady ${perSecond} requests per second. A new version goes out as a canary: first ${share} % of the traffic, and the rest after baking. The version is faulty. ${alarm} minutes after the first shift a CloudWatch alarm trips, and all traffic is back on the old fleet at once. Requests are spread by capacity, and shift and rollback take no time.`,
        ask: "How many requests have met the faulty version?",
      }),
      ({ perSecond, share, alarm }) => ({
        stem: `In a review of last week's incident, a ticket agency wants to know the damage. Load: ${perSecond} requests each second, without peaks. Release: canary with ${share} % of the capacity in its first step, and the same share of the traffic. Detection: the rollback alarm went off after ${alarm} minutes of that step, and traffic returned in the same moment. Every request to the new version counted as damaged, no other did.`,
        ask: "Which number of damaged requests does the review report?",
      }),
    ],
  }),
  "peak-fleet": variant<{ fleet: number; batch: number }>({
    numbers: (rng) => {
      const input = { fleet: between(8, 60, rng, 2), batch: pick([10, 15, 20, 25, 30, 40], rng) };
      const size = (input.fleet * input.batch) / 100;
      return isWhole(size) && size >= 2 ? input : null;
    },
    given: ({ fleet, batch }) => [plain(fleet), `${batch} %`],
    solve: ({ fleet, batch }) => {
      const size = Math.round((fleet * batch) / 100);
      return {
        scale: "count",
        show: (value) => `${grouped(value)} instances`,
        key: {
          value: fleet + size,
          why: `A rolling update starts one batch beside the old fleet and then takes as many old ones away: ${fleet} + ${batch} % of ${fleet} = ${fleet} + ${size} = ${fleet + size}, in ${roundedUp(fleet / size)} batches. Blue/green would need ${2 * fleet}.`,
        },
        wrong: [
          {
            value: 2 * fleet,
            trap: "nm-rolling-doubles",
            why: `2 × ${fleet} is the peak of blue/green, which brings up a whole second fleet. Rolling replaces batch by batch.`,
          },
          {
            value: fleet + 1,
            trap: "nm-adds-one",
            why: `${fleet} + 1 replaces one instance at a time. The policy says batches of ${batch} %, that is ${size}.`,
          },
          {
            value: fleet,
            trap: "nm-ignores-overhead",
            why: `With ${fleet} at most, old instances would have to go before new ones serve. The new batch comes first and needs its ${size} instances beside the old.`,
          },
          {
            value: fleet - size,
            trap: "nm-complement",
            why: `${fleet} − ${size} are the instances that a batch does not touch. The peak is reached while the batch runs beside the whole old fleet.`,
          },
        ],
      };
    },
    stories: [
      ({ fleet, batch }) => ({
        stem: `A cancer registry serves its model on ${fleet} scarce GPU instances and updates it with a rolling policy whose batch is ${batch} % of the fleet. Each batch of new instances is started and takes traffic before the same number of old ones is removed. Nothing scales during the update, and no rollback happens. The registry has to ask for enough quota beforehand.`,
        ask: "How many instances exist at the peak of the update?",
      }),
      ({ fleet, batch }) => ({
        stem: `Before an update of its ${fleet} instances, a steel mill asks for the instance quota. It uses RollingUpdatePolicy with a maximum batch size of ${batch} % of the capacity: a batch of new instances comes up, then an equal number of old ones goes, and so on. Auto scaling is suspended, and alarms are expected to stay quiet. The quota counts old and new instances together.`,
        ask: "Which quota is just enough?",
      }),
    ],
  }),
  validity: variant<{ fleet: number; settings: readonly [Setting, Setting, Setting, Setting] }>({
    numbers: (rng) => {
      const right = drawAllowed(pick(KINDS, rng), rng);
      const small = drawTooSmall(pick(["Linear", "Rolling"] as const, rng), rng);
      const large = drawTooLarge(pick(KINDS, rng), rng);
      const third =
        rng() < 0.5
          ? drawTooSmall(small.kind === "Linear" ? "Rolling" : "Linear", rng)
          : drawTooLarge(pick(KINDS, rng), rng);
      // Neither the most careful nor the boldest size may be the key.
      return small.percent < right.percent
        ? { fleet: between(12, 300, rng), settings: [right, small, large, third] }
        : null;
    },
    given: ({ fleet }) => [plain(fleet)],
    solve: ({ settings }) => {
      const [right, ...wrong] = settings;
      return {
        scale: "amount",
        show: (value, _places, claim) => `${claim} ${value} %`,
        key: {
          value: right.percent,
          claim: settingWords[right.kind],
          why: `${right.percent} % is within the limits: ${limitWords[right.kind]}. The other three lie outside of theirs.`,
        },
        wrong: wrong
          .filter((setting) => !allowed(setting))
          .map(({ kind, percent }) => ({
            value: percent,
            claim: settingWords[kind],
            trap: "nm-any-step-size",
            why: `${percent} % is refused: ${limitWords[kind]} of the variant's capacity.`,
          })),
      };
    },
    stories: [
      ({ fleet }) => ({
        stem: `A pension fund runs ${fleet} instances behind one endpoint and wants an update to leave enough of the old fleet in place while the new one proves itself. Four proposals for the deployment configuration lie on the table, each with its size as a percentage of the variant's capacity. Their author did not look up the limits of the API, and three of the four requests will be refused when UpdateEndpoint is called.`,
        ask: "Which proposal passes validation?",
      }),
      ({ fleet }) => ({
        stem: `In a template for endpoint updates, a logistics group offers four presets for shifting traffic. A reviewer checks their sizes, which are given as a share of the capacity, against what deployment guardrails accept. One preset can stay as it is; the other three would make each update fail before any instance starts. The endpoint is a real-time one with a single variant of ${fleet} instances.`,
        ask: "Which preset can stay?",
      }),
    ],
  }),
};

export const family = defineFamily(
  {
    id: "mla-c01-rollout-arithmetic",
    lesson: "3.3",
    exams: ["mla-c01", "mla-c02"],
    difficulty: 3,
    facts: ["D5.1", "D5.2", "D5.3", "D5.4", "D5.6", "F9"],
    verifiedOn: "2026-11-20",
    review: {
      by: "model",
      solvedBlind: "changed",
      tagsBlind: "changed",
      on: "2026-11-26",
      note: "A draw of each variant was solved blind.",
    },
    traps: [
      "nm-extra-bake",
      "nm-forgets-termination",
      "nm-double-memory",
      "nm-canary-vs-linear",
      "nm-floor",
      "nm-full-traffic",
      "nm-unit-mismatch",
      "nm-wrong-instance-count",
      "nm-complement",
      "nm-rolling-doubles",
      "nm-adds-one",
      "nm-ignores-overhead",
      "nm-any-step-size",
    ],
    storedDraws: 44,
  },
  variants,
);
