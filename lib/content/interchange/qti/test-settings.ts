import type { XmlElement } from "@/lib/content/interchange/xml";
import { elementsWithin } from "./tree";

/** What a test or assessment says beside its questions, and what becomes of it. */
const SETTINGS: readonly { names: readonly string[]; what: string }[] = [
  { names: ["timeLimits", "duration"], what: "time limits were not taken" },
  { names: ["testFeedback", "assessfeedback"], what: "feedback on the test as a whole was not taken" },
  {
    names: ["presentation_material", "rubricBlock", "assessmentcontrol"],
    what: "instructions and settings of the test were not taken",
  },
  {
    names: ["sourcebank_ref"],
    what: "the test draws questions from a bank that is not in the file: export that bank too",
  },
];

/** What is lost of a test's settings, in words. Questions inside it are not looked at. */
export function lostSettings(root: XmlElement): string[] {
  const all = new Set(["item", ...SETTINGS.flatMap(({ names }) => names)]);
  const found = new Set(elementsWithin(root, all).map(({ name }) => name));
  return SETTINGS.filter(({ names }) => names.some((name) => found.has(name))).map(({ what }) => what);
}
