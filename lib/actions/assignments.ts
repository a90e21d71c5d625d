"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { extraTimeSchema } from "@/lib/core/attempt/accommodation";
import { assignedWorkSchema, latenessSchema, reviewOpeningSchema } from "@/lib/core/cohort/assignment";
import { allow } from "@/lib/usecases/assignment/allow";
import { endFeed, makeFeed } from "@/lib/usecases/assignment/due";
import {
  type AssignmentFault,
  addAssignment,
  changeAssignment,
  takeBackAssignment,
} from "@/lib/usecases/assignment/manage-assignments";
import { type ActionOutcome, defineAction, done, field, go, problem } from "./define-action";

const NOT_FOUND = "There is no such assignment, or you do not lead its cohort. Nothing was changed.";

/** `exam:quick`, `drill:a-trap`, `lesson:3.1` or `diagnose`. */
const workSchema = z
  .string()
  .max(120)
  .transform((text, context) => {
    const [kind, id] = [text.split(":")[0], text.slice(text.indexOf(":") + 1)];
    const named = { exam: { blueprint: id }, drill: { trap: id }, lesson: { lesson: id } }[kind ?? ""] ?? {};
    const parsed = assignedWorkSchema.safeParse({ kind, ...named });
    if (parsed.success) return parsed.data;
    context.addIssue({ code: "custom", message: "Choose what is to be done." });
    return z.NEVER;
  });

const wallTime = z.string().trim().max(16);
const formSchema = {
  cohort: z.uuid(),
  title: z.string().trim().min(1, "Give it a title.").max(120),
  opens: wallTime.min(1, "Say when it opens."),
  due: wallTime.min(1, "Say when it is due."),
  closes: wallTime,
  attempts: z.union([z.literal("").transform(() => null), z.coerce.number().int().min(1, "At least one.").max(50)]),
  review: reviewOpeningSchema,
  lateness: latenessSchema,
};

function refused(fault: AssignmentFault): ActionOutcome {
  switch (fault) {
    case "work":
      return field("work", "That is not in the pack any more. Choose something else.");
    case "opens":
      return field("opens", "There is no such time.");
    case "due":
      return field("due", "It must be due after it opens.");
    case "closes":
      return field("closes", "It cannot close before it is due.");
    case "archived":
      return problem("The cohort is archived: open it first.");
    case "moved-on":
      return problem("Somebody else has changed it since. Load the page again; nothing was changed.");
    case "missing":
      return problem(NOT_FOUND);
  }
}

/** Gives the learners of a cohort something to do. */
export const addAssignmentAction = defineAction(
  z.strictObject({ ...formSchema, work: workSchema }),
  async (context, { cohort, ...form }) => {
    const made = await addAssignment(context, { cohortId: cohort, form });
    if (!made.ok) return refused(made.error);
    return go(`/cohorts/${cohort}/assignments/${made.value.assignmentId}?made=1`);
  },
);

/** Changes times and rules of an assignment. */
export const changeAssignmentAction = defineAction(
  z.strictObject({ ...formSchema, work: workSchema, assignment: z.uuid(), revision: z.coerce.number().int().min(1) }),
  async (context, { cohort, assignment, revision, ...form }) => {
    const changed = await changeAssignment(context, { cohortId: cohort, assignmentId: assignment, revision, form });
    if (!changed.ok) return refused(changed.error);
    revalidatePath(`/cohorts/${cohort}/assignments/${assignment}`);
    return done("Saved. Clocks that run follow within seconds.");
  },
);

/** Takes an assignment back. */
export const takeBackAssignmentAction = defineAction(
  z.strictObject({ cohort: z.uuid(), assignment: z.uuid() }),
  async (context, { cohort, assignment }) => {
    const taken = await takeBackAssignment(context, { cohortId: cohort, assignmentId: assignment });
    return taken.ok ? go(`/cohorts/${cohort}/assignments?taken-back=1`) : problem(NOT_FOUND);
  },
);

const people = z.union([z.uuid().transform((one) => [one]), z.array(z.uuid()).max(2_000)], "Choose who it is for.");

/** Allows the chosen learners more time, a later due time or more attempts, in one assignment or in all. */
export const allowAction = defineAction(
  z.strictObject({
    cohort: z.uuid(),
    assignment: z.union([z.literal("").transform(() => null), z.uuid()]),
    user: people,
    extraTime: z.union([z.literal("").transform(() => null), extraTimeSchema]),
    due: wallTime.optional(),
    attempts: z.union([z.literal("").transform(() => null), z.coerce.number().int().min(1).max(50)]).optional(),
    takeBack: z.literal("on").optional(),
  }),
  async (context, { cohort, assignment, user, extraTime, due, attempts, takeBack }) => {
    // What is left empty stays as it is, or is taken back.
    const empty = takeBack === undefined ? null : ("" as const);
    const form = { extraTime, due: due || empty, attempts: attempts ?? empty };
    const allowed = await allow(context, { cohortId: cohort, assignmentId: assignment, userIds: user, form });
    revalidatePath(`/cohorts/${cohort}`, "layout");
    if (allowed.ok) {
      const { learners } = allowed.value;
      return done(
        `Set for ${learners} ${learners === 1 ? "learner" : "learners"}. Clocks that run follow within seconds.`,
      );
    }
    switch (allowed.error) {
      case "due":
        return field("due", "It must be due after it opens.");
      case "nobody":
        return field("user", "Choose who it is for.");
      case "missing":
        return problem(NOT_FOUND);
    }
  },
);

/** Makes a secret address for the viewer's calendar; it is told this once. */
export const makeFeedAction = defineAction(z.strictObject({}), async (context) => {
  const { token } = await makeFeed(context);
  return done(token);
});

/** Takes the viewer's calendar address away. */
export const endFeedAction = defineAction(z.strictObject({}), async (context) => {
  await endFeed(context);
  revalidatePath("/due");
  return done("Taken away: calendars that read it get nothing any more.");
});
