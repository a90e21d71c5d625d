import { between, pick } from "@/lib/core/question/family/chance";
import { defineFamily } from "@/lib/core/question/family/family";
import { counted, grouped, isClearOfWhole, isWhole, plain, roundedUp } from "@/lib/core/question/family/numbers";
import { variant } from "@/lib/core/question/family/problem";

// F8: whole objects go to instances by key, so makespan = ⌈files ÷ instances⌉ × time for one + start-up. In a window an
// instance does k = ⌊(window − start-up) ÷ time⌋ files, so ⌈files ÷ k⌉ instances. MaxConcurrentTransforms ≤
// ⌊100 ÷ MaxPayloadInMB⌋. Records per call = ⌊payload ÷ record⌋.

type Job = { files: number; instances: number; each: number; startUp: number };

const minutes = (value: number): string => `${grouped(value)} minutes`;
const isSafe = (value: number): boolean => isWhole(value) || isClearOfWhole(value);

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
        stem: `For a film festival, ${files} trailers lie in S3 as separate objects of the same length. A batch transform job tags them on ${instances} instances; one trailer takes ${each} minutes and is never divided. Assume that start-up costs ${startUp} minutes once, that the objects are shared out as evenly as whole objects allow, and that nothing has to be retried.`,
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
      ],
    }),
    stories: [
      ({ instances, each, startUp }) => ({
        stem: `The night job of a lottery reads one CSV object from S3. On one instance the model needs ${each} minutes for it. To finish earlier, an engineer gives the batch transform job ${instances} instances and leaves the input as it is. Start-up takes ${startUp} minutes, once, for any number of instances. The object is read by one worker from beginning to end.`,
        ask: "How long does the job run now?",
      }),
      ({ instances, each, startUp }) => ({
        stem: `A tax adviser exports all bookings of the year into a single file and runs a batch transform over it with an instance count of ${instances}. From tests the team knows two things: a job has ${startUp} minutes of start-up, and this file takes ${each} minutes of processing on an instance of this type. Nothing else runs, and the file is neither split nor retried.`,
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
      const fits = capacity > 2 && isClearOfWhole(capacity) && isClearOfWhole(job.window / job.each);
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
            why: `${window} ÷ ${each} gives ${hasty} files an instance only if the ${startUp} minutes of start-up are forgotten.`,
          },
          {
            value: Math.floor(quotient),
            trap: "nm-floor",
            why: `${quotient.toFixed(2)} rounded down leaves ${files - Math.floor(quotient) * capacity} files that no instance has time for.`,
          },
          {
            value: roundedUp(files / (capacity + 1)),
            trap: "nm-floor",
            why: `${((window - startUp) / each).toFixed(2)} was rounded up to ${capacity + 1} files for each instance. The last of them would not be finished in the window.`,
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
        stem: `Between two and dawn a port has ${window} minutes to score ${files} container lists, each an S3 object that takes ${each} minutes on one instance and cannot be divided. The batch transform job first needs ${startUp} minutes to start, inside the window. Every instance works on one object after the other, and all are done by the end of the window or the night is lost. Objects are dealt out evenly.`,
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
            value: Math.floor(most / instances),
            trap: "nm-wrong-instance-count",
            why: `${most} was shared out over ${instances} instances. The setting holds for each of them by itself.`,
          },
          {
            value: payload,
            trap: "nm-divides",
            why: `${payload} is the payload itself. The cap has to be divided by it.`,
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
  "mini-batches": variant<{ payload: number; record: number; records: number; instances: number }>({
    numbers: (rng) => {
      const input = {
        payload: pick([2, 3, 4, 6, 8, 10, 12], rng),
        record: between(12, 180, rng),
        records: pick([120_000, 250_000, 400_000, 500_000, 800_000, 1_000_000, 1_500_000], rng),
        instances: between(2, 6, rng),
      };
      const perCall = (input.payload * 1_024) / input.record;
      const calls = input.records / Math.floor(perCall);
      return perCall > 4 && isClearOfWhole(perCall) && isSafe(calls) ? input : null;
    },
    given: ({ payload, record, records, instances }) => [
      plain(payload),
      plain(record),
      grouped(records),
      plain(instances),
      "1,024",
    ],
    solve: ({ payload, record, records, instances }) => {
      const perCall = Math.floor((payload * 1_024) / record);
      const calls = roundedUp(records / perCall);
      return {
        scale: "amount",
        show: (value) => `${grouped(value)} calls`,
        key: {
          value: calls,
          why: `${payload} × 1,024 ÷ ${record} = ${((payload * 1_024) / record).toFixed(2)}, so ${perCall} whole records fit into a call. ${grouped(records)} ÷ ${perCall}, rounded up, gives ${grouped(calls)} calls.`,
        },
        wrong: [
          {
            value: records,
            trap: "nm-singlerecord",
            why: `One call for each record is what SingleRecord does. MultiRecord packs as many records as fit, here ${perCall}.`,
          },
          {
            value: roundedUp(calls / instances),
            trap: "nm-wrong-instance-count",
            why: `${grouped(calls)} ÷ ${instances} are the calls of one instance. All of the job were asked for.`,
          },
          {
            value: roundedUp(records / payload),
            trap: "nm-unit-mismatch",
            why: `${grouped(records)} ÷ ${payload} takes megabytes for records. Payload and record have to be brought to one unit first.`,
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
      ({ payload, record, records, instances }) => ({
        stem: `A statistics office sends ${grouped(records)} census records through batch transform, with \`BatchStrategy\` MultiRecord and split by line. The job has ${instances} instances and one input file for each of them, all of the same length. A record has ${record} KB. \`MaxPayloadInMB\` is ${payload}; reckon with 1 MB = 1,024 KB, and take every mini-batch as filled as far as whole records allow.`,
        ask: "How many calls reach the model in all?",
      }),
      ({ payload, record, records, instances }) => ({
        stem: `Before a batch transform over ${grouped(records)} invoices, a developer estimates the number of HTTP calls to the containers. Records are ${record} KB each. The strategy is MultiRecord, a mini-batch may have up to ${payload} MB, and 1 MB counts as 1,024 KB; records are never cut, and ${instances} instances share the work. The invoices lie in a single object per instance, so treat mini-batches as full except for the very last.`,
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
    traps: [
      "more-instances-one-file",
      "nm-linear-split",
      "nm-wrong-instance-count",
      "nm-floor",
      "nm-ignores-overhead",
      "nm-double-memory",
      "nm-not-normalised",
      "nm-divides",
      "nm-singlerecord",
      "nm-unit-mismatch",
    ],
    storedDraws: 40,
  },
  variants,
);
