import { between, pick } from "@/lib/core/question/family/chance";
import { defineFamily } from "@/lib/core/question/family/family";
import { counted, grouped, isClearOfWhole, isWhole, plain, roundedUp } from "@/lib/core/question/family/numbers";
import { variant } from "@/lib/core/question/family/problem";

// F7: an instance handles μ = c × 60 ÷ s requests per minute. A backlog B drains in B ÷ (N·μ − λ) minutes; to drain it in
// D minutes takes ⌈(B ÷ D + λ) ÷ μ⌉ instances. Target tracking wants ⌈B ÷ target per instance⌉.

type Queue = { backlog: number; arrivals: number; fleet: number; at: number; seconds: number };

const rateOf = ({ at, seconds }: Pick<Queue, "at" | "seconds">): number => (at * 60) / seconds;

const drawQueue = (rng: () => number): Queue => ({
  backlog: between(200, 3_600, rng, 20),
  arrivals: between(2, 30, rng),
  fleet: between(3, 12, rng),
  at: between(1, 3, rng),
  seconds: pick([10, 12, 15, 20, 30, 36, 40, 45, 60, 90, 120, 180], rng),
});

const rateWords = (queue: Pick<Queue, "at" | "seconds">): string =>
  `An instance handles ${queue.at} × 60 ÷ ${queue.seconds} = ${plain(Number(rateOf(queue).toFixed(2)))} requests per minute.`;

const minutes = (value: number): string => `${grouped(value)} minutes`;

export const variants = {
  drain: variant<Queue>({
    numbers: (rng) => {
      const queue = drawQueue(rng);
      const net = queue.fleet * rateOf(queue) - queue.arrivals;
      const time = queue.backlog / net;
      return isWhole(rateOf(queue)) && net > 0 && isWhole(time) && time >= 10 && time <= 300 ? queue : null;
    },
    given: ({ backlog, arrivals, fleet, at, seconds }) => [
      grouped(backlog),
      plain(arrivals),
      plain(fleet),
      plain(at),
      plain(seconds),
    ],
    solve: (queue) => {
      const { backlog, arrivals, fleet } = queue;
      const rate = rateOf(queue);
      const whole = fleet * rate;
      return {
        scale: "amount",
        show: minutes,
        key: {
          value: Math.round(backlog / (whole - arrivals)),
          why: `${rateWords(queue)} ${fleet} of them handle ${plain(whole)}, of which ${arrivals} go to new arrivals. ${grouped(backlog)} ÷ (${plain(whole)} − ${arrivals}) = ${Math.round(backlog / (whole - arrivals))} minutes.`,
        },
        wrong: [
          {
            value: backlog / whole,
            trap: "nm-ignores-arrivals",
            why: `${grouped(backlog)} ÷ ${plain(whole)} = ${grouped(backlog / whole)} forgets that ${arrivals} new requests a minute use part of that capacity.`,
          },
          {
            value: backlog / (whole + arrivals),
            trap: "nm-adds-arrivals",
            why: `${grouped(backlog)} ÷ (${plain(whole)} + ${arrivals}) = ${grouped(backlog / (whole + arrivals))} lets the arrivals help with the work. They add to it.`,
          },
          {
            value: backlog / rate,
            trap: "nm-wrong-instance-count",
            why: `${grouped(backlog)} ÷ ${plain(rate)} = ${grouped(backlog / rate)} is the pace of one instance. ${fleet} are running.`,
          },
          {
            value: (backlog / whole) * (1 + arrivals / whole),
            trap: "nm-ignores-arrivals",
            why: `${grouped(backlog)} ÷ ${plain(whole)} = ${grouped(backlog / whole)} minutes, and then the time for what came in during them. While that is worked off, ${arrivals} a minute go on arriving.`,
          },
          {
            value: backlog / (whole / queue.at - arrivals),
            trap: "nm-wrong-instance-count",
            why: `This lets an instance do one request at a time, ${fleet} × 60 ÷ ${queue.seconds} = ${plain(whole / queue.at)} a minute for the fleet. Each of them does ${queue.at} at once.`,
          },
        ],
      };
    },
    stories: [
      ({ backlog, arrivals, fleet, at, seconds }) => ({
        stem: `After a network fault, ${grouped(backlog)} dental scans wait on an asynchronous endpoint, and clinics send another ${arrivals} per minute throughout. ${fleet} instances are running, and nothing scales in the meantime. An instance works on ${at} at a time; a scan takes ${seconds} seconds. All instances stay busy until the queue is empty, and nothing fails or expires.`,
        ask: "After how many minutes, rounded to whole ones, is the backlog gone?",
      }),
      ({ backlog, arrivals, fleet, at, seconds }) => ({
        stem: `A land survey feeds drone pictures to an asynchronous endpoint. At noon the queue holds ${grouped(backlog)} of them. Planes keep delivering ${arrivals} a minute. The fleet is fixed at ${fleet} instances; each processes ${counted(at, "picture")} at once, and a picture needs ${seconds} seconds. Assume full use of the instances, no errors, and round to whole minutes.`,
        ask: "How long does it take until no picture waits any more?",
      }),
      ({ backlog, arrivals, fleet, at, seconds }) => ({
        stem: `An audiobook publisher notices that \`ApproximateBacklogSize\` stands at ${grouped(backlog)}. Its asynchronous endpoint runs ${fleet} instances with \`MaxConcurrentInvocationsPerInstance\` at ${at}, all of it used, and an invocation lasts ${seconds} seconds. Authors upload ${arrivals} chapters per minute, day and night, one request each. The number of instances stays as it is, and failures are left aside. Whole minutes will do.`,
        ask: "When will the backlog have drained?",
      }),
    ],
  }),
  size: variant<Queue & { within: number }>({
    numbers: (rng) => {
      const queue = { ...drawQueue(rng), within: pick([20, 25, 30, 40, 45, 50, 60, 75, 90, 120], rng) };
      const quotient = (queue.backlog / queue.within + queue.arrivals) / rateOf(queue);
      const bare = queue.backlog / queue.within / rateOf(queue);
      return isClearOfWhole(quotient) && isClearOfWhole(bare) && quotient > 3 && quotient < 40 ? queue : null;
    },
    given: ({ backlog, arrivals, at, seconds, within }) => [
      grouped(backlog),
      plain(arrivals),
      plain(at),
      plain(seconds),
      plain(within),
    ],
    solve: (queue) => {
      const { backlog, arrivals, within } = queue;
      const rate = rateOf(queue);
      const drained = backlog / within;
      const quotient = (drained + arrivals) / rate;
      return {
        scale: "count",
        show: (value) => `${grouped(value)} instances`,
        key: {
          value: roundedUp(quotient),
          why: `${rateWords(queue)} Per minute ${grouped(backlog)} ÷ ${within} = ${plain(Number(drained.toFixed(2)))} of the backlog and ${arrivals} arrivals must be done: (${plain(Number(drained.toFixed(2)))} + ${arrivals}) ÷ ${plain(Number(rate.toFixed(2)))} = ${quotient.toFixed(2)}, rounded up to ${roundedUp(quotient)}.`,
        },
        wrong: [
          {
            value: roundedUp(drained / rate),
            trap: "nm-ignores-arrivals",
            why: `${plain(Number(drained.toFixed(2)))} ÷ ${plain(Number(rate.toFixed(2)))} = ${(drained / rate).toFixed(2)} empties a queue that nobody adds to. ${arrivals} more come every minute.`,
          },
          {
            value: Math.floor(quotient),
            trap: "nm-floor",
            why: `${quotient.toFixed(2)} rounded down: with ${Math.floor(quotient)} the queue is not empty after ${within} minutes.`,
          },
          {
            value: roundedUp((drained - arrivals) / rate),
            trap: "nm-adds-arrivals",
            why: `The arrivals were put on the wrong side: (${plain(Number(drained.toFixed(2)))} − ${arrivals}) would let them reduce the work.`,
          },
          {
            value: roundedUp(quotient * 60),
            trap: "nm-unit-mismatch",
            why: `Here an instance is taken to do ${queue.at} ÷ ${queue.seconds} requests per minute. That is its rate per second, 60 times less.`,
          },
        ],
      };
    },
    stories: [
      ({ backlog, arrivals, at, seconds, within }) => ({
        stem: `${grouped(backlog)} documents of a customs broker wait on an asynchronous endpoint, and ${arrivals} new ones arrive each minute. In ${within} minutes the queue has to be empty: all that wait now and all that come in until then must be done. One instance takes ${counted(at, "document")} at a time and ${seconds} seconds for each. Instances are whole and all there from the first minute. Take the flow as even, so that arrivals of the last seconds count as done.`,
        ask: "How many instances are the fewest that manage it?",
      }),
      ({ backlog, arrivals, at, seconds, within }) => ({
        stem: `Last night's storm left ${grouped(backlog)} roof photographs in the queue of an insurer's asynchronous endpoint. More come in at ${arrivals} a minute. By contract, the queue has to be empty ${within} minutes from now, with what arrives until then worked off as well; reckon with an even flow. The container runs ${counted(at, "invocation")} at once on an instance, at ${seconds} seconds an invocation. Take capacity as available immediately, use whole instances, and assume that none fails.`,
        ask: "What fleet size keeps the contract?",
      }),
    ],
  }),
  "target-backlog": variant<{ backlog: number; fleet: number; target: number }>({
    numbers: (rng) => {
      const input = { backlog: between(23, 400, rng), fleet: between(2, 8, rng), target: between(3, 12, rng) };
      const quotient = input.backlog / input.target;
      const others = [quotient / input.fleet, quotient * input.fleet];
      const fits = quotient > input.fleet + 2 && quotient < 60;
      return isClearOfWhole(quotient) && others.every((value) => isWhole(value) || isClearOfWhole(value)) && fits
        ? input
        : null;
    },
    given: ({ backlog, fleet, target }) => [plain(backlog), plain(fleet), plain(target)],
    solve: ({ backlog, fleet, target }) => {
      const quotient = backlog / target;
      return {
        scale: "count",
        show: (value) => `${grouped(value)} instances`,
        key: {
          value: roundedUp(quotient),
          why: `So that no instance has more than ${target} waiting, ${backlog} ÷ ${target} = ${quotient.toFixed(2)} instances are wanted, rounded up to ${roundedUp(quotient)}.`,
        },
        wrong: [
          {
            value: Math.floor(quotient),
            trap: "nm-floor",
            why: `${quotient.toFixed(2)} rounded down leaves more than ${target} requests to each instance.`,
          },
          {
            value: roundedUp(quotient / fleet),
            trap: "nm-ignores-current",
            why: `${backlog} ÷ ${fleet} ÷ ${target} = ${(quotient / fleet).toFixed(2)} is the factor by which the fleet must grow. It has to be applied to the ${fleet} instances that are there.`,
          },
          {
            value: fleet + 1,
            trap: "nm-adds-one",
            why: `Target tracking does not add one instance a step. ${fleet} + 1 would leave ${Math.round(backlog / (fleet + 1))} requests to each.`,
          },
          {
            value: roundedUp(quotient * fleet),
            trap: "nm-not-normalised",
            why: `This takes ${backlog} for what waits on each of the ${fleet} instances. It is the whole queue; the metric per instance is ${plain(Number((backlog / fleet).toFixed(1)))}.`,
          },
        ],
      };
    },
    stories: [
      ({ backlog, fleet, target }) => ({
        stem: `The asynchronous endpoint of a film restorer tracks \`ApproximateBacklogSizePerInstance\` with a target of ${target}. The queue now holds ${backlog} requests in all, and ${fleet} instances are running; the maximum capacity is 80. Take as a model that target tracking moves to the capacity at which the backlog per instance no longer exceeds the target, in whole instances, and that no request comes or goes meanwhile.`,
        ask: "How many instances does it move to?",
      }),
      ({ backlog, fleet, target }) => ({
        stem: `${backlog} contracts wait in the queue of a notary service, which runs on asynchronous inference with ${fleet} instances at the moment. The scaling policy is to keep the backlog per instance at ${target} or less and may go up to 80 instances. Model the next capacity as the smallest whole number of instances that satisfies this, with the queue frozen as it is.`,
        ask: "Which desired capacity follows?",
      }),
    ],
  }),
  expiry: variant<Pick<Queue, "backlog" | "fleet" | "at" | "seconds"> & { lifetime: number }>({
    numbers: (rng) => {
      const { backlog, fleet, at, seconds } = drawQueue(rng);
      const input = { backlog, fleet, at, seconds, lifetime: pick([900, 1_200, 1_800, 2_400, 3_600, 5_400], rng) };
      const served = fleet * rateOf(input) * (input.lifetime / 60);
      return isWhole(rateOf(input)) && served < 0.9 * backlog && served > 0.1 * backlog ? input : null;
    },
    given: ({ backlog, fleet, at, seconds, lifetime }) => [
      grouped(backlog),
      plain(fleet),
      plain(at),
      plain(seconds),
      grouped(lifetime),
    ],
    solve: (input) => {
      const { backlog, fleet, lifetime } = input;
      const rate = rateOf(input);
      const served = fleet * rate * (lifetime / 60);
      return {
        scale: "amount",
        show: (value) => `${grouped(value)} requests`,
        key: {
          value: backlog - served,
          why: `${rateWords(input)} In ${grouped(lifetime)} s = ${lifetime / 60} minutes, ${fleet} instances start ${fleet} × ${plain(rate)} × ${lifetime / 60} = ${grouped(served)} requests. The other ${grouped(backlog)} − ${grouped(served)} = ${grouped(backlog - served)} expire.`,
        },
        wrong: [
          {
            value: served,
            trap: "nm-complement",
            why: `${grouped(served)} is how many are still worked on in time. Asked for are those that are not.`,
          },
          {
            value: Math.max(0, backlog - served / fleet),
            trap: "nm-wrong-instance-count",
            why: `${grouped(backlog)} − ${grouped(served / fleet)} lets one instance do all the work. ${fleet} are running.`,
          },
          {
            value: 0,
            trap: "nm-unit-mismatch",
            why: `Only if ${grouped(lifetime)} meant minutes would there be time for all. RequestTTLSeconds is in seconds, ${lifetime / 60} minutes.`,
          },
          {
            value: Math.max(0, backlog - served / 60),
            trap: "nm-unit-mismatch",
            why: `The ${plain(rate)} requests per minute were taken for requests per hour. In ${lifetime / 60} minutes ${grouped(served)} are started.`,
          },
        ],
      };
    },
    stories: [
      ({ backlog, fleet, at, seconds, lifetime }) => ({
        stem: `In one moment a batch of ${grouped(backlog)} requests was put on a newspaper's asynchronous endpoint, each with \`RequestTTLSeconds\` set to ${grouped(lifetime)}. No others come. ${fleet} instances serve them in order, ${at} at a time on each instance and ${seconds} seconds for each request. The fleet does not change. A request that has not been started when its lifetime is over expires; treat the flow as even.`,
        ask: "How many of these requests expire?",
      }),
      ({ backlog, fleet, at, seconds, lifetime }) => ({
        stem: `A wildlife foundation submits ${grouped(backlog)} camera pictures, one request each, at once to an asynchronous endpoint and gives them a queue lifetime of ${grouped(lifetime)} seconds (RequestTTLSeconds). The endpoint has ${counted(fleet, "instance")} throughout. Each instance handles ${counted(at, "picture")} at the same time, and a picture takes ${seconds} seconds. Nothing else is in the queue; work flows evenly; what has not begun before its lifetime ends is dropped.`,
        ask: "How many pictures are dropped?",
      }),
    ],
  }),
};

export const family = defineFamily(
  {
    id: "mla-c01-async-backlog",
    lesson: "3.2",
    exams: ["mla-c01", "mla-c02"],
    difficulty: 4,
    facts: ["B4.4", "B4.6", "B4.7", "C2.15", "F7"],
    verifiedOn: "2026-11-20",
    review: {
      by: "model",
      solvedBlind: "changed",
      tagsBlind: "changed",
      on: "2026-11-26",
      note: "A draw of each variant was solved blind.",
    },
    traps: [
      "nm-ignores-arrivals",
      "nm-adds-arrivals",
      "nm-wrong-instance-count",
      "nm-floor",
      "nm-unit-mismatch",
      "nm-ignores-current",
      "nm-adds-one",
      "nm-not-normalised",
      "nm-complement",
    ],
    storedDraws: 20,
  },
  variants,
);
