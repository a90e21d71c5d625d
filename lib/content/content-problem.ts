/** A fault in a pack's files, in words for whoever writes content. */
export type ContentProblem = {
  /** The rule that was broken; reading has the rules `files`, `yaml`, `schema`, `lesson-sections` and `families`. */
  rule: string;
  /** Relative to the folder that holds the packs, with forward slashes. */
  file: string;
  /** From 1. */
  line: number;
  message: string;
  /** An error keeps the pack from being loaded; a warning does not. */
  severity: "error" | "warning";
};

/** Where a part of the pack stands: its file, and the line of each path inside the part. */
export type Place = { file: string; lineOf: (path: readonly PropertyKey[]) => number };
