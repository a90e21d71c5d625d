import { between, pick } from "@/lib/core/question/family/chance";
import { defineFamily } from "@/lib/core/question/family/family";
import { dollars, grouped, plain, price } from "@/lib/core/question/family/numbers";
import { variant } from "@/lib/core/question/family/problem";

// F5: Q* = n·H·p_h ÷ (d·p_s + g·p_d), below which serverless is cheaper; provisioned concurrency costs units × enabled
// seconds × price. Stems stay within what a serverless endpoint can do: 6 GB of memory, 60 s, 4 MB, no GPU.

type Terms = {
  perHour: number;
  hours: number;
  milliseconds: number;
  perSecond: number;
  memory: number;
};

const SIZES = [2, 3, 4, 5, 6];

const drawTerms = (rng: () => number): Terms => ({
  perHour: between(0.12, 0.6, rng, 0.02),
  hours: pick([720, 730], rng),
  milliseconds: between(100, 900, rng, 50),
  perSecond: between(0.00003, 0.00015, rng, 0.00001),
  memory: pick(SIZES, rng),
});

const requests = (value: number, _places: number, claim: string | undefined): string =>
  `Serverless costs less ${claim} ${grouped(value)} requests a month`;

/** The wrong ways that a break-even shares with and without a fee for data. */
const commonWays = (fixed: number, each: number, terms: Terms) => {
  const seconds = terms.milliseconds / 1_000;
  const even = fixed / each;
  return [
    {
      value: (2 * fixed) / each,
      claim: "below",
      trap: "nm-wrong-instance-count",
      why: `This sets two instances against the requests: 2 × ${dollars(fixed)}. The endpoint of the stem has one.`,
    },
    {
      value: fixed / (each - seconds * terms.perSecond + terms.milliseconds * terms.perSecond),
      claim: "below",
      trap: "nm-unit-mismatch",
      why: `The price is per second, the duration in milliseconds. Taking ${terms.milliseconds} for seconds makes every request about a thousand times too dear.`,
    },
    {
      value: fixed / (each - seconds * terms.perSecond + seconds * terms.perSecond * terms.memory),
      claim: "below",
      trap: "nm-double-memory",
      why: `${price(terms.perSecond)} is the price for the ${terms.memory} GB size. Multiplying by ${terms.memory} once more charges the memory twice.`,
    },
    {
      value: ((fixed / terms.hours) * 24) / each,
      claim: "below",
      trap: "nm-ignores-hours",
      why: `24 hours × ${price(terms.perHour)} is one day of the instance. The month has ${terms.hours} billed hours.`,
    },
    {
      value: even,
      claim: "above",
      trap: "nm-direction",
      why: "The number is right and the direction is not. The instance costs the same however few requests come, so it is at few requests that paying per request wins.",
    },
  ];
};

export const variants = {
  "break-even": variant<Terms>({
    numbers: drawTerms,
    given: ({ perHour, hours, milliseconds, perSecond, memory }) => [
      price(perHour),
      plain(hours),
      plain(milliseconds),
      price(perSecond),
      plain(memory),
    ],
    solve: (terms) => {
      const { perHour, hours, milliseconds, perSecond } = terms;
      const fixed = hours * perHour;
      const each = (milliseconds / 1_000) * perSecond;
      return {
        scale: "amount",
        show: requests,
        key: {
          value: fixed / each,
          claim: "below",
          why: `The instance costs ${hours} × ${price(perHour)} = ${dollars(fixed)} a month. A request costs ${milliseconds / 1_000} s × ${price(perSecond)} = ${price(each)}. ${dollars(fixed)} ÷ ${price(each)} = ${grouped(fixed / each)} requests; with fewer, serverless is cheaper.`,
        },
        wrong: commonWays(fixed, each, terms),
      };
    },
    stories: [
      ({ perHour, hours, milliseconds, perSecond, memory }) => ({
        stem: `A choir federation sorts short clips of singing, each well below 4 MB, with a CPU model on one real-time instance. Assume that the instance costs ${price(perHour)} an hour for ${hours} hours a month, and that serverless inference at the ${memory} GB memory size costs ${price(perSecond)} per second of compute at that size. A request is billed for ${milliseconds} ms. Ignore data processing, free tiers and provisioned concurrency; cold starts are accepted.`,
        ask: "At which monthly volumes is serverless the cheaper one, rounded to whole requests?",
      }),
      ({ perHour, hours, milliseconds, perSecond, memory }) => ({
        stem: `The finance lead of a seed trader compares two bills for one endpoint. Bill A: a single instance, always on, ${hours} billed hours in the month at an assumed ${price(perHour)} per hour. Bill B: a serverless endpoint with ${memory} GB, assumed at ${price(perSecond)} per second for this memory size, where each request is billed ${milliseconds} ms and nothing else is charged. Payloads are tiny and no GPU is needed.`,
        ask: "Which statement is right, to the nearest whole request?",
      }),
      ({ perHour, hours, milliseconds, perSecond, memory }) => ({
        stem: `Calls to a genealogist's name matcher, a few kilobytes each, come in bursts. Today it sits on one instance for ${price(perHour)} an hour, ${hours} hours each month. The alternative is serverless with ${memory} GB of memory; take ${price(perSecond)} as the price of one second at this size and ${milliseconds} ms as the billed time of a call. There are no other charges in this comparison, and both options answer fast enough.`,
        ask: "When is serverless the cheaper one, with the volume in whole requests?",
      }),
    ],
  }),
  "with-data-fee": variant<Terms & { megabytes: number; perGigabyte: number }>({
    numbers: (rng) => {
      const input = {
        ...drawTerms(rng),
        megabytes: pick([0.1, 0.2, 0.4, 0.5, 0.8, 1, 1.5, 2], rng),
        perGigabyte: between(0.01, 0.03, rng, 0.002),
      };
      const fee = (input.megabytes / 1_000) * input.perGigabyte;
      const compute = (input.milliseconds / 1_000) * input.perSecond;
      return fee > 0.1 * compute && fee < 2 * compute ? input : null;
    },
    given: ({ perHour, hours, milliseconds, perSecond, memory, megabytes, perGigabyte }) => [
      price(perHour),
      plain(hours),
      plain(milliseconds),
      price(perSecond),
      plain(memory),
      plain(megabytes),
      price(perGigabyte),
    ],
    solve: (terms) => {
      const { perHour, hours, milliseconds, perSecond, megabytes, perGigabyte } = terms;
      const fixed = hours * perHour;
      const compute = (milliseconds / 1_000) * perSecond;
      const fee = (megabytes / 1_000) * perGigabyte;
      const each = compute + fee;
      return {
        scale: "amount",
        show: requests,
        key: {
          value: fixed / each,
          claim: "below",
          why: `Per month the instance costs ${hours} × ${price(perHour)} = ${dollars(fixed)}. A request costs ${milliseconds / 1_000} s × ${price(perSecond)} = ${price(compute)} for compute and ${plain(megabytes / 1_000)} GB × ${price(perGigabyte)} = ${price(fee)} for data. ${dollars(fixed)} ÷ ${price(each)} = ${grouped(fixed / each)} requests.`,
        },
        wrong: [
          ...commonWays(fixed, each, terms).filter(
            ({ trap }) => trap !== "nm-double-memory" && trap !== "nm-ignores-hours",
          ),
          {
            value: fixed / compute,
            claim: "below",
            trap: "nm-ignores-data-fee",
            snare: true,
            why: `${dollars(fixed)} ÷ ${price(compute)} leaves out the ${price(fee)} that each request pays for its ${megabytes} MB of data.`,
          },
        ],
      };
    },
    stories: [
      ({ perHour, hours, milliseconds, perSecond, memory, megabytes, perGigabyte }) => ({
        stem: `A stamp dealer has photographs valued by a CPU model. Now: one instance, ${hours} hours a month at an assumed ${price(perHour)}. Planned: serverless at ${memory} GB, ${price(perSecond)} per second at this memory size, ${milliseconds} ms billed for each request. Data processed costs ${price(perGigabyte)} per GB on serverless, and a request moves ${megabytes} MB in and out together; take 1 GB as 1,000 MB. On the instance data is free.`,
        ask: "Which statement about the monthly cost holds, in whole requests?",
      }),
      ({ perHour, hours, milliseconds, perSecond, memory, megabytes, perGigabyte }) => ({
        stem: `For a tenants' union, an engineer works out when a serverless endpoint would undercut its single real-time instance. Assumed prices: instance ${price(perHour)} an hour over ${hours} hours; serverless compute ${price(perSecond)} a second for the chosen ${memory} GB size; serverless data ${price(perGigabyte)} per GB (1 GB = 1,000 MB), none on the instance. Each letter that a member sends in takes ${milliseconds} ms and carries ${megabytes} MB altogether.`,
        ask: "What does she find, rounded to whole requests?",
      }),
    ],
  }),
  "provisioned-concurrency": variant<{ units: number; days: number; hoursADay: number; perSecond: number }>({
    numbers: (rng) => ({
      units: between(2, 12, rng),
      days: pick([20, 21, 22], rng),
      hoursADay: between(3, 10, rng),
      perSecond: between(0.00001, 0.00005, rng, 0.000005),
    }),
    given: ({ units, days, hoursADay, perSecond }) => [
      plain(units),
      plain(days),
      plain(hoursADay),
      price(perSecond),
      "720",
    ],
    solve: ({ units, days, hoursADay, perSecond }) => {
      const hours = days * hoursADay;
      const cost = (billed: number, count = units): number => count * billed * 3_600 * perSecond;
      return {
        scale: "amount",
        places: 2,
        show: (value, places) => `${dollars(value, places)} for the month`,
        key: {
          value: cost(hours),
          why: `It is enabled for ${days} × ${hoursADay} = ${hours} hours, that is ${grouped(hours * 3_600)} seconds. ${units} units × ${grouped(hours * 3_600)} s × ${price(perSecond)} = ${dollars(cost(hours))}, with or without requests.`,
        },
        wrong: [
          {
            value: cost(720),
            trap: "nm-pc-always-on",
            snare: true,
            why: `720 hours × ${units} units comes to ${dollars(cost(720))}, but outside of the ${hours} hours the endpoint has no provisioned concurrency. Only enabled time is billed.`,
          },
          {
            value: cost(30 * hoursADay),
            trap: "nm-ignores-hours",
            why: `${units} × 30 × ${hoursADay} hours counts every day of the month. The units are enabled on ${days} of them.`,
          },
          {
            value: 0,
            trap: "provisioned-concurrency-free-when-idle",
            why: "Provisioned concurrency is billed for memory, time and units as long as it is enabled. Quiet hours inside the window cost as much as busy ones.",
          },
          {
            value: cost(hoursADay),
            trap: "nm-ignores-hours",
            why: `${units} × ${hoursADay} hours is one single day. The month has ${days} such days.`,
          },
          {
            value: cost(hours) / 60,
            trap: "nm-unit-mismatch",
            why: `The price is per second and an hour has 3,600 of them. Reckoning with 60 gives ${dollars(cost(hours) / 60, 2)}.`,
          },
        ],
      };
    },
    stories: [
      ({ units, days, hoursADay, perSecond }) => ({
        stem: `A law firm's serverless endpoint starts too slowly for clerks during the morning. On each of ${days} working days a script now updates it to a configuration with ${units} units of provisioned concurrency and, ${hoursADay} hours later, back to one that has none; the updates themselves take no time. A full month has 720 hours. Assume ${price(perSecond)} per second for each unit at the chosen memory size. On some mornings hardly any request comes. The charges for requests themselves are looked at elsewhere.`,
        ask: "What does the provisioned concurrency cost in that month, rounded to cents?",
      }),
      ({ units, days, hoursADay, perSecond }) => ({
        stem: `To keep starts short while its shops are open, an optician's group pays for warm capacity of a serverless endpoint: ${units} units of provisioned concurrency for ${hoursADay} hours a day, on ${days} days of a 30-day month (720 hours). Two endpoint configurations, with these units and without any, are exchanged by UpdateEndpoint at opening and closing time, without delay. One unit is assumed to cost ${price(perSecond)} per second at the endpoint's memory size. Requests are few and irregular; leave their price aside.`,
        ask: "What will the line for provisioned concurrency say, to the cent?",
      }),
    ],
  }),
  feasibility: variant<Terms & { requests: number; need: number }>({
    numbers: (rng) => {
      const terms = drawTerms(rng);
      const input = { ...terms, requests: between(100_000, 2_000_000, rng, 20_000), need: between(0, 3, rng) };
      const serverless = input.requests * (terms.milliseconds / 1_000) * terms.perSecond;
      return serverless > 5 && serverless < 0.8 * terms.hours * terms.perHour ? input : null;
    },
    given: ({ perHour, hours, milliseconds, perSecond, requests: count, memory }) => [
      price(perHour),
      plain(hours),
      plain(milliseconds),
      price(perSecond),
      grouped(count),
      plain(memory),
    ],
    solve: ({ perHour, hours, milliseconds, perSecond, requests: count, memory, need }) => {
      const realTime = hours * perHour;
      const serverless = count * (milliseconds / 1_000) * perSecond;
      const refused = `Serverless would cost only ${dollars(serverless)}, but a serverless endpoint has no ${NEEDS[need]?.name}.`;
      return {
        scale: "amount",
        places: 2,
        show: (value, places, claim) => `${claim}, ${dollars(value, places)} a month`,
        key: {
          value: realTime,
          claim: "Real-time endpoint",
          why: `${refused} That leaves the real-time endpoint: ${hours} hours × ${price(perHour)} = ${dollars(realTime)}.`,
        },
        wrong: [
          {
            value: serverless,
            claim: "Serverless endpoint",
            trap: "serverless-does-gpu-or-vpc",
            why: `${grouped(count)} × ${milliseconds / 1_000} s × ${price(perSecond)} = ${dollars(serverless)} is the cheaper sum of an option that does not meet the requirement: a serverless endpoint has no ${NEEDS[need]?.name}.`,
          },
          {
            value: 24 * perHour,
            claim: "Real-time endpoint",
            trap: "nm-ignores-hours",
            why: `24 × ${price(perHour)} = ${dollars(24 * perHour)} pays for one day of the instance, not for ${hours} hours.`,
          },
          {
            value: serverless * memory,
            claim: "Serverless endpoint",
            trap: "nm-double-memory",
            why: `The price per second already is that of the ${memory} GB size, so it must not be multiplied by ${memory} again. Besides, serverless does not meet the requirement.`,
          },
          {
            value: 2 * realTime,
            claim: "Real-time endpoint",
            trap: "nm-wrong-instance-count",
            why: `2 × ${dollars(realTime)} pays for two instances. The stem asks for one.`,
          },
        ],
      };
    },
    stories: [
      ({ perHour, hours, milliseconds, perSecond, memory, requests: count, need }) => ({
        stem: `An archive of folk songs answers ${grouped(count)} searches a month, in bursts. ${NEEDS[need]?.archive} Assumed prices: a suitable real-time instance, of which one is enough, ${price(perHour)} an hour for ${hours} hours; serverless ${price(perSecond)} per second at the ${memory} GB size, with ${milliseconds} ms billed for a search. Other charges may be ignored, and a slow start would be tolerated.`,
        ask: "Which hosting meets the requirements at the lowest cost, and what does it cost a month?",
      }),
      ({ perHour, hours, milliseconds, perSecond, memory, requests: count, need }) => ({
        stem: `A hospice group's scheduling model gets ${grouped(count)} requests in a month. ${NEEDS[need]?.hospice} One real-time instance would do; assume ${price(perHour)} per hour and ${hours} hours. For serverless inference assume ${memory} GB, ${price(perSecond)} per second at that size, and ${milliseconds} ms of billed time for each request. No further cost enters the comparison.`,
        ask: "Which option should the group take, with which monthly cost?",
      }),
    ],
  }),
};

/** Requirements that rule a serverless endpoint out (B3.6). */
const NEEDS = [
  {
    name: "VPC configuration",
    archive: "At each search the container reads an index in a private subnet of its VPC.",
    hospice: "The container must read a database that only its private subnets can reach.",
  },
  {
    name: "data capture",
    archive: "Requests and answers must be recorded by the endpoint's data capture.",
    hospice: "Auditors demand that data capture is switched on for the endpoint.",
  },
  {
    name: "network isolation",
    archive: "The container must run with network isolation, so that it can call nothing outside.",
    hospice: "Its container has to run under network isolation, by order of the auditors.",
  },
  {
    name: "GPU",
    archive: "The container calls CUDA and does not run without a GPU.",
    hospice: "Its container needs a GPU to load the model.",
  },
] as const;

export const family = defineFamily(
  {
    id: "mla-c01-serverless-break-even",
    lesson: "3.2",
    exams: ["mla-c01", "mla-c02"],
    difficulty: 4,
    facts: ["B3.1", "B3.3", "B3.6", "F5"],
    verifiedOn: "2026-11-20",
    review: {
      by: "model",
      solvedBlind: "changed",
      tagsBlind: "changed",
      on: "2026-11-26",
      note: "A draw of each variant was solved blind.",
    },
    traps: [
      "nm-wrong-instance-count",
      "nm-unit-mismatch",
      "nm-double-memory",
      "nm-ignores-hours",
      "nm-direction",
      "nm-ignores-data-fee",
      "nm-pc-always-on",
      "provisioned-concurrency-free-when-idle",
      "serverless-does-gpu-or-vpc",
    ],
    storedDraws: 40,
  },
  variants,
);
