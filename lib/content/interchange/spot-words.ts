import type { Spot } from "./exchange";

/** A place in a file as it is told. */
export const spotWords = (at: Spot): string => ("line" in at ? `line ${at.line}` : at.element);
