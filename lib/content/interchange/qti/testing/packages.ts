import { writeArchive } from "@/lib/content/interchange/archive";
import { encodeText } from "@/lib/content/interchange/decode-text";
import type { Imported, QuestionDraft } from "@/lib/content/interchange/exchange";
import { readQti } from "@/lib/content/interchange/qti/read-package";
import * as blackboard from "./blackboard";
import * as canvas from "./canvas";
import * as two from "./version-two";

// Packages for tests, and what reading one comes to as lists of texts.

type File = { path: string; content: string };

export const pack = (files: readonly File[]): Imported => readQti(writeArchive(files));
export const single = (xml: string): Imported => readQti(encodeText(xml));
export const draftsOf = ({ drafts }: Imported): QuestionDraft[] => drafts.map(({ draft }) => draft);
export const faultsOf = ({ problems }: Imported): string[] =>
  problems.map(({ at, message }) => `${"element" in at ? at.element : at.line}: ${message}`);
export const lossesOf = ({ losses }: Imported): string[] =>
  losses.map(({ at, what }) => `${"element" in at ? at.element : at.line}: ${what}`);

export const CANVAS: File[] = [
  { path: "imsmanifest.xml", content: canvas.MANIFEST },
  { path: "gquiz1/assessment_meta.xml", content: canvas.META },
  { path: "gquiz1/gquiz1.xml", content: canvas.QUIZ },
];
export const BLACKBOARD: File[] = [
  { path: "imsmanifest.xml", content: blackboard.MANIFEST },
  { path: "res00001.dat", content: blackboard.POOL },
  { path: "res00002.dat", content: blackboard.SETTINGS },
];
export const VERSION_TWO: File[] = [
  { path: "items/tea-choice.xml", content: two.CHOICE },
  { path: "items/tea-conditions.xml", content: two.CONDITIONS },
  { path: "items/tea-order.xml", content: two.ORDER },
  { path: "items/tea-several.xml", content: two.SEVERAL },
  { path: "test.xml", content: two.TEST },
];
