import { between, pick } from "@/lib/core/question/family/chance";
import { defineFamily } from "@/lib/core/question/family/family";
import { grouped, isWhole, plain } from "@/lib/core/question/family/numbers";
import { variant } from "@/lib/core/question/family/problem";

// F12: CPUUtilization of an endpoint adds up the cores: target = average per core × vCPU.

const CORES = [2, 4, 8, 16, 32];

export const variants = {
  target: variant<{ cores: number; average: number }>({
    numbers: (rng) => {
      const input = { cores: pick(CORES, rng), average: between(35, 80, rng, 5) };
      return input.average === 50 ? null : input;
    },
    given: ({ cores, average }) => [plain(cores), `${average} %`],
    solve: ({ cores, average }) => ({
      scale: "amount",
      places: 1,
      show: (value, places) => `A target of ${grouped(value, places)}`,
      key: {
        value: cores * average,
        why: `The metric adds up the cores and runs from 0 to ${grouped(cores * 100)}. ${average} % on each of ${cores} vCPUs is ${cores} × ${average} = ${grouped(cores * average)}.`,
      },
      wrong: [
        {
          value: average,
          trap: "cpu-metric-is-0-100",
          why: `On ${cores} vCPUs a reading of ${average} means ${plain(Number((average / cores).toFixed(1)))} % for each core. The policy would scale out on nearly idle machines.`,
        },
        {
          value: average / cores,
          trap: "nm-divides",
          why: `${average} ÷ ${cores} = ${plain(Number((average / cores).toFixed(2)))} goes the wrong way. More cores make the sum larger.`,
        },
        {
          value: cores * 100,
          trap: "skips-safety-factor",
          why: `${grouped(cores * 100)} is every core at its limit. The policy would act when nothing is left.`,
        },
        {
          value: cores * (100 - average),
          trap: "nm-complement",
          why: `${cores} × ${100 - average} = ${grouped(cores * (100 - average))} is the part that should stay free.`,
        },
      ],
    }),
    stories: [
      ({ cores, average }) => ({
        stem: `A choreography app estimates poses on a real-time variant without inference components. Each instance has ${cores} vCPU, and the load is bound by the processor. Instances should settle where their cores are busy for ${average} % on average. The team writes a target-tracking policy on the metric \`CPUUtilization\` of the endpoint, as CloudWatch publishes it in \`/aws/sagemaker/Endpoints\`.`,
        ask: "Which target value says that?",
      }),
      ({ cores, average }) => ({
        stem: `Requests to a letter-sorting model differ so much in length that counting them says little. The postal service therefore scales its variant, a plain one on instances with ${cores} vCPU each, by processor load. Over all cores of an instance the load should average ${average} %. The custom metric of its target-tracking policy is the endpoint's CPUUtilization, which is used as it comes.`,
        ask: "Which number belongs in the policy?",
      }),
      ({ cores, average }) => ({
        stem: `After a change of instance type, a railway's variant has ${cores} vCPU per instance. The engineers want the fleet to grow as soon as the average core is busier than ${average} %. Their policy tracks CPUUtilization from the endpoint's own namespace; the model is deployed directly on the variant, so no normalised metric exists. The old target was meant for another machine and is to be worked out anew.`,
        ask: "What is the new target?",
      }),
    ],
  }),
  reading: variant<{ cores: number; average: number }>({
    numbers: (rng) => {
      const input = { cores: pick(CORES.slice(1), rng), average: between(12, 85, rng) };
      return input.average * input.cores !== 100 && isWhole(input.average) ? input : null;
    },
    given: ({ cores, average }) => [plain(cores), grouped(cores * average)],
    solve: ({ cores, average }) => {
      const reading = cores * average;
      return {
        scale: "amount",
        places: 1,
        show: (value, places) => `${grouped(value, places)} % on average`,
        key: {
          value: average,
          why: `CPUUtilization is the sum over the cores: ${grouped(reading)} ÷ ${cores} vCPUs = ${average} % for each of them.`,
        },
        wrong: [
          {
            value: Math.min(100, reading),
            trap: "cpu-metric-is-0-100",
            why: `A reading of ${grouped(reading)} on a scale that ends at ${grouped(cores * 100)} is far from its end. The scale does not end at 100.`,
          },
          {
            value: 100 - average,
            trap: "nm-complement",
            why: `${100 - average} % is what the cores have left.`,
          },
          {
            value: reading / 100,
            trap: "nm-divides",
            why: `${grouped(reading)} ÷ 100 = ${plain(reading / 100)} is a number of busy cores. The share of a core needs a division by ${cores}.`,
          },
          {
            value: reading,
            trap: "cpu-metric-is-0-100",
            why: `${grouped(reading)} was read as the load of a core as it stands. It is the sum over all ${cores} cores and has to be shared out over them.`,
          },
        ],
      };
    },
    stories: [
      ({ cores, average }) => ({
        stem: `On the dashboard of a forestry office, CPUUtilization of one instance behind a real-time endpoint reads ${grouped(cores * average)}. Somebody concludes that the machine is overloaded and asks for a larger type. The instance has ${cores} vCPU; the metric comes from \`/aws/sagemaker/Endpoints\` for a variant without inference components, and no other process runs on the instance.`,
        ask: "How busy is each core on average?",
      }),
      ({ cores, average }) => ({
        stem: `A trainee at a paper mill sees that an endpoint's instance reports a \`CPUUtilization\` of ${grouped(cores * average)} and thinks the graph is broken. The instance type has ${cores} vCPU, the model is deployed straight on the variant, and the value is an average over five minutes of even load. Before anything is changed, the trainee is to say what the processors really do.`,
        ask: "Which load of each core does the value stand for?",
      }),
    ],
  }),
};

export const family = defineFamily(
  {
    id: "mla-c01-cpu-target",
    lesson: "3.2",
    exams: ["mla-c01", "mla-c02"],
    difficulty: 2,
    facts: ["C2.11", "F12"],
    verifiedOn: "2026-11-20",
    review: {
      by: "model",
      solvedBlind: "changed",
      tagsBlind: "changed",
      on: "2026-11-26",
      note: "A draw of each variant was solved blind.",
    },
    traps: ["cpu-metric-is-0-100", "nm-divides", "skips-safety-factor", "nm-complement"],
    storedDraws: 12,
  },
  variants,
);
