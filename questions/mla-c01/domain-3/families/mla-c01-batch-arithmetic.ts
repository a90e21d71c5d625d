import { between, pick } from "@/lib/core/question/family/chance";
import { defineFamily } from "@/lib/core/question/family/family";
import { counted, grouped, isClearOfWhole, isWhole, plain, roundedUp } from "@/lib/core/question/family/numbers";
import { variant } from "@/lib/core/question/family/problem";

// F8: whole objects go to instances by key, so makespan = ⌈files ÷ instances⌉ × time for one + start-up. In a window an
// instance does k = ⌊(window − start-up) ÷ time⌋ files, so ⌈files ÷ k⌉ instances. MaxConcurrentTransforms ≤
// ⌊100 ÷ MaxPayloadInMB⌋. Records per call = ⌊payload ÷ record⌋, calls = files × ⌈records of a file ÷ that⌉: a mini-batch
// never mixes files.

type Job = { files: number; instances: number; each: number; startUp: number };

const minutes = (value: number): string => `${grouped(value)} minutes`;
const isSafe = (value: number): boolean => isWhole(value) || isClearOfWhole(value);

type Calls = { payload: number; record: number; each: number; files: number; instances: number };

/** Records that fit into a call, calls that a file takes, and calls if records of all files could be mixed, unrounded. */
const callsOf = ({ payload, record, each, files }: Calls) => {
  const perCall = (payload * 1_024) / record;
  const whole = Math.floor(perCall);
  return { perCall, perFile: each / whole, pooled: (files * each) / whole };
};

/** The most that payload × concurrency may come to, in MB. */
const PAYLOAD_CAP = 100;
const MOST_INSTANCES = 100;

export const variants = {
  files: variant<Job>({
    numbers: (rng) => {
      const job = {
        files: between(7, 60, rng),
        instances: between(3, 12, rng),
        each: between(6, 40, rng),
        startUp: between(3, 9, rng),
      };
      const quotient = job.files / job.instances;
      return isClearOfWhole(quotient) && quotient > 1 && quotient < 7 ? job : null;
    },
    given: ({ files, instances, each, startUp }) => [plain(files), plain(instances), plain(each), plain(startUp)],
    solve: ({ files, instances, each, startUp }) => {
      const quotient = files / instances;
      const rounds = roundedUp(quotient);
      return {
        scale: "amount",
        show: minutes,
        key: {
          value: rounds * each + startUp,
          why: `An object goes to one instance as a whole. ${files} ÷ ${instances} = ${quotient.toFixed(2)}, so the busiest instance gets ${rounds} files: ${rounds} × ${each} + ${startUp} = ${rounds * each + startUp} minutes.`,
        },
        wrong: [
          {
            value: Math.round(quotient * each) + startUp,
            trap: "nm-linear-split",
            why: `${quotient.toFixed(2)} × ${each} + ${startUp} splits files into fractions. Batch transform assigns whole objects, so one instance still has a file to do when others are idle.`,
          },
          {
            value: files * each + startUp,
            trap: "nm-wrong-instance-count",
            why: `${files} × ${each} + ${startUp} runs one file after the other, as one instance would. ${instances} instances share them.`,
          },
          {
            value: Math.floor(quotient) * each + startUp,
            trap: "nm-floor",
            why: `With ${counted(Math.floor(quotient), "file")} each, only ${Math.floor(quotient) * instances} of ${files} would be done. The rest needs another round.`,
          },
          {
            value: rounds * (each + startUp),
            trap: "nm-double-memory",
            why: `${rounds} × (${each} + ${startUp}) charges the start-up to every file. It comes once, before the first.`,
          },
          {
            value: rounds * each,
            trap: "nm-ignores-overhead",
            why: `${rounds} × ${each} = ${rounds * each} leaves out the ${startUp} minutes of start-up that the job begins with.`,
          },
        ],
      };
    },
    stories: [
      ({ files, instances, each, startUp }) => ({
        stem: `A map publisher scores ${files} map sheets by a batch transform job. Each sheet is one S3 object and takes ${each} minutes on an instance, which works on one object at a time. The job runs on ${instances} instances and spends ${startUp} minutes on starting up, once and for all instances together. Objects are dealt out as evenly as possible by key; no failures, no other delays.`,
        ask: "How long does the job take from its start?",
      }),
      ({ files, instances, each, startUp }) => ({
        stem: `Every Sunday a pharmacy chain has ${files} branch files classified. The transform job has ${instances} instances. A file keeps one instance busy for ${each} minutes, and an instance takes the next file when it has finished one. Before the first file starts, ${startUp} minutes pass for provisioning. Files are spread by key as evenly as they can be, and all are equally long.`,
        ask: "After how many minutes has the last file been written?",
      }),
      ({ files, instances, each, startUp }) => ({
        stem: `For a film festival, ${files} trailers lie in S3 as separate objects of the same length. A batch transform job tags them on ${instances} instances; one trailer takes ${each} minutes, is never divided, and an instance tags its trailers one after the other. Assume that start-up costs ${startUp} minutes once, that the objects are shared out as evenly as whole objects allow, and that nothing has to be retried.`,
        ask: "What is the total duration of the job, in minutes?",
      }),
    ],
  }),
  "single-file": variant<Omit<Job, "files">>({
    numbers: (rng) => {
      const job = { instances: between(2, 10, rng), each: between(40, 180, rng), startUp: between(4, 20, rng) };
      return job.startUp > 0.09 * job.each ? job : null;
    },
    given: ({ instances, each, startUp }) => [plain(instances), plain(each), plain(startUp)],
    solve: ({ instances, each, startUp }) => ({
      scale: "amount",
      show: minutes,
      key: {
        value: each + startUp,
        why: `One object goes to one instance, whatever their number; ${instances === 2 ? "the other one stands idle" : `the other ${instances - 1} stand idle`}. ${each} + ${startUp} = ${each + startUp} minutes.`,
      },
      wrong: [
        {
          value: Math.round(each / instances) + startUp,
          trap: "more-instances-one-file",
          why: `${each} ÷ ${instances} + ${startUp} shares one file among ${instances} instances. Whole objects are assigned by key; the file has to be split first.`,
        },
        {
          value: Math.round((each + startUp) / instances),
          trap: "more-instances-one-file",
          why: `(${each} + ${startUp}) ÷ ${instances} divides even the start-up. A single object is never shared.`,
        },
        {
          value: each,
          trap: "nm-ignores-overhead",
          why: `${each} minutes is the file alone. The job starts with ${startUp} minutes in which nothing is scored.`,
        },
        {
          value: each * instances + startUp,
          trap: "nm-wrong-instance-count",
          why: `${each} × ${instances} + ${startUp} lets every instance do the file one after the other. It is processed once, on one instance.`,
        },
        {
          value: each + instances * startUp,
          trap: "nm-double-memory",
          why: `${each} + ${instances} × ${startUp} adds up the start-up of all instances. They start at the same time, so it counts once.`,
        },
      ],
    }),
    stories: [
      ({ instances, each, startUp }) => ({
        stem: `The night job of a lottery reads one CSV object from S3 and sends it to the model in mini-batches of some lines, one call after another. One instance needs ${each} minutes for all of them. To finish earlier, an engineer gives the batch transform job ${instances} instances and leaves the input as it is. Start-up takes ${startUp} minutes, once, for any number of instances; nothing is retried.`,
        ask: "How long does the job run now?",
      }),
      ({ instances, each, startUp }) => ({
        stem: `A tax adviser exports all bookings of the year into a single file and runs a batch transform over it with an instance count of ${instances}. From tests the team knows two things: a job has ${startUp} minutes of start-up, and an instance of this type takes ${each} minutes for this file. SplitType is Line, so it sends many small mini-batches, but in S3 the bookings remain one object. Nothing else runs, and nothing is retried.`,
        ask: "Which duration is to be expected?",
      }),
    ],
  }),
  window: variant<{ files: number; each: number; window: number; startUp: number }>({
    numbers: (rng) => {
      const job = {
        files: between(24, 180, rng),
        each: between(7, 35, rng),
        window: between(60, 240, rng, 10),
        startUp: between(4, 15, rng),
      };
      const capacity = (job.window - job.startUp) / job.each;
      const quotient = job.files / Math.floor(capacity);
      // The start-up has to cost an instance a file, or leaving it out would do no harm.
      const hasty = job.files / Math.floor(job.window / job.each);
      const matters = roundedUp(hasty) < roundedUp(quotient);
      const fits = matters && capacity > 2 && isClearOfWhole(capacity) && isClearOfWhole(job.window / job.each);
      return fits && isClearOfWhole(quotient) && quotient > 3 && quotient < MOST_INSTANCES ? job : null;
    },
    given: ({ files, each, window, startUp }) => [plain(files), plain(each), plain(window), plain(startUp)],
    solve: ({ files, each, window, startUp }) => {
      const capacity = Math.floor((window - startUp) / each);
      const hasty = Math.floor(window / each);
      const quotient = files / capacity;
      return {
        scale: "count",
        show: (value) => `${grouped(value)} instances`,
        key: {
          value: roundedUp(quotient),
          why: `In ${window} − ${startUp} = ${window - startUp} minutes an instance finishes ${((window - startUp) / each).toFixed(2)} files, that is ${capacity} whole ones. ${files} ÷ ${capacity} = ${quotient.toFixed(2)}, so ${roundedUp(quotient)} instances.`,
        },
        wrong: [
          {
            value: roundedUp((files * each) / (window - startUp)),
            trap: "nm-linear-split",
            why: `${files} × ${each} ÷ ${window - startUp} = ${((files * each) / (window - startUp)).toFixed(2)} counts parts of files as done. An instance that cannot finish a file in time is of no use for it.`,
          },
          {
            value: roundedUp(files / hasty),
            trap: "nm-ignores-overhead",
            snare: true,
            why: `${window} ÷ ${each} gives ${hasty} files an instance only if the ${startUp} minutes of start-up are forgotten.`,
          },
          {
            value: Math.floor(quotient),
            trap: "nm-floor",
            why: `${quotient.toFixed(2)} rounded down leaves ${files - Math.floor(quotient) * capacity} files that no instance has time for.`,
          },
          {
            value: roundedUp(files / Math.floor(window / (each + startUp))),
            trap: "nm-double-memory",
            why: `${window} ÷ (${each} + ${startUp}) charges the start-up to every file. An instance starts once and then takes one file after the other.`,
          },
        ],
      };
    },
    stories: [
      ({ files, each, window, startUp }) => ({
        stem: `In the ${window} minutes before its first ship docks, a port has to score ${files} container lists, each an S3 object that takes ${each} minutes on one instance and cannot be divided. The batch transform job first needs ${startUp} minutes to start, which are part of that time. Every instance works on one object after the other, and all lists must be done when the ship docks. Objects are dealt out evenly.`,
        ask: "What is the smallest instance count that works?",
      }),
      ({ files, each, window, startUp }) => ({
        stem: `A publisher of timetables starts a batch transform when the last of ${files} line files has arrived in S3. Print closes ${window} minutes later. One file occupies an instance for ${each} minutes, and of the ${window} minutes ${startUp} go into start-up, once, for all instances at the same time. A file that is only begun is of no use. Assume an even distribution and no errors.`,
        ask: "How many instances must the job have at least?",
      }),
    ],
  }),
  "concurrency-cap": variant<{ payload: number; instances: number }>({
    numbers: (rng) => {
      const input = { payload: between(6, 40, rng), instances: between(2, 8, rng) };
      return isClearOfWhole(PAYLOAD_CAP / input.payload) ? input : null;
    },
    given: ({ payload, instances }) => [plain(payload), plain(instances), plain(PAYLOAD_CAP)],
    solve: ({ payload, instances }) => {
      const quotient = PAYLOAD_CAP / payload;
      const most = Math.floor(quotient);
      return {
        scale: "count",
        show: (value) => `${grouped(value)} concurrent transforms`,
        key: {
          value: most,
          why: `MaxConcurrentTransforms × ${payload} MB may not exceed ${PAYLOAD_CAP} MB: ${PAYLOAD_CAP} ÷ ${payload} = ${quotient.toFixed(2)}, and as a cap it is rounded down to ${most}.`,
        },
        wrong: [
          {
            value: most + 1,
            trap: "nm-floor",
            why: `${quotient.toFixed(2)} was rounded up. ${most + 1} × ${payload} = ${(most + 1) * payload} MB is over ${PAYLOAD_CAP} MB.`,
          },
          {
            value: PAYLOAD_CAP,
            trap: "nm-not-normalised",
            why: `${PAYLOAD_CAP} is the cap in MB for all parallel payloads together, not a number of calls. Each of them takes ${payload} MB of it.`,
          },
          {
            value: most * instances,
            trap: "nm-wrong-instance-count",
            why: `${most} × ${instances} adds up the fleet. The setting holds for one instance.`,
          },
          {
            // A fleet larger than the cap would leave none, which nobody takes for an answer.
            value: most < instances ? Number.NaN : Math.floor(most / instances),
            trap: "nm-wrong-instance-count",
            why: `${most} was shared out over ${instances} instances. The setting holds for each of them by itself.`,
          },
          {
            value: Math.floor(PAYLOAD_CAP / (2 * payload)),
            trap: "nm-double-memory",
            why: `${PAYLOAD_CAP} ÷ (2 × ${payload}) counts every payload twice, for the way there and back. MaxPayloadInMB enters the product once.`,
          },
        ],
      };
    },
    stories: [
      ({ payload, instances }) => ({
        stem: `A dictionary house tunes a batch transform job with ${instances} instances. Its mini-batches need \`MaxPayloadInMB\` at ${payload}. The instances have cores to spare, so \`MaxConcurrentTransforms\`, which holds for each instance by itself, is to be as high as it may be. SageMaker requires that payload times concurrency stays within ${PAYLOAD_CAP} MB. Memory is no obstacle.`,
        ask: "Which value is the highest that is accepted?",
      }),
      ({ payload, instances }) => ({
        stem: `The transform job of a gem laboratory fails validation: the product of MaxConcurrentTransforms and MaxPayloadInMB is above ${PAYLOAD_CAP}. The payload setting must remain at ${payload}, as one record is nearly that large, and the job keeps its ${instances} instances. What has to come down is the concurrency, a figure for a single instance; the team wants no lower value than necessary.`,
        ask: "To what should MaxConcurrentTransforms be set?",
      }),
    ],
  }),
  "mini-batches": variant<Calls>({
    numbers: (rng) => {
      const input = {
        payload: pick([2, 3, 4, 6, 8, 10, 12], rng),
        record: between(12, 180, rng),
        each: pick([300, 400, 500, 600, 800, 1_000, 1_200, 1_500, 2_000, 4_000], rng),
        files: between(6, 60, rng, 2),
        instances: between(2, 6, rng),
      };
      const { perCall, perFile, pooled } = callsOf(input);
      const fits = input.instances < input.files && input.files % input.instances === 0;
      return fits && perCall > 4 && perFile > 1 && [perCall, perFile].every(isClearOfWhole) && isSafe(pooled)
        ? input
        : null;
    },
    given: ({ payload, record, each, files, instances }) => [
      plain(payload),
      plain(record),
      grouped(each),
      plain(files),
      plain(instances),
      "1,024",
    ],
    solve: (input) => {
      const { payload, record, each, files, instances } = input;
      const { perCall, perFile, pooled } = callsOf(input);
      const ofOne = roundedUp(perFile);
      const calls = files * ofOne;
      return {
        scale: "amount",
        show: (value) => `${grouped(value)} calls`,
        key: {
          value: calls,
          why: `${payload} × 1,024 ÷ ${record} = ${perCall.toFixed(2)}, so ${Math.floor(perCall)} whole records fit into a call. A mini-batch never mixes files: ${grouped(each)} ÷ ${Math.floor(perCall)} = ${perFile.toFixed(2)}, rounded up to ${grouped(ofOne)} calls for a file, and ${files} × ${grouped(ofOne)} = ${grouped(calls)}.`,
        },
        wrong: [
          {
            value: files * each,
            trap: "nm-singlerecord",
            why: `One call for each record is what SingleRecord does. MultiRecord packs as many records as fit, here ${Math.floor(perCall)}.`,
          },
          {
            value: roundedUp(pooled),
            trap: "nm-linear-split",
            snare: true,
            why: `${grouped(files * each)} ÷ ${Math.floor(perCall)} = ${pooled.toFixed(2)} fills mini-batches across the ends of files, as if a file could take part in a call of the next. Each file ends with a call of its own.`,
          },
          {
            value: ofOne,
            trap: "nm-wrong-instance-count",
            why: `${grouped(ofOne)} calls belong to one file. The job has ${files} of them.`,
          },
          {
            value: calls * instances,
            trap: "nm-wrong-instance-count",
            why: `Every record is sent once, to one of the ${instances} instances. Multiplying by them counts each ${instances} times.`,
          },
        ],
      };
    },
    stories: [
      ({ payload, record, each, files, instances }) => ({
        stem: `A statistics office sends ${files} census files of ${grouped(each)} records each through batch transform, split by line and with \`BatchStrategy\` MultiRecord. The job has ${instances} instances, which share the files evenly. A record is ${record} KB in size. \`MaxPayloadInMB\` is ${payload}; reckon with 1 MB = 1,024 KB, and take every mini-batch as filled as far as whole records of its file allow.`,
        ask: "How many calls reach the model in all?",
      }),
      ({ payload, record, each, files, instances }) => ({
        stem: `Before a batch transform over invoices, a developer estimates the number of HTTP calls to the containers. Records are ${record} KB each and never cut. A mini-batch may have up to ${payload} MB, with 1 MB as 1,024 KB, and the strategy is MultiRecord. There are ${files} input objects in S3, every one with ${grouped(each)} invoices on as many lines; ${instances} instances share them. No call fails.`,
        ask: "What is the estimate for the whole job?",
      }),
    ],
  }),
};

export const family = defineFamily(
  {
    id: "mla-c01-batch-arithmetic",
    lesson: "3.1",
    exams: ["mla-c01", "mla-c02"],
    difficulty: 3,
    facts: ["B5.1", "B5.2", "B5.3", "B5.6", "F8"],
    verifiedOn: "2026-11-20",
    review: {
      by: "model",
      solvedBlind: "changed",
      tagsBlind: "changed",
      on: "2026-11-26",
      note: "A draw of each variant was solved blind.",
    },
    traps: [
      "more-instances-one-file",
      "nm-linear-split",
      "nm-wrong-instance-count",
      "nm-floor",
      "nm-ignores-overhead",
      "nm-double-memory",
      "nm-not-normalised",
      "nm-singlerecord",
    ],
    storedDraws: 45,
  },
  variants,
);
