import { between, pick } from "@/lib/core/question/family/chance";
import { defineFamily } from "@/lib/core/question/family/family";
import { grouped, isClearOfWhole, plain, roundedUp } from "@/lib/core/question/family/numbers";
import { variant } from "@/lib/core/question/family/problem";

// F14: resident = ⌊(memory − overhead) ÷ model⌋ on an instance; instances = ⌈hot ÷ resident⌉.

type Memory = { memory: number; overhead: number; model: number; hot: number; all: number };

const SIZES = [16, 32, 64, 96, 128, 192, 256];

const drawMemory = (rng: () => number): Memory => {
  const hot = between(40, 400, rng);
  return {
    memory: pick(SIZES, rng),
    overhead: between(3, 24, rng),
    model: between(0.6, 6, rng, 0.1),
    hot,
    all: hot + between(Math.ceil(hot * 0.3), hot, rng),
  };
};

const residentOf = ({ memory, overhead, model }: Memory): number => (memory - overhead) / model;

export const variants = {
  instances: variant<Memory>({
    numbers: (rng) => {
      const input = drawMemory(rng);
      const resident = residentOf(input);
      const quotient = input.hot / Math.floor(resident);
      // Leaving out the overhead has to cost more than rounding down, or the two lead to one number.
      const hasty = roundedUp(input.hot / Math.floor(input.memory / input.model));
      const fits = resident > 5 && isClearOfWhole(resident) && isClearOfWhole(input.memory / input.model);
      return fits &&
        hasty < Math.floor(quotient) &&
        isClearOfWhole(quotient) &&
        isClearOfWhole(input.all / Math.floor(resident)) &&
        quotient > 2 &&
        quotient < 30
        ? input
        : null;
    },
    given: ({ memory, overhead, model, hot, all }) => [memory, overhead, model, hot, all].map((value) => plain(value)),
    solve: (input) => {
      const { memory, overhead, model, hot, all } = input;
      const resident = residentOf(input);
      const each = Math.floor(resident);
      const quotient = hot / each;
      return {
        scale: "count",
        show: (value) => `${grouped(value)} instances`,
        key: {
          value: roundedUp(quotient),
          why: `(${memory} − ${overhead}) ÷ ${model} = ${resident.toFixed(2)}, so ${each} models fit on an instance. ${hot} ÷ ${each} = ${quotient.toFixed(2)}, rounded up to ${roundedUp(quotient)} instances.`,
        },
        wrong: [
          {
            value: roundedUp(hot / Math.floor(memory / model)),
            trap: "nm-ignores-overhead",
            why: `${memory} ÷ ${model} uses all of the memory for models. ${overhead} GB of it are taken.`,
          },
          {
            value: Math.floor(quotient),
            trap: "nm-floor",
            why: `${quotient.toFixed(2)} rounded down keeps only ${Math.floor(quotient) * each} of ${hot} models loaded.`,
          },
          {
            value: roundedUp((hot * model) / (memory - overhead)),
            trap: "nm-linear-split",
            why: `${hot} × ${model} ÷ ${memory - overhead} = ${((hot * model) / (memory - overhead)).toFixed(2)} fills instances with parts of models. A model is loaded as a whole.`,
          },
          {
            value: roundedUp(hot / Math.floor(memory / (model + overhead))),
            trap: "nm-double-memory",
            why: `${memory} ÷ (${model} + ${overhead}) charges the ${overhead} GB to every model. They are taken once on an instance.`,
          },
          {
            value: roundedUp(all / each),
            trap: "nm-not-normalised",
            why: `${all} ÷ ${each} = ${(all / each).toFixed(2)} keeps every model loaded, those too that are hardly called. Only ${hot} have to be.`,
          },
        ],
      };
    },
    stories: [
      ({ memory, overhead, model, hot, all }) => ({
        stem: `A franchise of driving schools keeps ${all} models, one for each branch, on a multi-model endpoint. An instance has ${memory} GB of memory, of which container and system take ${overhead} GB. Every model needs ${model} GB when it is loaded, is loaded whole, and is needed on one instance only. ${hot} of the models are called all the time and should never be unloaded; the rest may be.`,
        ask: "How many instances keep all of these models loaded?",
      }),
      ({ memory, overhead, model, hot, all }) => ({
        stem: `The multi-model endpoint of a theatre network feels slow, because models in use are dropped and loaded again. ${hot} of its ${all} models are in constant use; the others may wait. Loaded, each takes ${model} GB. The instance type offers ${memory} GB, and ${overhead} GB of that are never available to models. Assume that each model lives on one instance, in one piece, and that the models in use can be spread at will.`,
        ask: "What number of instances is the smallest that keeps the models in use loaded?",
      }),
    ],
  }),
  resident: variant<Memory>({
    numbers: (rng) => {
      const input = drawMemory(rng);
      const resident = residentOf(input);
      return resident > 4 && resident < 60 && isClearOfWhole(resident) && isClearOfWhole(input.memory / input.model)
        ? input
        : null;
    },
    given: ({ memory, overhead, model }) => [plain(memory), plain(overhead), plain(model)],
    solve: (input) => {
      const { memory, overhead, model } = input;
      const resident = residentOf(input);
      return {
        scale: "count",
        show: (value) => `${grouped(value)} models`,
        key: {
          value: Math.floor(resident),
          why: `For models ${memory} − ${overhead} = ${memory - overhead} GB are left. ${memory - overhead} ÷ ${model} = ${resident.toFixed(2)}, and a model is loaded whole or not at all: ${Math.floor(resident)}.`,
        },
        wrong: [
          {
            value: Math.floor(memory / model),
            trap: "nm-ignores-overhead",
            why: `${memory} ÷ ${model} = ${(memory / model).toFixed(2)} gives models the ${overhead} GB that container and system need.`,
          },
          {
            value: Math.floor(resident) + 1,
            trap: "nm-floor",
            why: `${resident.toFixed(2)} was rounded up. The last one would need ${plain(Number(((Math.floor(resident) + 1) * model).toFixed(2)))} GB in all, and ${memory - overhead} are there.`,
          },
          {
            value: Math.floor(memory / (model + overhead)),
            trap: "nm-double-memory",
            why: `${memory} ÷ (${model} + ${overhead}) takes the overhead for each model. It is there once.`,
          },
          {
            value: Math.floor((memory - overhead) * model),
            trap: "nm-divides",
            why: `${memory - overhead} × ${model} multiplies, so that larger models would fit more often.`,
          },
        ],
      };
    },
    stories: [
      ({ memory, overhead, model, hot }) => ({
        stem: `A telecoms shop has trained ${hot} regional models of equal size for a multi-model endpoint. An instance of the chosen type has ${memory} GB of memory; web server, framework and system occupy ${overhead} GB. A loaded model takes ${model} GB. To choose between instance types, the shop wants to know how many models one instance can hold at the same time before it must unload one.`,
        ask: "How many stay resident on an instance?",
      }),
      ({ memory, overhead, model, hot }) => ({
        stem: `On a multi-model endpoint, the ${hot} models of a poetry publisher take turns. Each of them occupies ${model} GB when it is in memory. Of the ${memory} GB of an instance, ${overhead} GB go to everything that is not a model. Models are never loaded in part, and nothing else grows with their number.`,
        ask: "What is the largest number of models that are in memory together on one instance?",
      }),
    ],
  }),
};

export const family = defineFamily(
  {
    id: "mla-c01-multi-model-memory",
    lesson: "3.1",
    exams: ["mla-c01", "mla-c02"],
    difficulty: 3,
    facts: ["B6.1", "F14"],
    verifiedOn: "2026-11-20",
    review: {
      by: "model",
      solvedBlind: "changed",
      tagsBlind: "changed",
      on: "2026-11-26",
      note: "A draw of each variant was solved blind.",
    },
    traps: [
      "nm-ignores-overhead",
      "nm-floor",
      "nm-linear-split",
      "nm-double-memory",
      "nm-not-normalised",
      "nm-divides",
    ],
    storedDraws: 12,
  },
  variants,
);
