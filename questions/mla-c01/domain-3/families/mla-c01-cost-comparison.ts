import { between, pick } from "@/lib/core/question/family/chance";
import { defineFamily } from "@/lib/core/question/family/family";
import { counted, dollars, grouped, isWhole, plain, price } from "@/lib/core/question/family/numbers";
import { variant } from "@/lib/core/question/family/problem";

// F11: instances × hours × price, on both sides of a comparison. Every price is assumed in the stem.

const DAYS = 30;

const monthly = (value: number, places: number): string => `${dollars(value, places)} a month`;
const tidy = (value: number): number => Number(value.toFixed(6));

export const variants = {
  "nightly-batch": variant<{ always: number; batch: number; hours: number; perHour: number }>({
    numbers: (rng) => {
      const input = {
        always: between(1, 4, rng),
        batch: between(2, 10, rng),
        hours: between(0.5, 4, rng, 0.5),
        perHour: between(0.2, 1.6, rng, 0.05),
      };
      return input.batch !== input.always && input.batch * input.hours < 12 * input.always ? input : null;
    },
    given: ({ always, batch, hours, perHour }) => [
      plain(always),
      plain(batch),
      plain(hours),
      price(perHour),
      plain(DAYS),
    ],
    solve: ({ always, batch, hours, perHour }) => {
      const standing = always * 24 * DAYS * perHour;
      const job = batch * hours * DAYS * perHour;
      return {
        scale: "amount",
        places: 2,
        show: monthly,
        key: {
          value: tidy(job),
          why: `${batch} instances × ${hours} h × ${DAYS} nights × ${price(perHour)} = ${dollars(job)}. The endpoint bills round the clock: ${always} × 24 × ${DAYS} × ${price(perHour)} = ${dollars(standing)}. More instances for few hours are cheaper than few for all hours.`,
        },
        wrong: [
          {
            value: tidy(batch * 24 * DAYS * perHour),
            trap: "nm-ignores-hours",
            why: `${batch} × 24 × ${DAYS} × ${price(perHour)} lets the job bill all day. Its instances exist for ${counted(hours, "hour")} a night.`,
          },
          {
            value: tidy(batch * hours * perHour),
            trap: "nm-ignores-hours",
            why: `${batch} × ${hours} × ${price(perHour)} = ${dollars(batch * hours * perHour)} is one night. The month has ${DAYS}.`,
          },
          {
            value: tidy(always * hours * DAYS * perHour),
            trap: "nm-wrong-instance-count",
            why: `This bills the job for ${counted(always, "instance")}, as many as the endpoint has. The job takes ${batch}.`,
          },
          {
            value: tidy(standing - job),
            trap: "nm-complement",
            why: `${dollars(standing)} − ${dollars(job)} = ${dollars(standing - job)} is what the change saves, not what the job costs.`,
          },
        ],
      };
    },
    stories: [
      ({ always, batch, hours, perHour }) => ({
        stem: `A hotel chain scores its loyalty programme once a night, yet keeps a real-time endpoint with ${counted(always, "instance")} running day and night for it. As a batch transform job the same work would take ${batch} instances of that type for ${counted(hours, "hour")} each night. Assume ${price(perHour)} for an instance and hour in either case, a month of ${DAYS} days, and no other charges.`,
        ask: "What would the nightly job cost?",
      }),
      ({ always, batch, hours, perHour }) => ({
        stem: `"${batch} instances must be dearer than ${always}", says the head of a fruit auction about a plan to replace an always-on endpoint (${counted(always, "instance")}) by batch transform (${batch} of the same kind, running ${counted(hours, "hour")} every night). Take ${price(perHour)} per instance and hour for both, ${DAYS} nights in the month, billing only while instances exist, and ignore storage.`,
        ask: "How much does the batch job really come to?",
      }),
    ],
  }),
  "scheduled-scaling": variant<{ peak: number; off: number; hours: number; perHour: number }>({
    numbers: (rng) => {
      const input = {
        peak: between(4, 16, rng),
        off: between(1, 6, rng),
        hours: between(6, 15, rng),
        perHour: between(0.2, 1.6, rng, 0.05),
      };
      return input.off <= input.peak - 2 && input.hours !== 12 ? input : null;
    },
    given: ({ peak, off, hours, perHour }) => [plain(peak), plain(off), plain(hours), price(perHour), plain(DAYS)],
    solve: ({ peak, off, hours, perHour }) => {
      const before = peak * 24 * DAYS * perHour;
      const after = (peak * hours + off * (24 - hours)) * DAYS * perHour;
      return {
        scale: "amount",
        places: 2,
        show: monthly,
        key: {
          value: tidy(before - after),
          why: `Before: ${peak} × 24 × ${DAYS} × ${price(perHour)} = ${dollars(before)}. After: (${peak} × ${hours} + ${off} × ${24 - hours}) × ${DAYS} × ${price(perHour)} = ${dollars(after)}. Saved: ${dollars(before - after)}, or ${plain(Number((100 * (1 - after / before)).toFixed(2)))} %.`,
        },
        wrong: [
          {
            value: tidy((peak - off) * 24 * DAYS * perHour),
            trap: "nm-ignores-hours",
            why: `(${peak} − ${off}) × 24 h would save all day long. For ${hours} hours of each day the ${peak} instances are needed.`,
          },
          {
            value: tidy(after),
            trap: "nm-complement",
            why: `${dollars(after)} is what is still paid. Asked for is what is no longer paid.`,
          },
          {
            value: tidy((peak - off) * hours * DAYS * perHour),
            trap: "nm-complement",
            why: `${hours} are the hours of the peak. The instances are fewer in the other ${24 - hours}.`,
          },
          {
            value: tidy((peak - off) * (24 - hours) * perHour),
            trap: "nm-ignores-hours",
            why: `(${peak} − ${off}) × ${24 - hours} × ${price(perHour)} is the saving of one day. The month has ${DAYS}.`,
          },
        ],
      };
    },
    stories: [
      ({ peak, off, hours, perHour }) => ({
        stem: `A mail-order pharmacy runs ${peak} instances around the clock, although only ${hours} hours of each day are busy. Scheduled actions are to keep ${peak} for these hours and ${off} for the rest. Assume ${price(perHour)} per instance and hour, ${DAYS} equal days in a month, and instances that are billed exactly while they are scheduled.`,
        ask: "How much lower will the bill be?",
      }),
      ({ peak, off, hours, perHour }) => ({
        stem: `The endpoint of a language school is sized for lesson time: ${peak} instances, never fewer, every hour of the month. Lessons cover ${hours} hours a day. With a schedule that lowers the capacity to ${off} outside of lessons, and at an assumed price of ${price(perHour)} for an instance-hour, the school expects to pay less; it counts ${DAYS} days of the same pattern and ignores the minutes of scaling.`,
        ask: "What does the schedule save?",
      }),
    ],
  }),
  consolidation: variant<{ before: number; after: number; hours: number; perHour: number }>({
    numbers: (rng) => ({
      before: between(12, 90, rng),
      after: between(2, 11, rng),
      hours: pick([720, 730], rng),
      perHour: between(0.11, 0.59, rng, 0.02),
    }),
    given: ({ before, after, hours, perHour }) => [plain(before), plain(after), plain(hours), price(perHour)],
    solve: ({ before, after, hours, perHour }) => {
      const [many, few] = [before * hours * perHour, after * hours * perHour];
      return {
        scale: "amount",
        places: 2,
        show: monthly,
        key: {
          value: tidy(many - few),
          why: `${before} × ${hours} × ${price(perHour)} = ${dollars(many)} becomes ${after} × ${hours} × ${price(perHour)} = ${dollars(few)}. The difference is ${dollars(many - few)}.`,
        },
        wrong: [
          {
            value: tidy(few),
            trap: "nm-complement",
            why: `${dollars(few)} is what the shared endpoint costs, the part that remains.`,
          },
          {
            value: tidy((before - after) * 24 * perHour),
            trap: "nm-ignores-hours",
            why: `(${before} − ${after}) × 24 × ${price(perHour)} is the saving of one day. The month has ${hours} hours.`,
          },
          {
            value: tidy(many),
            trap: "nm-not-normalised",
            why: `${dollars(many)} is all that was paid before. The shared endpoint costs ${dollars(few)} of it again.`,
          },
          {
            value: tidy((before - after) * perHour),
            trap: "nm-ignores-hours",
            why: `(${before} − ${after}) × ${price(perHour)} = ${dollars((before - after) * perHour)} is saved each hour. ${hours} hours are billed.`,
          },
          {
            value: tidy(hours * perHour),
            trap: "nm-wrong-instance-count",
            why: `${hours} × ${price(perHour)} is the bill of a single instance. ${before - after} go.`,
          },
        ],
      };
    },
    stories: [
      ({ before, after, hours, perHour }) => ({
        stem: `A maker of till systems hosts one small model for each of ${before} shops, every one on its own endpoint with one instance. The models share a framework and are rarely called. On a multi-model endpoint ${after} instances of the same type would carry all of them. Assume ${price(perHour)} per instance and hour and ${hours} hours in the month; slow first calls are accepted, other costs stay equal.`,
        ask: "How much is saved by the change?",
      }),
      ({ before, after, hours, perHour }) => ({
        stem: `${before} sports clubs each have a line-up model at a federation's platform, and each model occupies an endpoint with a single instance at an assumed ${price(perHour)} an hour. A test shows that one multi-model endpoint with ${after} such instances is enough for all clubs. Reckon with ${hours} billed hours and with instance cost alone.`,
        ask: "By how much does the bill fall?",
      }),
    ],
  }),
  "spot-training": variant<{ training: number; billable: number; instances: number; perHour: number }>({
    numbers: (rng) => {
      const training = between(3_600, 28_800, rng, 600);
      const share = pick([20, 25, 30, 35, 40, 45, 60, 65, 70], rng);
      const billable = (training * share) / 100;
      const input = { training, billable, instances: between(2, 8, rng), perHour: between(0.9, 6, rng, 0.06) };
      return isWhole(billable) ? input : null;
    },
    given: ({ training, billable, instances, perHour }) => [
      grouped(training),
      grouped(billable),
      plain(instances),
      price(perHour),
    ],
    solve: ({ training, billable, instances, perHour }) => {
      const cost = (seconds: number, count = instances): number => (seconds / 3_600) * count * perHour;
      return {
        scale: "amount",
        places: 2,
        show: (value, places) => `${dollars(value, places)} saved`,
        key: {
          value: tidy(cost(training - billable)),
          why: `Managed Spot bills ${grouped(billable)} of ${grouped(training)} seconds, a saving of ${plain(Number((100 * (1 - billable / training)).toFixed(2)))} %. ${instances} instances × ${price(perHour)} an hour × ${grouped(training - billable)} ÷ 3,600 h = ${dollars(cost(training - billable), 2)}.`,
        },
        wrong: [
          {
            value: tidy(cost(billable)),
            trap: "nm-complement",
            why: `${grouped(billable)} ÷ 3,600 × ${instances} × ${price(perHour)} = ${dollars(cost(billable), 2)} is what the job costs. Saved is the rest.`,
          },
          {
            value: tidy(cost(training - billable, 1)),
            trap: "nm-wrong-instance-count",
            why: `${dollars(cost(training - billable, 1), 2)} is saved on one instance. The job ran on ${instances}.`,
          },
          {
            value: tidy(cost(training - billable) * 60),
            trap: "nm-unit-mismatch",
            why: `Seconds were turned into hours by 60 instead of 3,600.`,
          },
          {
            value: tidy(cost(training)),
            trap: "nm-not-normalised",
            why: `${dollars(cost(training), 2)} is the whole bill without Spot. Of that, ${plain((100 * billable) / training)} % are still paid.`,
          },
        ],
      };
    },
    stories: [
      ({ training, billable, instances, perHour }) => ({
        stem: `A managed Spot training job of a weather bureau has ended. For each of its ${instances} instances the description of the job gives ${grouped(training)} training seconds and ${grouped(billable)} billable seconds. Assume ${price(perHour)} per instance and hour as the price at which billable time is charged and at which all of the training time would have been charged without Spot. Round to cents.`,
        ask: "How much money did Spot save on this job?",
      }),
      ({ training, billable, instances, perHour }) => ({
        stem: `The retraining of a crop model ran as a managed Spot job on ${instances} instances for ${grouped(training)} seconds, of which ${grouped(billable)} were billable. Had it run on demand, every second would have been billed. An instance-hour is assumed to cost ${price(perHour)} in both calculations; storage and data transfer are left out, and amounts are given to the cent.`,
        ask: "What was the saving in dollars?",
      }),
    ],
  }),
  "rollout-overhead": variant<{ fleet: number; batch: number; hours: number; perHour: number }>({
    numbers: (rng) => {
      const input = {
        fleet: between(8, 60, rng, 4),
        batch: pick([10, 20, 25, 30, 40], rng),
        hours: between(0.5, 4, rng, 0.5),
        perHour: between(0.4, 4.5, rng, 0.05),
      };
      const size = (input.fleet * input.batch) / 100;
      return isWhole(size) && size >= 2 && input.hours !== 1 ? input : null;
    },
    given: ({ fleet, batch, hours, perHour }) => [plain(fleet), `${batch} %`, plain(hours), price(perHour)],
    solve: ({ fleet, batch, hours, perHour }) => {
      const size = Math.round((fleet * batch) / 100);
      return {
        scale: "amount",
        places: 2,
        show: (value, places) => `${dollars(value, places)} extra`,
        key: {
          value: tidy(size * hours * perHour),
          why: `One batch stands beside the old fleet: ${batch} % of ${fleet} = ${size} instances. ${size} × ${hours} h × ${price(perHour)} = ${dollars(size * hours * perHour, 2)}. Blue/green would add ${fleet} × ${hours} × ${price(perHour)} = ${dollars(fleet * hours * perHour, 2)}.`,
        },
        wrong: [
          {
            value: tidy(fleet * hours * perHour),
            trap: "nm-rolling-doubles",
            why: `${fleet} × ${hours} × ${price(perHour)} = ${dollars(fleet * hours * perHour, 2)} is what blue/green adds, a second fleet of full size. Rolling adds one batch.`,
          },
          {
            value: tidy(hours * perHour),
            trap: "nm-wrong-instance-count",
            why: `${hours} × ${price(perHour)} pays for one extra instance. A batch has ${size}.`,
          },
          {
            value: tidy(size * perHour),
            trap: "nm-ignores-hours",
            why: `${size} × ${price(perHour)} is one hour. The update lasts ${hours}.`,
          },
          {
            value: tidy((fleet + size) * hours * perHour),
            trap: "nm-not-normalised",
            why: `(${fleet} + ${size}) × ${hours} × ${price(perHour)} is the whole fleet's bill. Without an update ${fleet} instances are paid for as well.`,
          },
        ],
      };
    },
    stories: [
      ({ fleet, batch, hours, perHour }) => ({
        stem: `A chip designer updates an endpoint of ${fleet} GPU instances by a rolling policy with batches of ${batch} %. All through the ${hours} hours of the update, assume that the extra instances of one batch exist beside the fleet. An instance-hour is taken as ${price(perHour)}. The finance team asks only for what the update adds to the usual bill.`,
        ask: "How much does the update add, to the cent?",
      }),
      ({ fleet, batch, hours, perHour }) => ({
        stem: `For ${fleet} instances at an assumed ${price(perHour)} an hour each, a rental-car firm plans a rolling update in batches of ${batch} % of the fleet. Model: during the whole update, which takes ${hours} hours, exactly one batch of additional instances is billed on top of the normal fleet. No rollback happens and nothing scales. Amounts are rounded to cents.`,
        ask: "What is the additional cost of the update?",
      }),
    ],
  }),
  "shadow-test": variant<{ instances: number; days: number; perHour: number; sample: number }>({
    numbers: (rng) => ({
      instances: between(2, 12, rng),
      days: between(3, 30, rng),
      perHour: between(0.2, 2.4, rng, 0.05),
      sample: pick([10, 20, 25, 40, 50], rng),
    }),
    given: ({ instances, days, perHour, sample }) => [plain(instances), plain(days), price(perHour), `${sample} %`],
    solve: ({ instances, days, perHour, sample }) => {
      const extra = instances * days * 24 * perHour;
      return {
        scale: "amount",
        places: 2,
        show: (value, places) => `${dollars(value, places)} extra`,
        key: {
          value: tidy(extra),
          why: `The shadow variant has as many instances as the production variant and bills for all of the test: ${instances} × ${days} × 24 h × ${price(perHour)} = ${dollars(extra)}. That only ${sample} % of the requests are copied changes nothing in it.`,
        },
        wrong: [
          {
            value: tidy((extra * sample) / 100),
            trap: "nm-bills-by-traffic",
            why: `${dollars(extra)} × ${sample} % lets the copied share of requests set the price. Instances are billed for existing.`,
          },
          {
            value: tidy(instances * 24 * perHour),
            trap: "nm-ignores-hours",
            why: `${instances} × 24 × ${price(perHour)} is one day. The test runs for ${days}.`,
          },
          {
            value: tidy(days * 24 * perHour),
            trap: "nm-wrong-instance-count",
            why: `${days} × 24 × ${price(perHour)} pays for one instance. The shadow variant has ${instances}.`,
          },
          {
            value: tidy(2 * extra),
            trap: "nm-not-normalised",
            why: `2 × ${dollars(extra)} is production and shadow together. Production would have been paid for without a test as well.`,
          },
        ],
      };
    },
    stories: [
      ({ instances, days, perHour, sample }) => ({
        stem: `A brokerage tests a new model in shadow for ${days} days. The shadow variant gets the same number of instances as the production variant, ${instances}, of the same type, and sees a copy of ${sample} % of the requests. An instance is assumed to cost ${price(perHour)} an hour, both fleets keep their size day and night, and copying itself is free.`,
        ask: "What does the shadow test add to the bill?",
      }),
      ({ instances, days, perHour, sample }) => ({
        stem: `Before the new ranking of a job portal may answer anybody, it runs ${days} full days as a shadow variant. ${sample} % of the live requests are mirrored to it. Production has ${instances} instances, and the shadow variant was given as many of the same kind, at an assumed ${price(perHour)} per instance and hour. Nothing scales, and no further charges are considered.`,
        ask: "How much more does the portal pay because of the test?",
      }),
    ],
  }),
  "savings-plan": variant<{
    covered: number;
    over: number;
    discounted: number;
    onDemand: number;
    hours: number;
  }>({
    numbers: (rng) => {
      const onDemand = between(0.5, 2.5, rng, 0.1);
      return {
        covered: between(2, 8, rng),
        over: between(2, 6, rng),
        discounted: tidy((onDemand * pick([50, 60, 70], rng)) / 100),
        onDemand,
        hours: pick([720, 730], rng),
      };
    },
    given: ({ covered, over, discounted, onDemand, hours }) => [
      plain(covered),
      plain(covered + over),
      price(discounted),
      price(onDemand),
      plain(hours),
    ],
    solve: ({ covered, over, discounted, onDemand, hours }) => {
      const [plan, rest] = [covered * discounted * hours, over * onDemand * hours];
      const all = covered + over;
      return {
        scale: "amount",
        places: 2,
        show: monthly,
        key: {
          value: tidy(plan + rest),
          why: `The plan covers ${covered} × ${price(discounted)} × ${hours} = ${dollars(plan)}. The other ${over} cost ${over} × ${price(onDemand)} × ${hours} = ${dollars(rest)}. Together ${dollars(plan + rest)}.`,
        },
        wrong: [
          {
            value: tidy(all * discounted * hours),
            trap: "nm-discount-everything",
            snare: true,
            why: `${all} × ${price(discounted)} × ${hours} gives the discount to instances beyond the commitment too. The overflow is billed on demand.`,
          },
          {
            value: tidy((covered * onDemand + over * discounted) * hours),
            trap: "nm-complement",
            why: `The two rates changed places: the ${covered} that are covered have the lower one.`,
          },
          {
            value: tidy((plan + rest) / (hours / 24)),
            trap: "nm-ignores-hours",
            why: `That is the cost of one day, 24 hours. The month has ${hours}.`,
          },
          {
            value: tidy(plan),
            trap: "nm-wrong-instance-count",
            why: `${dollars(plan)} pays for ${covered} instances. ${all} are running.`,
          },
          {
            value: tidy(all * onDemand * hours),
            trap: "nm-wrong-instance-count",
            why: `${all} × ${price(onDemand)} × ${hours} bills every instance on demand. That rate holds for the ${over} beyond the commitment.`,
          },
          {
            value: tidy(plan + all * onDemand * hours),
            trap: "nm-double-memory",
            why: `This pays for the commitment and then for all ${all} instances on demand, so that ${covered} of them are charged twice.`,
          },
        ],
      };
    },
    stories: [
      ({ covered, over, discounted, onDemand, hours }) => ({
        stem: `A parcel insurer keeps ${covered + over} equal instances behind its real-time endpoint, all ${hours} hours of the month. A SageMaker Savings Plan commits it to an hourly spend that covers exactly ${covered} of them at the plan's rate, assumed at ${price(discounted)} per instance and hour. What goes beyond the commitment is billed on demand, at an assumed ${price(onDemand)}. The commitment is fully used in every hour.`,
        ask: "What does the endpoint cost in total?",
      }),
      ({ covered, over, discounted, onDemand, hours }) => ({
        stem: `Two rates apply to the ${covered + over} identical real-time instances of a fish market: ${price(discounted)} an hour for usage within the hourly commitment of a SageMaker Savings Plan, and ${price(onDemand)} an hour on demand for anything above it. The commitment is exactly used up by ${covered} instances. The fleet never changes during ${hours} hours; all prices are assumptions.`,
        ask: "Which sum appears on the bill for these instances?",
      }),
    ],
  }),
};

export const family = defineFamily(
  {
    id: "mla-c01-cost-comparison",
    lesson: "3.1",
    exams: ["mla-c01", "mla-c02"],
    difficulty: 3,
    facts: ["B.1", "B6.1", "B6.6", "B10.1", "B10.3", "D5.6", "F11"],
    verifiedOn: "2026-11-20",
    review: {
      by: "model",
      solvedBlind: "changed",
      tagsBlind: "changed",
      on: "2026-11-26",
      note: "A draw of each variant was solved blind.",
    },
    traps: [
      "nm-ignores-hours",
      "nm-wrong-instance-count",
      "nm-complement",
      "nm-unit-mismatch",
      "nm-not-normalised",
      "nm-rolling-doubles",
      "nm-bills-by-traffic",
      "nm-discount-everything",
      "nm-double-memory",
    ],
    storedDraws: 56,
  },
  variants,
);
