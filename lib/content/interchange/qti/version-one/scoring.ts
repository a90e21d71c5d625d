import { type Role, roleByName } from "@/lib/content/interchange/qti/feedback";
import { elementsWithin, isElement } from "@/lib/content/interchange/qti/tree";
import { childrenOf, textOf, type XmlElement } from "@/lib/content/interchange/xml";

// What is right in QTI 1.2 is said by conditions on the response that set the score.

export type Choice = { response: string; value: string };

/** A condition: what has to be chosen and what not, what it earns (null: it sets no score), and what it shows. */
export type Condition = {
  chosen: Choice[];
  not: Choice[];
  points: number | null;
  title: string;
  links: string[];
};

/** Systems that write a variable for the full score. */
const pointsOf = (text: string): number => (/\.max$/i.test(text.trim()) ? 100 : Number(text.trim()));

function choices(element: XmlElement, negated: boolean, into: { chosen: Choice[]; not: Choice[] }): void {
  for (const child of element.children.filter(isElement)) {
    if (child.name === "varequal") {
      const response = child.attributes.get("respident") ?? "";
      // Blackboard names the option in the place of the response in conditions that show its feedback.
      const value = textOf(child).trim() || response;
      (negated ? into.not : into.chosen).push({ response, value });
    } else choices(child, child.name === "not" ? !negated : negated, into);
  }
}

/** The conditions of a question, in the order of the file. */
export function conditionsOf(item: XmlElement): Condition[] {
  const processing = childrenOf(item, "resprocessing");
  return processing
    .flatMap((element) => elementsWithin(element, new Set(["respcondition"])))
    .map((condition) => {
      const said: { chosen: Choice[]; not: Choice[] } = { chosen: [], not: [] };
      for (const variable of childrenOf(condition, "conditionvar")) choices(variable, false, said);
      const points = childrenOf(condition, "setvar")
        .map((set) => pointsOf(textOf(set)))
        .filter((value) => Number.isFinite(value));
      return {
        ...said,
        points: points.length === 0 ? null : points.reduce((most, value) => Math.max(most, value)),
        title: (condition.attributes.get("title") ?? "").trim().toLowerCase(),
        links: childrenOf(condition, "displayfeedback").map((link) => link.attributes.get("linkrefid") ?? ""),
      };
    });
}

const isRight = ({ points, title, links }: Condition): boolean =>
  points === null ? title === "correct" || links.includes("correct") : points > 0;

/** The conditions that earn something and name what has to be chosen. */
export const earning = (conditions: readonly Condition[]): Condition[] =>
  conditions.filter((condition) => isRight(condition) && condition.chosen.length > 0);

/** The keys of a choice: of the best condition where one names several or forbids some, else of all that earn. */
export function keysOf(
  conditions: readonly Condition[],
  asked: "one" | "several",
): { keys: ReadonlySet<string>; partial: boolean } {
  const right = earning(conditions);
  const best = right.reduce((most, { points }) => Math.max(most, points ?? 0), 0);
  const top = right.filter(({ points }) => (points ?? 0) === best);
  const whole = right.some(({ chosen, not }) => chosen.length > 1 || not.length > 0);
  const used = asked === "one" || whole ? top : right;
  return {
    keys: new Set(used.flatMap(({ chosen }) => chosen.map(({ value }) => value))),
    partial: used.length < right.length,
  };
}

/** The right order: the longest sequence that earns something. */
export function orderOf(conditions: readonly Condition[]): string[] {
  const sequences = earning(conditions).map(({ chosen }) => chosen.map(({ value }) => value));
  return sequences.reduce((best, sequence) => (sequence.length > best.length ? sequence : best), []);
}

/** The conditions by the feedback that they show. */
export function byLink(conditions: readonly Condition[]): ReadonlyMap<string, Condition[]> {
  const found = new Map<string, Condition[]>();
  for (const condition of conditions) {
    for (const link of condition.links) {
      const shown = found.get(link);
      if (shown === undefined) found.set(link, [condition]);
      else shown.push(condition);
    }
  }
  return found;
}

/** Who a feedback belongs to by the condition that shows it. `parts` are the idents of options or of responses. */
export function roleOfLink(
  link: string,
  shownBy: ReadonlyMap<string, Condition[]>,
  parts: { options: ReadonlySet<string>; prompts: ReadonlyMap<string, string> },
): Role {
  if (/^(?:general_|correct|incorrect|solution)/i.test(link)) return roleByName(link);
  for (const { chosen, not } of shownBy.get(link) ?? []) {
    const [only] = chosen;
    if (chosen.length === 1 && not.length === 0 && only !== undefined) {
      if (parts.options.has(only.value)) return { part: only.value };
      if (parts.prompts.get(only.response) === only.value) return { part: only.response };
    }
    // Canvas shows a prompt's comment where its answer was not chosen.
    const [missed] = not;
    if (chosen.length === 0 && not.length === 1 && missed !== undefined && parts.prompts.has(missed.response)) {
      return { part: missed.response };
    }
  }
  if (parts.options.has(link)) return { part: link };
  return roleByName(link);
}
