import type { Kind } from "@/lib/core/question/schema";
import type { Blueprint, Quota } from "./blueprint";

// A blueprint as its editor holds it: every number as it was typed. No zod in here: the browser uses this file.

export type QuotaFields = {
  type: Kind | "";
  lesson: string;
  trap: string;
  version: string;
  /** Difficulties from and to, 1 to 5; empty for any. */
  from: string;
  to: string;
  counterCue: boolean;
  inCase: boolean;
  min: string;
  max: string;
};

export type BlueprintFields = {
  title: string;
  summary: string;
  minutes: string;
  /** How many scored questions of each lesson; `section`: the place of its section, from 0, where there are any. */
  lessons: { lesson: string; scored: string; section: number }[];
  pilots: string;
  quotas: QuotaFields[];
  /** The titles of the sections; none: all is mixed. */
  sections: string[];
  hidden: boolean;
};

/** What the editor starts from, and what it may choose among. `blueprintId` is null for a new one. */
export type BlueprintSheet = {
  exam: { id: string; code: string; itemTypes: readonly Kind[]; hasCases: boolean };
  blueprintId: string | null;
  /** What the blueprint stood at when it was opened. */
  revision: number;
  fields: BlueprintFields;
  vocabulary: {
    lessons: { id: string; title: string }[];
    traps: { id: string; name: string }[];
    versions: { id: string; code: string }[];
  };
};

export const emptyQuota: QuotaFields = {
  type: "",
  lesson: "",
  trap: "",
  version: "",
  from: "",
  to: "",
  counterCue: false,
  inCase: false,
  min: "1",
  max: "",
};

/** A blueprint as fields; lessons of the pack that it has nothing of stand there with none. */
export function toFields(blueprint: Blueprint, lessons: readonly string[]): BlueprintFields {
  const { title, summary, seconds, pilots, quotas, sections = [], hidden } = blueprint;
  const scored = new Map(blueprint.lessons.map((one) => [one.lesson, one.scored]));
  return {
    title,
    summary,
    minutes: String(Number((seconds / 60).toFixed(2))),
    lessons: [...new Set([...scored.keys(), ...lessons])].map((lesson) => ({
      lesson,
      scored: String(scored.get(lesson) ?? 0),
      section: Math.max(
        0,
        sections.findIndex((section) => section.lessons.includes(lesson)),
      ),
    })),
    pilots: String(pilots),
    quotas: quotas.map(quotaFields),
    sections: sections.map((section) => section.title),
    hidden: hidden ?? false,
  };
}

const typed = (value: number | undefined): string => (value === undefined ? "" : String(value));

const quotaFields = (quota: Quota): QuotaFields => ({
  type: quota.type ?? "",
  lesson: quota.lesson ?? "",
  trap: quota.trap ?? "",
  version: quota.version ?? "",
  from: typed(quota.difficulty?.[0]),
  to: typed(quota.difficulty?.[1]),
  counterCue: quota.counterCue ?? false,
  inCase: quota.inCase ?? false,
  min: typed(quota.min),
  max: typed(quota.max),
});
