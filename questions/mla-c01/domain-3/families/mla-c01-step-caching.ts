import { between } from "@/lib/core/question/family/chance";
import { defineFamily } from "@/lib/core/question/family/family";
import { grouped, plain } from "@/lib/core/question/family/numbers";
import { variant } from "@/lib/core/question/family/problem";

// F16: rerun time = sum of the durations of steps whose inputs changed or that cannot be cached. Caching is off until it
// is switched on for a step; Processing, Training and Transform can be cached, Condition, Lambda and RegisterModel cannot.

type Steps = { prepare: number; train: number; evaluate: number; notify: number; register: number };

const drawSteps = (rng: () => number): Steps => ({
  prepare: between(8, 60, rng),
  train: between(20, 120, rng),
  evaluate: between(5, 40, rng),
  notify: between(2, 10, rng),
  register: between(2, 8, rng),
});

const minutes = (value: number): string => `${grouped(value)} minutes`;
const given = ({ prepare, train, evaluate, notify, register }: Steps): string[] =>
  [prepare, train, evaluate, notify, register].map((duration) => plain(duration));

export const variants = {
  "changed-training": variant<Steps>({
    numbers: drawSteps,
    given,
    solve: ({ prepare, train, evaluate, notify, register }) => {
      const rerun = train + evaluate + notify + register;
      return {
        scale: "amount",
        show: minutes,
        key: {
          value: rerun,
          why: `Preparation comes from the cache. Training has a new argument, evaluation a new model as its input, and Lambda and RegisterModel steps are never cached: ${train} + ${evaluate} + ${notify} + ${register} = ${rerun} minutes.`,
        },
        wrong: [
          {
            value: train + evaluate,
            trap: "nm-caches-everything",
            why: `${train} + ${evaluate} takes the Lambda and the RegisterModel step for cached. Neither can be, so ${notify} and ${register} minutes are added.`,
          },
          {
            value: train + notify + register,
            trap: "nm-caches-everything",
            why: `${train} + ${notify} + ${register} leaves the evaluation in the cache. It reads the newly trained model, so it runs again.`,
          },
          {
            value: train,
            trap: "nm-caches-everything",
            why: `Only training is counted. What reads its result runs again too, and so do steps that cannot be cached.`,
          },
          {
            value: prepare + rerun,
            trap: "nm-reruns-everything",
            why: `${prepare + rerun} minutes repeat every step. Preparation has the same arguments as in the successful run before and comes from its cache.`,
          },
          {
            value: prepare,
            trap: "nm-complement",
            why: `${prepare} minutes is what the cache saves.`,
          },
        ],
      };
    },
    stories: [
      ({ prepare, train, evaluate, notify, register }) => ({
        stem: `A SageMaker pipeline of a tea trader runs its steps one after the other: Processing for preparation (${prepare} min), Training (${train} min), Processing for evaluation (${evaluate} min), a Lambda step that notifies (${notify} min), RegisterModel (${register} min). Caching is switched on, with an expiry of 30 days, wherever a step type supports it. Yesterday all of it succeeded. Today one training hyperparameter is different and nothing else; a cached step takes no time.`,
        ask: "How long does today's run take?",
      }),
      ({ prepare, train, evaluate, notify, register }) => ({
        stem: `An engineer at a mint raises the number of epochs and starts the pipeline again, an hour after a successful run with the same data. Durations in sequence: prepare data ${prepare} minutes (Processing), train ${train} minutes (Training), evaluate ${evaluate} minutes (Processing, reads the model), inform ${notify} minutes (Lambda), register ${register} minutes (RegisterModel). Step caching is enabled for every step that can have it and has not expired. Serving from the cache costs no time.`,
        ask: "After how many minutes is the second run finished?",
      }),
    ],
  }),
  "partly-enabled": variant<Steps>({
    numbers: drawSteps,
    given,
    solve: ({ prepare, train, evaluate, notify, register }) => {
      const rerun = train + evaluate + notify + register;
      return {
        scale: "amount",
        show: minutes,
        key: {
          value: rerun,
          why: `Caching is off until it is switched on for a step, and only preparation has it. All others run again: ${train} + ${evaluate} + ${notify} + ${register} = ${rerun} minutes.`,
        },
        wrong: [
          {
            value: notify + register,
            trap: "nm-cache-default-on",
            why: `${notify} + ${register} expects training and evaluation to be cached without anybody having asked for it. Without a cache configuration a step always runs.`,
          },
          {
            value: train + evaluate,
            trap: "nm-caches-everything",
            why: `${train} + ${evaluate} forgets the steps that are never cached, Lambda (${notify}) and RegisterModel (${register}).`,
          },
          {
            value: prepare + rerun,
            trap: "nm-reruns-everything",
            why: `${prepare + rerun} minutes leave the cache of the first step unused. It is configured, valid, and nothing has changed.`,
          },
          {
            value: prepare,
            trap: "nm-complement",
            why: `${prepare} minutes are saved. The question is what still has to be spent.`,
          },
          {
            value: evaluate + notify + register,
            trap: "nm-cache-default-on",
            why: `${evaluate} + ${notify} + ${register} takes the long training step for cached. Nobody switched that on.`,
          },
        ],
      };
    },
    stories: [
      ({ prepare, train, evaluate, notify, register }) => ({
        stem: `In the pipeline of a ferry port, only the preparation step (Processing, ${prepare} min) has a cache configuration; it expires after a week. Then follow, one by one and without any such setting, training (${train} min), an evaluation as Processing (${evaluate} min), a Lambda step (${notify} min) and RegisterModel (${register} min). The pipeline succeeded this morning and is started once more this afternoon with exactly the same arguments and data. A step from the cache takes no time.`,
        ask: "How long will the afternoon's run last?",
      }),
      ({ prepare, train, evaluate, notify, register }) => ({
        stem: `A museum's nightly pipeline failed to send its mail, though every step succeeded, and is simply started again unchanged. Its steps run in this order: Processing ${prepare} minutes, Training ${train} minutes, Processing ${evaluate} minutes, Lambda ${notify} minutes, RegisterModel ${register} minutes. Somebody had once added a cache configuration to the first Processing step, and to no other; it is still valid. What the cache serves is there at once.`,
        ask: "How many minutes does the repetition need?",
      }),
    ],
  }),
};

export const family = defineFamily(
  {
    id: "mla-c01-step-caching",
    lesson: "3.3",
    exams: ["mla-c01", "mla-c02"],
    difficulty: 3,
    facts: ["D1.7", "F16"],
    verifiedOn: "2026-11-20",
    review: {
      by: "model",
      solvedBlind: "changed",
      tagsBlind: "changed",
      on: "2026-11-26",
      note: "A draw of each variant was solved blind.",
    },
    traps: ["nm-caches-everything", "nm-cache-default-on", "nm-reruns-everything", "nm-complement"],
    storedDraws: 14,
  },
  variants,
);
