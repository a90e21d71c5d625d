import { childrenOf, textOf, type XmlElement } from "@/lib/content/interchange/xml";
import { paragraphs, type Texts } from "./texts";
import { elementsWithin, everyElement, isElement } from "./tree";

// Who a feedback belongs to. Files say it in the identifier, in the conditions that set it, or in its name alone.

/** An option, item or prompt by its identifier, or the answer as a whole. */
export type Role = { part: string } | "right" | "wrong" | "any";

/** What the feedbacks of a question come to: `why` by identifier, and what belongs to no single part. */
export type Feedback = { why: ReadonlyMap<string, string>; general: string | undefined };

/** Sorts feedbacks by whom they belong to. */
export class FeedbackSorter {
  private readonly why = new Map<string, Set<string>>();
  private readonly general = { any: new Set<string>(), right: new Set<string>(), wrong: new Set<string>() };

  add(role: Role, text: string): void {
    if (text === "") return;
    if (typeof role === "string") {
      this.general[role].add(text);
      return;
    }
    const texts = this.why.get(role.part) ?? new Set();
    this.why.set(role.part, texts.add(text));
  }

  sorted(): Feedback {
    const { any, right, wrong } = this.general;
    const general = paragraphs([
      ...any,
      ...(right.size > 0 ? ["If the answer is right:", ...right] : []),
      ...(wrong.size > 0 ? ["If the answer is wrong:", ...wrong] : []),
    ]);
    return {
      why: new Map([...this.why].map(([part, texts]) => [part, paragraphs([...texts])])),
      general: general === "" ? undefined : general,
    };
  }
}

/** What a feedback's name alone says: `correct_fb`, `general_incorrect_fb`, `FB_WRONG`. */
export function roleByName(name: string): "right" | "wrong" | "any" {
  if (/incorrect|not_?correct|wrong|false/i.test(name)) return "wrong";
  return /correct|right|true/i.test(name) ? "right" : "any";
}

const COMPARISONS = new Set(["match", "member", "equal", "contains", "stringMatch"]);

/** What a condition of QTI 2 and 3 is about: one part that was chosen, or that all is right. */
function roleOfCondition(branch: XmlElement, parts: ReadonlySet<string>): Role | null {
  if (branch.name === "responseElse") return "wrong";
  const test = branch.children.find(isElement);
  if (test === undefined) return null;
  const inside = [test, ...everyElement(test)];
  const negated = inside.some(({ name }) => name === "not");
  if (inside.some(({ name }) => name === "correct")) return negated ? "wrong" : "right";
  const named = inside.filter(({ name }) => name === "baseValue").map((value) => textOf(value).trim());
  const [only] = named.filter((value) => parts.has(value));
  const compared = inside.some(({ name }) => COMPARISONS.has(name));
  return !negated && compared && named.length === 1 && only !== undefined ? { part: only } : null;
}

const BRANCHES = new Set(["responseIf", "responseElseIf", "responseElse"]);
const FEEDBACKS = new Set(["feedbackBlock", "feedbackInline"]);
/** Choices hold feedback of their own, which is read with them. */
const IN_BODY = new Set([...FEEDBACKS, "simpleChoice", "simpleAssociableChoice"]);

/** Who the value of an outcome belongs to, from the conditions that set it. */
function rolesByCondition(item: XmlElement, parts: ReadonlySet<string>): Map<string, Role> {
  const roles = new Map<string, Role>();
  for (const processing of childrenOf(item, "responseProcessing")) {
    for (const branch of everyElement(processing)) {
      if (!BRANCHES.has(branch.name)) continue;
      const role = roleOfCondition(branch, parts);
      for (const outcome of role === null ? [] : childrenOf(branch, "setOutcomeValue")) {
        for (const value of everyElement(outcome)) {
          if (value.name !== "baseValue" || role === null) continue;
          roles.set(JSON.stringify([outcome.attributes.get("identifier"), textOf(value).trim()]), role);
        }
      }
    }
  }
  return roles;
}

/**
 * The feedbacks of an item of QTI 2 or 3: modal ones, and those that stand in its body. `parts` are the identifiers
 * that may have a `why`; `taken` those whose texts are used elsewhere.
 */
export function readFeedback(
  item: XmlElement,
  parts: ReadonlySet<string>,
  taken: ReadonlySet<string>,
  texts: Texts,
): Feedback {
  const roles = rolesByCondition(item, parts);
  const sorter = new FeedbackSorter();
  const inBody = childrenOf(item, "itemBody").flatMap((body) => elementsWithin(body, IN_BODY));
  for (const feedback of [...inBody.filter(({ name }) => FEEDBACKS.has(name)), ...childrenOf(item, "modalFeedback")]) {
    const identifier = feedback.attributes.get("identifier") ?? "";
    if (taken.has(identifier)) continue;
    const byCondition = roles.get(JSON.stringify([feedback.attributes.get("outcomeIdentifier"), identifier]));
    const hidden = feedback.attributes.get("showHide") === "hide";
    const role = parts.has(identifier) ? { part: identifier } : (byCondition ?? roleByName(identifier));
    sorter.add(hidden ? "any" : role, feedbackText(feedback, texts));
  }
  return sorter.sorted();
}

const STYLE = new Set(["stylesheet", "catalogInfo"]);

/** The text of one feedback; QTI 3.0 has it in a `qti-content-body`. */
export function feedbackText(feedback: XmlElement, texts: Texts): string {
  const [body] = childrenOf(feedback, "contentBody");
  return texts.within(body ?? feedback, STYLE);
}
