import { type ExtraTime, limitWithExtraMs } from "@/lib/core/attempt/accommodation";
import { durationInWords } from "@/lib/core/shared/duration";

const words = {
  none: "None",
  "plus-30": "30 minutes more",
  "x1.5": "Time and a half",
  x2: "Double time",
  untimed: "No time limit",
} satisfies Record<ExtraTime, string>;

const order: readonly ExtraTime[] = ["none", "plus-30", "x1.5", "x2", "untimed"];

/** The choices of extra time, with what each comes to for an exam of this length (ms), where one is given. */
export function extraTimeOptions(baseMs?: number): { value: ExtraTime; label: string }[] {
  return order.map((value) => {
    const limit = baseMs === undefined || value === "none" ? null : limitWithExtraMs(baseMs, value);
    return { value, label: limit === null ? words[value] : `${words[value]} (${durationInWords(limit)})` };
  });
}
