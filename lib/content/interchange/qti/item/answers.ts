import { everyElement, isElement } from "@/lib/content/interchange/qti/tree";
import { childOf, childrenOf, textOf, type XmlElement } from "@/lib/content/interchange/xml";

/** What an item of QTI 2 or 3 says is right: values in their order, each once, and whether others earn a part of the points. */
export type Answers = { values: ReadonlySet<string>; partial: boolean };

/** An identifier, or a pair of them with one space between. */
const oneValue = (element: XmlElement): string => textOf(element).trim().replaceAll(/\s+/g, " ");

type Points = { value: string; points: number };

/** `mapping` of a declaration: what each value earns (template map_response). */
function mapped(declaration: XmlElement): Points[] {
  return childrenOf(childOf(declaration, "mapping"), "mapEntry").map((entry) => ({
    value: (entry.attributes.get("mapKey") ?? "").trim().replaceAll(/\s+/g, " "),
    points: Number(entry.attributes.get("mappedValue") ?? "0"),
  }));
}

const BRANCHES = new Set(["responseIf", "responseElseIf"]);

/** What conditions of the item's own earn: those that compare the response with values and set a positive outcome. */
function conditional(item: XmlElement, response: string): Points[] {
  const found: Points[] = [];
  for (const branch of childrenOf(item, "responseProcessing").flatMap((processing) => [...everyElement(processing)])) {
    if (!BRANCHES.has(branch.name)) continue;
    const test = branch.children.find(isElement);
    const inside = test === undefined ? [] : [test, ...everyElement(test)];
    const about = inside.some(
      ({ name, attributes }) => name === "variable" && attributes.get("identifier") === response,
    );
    if (!about || inside.some(({ name }) => name === "not" || name === "isNull")) continue;
    const points = childrenOf(branch, "setOutcomeValue").flatMap((outcome) =>
      [...everyElement(outcome)].filter(({ name }) => name === "baseValue").map((value) => Number(textOf(value))),
    );
    const most = points.reduce((best, earned) => (Number.isFinite(earned) ? Math.max(best, earned) : best), 0);
    for (const value of inside) if (value.name === "baseValue") found.push({ value: oneValue(value), points: most });
  }
  return found;
}

/** The declaration of a response; an item with a single one may name it as it likes. */
export function declarationOf(item: XmlElement, response: string): XmlElement | undefined {
  const declarations = childrenOf(item, "responseDeclaration");
  const named = declarations.find(({ attributes }) => attributes.get("identifier") === response);
  return named ?? (declarations.length === 1 ? declarations[0] : undefined);
}

/**
 * What is right for a response: its correct response, else what its mapping or the item's own conditions give points
 * for; of these only the best where one value is asked for.
 */
export function answersOf(item: XmlElement, response: string, asked: "one" | "several"): Answers {
  const declaration = declarationOf(item, response);
  const correct = new Set(childrenOf(childOf(declaration, "correctResponse"), "value").map(oneValue));
  const weights = declaration === undefined ? [] : mapped(declaration);
  const points = (weights.length > 0 ? weights : conditional(item, response)).filter((entry) => entry.points > 0);
  if (correct.size > 0) {
    return { values: correct, partial: points.some(({ value }) => !correct.has(value)) };
  }
  const best = points.reduce((most, entry) => Math.max(most, entry.points), 0);
  const right = asked === "one" ? points.filter((entry) => entry.points === best) : points;
  return { values: new Set(right.map(({ value }) => value)), partial: right.length < points.length };
}
