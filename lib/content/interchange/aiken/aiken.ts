import type { Format } from "@/lib/content/interchange/exchange";
import { readAiken } from "./read-aiken";

/** Plain multiple choice, as many tools export it; read only, since it holds neither rationales nor traps. */
export const aiken: Format = { id: "aiken", label: "Aiken", endings: [".txt"], read: readAiken };
