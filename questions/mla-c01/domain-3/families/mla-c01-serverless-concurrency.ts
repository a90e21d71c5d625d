import { between } from "@/lib/core/question/family/chance";
import { defineFamily } from "@/lib/core/question/family/family";
import { grouped, isClearOfWhole, isWhole, plain, roundedDown, roundedUp } from "@/lib/core/question/family/numbers";
import { variant } from "@/lib/core/question/family/problem";

// F6, Little's law: concurrency = ⌈requests per second × seconds⌉. One serverless endpoint takes at most 200 at a time.

const LIMIT = 200;

type Load = { perSecond: number; seconds: number };

const drawLoad = (rng: () => number): Load => ({
  perSecond: between(5, 320, rng),
  seconds: between(0.3, 9, rng, 0.1),
});

const concurrent = ({ perSecond, seconds }: Load): number => Number((perSecond * seconds).toFixed(6));

/** A quotient whose rounding nobody can get wrong by computing with fewer digits. */
const isSafe = (value: number): boolean => isWhole(value) || isClearOfWhole(value);

export const variants = {
  concurrency: variant<Load>({
    numbers: (rng) => {
      const load = drawLoad(rng);
      const product = concurrent(load);
      const quotient = load.perSecond / load.seconds;
      return isSafe(product) && product >= 8 && product <= LIMIT && isClearOfWhole(quotient) ? load : null;
    },
    given: ({ perSecond, seconds }) => [plain(perSecond), plain(seconds)],
    solve: (load) => {
      const { perSecond, seconds } = load;
      const product = concurrent(load);
      const exact = isWhole(product);
      return {
        scale: "amount",
        show: (value) => `${grouped(value)} concurrent requests`,
        key: {
          value: roundedUp(product),
          why: `By Little's law, requests in flight = arrival rate × time in the system: ${perSecond} per second × ${seconds} s = ${plain(product)}${exact ? "" : `, rounded up to ${roundedUp(product)}`}. That is within the ${LIMIT} of one endpoint.`,
        },
        wrong: [
          {
            value: perSecond,
            trap: "nm-rps-as-concurrency",
            why: `${perSecond} is how many arrive in a second. Since each stays for ${seconds} s, another number is in flight at the same time.`,
          },
          {
            value: roundedUp(perSecond / seconds),
            trap: "nm-divides",
            why: `${perSecond} ÷ ${seconds} = ${(perSecond / seconds).toFixed(2)} would mean that slower requests need less concurrency.`,
          },
          {
            value: perSecond * 60,
            trap: "nm-unit-mismatch",
            why: `${perSecond} × 60 = ${grouped(perSecond * 60)} are the requests of a minute. The duration is in seconds, and so must be the rate.`,
          },
          {
            value: roundedUp(product / 60),
            trap: "nm-double-unit-conversion",
            why: `${plain(product)} ÷ 60 takes the rate for one per minute. Rate and duration are both in seconds already.`,
          },
        ],
      };
    },
    stories: [
      ({ perSecond, seconds }) => ({
        stem: `A theatre's box office translates audience questions with a model on a serverless endpoint. While tickets are on sale, a steady ${perSecond} requests per second arrive, and each is in work for ${seconds} seconds, cold starts aside. No request should be throttled. The team sets \`MaxConcurrency\` to the number of requests that are in flight at the same time, rounded up, and keeps nothing in reserve.`,
        ask: "Which value does it need?",
      }),
      ({ perSecond, seconds }) => ({
        stem: `Meter readings of a water cooperative are checked through serverless inference. The gateway delivers ${perSecond} requests each second, evenly, for several hours. A request keeps its slot for ${seconds} seconds on average. The cooperative wants to enable just as much provisioned concurrency as is used at once in this steady state; fractions are rounded up.`,
        ask: "How many units of concurrency are in use at once?",
      }),
      ({ perSecond, seconds }) => ({
        stem: `During a chess tournament, a commentary model runs on one serverless endpoint. Moves from all boards make ${perSecond} requests per second without noticeable bursts, and the model takes ${seconds} seconds for each. Before the first round an engineer works out how many calls overlap, as whole requests rounded up, and compares that with the endpoint's limit.`,
        ask: "What number does the engineer arrive at?",
      }),
    ],
  }),
  "highest-rate": variant<Load>({
    numbers: (rng) => {
      const load = drawLoad(rng);
      const rate = LIMIT / load.seconds;
      const fits = isSafe(rate) && concurrent(load) > 1.1 * LIMIT && concurrent(load) < 3 * LIMIT;
      return fits && load.seconds >= 1.1 && rate > 25 ? load : null;
    },
    given: ({ perSecond, seconds }) => [plain(perSecond), plain(seconds), plain(LIMIT)],
    solve: (load) => {
      const { perSecond, seconds } = load;
      const rate = LIMIT / seconds;
      return {
        scale: "amount",
        show: (value) => `${grouped(value)} requests per second`,
        key: {
          value: roundedDown(rate),
          why: `${perSecond} × ${seconds} s = ${plain(concurrent(load))} requests in flight exceed ${LIMIT}. With ${LIMIT} slots of ${seconds} s each, ${LIMIT} ÷ ${seconds} = ${plain(Number(rate.toFixed(2)))} requests per second can be sustained, rounded down to ${roundedDown(rate)}.`,
        },
        wrong: [
          {
            value: LIMIT,
            trap: "nm-rps-as-concurrency",
            why: `${LIMIT} is a number of requests at the same time. As each holds its slot for ${seconds} s, fewer than ${LIMIT} can start in a second.`,
          },
          {
            value: roundedDown(LIMIT * seconds),
            trap: "nm-divides",
            why: `${LIMIT} × ${seconds} = ${plain(Number((LIMIT * seconds).toFixed(2)))} turns the law round: a longer request would then raise the rate.`,
          },
          {
            value: perSecond,
            trap: "nm-ignores-max",
            why: `${perSecond} × ${seconds} s = ${plain(concurrent(load))} requests would be in flight. More than ${LIMIT} are throttled, whatever the plan says.`,
          },
          {
            value: perSecond - roundedDown(rate),
            trap: "nm-complement",
            why: `${perSecond} − ${roundedDown(rate)} = ${perSecond - roundedDown(rate)} requests per second are too many. Asked for is what can be kept up.`,
          },
          {
            value: roundedDown(rate * 60),
            trap: "nm-unit-mismatch",
            why: `${LIMIT} ÷ ${seconds} × 60 is a rate per minute. The question asks for one per second.`,
          },
        ],
      };
    },
    stories: [
      ({ perSecond, seconds }) => ({
        stem: `An events agency wants to caption photographs by a single serverless endpoint and plans for ${perSecond} requests per second. Measured on the chosen memory size, a request takes ${seconds} seconds. One serverless endpoint accepts at most ${LIMIT} concurrent requests and throttles the rest. Arrivals are steady, cold starts are ignored, and only whole requests per second are of interest.`,
        ask: "Which rate is the highest that this endpoint can sustain?",
      }),
      ({ perSecond, seconds }) => ({
        stem: `A coding school grades exercises with serverless inference. The head of IT promised ${perSecond} requests per second from one endpoint. Each request occupies its slot for ${seconds} seconds, the endpoint's MaxConcurrency stands at the allowed maximum of ${LIMIT}, and traffic is level. Warm-up is no concern. The school asks what rate can really be kept up, rounded down to a whole number.`,
        ask: "What is the honest answer?",
      }),
    ],
  }),
};

export const family = defineFamily(
  {
    id: "mla-c01-serverless-concurrency",
    lesson: "3.1",
    exams: ["mla-c01", "mla-c02"],
    difficulty: 3,
    facts: ["B3.2", "B3.3", "F6"],
    verifiedOn: "2026-11-20",
    review: {
      by: "model",
      solvedBlind: "agreed",
      tagsBlind: "changed",
      on: "2026-11-26",
      note: "A draw of each variant was solved blind.",
    },
    traps: [
      "nm-rps-as-concurrency",
      "nm-divides",
      "nm-unit-mismatch",
      "nm-double-unit-conversion",
      "nm-ignores-max",
      "nm-complement",
    ],
    storedDraws: 14,
  },
  variants,
);
