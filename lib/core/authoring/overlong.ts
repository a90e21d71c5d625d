import { type DraftFile, draftFileSchema } from "./draft-file";
import type { Finding } from "./finding";
import { placeInWords } from "./place-words";

const number = new Intl.NumberFormat("en");

function valueAt(file: unknown, path: readonly PropertyKey[]): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return file;
  if (typeof file !== "object" || file === null) return undefined;
  return valueAt(Object.entries(file).find(([name]) => name === String(step))?.[1], rest);
}

/** The texts of a file that are too long to be stored, each with its length and the most there may be, in words. */
export function overlongTexts(file: DraftFile): Finding[] {
  const parsed = draftFileSchema.safeParse(file);
  if (parsed.success) return [];
  return parsed.error.issues.flatMap((issue): Finding[] => {
    if (issue.code !== "too_big" || issue.origin !== "string") return [];
    const [room, place, ...inside] = issue.path;
    const isShared = room === "inCase";
    const path = (isShared ? issue.path : inside).map(String);
    const value = valueAt(file, issue.path);
    const length = typeof value === "string" ? value.length : 0;
    const message = `${placeInWords(path)} has ${number.format(length)} characters; ${number.format(Number(issue.maximum))} are the most that can be stored.`;
    return [{ question: isShared ? 0 : Number(place), path, rule: "length", severity: "error", message }];
  });
}
