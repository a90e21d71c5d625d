/** What a key does in the exam room. */
export type Command =
  | { kind: "previous" | "next" | "flag" | "strike" | "highlight" | "summary" | "keys" }
  /** The option at this place, from 0. */
  | { kind: "option"; place: number };

/** What has the focus. `choice` and `scrolling` use the arrow keys themselves; `text` and `dialog` all keys. */
export type KeyTarget = "page" | "choice" | "scrolling" | "text" | "dialog";

export type KeyPress = { key: string; ctrlKey: boolean; altKey: boolean; metaKey: boolean };

const letters: Readonly<Record<string, Command>> = {
  p: { kind: "previous" },
  k: { kind: "previous" },
  n: { kind: "next" },
  j: { kind: "next" },
  f: { kind: "flag" },
  s: { kind: "strike" },
  h: { kind: "highlight" },
  r: { kind: "summary" },
  "?": { kind: "keys" },
};
const arrows: Readonly<Record<string, Command>> = {
  arrowleft: { kind: "previous" },
  arrowright: { kind: "next" },
};
/** Options have letters too, as far as no command needs them: F flags and H highlights. */
const OPTION_LETTERS = "abcde";

/** The command of a key press; null: the key means nothing here. */
export function commandOf(press: KeyPress, target: KeyTarget): Command | null {
  if (press.ctrlKey || press.altKey || press.metaKey || target === "text" || target === "dialog") return null;
  const key = press.key.toLowerCase();
  const arrow = arrows[key];
  if (arrow !== undefined) return target === "page" ? arrow : null;
  const command = letters[key];
  if (command !== undefined) return command;
  if (/^[1-9]$/.test(key)) return { kind: "option", place: Number(key) - 1 };
  const place = key.length === 1 ? OPTION_LETTERS.indexOf(key) : -1;
  return place < 0 ? null : { kind: "option", place };
}

export type KeyRow = { keys: readonly string[]; does: string };

/** The keys as the dialog lists them. */
export const EXAM_KEYS: readonly KeyRow[] = [
  { keys: ["→", "N", "J"], does: "Next question" },
  { keys: ["←", "P", "K"], does: "Previous question" },
  { keys: ["1–9", "A–E"], does: "Choose an option, or place an entry" },
  { keys: ["S"], does: "Strike out the option that has the focus, or restore it" },
  { keys: ["F"], does: "Flag the question, or take the flag away" },
  { keys: ["H"], does: "Highlight the selected text, or remove the highlight" },
  { keys: ["R"], does: "Review all questions, or back" },
  { keys: ["?"], does: "Show these keys" },
];

/** In practice there is an answer to check, but no flag and no list to review. */
export const PRACTICE_KEYS: readonly KeyRow[] = [
  { keys: ["Enter"], does: "Check the answer" },
  { keys: ["1–3"], does: "Once it is checked: say that you were sure, unsure, or guessed" },
  ...EXAM_KEYS.filter(({ keys }) => !keys.includes("F") && !keys.includes("R")),
];

/** In a diagnosis there is one question, and no way back to another. */
export const DIAGNOSIS_KEYS: readonly KeyRow[] = [
  { keys: ["Enter"], does: "Answer and go on" },
  ...EXAM_KEYS.filter(({ keys }) => keys.some((key) => ["1–9", "S", "H", "?"].includes(key))),
];
