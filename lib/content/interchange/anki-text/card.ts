import { lettersOf } from "@/lib/content/interchange/csv/columns";
import type { QuestionDraft } from "@/lib/content/interchange/exchange";
import { markdownToHtml } from "@/lib/content/interchange/html";

/** The two sides of a card, as HTML. */
export type Card = { front: string; back: string; losses: string[] };

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/** A field on one line: line ends within code become breaks, others mean no more than a blank. */
const oneLine = (html: string): string =>
  html
    .split(/(<pre>.*?<\/pre>)/s)
    .map((piece) => piece.replaceAll("\n", piece.startsWith("<pre>") ? "<br>" : " "))
    .join("");

/** What Anki would run in a field: sounds, LaTeX, its own tags. As an entity the bracket is only shown. */
const inert = (html: string): string => oneLine(html).replace(/\[(?=\/?(?:sound:|latex\]|\$|anki:))/gi, "&#91;");

/** A paragraph alone needs no paragraph's space within a list. */
const unwrapped = (html: string): string =>
  html.startsWith("<p>") && html.indexOf("</p>") === html.length - "</p>".length ? html.slice(3, -4) : html;

const tag = (name: string, inner: string): string => `<${name}>${inner}</${name}>`;
const list = (items: readonly string[]): string =>
  items.length === 0 ? "" : tag("ul", items.map((item) => tag("li", item)).join(""));

type Draft<T extends QuestionDraft["type"]> = Extract<QuestionDraft, { type: T }>;
type Side = (markdown: string) => string;

/** Authored order tells the key of these; the order of their texts tells nothing. */
const byText = <T extends { text: string }>(parts: readonly T[]): T[] =>
  parts.toSorted((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0));

const trapLine = (what: string, trap: string | undefined): string =>
  trap === undefined ? "" : `<br><small>${what}: ${escaped(trap)}</small>`;

const whyLine = (why: string | undefined, inline: Side): string => (why === undefined ? "" : `<br>${inline(why)}`);

function choice(draft: Draft<"multiple-choice"> | Draft<"multiple-response">, inline: Side) {
  const named = draft.options.map((option, place) => ({ ...option, letter: lettersOf(place) }));
  const keys = named.filter(({ key }) => key).map(({ letter }) => letter);
  const many = draft.type === "multiple-response" && draft.choose !== undefined ? `<p>Choose ${draft.choose}.</p>` : "";
  return {
    front: many + list(named.map(({ letter, text }) => `<b>${letter}.</b> ${inline(text)}`)),
    back:
      tag("p", tag("b", keys.join(", "))) +
      list(
        named.map(
          ({ letter, key, text, why, trap, missedTrap }) =>
            `<b>${key ? "✓" : "✗"} ${letter}.</b> ${inline(text)}${whyLine(why, inline)}` +
            trapLine("Trap", trap) +
            trapLine("Trap of leaving it out", missedTrap),
        ),
      ),
  };
}

function ordering(draft: Draft<"ordering">, inline: Side) {
  const parts: { id?: string; text: string }[] = [...draft.items, ...draft.decoys];
  const textOf = (id: string): string => inline(parts.find((part) => part.id === id)?.text ?? escaped(id));
  return {
    front: list(byText(parts).map(({ text }) => inline(text))),
    back:
      tag("ol", draft.items.map(({ text, why }) => tag("li", inline(text) + whyLine(why, inline))).join("")) +
      list([
        ...draft.decoys.map(
          ({ text, why, trap }) => `<b>✗</b> ${inline(text)}${whyLine(why, inline)}${trapLine("Trap", trap)}`,
        ),
        ...draft.wrongOrders.map(
          ({ before, after, why, trap }) =>
            `<b>✗</b> ${textOf(before)} <b>before</b> ${textOf(after)}${whyLine(why, inline)}${trapLine("Trap", trap)}`,
        ),
      ]),
  };
}

function matching(draft: Draft<"matching">, inline: Side) {
  const promptOf = (id: string): string => inline(draft.prompts.find((each) => each.id === id)?.text ?? escaped(id));
  const responseOf = (id: string): string =>
    inline(draft.responses.find((each) => each.id === id)?.text ?? escaped(id));
  return {
    front:
      list(draft.prompts.map(({ text }) => inline(text))) +
      "<hr>" +
      list(byText(draft.responses).map(({ text }) => inline(text))),
    back:
      list(
        draft.prompts.map(
          ({ text, answer, why }) => `${inline(text)} → <b>${responseOf(answer)}</b>${whyLine(why, inline)}`,
        ),
      ) +
      list(
        draft.wrongPairs.map(
          ({ prompt, response, why, trap }) =>
            `<b>✗</b> ${promptOf(prompt)} → ${responseOf(response)}${whyLine(why, inline)}${trapLine("Trap", trap)}`,
        ),
      ),
  };
}

function bodyOf(draft: QuestionDraft, inline: Side): { front: string; back: string } {
  switch (draft.type) {
    case "multiple-choice":
    case "multiple-response":
      return choice(draft, inline);
    case "ordering":
      return ordering(draft, inline);
    case "matching":
      return matching(draft, inline);
  }
}

/**
 * A question as a card. Front: the case, the question, what there is to choose from. Back: the answer, every rationale with
 * its trap, the remark on the whole, the facts and the day on which they were verified.
 */
export function cardOf(draft: QuestionDraft): Card {
  const losses = new Set<string>();
  const block: Side = (markdown) => {
    const { html, losses: lost } = markdownToHtml(markdown);
    for (const what of lost) losses.add(what);
    return html;
  };
  const inline: Side = (markdown) => unwrapped(block(markdown));
  const { front, back } = bodyOf(draft, inline);
  const sources = (draft.facts ?? []).map(escaped).join("; ");
  return {
    front: inert(
      (draft.inCase === undefined
        ? ""
        : tag("p", tag("b", inline(draft.inCase.title))) + block(draft.inCase.scenario)) +
        block(draft.stem) +
        (draft.ask === undefined ? "" : block(draft.ask)) +
        front,
    ),
    back: inert(
      back +
        (draft.feedback === undefined ? "" : block(draft.feedback)) +
        (sources === "" ? "" : tag("p", tag("small", sources))) +
        (draft.verifiedOn === undefined ? "" : tag("p", tag("small", `Verified on ${draft.verifiedOn}`))),
    ),
    losses: [...losses],
  };
}
