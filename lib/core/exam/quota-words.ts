import type { Shortfall } from "./assemble-form";
import type { Quota } from "./blueprint";

/** What traps, lessons and exam versions are called. An id that nobody knows stands for itself. */
export type QuotaNames = {
  trap: (id: string) => string;
  lesson: (id: string) => string;
  version: (id: string) => string;
};

export const idNames: QuotaNames = { trap: (id) => id, lesson: (id) => id, version: (id) => id };

/** The questions that a quota counts, in words: "counter-cue ordering questions that offer …". */
export function quotaWords(quota: Quota, names: QuotaNames = idNames): string {
  const words = [
    quota.counterCue ? "counter-cue" : "",
    quota.type?.replace("-", " ") ?? "",
    "questions",
    quota.lesson === undefined ? "" : `of lesson ${names.lesson(quota.lesson)}`,
    quota.trap === undefined ? "" : `that offer ${names.trap(quota.trap)}`,
    quota.inCase ? "in a case" : "",
    quota.difficulty === undefined
      ? ""
      : quota.difficulty[0] === quota.difficulty[1]
        ? `of difficulty ${quota.difficulty[0]}`
        : `of difficulty ${quota.difficulty.join(" to ")}`,
    quota.version === undefined ? "" : `that fit ${names.version(quota.version)} too`,
  ];
  return words.filter((word) => word !== "").join(" ");
}

/** The whole rule: "at least 2, at most 4 multiple response questions". */
export function ruleWords(quota: Quota, names: QuotaNames = idNames): string {
  const { min, max } = quota;
  const bounds =
    min !== undefined && min === max
      ? `exactly ${min}`
      : [...(min === undefined ? [] : [`at least ${min}`]), ...(max === undefined ? [] : [`at most ${max}`])].join(
          ", ",
        );
  return max === 0 ? `no ${quotaWords(quota, names)}` : `${bounds} ${quotaWords(quota, names)}`;
}

/** One thing that a bank could not give: "2 of 3 ordering questions". */
export function shortfallWords(short: Shortfall, names: QuotaNames = idNames): string {
  switch (short.kind) {
    case "lesson":
      return `${short.available} of ${short.wanted} scored questions of lesson ${names.lesson(short.lesson)}`;
    case "pilots":
      return `${short.available} of ${short.wanted} unscored questions`;
    case "quota":
      return `${short.reached} of ${short.quota.min ?? 0} ${quotaWords(short.quota, names)}`;
  }
}
