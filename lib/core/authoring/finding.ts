/** Something that a draft lacks or that a rule objects to, at a place of the draft. */
export type Finding = {
  /** Which question of the draft, from 0. */
  question: number;
  /** Inside that question, such as `["options", "1", "why"]`; `["inCase", …]` is about the case. */
  path: string[];
  rule: string;
  severity: "error" | "warning";
  /** A sentence for whoever writes the question. */
  message: string;
};
