import type { BulkChange } from "./bulk-change";

/** Why one question of a selection is not changed. */
export type Refusal =
  | { kind: "family"; family: string }
  | { kind: "draft" }
  | { kind: "same" }
  | { kind: "retired" }
  | { kind: "not-retired" }
  | { kind: "split-case"; caseId: string }
  | { kind: "rules"; message: string };

/** What must be known of a question to say whether a change may touch it. */
export type Touched = {
  family: string | null;
  caseId: string | null;
  state: "published" | "retired";
  /** Somebody is writing a draft of it or of its case. */
  hasDraft: boolean;
  /** Of a case: all its questions of the same state are selected too. */
  isWhole: boolean;
};

/** These touch whether a question stands in an exam at all, so that a case must go through them as one. */
const WHOLE_CASES: ReadonlySet<BulkChange["do"]> = new Set(["retire", "restore", "add-exam", "remove-exam"]);

/** Why a question may not be touched, whatever it holds; null: it may. */
export function refusalOf(change: BulkChange, question: Touched): Refusal | null {
  if (question.family !== null) return { kind: "family", family: question.family };
  if (change.do === "restore") {
    if (question.state === "published") return { kind: "not-retired" };
  } else if (question.state === "retired") return change.do === "retire" ? { kind: "same" } : { kind: "retired" };
  if (question.hasDraft) return { kind: "draft" };
  if (question.caseId !== null && !question.isWhole && WHOLE_CASES.has(change.do))
    return { kind: "split-case", caseId: question.caseId };
  return null;
}

/** A refusal in the words of whoever meets it. */
export function refusalInWords(refusal: Refusal): string {
  switch (refusal.kind) {
    case "family":
      return `A draw of the family ${refusal.family}: its tags come from the family's code.`;
    case "draft":
      return "Somebody is writing a draft of it: publish or discard that first.";
    case "same":
      return "It is so already.";
    case "retired":
      return "It is retired: bring it back first.";
    case "not-retired":
      return "It is not retired.";
    case "split-case":
      return `Only part of the case ${refusal.caseId} is selected: select all its questions.`;
    case "rules":
      return refusal.message;
  }
}
