import { z } from "zod";
import type { PackView } from "@/lib/core/pack/pack-view";
import { slugSchema } from "@/lib/core/question/fields";

/** What can be done to many questions at once. Moving to another lesson is a change of the lesson. */
export const bulkChangeSchema = z.discriminatedUnion("do", [
  z.strictObject({ do: z.literal("lesson"), to: slugSchema }),
  z.strictObject({ do: z.literal("add-exam"), to: slugSchema }),
  z.strictObject({ do: z.literal("remove-exam"), to: slugSchema }),
  z.strictObject({ do: z.literal("trap"), from: slugSchema, to: slugSchema }),
  z.strictObject({ do: z.literal("difficulty"), to: z.enum(["1", "2", "3", "4", "5"]) }),
  z.strictObject({ do: z.literal("counter-cue"), to: z.enum(["yes", "no"]) }),
  z.strictObject({ do: z.literal("retire") }),
  z.strictObject({ do: z.literal("restore") }),
]);
export type BulkChange = z.infer<typeof bulkChangeSchema>;
export type BulkVerb = BulkChange["do"];
export type Retag = Exclude<BulkChange, { do: "retire" | "restore" }>;

export const BULK_VERBS = [
  "lesson",
  "trap",
  "add-exam",
  "remove-exam",
  "difficulty",
  "counter-cue",
  "retire",
  "restore",
] as const satisfies readonly BulkVerb[];
export const bulkVerbSchema = z.enum(BULK_VERBS);

/** Why a change happens; it stands in the life of each question. */
export const reasonSchema = z
  .string()
  .trim()
  .min(3, "Say in a few words why: it stands in the history of each question.")
  .max(400, "At most 400 characters.");

/** Whether what a change names is there: a lesson, an exam or a trap of the pack. */
export function namesExist(change: BulkChange, pack: PackView): boolean {
  switch (change.do) {
    case "lesson":
      return pack.lessons.has(change.to);
    case "add-exam":
      return pack.info.exams.some(({ id }) => id === change.to);
    case "trap":
      return pack.traps.has(change.to) && change.from !== change.to;
    case "remove-exam":
    case "difficulty":
    case "counter-cue":
    case "retire":
    case "restore":
      return true;
  }
}

/** A change as a person says it: "Lesson becomes 3.2". */
export function changeInWords(change: BulkChange, pack: PackView): string {
  const trap = (id: string) => pack.traps.get(id)?.short ?? id;
  switch (change.do) {
    case "lesson":
      return `Lesson becomes ${change.to}`;
    case "add-exam":
      return `Exam ${change.to} is added`;
    case "remove-exam":
      return `Exam ${change.to} is taken away`;
    case "trap":
      return `Trap “${trap(change.from)}” becomes “${trap(change.to)}”`;
    case "difficulty":
      return `Difficulty becomes ${change.to}`;
    case "counter-cue":
      return change.to === "yes" ? "Marked as counter-cue" : "No longer marked as counter-cue";
    case "retire":
      return "Retired";
    case "restore":
      return "Brought back";
  }
}
