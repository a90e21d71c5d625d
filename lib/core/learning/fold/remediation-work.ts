import { z } from "zod";
import { answerRefSchema, type Opened, type RemediationEvent } from "@/lib/core/learning/remediation/events";
import { advance, open, type StoryFact } from "@/lib/core/learning/remediation/remediation";
import { remediationSchema } from "@/lib/core/learning/remediation/state";
import type { Note } from "@/lib/core/learning/remediation/step-trap";

/** So many of the latest dated facts make the story of a remediation. */
const STORY_KEPT = 80;

const head = { at: z.number(), trap: z.string() };
const probe = { probe: answerRefSchema.extend({ seen: z.boolean() }) };
const progress = { ...probe, have: z.number().int(), need: z.number().int() };

/** A dated fact of a remediation, as it is kept. */
export const storyEntrySchema = z.discriminatedUnion("kind", [
  z.strictObject({ ...head, kind: z.literal("opened"), by: z.enum(["engine", "learner"]), answers: z.number().int() }),
  z.strictObject({ ...head, kind: z.literal("confirmed"), fall: answerRefSchema }),
  z.strictObject({ ...head, kind: z.literal("fell-again"), fall: answerRefSchema }),
  z.strictObject({ ...head, kind: z.literal("relapsed"), fall: answerRefSchema, from: z.enum(["treated", "cured"]) }),
  z.strictObject({ ...head, kind: z.literal("suspicion-refused"), ...progress }),
  z.strictObject({ ...head, kind: z.literal("cleared"), ...probe }),
  z.strictObject({ ...head, kind: z.literal("fact-read") }),
  z.strictObject({ ...head, kind: z.literal("section-read") }),
  z.strictObject({ ...head, kind: z.literal("drill-passed"), ...progress }),
  z.strictObject({ ...head, kind: z.literal("treated") }),
  z.strictObject({ ...head, kind: z.literal("first-check-passed"), ...probe }),
  z.strictObject({ ...head, kind: z.literal("cured"), ...probe, inTimedExam: z.boolean() }),
  z.strictObject({
    ...head,
    kind: z.literal("not-counted"),
    answer: answerRefSchema,
    why: z.enum([
      "another-wrong-option",
      "seen-before-with-unseen-left",
      "sitting-of-the-drill",
      "less-than-a-day",
      "same-sitting-as-first-check",
      "neither-timed-exam-nor-seven-days",
      "nothing-to-prove",
    ]),
  }),
]);
export type StoryEntry = Readonly<z.infer<typeof storyEntrySchema>>;

/** A remediation with its story, as it is stored. */
export const remediationWorkSchema = z.strictObject({
  remediation: remediationSchema,
  story: z.array(storyEntrySchema).max(STORY_KEPT),
});
export type RemediationWork = Readonly<z.infer<typeof remediationWorkSchema>>;

const entryOfNote = (at: number, trap: string, note: Note): StoryEntry => ({ at, trap, ...note });

function entryOf(fact: StoryFact): StoryEntry {
  return "note" in fact ? entryOfNote(fact.at, fact.trap, fact.note) : fact;
}

/** A kept entry as the fact that it was. */
export function factOf(entry: StoryEntry): StoryFact {
  return entry.kind === "opened" ? entry : { at: entry.at, trap: entry.trap, kind: entry.kind, note: entry };
}

const told = (story: readonly StoryEntry[], facts: readonly StoryFact[]): StoryEntry[] =>
  [...story, ...facts.map(entryOf)].slice(-STORY_KEPT);

/** A new remediation. */
export function begin(event: Opened): RemediationWork {
  const { remediation, facts } = open(event);
  return { remediation, story: told([], facts) };
}

/** The next event; one that is dated before the last (a clock that was set back) counts as at the last. */
export function moveOn(work: RemediationWork, event: RemediationEvent): RemediationWork {
  const at = Math.max(event.at, work.remediation.updatedAt);
  const { remediation, facts } = advance(work.remediation, { ...event, at });
  return { remediation, story: told(work.story, facts) };
}
