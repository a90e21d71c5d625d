import { elementsWithin, isElement } from "@/lib/content/interchange/qti/tree";
import type { XmlElement } from "@/lib/content/interchange/xml";

// What a question of QTI 1.2 shows: its text, and the responses that it asks for. Canvas puts a prompt's text into its
// response; Blackboard puts it beside the response, and the texts to match with into a block of their own.

/** A response that is asked for: `prompt` are the materials that belong to it, `labels` what can be chosen. */
export type Response = { element: XmlElement; ident: string; prompt: XmlElement[]; labels: XmlElement[] };

export type Presentation = {
  text: XmlElement[];
  responses: Response[];
  /** Blackboard's texts to match with, in the order of each response's labels. */
  matches: XmlElement[];
};

const RESPONSES = new Set([
  "response_lid",
  "response_str",
  "response_num",
  "response_xy",
  "response_grp",
  "response_extension",
]);
const CHOICES = new Set(["response_label"]);

/** More than any question has; the draft's own bound is lower, and is what is said. */
const MOST_LABELS = 200;

function responseOf(element: XmlElement, beside: XmlElement[]): Response {
  const own = element.children.filter(isElement).filter(({ name }) => name === "material" || name === "flow_mat");
  return {
    element,
    ident: element.attributes.get("ident") ?? "",
    prompt: own.length > 0 ? own : beside,
    labels: elementsWithin(element, CHOICES).slice(0, MOST_LABELS),
  };
}

const isBlock = (element: XmlElement, name: string): boolean =>
  element.name === "flow" && (element.attributes.get("class") ?? "").toUpperCase().startsWith(name);

/** The materials of a flow that stand outside of its responses. */
function besideResponses(flow: XmlElement): XmlElement[] {
  return flow.children.filter(isElement).flatMap((child) => {
    if (RESPONSES.has(child.name)) return [];
    return child.name === "material" ? [child] : besideResponses(child);
  });
}

/** Takes a presentation apart. */
export function readPresentation(presentation: XmlElement): Presentation {
  const found: Presentation = { text: [], responses: [], matches: [] };
  const visit = (element: XmlElement, flow: XmlElement | null, inResponses: boolean): void => {
    for (const child of element.children.filter(isElement)) {
      if (RESPONSES.has(child.name)) {
        found.responses.push(responseOf(child, flow !== null && inResponses ? besideResponses(flow) : []));
      } else if (child.name === "material") {
        if (!inResponses) found.text.push(child);
      } else if (isBlock(child, "RIGHT_MATCH_BLOCK")) {
        found.matches = child.children.filter(isElement).filter(({ name }) => name === "flow");
      } else if (child.name === "flow") {
        visit(child, child, inResponses || isBlock(child, "RESPONSE_BLOCK"));
      } else {
        visit(child, flow, inResponses);
      }
    }
  };
  visit(presentation, null, false);
  return found;
}
