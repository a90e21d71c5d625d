import type { PublicQuestion } from "@/lib/core/question/public";
import { type Block, type Inline, plainText, type RichText } from "@/lib/core/rich-text/rich-text";
import type { Room, RoomItem, RoomItemState } from "./room";

// The room of an exam as its page carries it. The page holds every question, so that a learner without a line can go
// on: it must be small, and names of fields, which stand at every question and every option, are most of a room.
// No zod in here: the browser uses this file.

type SentInline = string | ["code", string] | ["strong" | "em", SentInline[]] | ["link", string, SentInline[]] | ["br"];

/** A paragraph is a list of its parts, everything else is a block as it is; a text of one plain paragraph is a string. */
type SentText = string | (SentInline[] | Exclude<Block, { kind: "paragraph" }>)[];

/** What a kind of question has beside its options: how many to choose or put in order, or the prompts. */
type SentKind = ["choice"] | ["response" | "order", number] | ["match", string[]];

/** `[scenario, position, of]`: its place in the room's list, and which question of the case it is. */
type SentCase = [number, number, number];

type SentItem = [
  id: string,
  /** The place in the room's list; -1 for none. */
  section: number,
  kind: SentKind,
  stem: SentText,
  ask: string,
  options: string[],
  /** 0: of no case. */
  scenario: SentCase | 0,
  /** 0: nothing was done at it. */
  state: RoomItemState | 0,
];

type SentRoom = {
  head: Omit<Room, "items">;
  sections: string[];
  scenarios: [title: string, text: SentText][];
  items: SentItem[];
};

/** The state of a question at which nothing was done. */
export const untouched = (): RoomItemState => ({
  answer: null,
  revision: 0,
  flagged: false,
  struck: [],
  highlights: [],
  confidence: null,
});

const isUntouched = ({ answer, revision, flagged, struck, highlights, confidence }: RoomItemState): boolean =>
  answer === null && revision === 0 && !flagged && struck.length + highlights.length === 0 && confidence === null;

function sentInline(inline: Inline): SentInline {
  switch (inline.kind) {
    case "text":
      return inline.text;
    case "code":
      return ["code", inline.text];
    case "strong":
    case "em":
      return [inline.kind, inline.inlines.map(sentInline)];
    case "link":
      return ["link", inline.href, inline.inlines.map(sentInline)];
    case "break":
      return ["br"];
  }
}

function inlineOf(sent: SentInline): Inline {
  if (typeof sent === "string") return { kind: "text", text: sent };
  switch (sent[0]) {
    case "code":
      return { kind: "code", text: sent[1] };
    case "strong":
    case "em":
      return { kind: sent[0], inlines: sent[1].map(inlineOf) };
    case "link":
      return { kind: "link", href: sent[1], inlines: sent[2].map(inlineOf) };
    case "br":
      return { kind: "break" };
  }
}

function sentText(text: RichText): SentText {
  const blocks = text.map((block) => (block.kind === "paragraph" ? block.inlines.map(sentInline) : block));
  const [first] = blocks;
  const only = blocks.length === 1 && Array.isArray(first) && first.length === 1 ? first[0] : undefined;
  return typeof only === "string" ? only : blocks;
}

const textOf = (sent: SentText): RichText =>
  typeof sent === "string"
    ? [{ kind: "paragraph", inlines: [{ kind: "text", text: sent }] }]
    : sent.map((block) => (Array.isArray(block) ? { kind: "paragraph", inlines: block.map(inlineOf) } : block));

function sentKind(question: PublicQuestion): SentKind {
  switch (question.type) {
    case "multiple-choice":
      return ["choice"];
    case "multiple-response":
      return ["response", question.choose];
    case "ordering":
      return ["order", question.pick];
    case "matching":
      return ["match", question.prompts.map(({ text }) => text)];
  }
}

/** The tokens of options and prompts say their place, and are not sent. */
const parts = (letter: "o" | "p", texts: readonly string[]) =>
  texts.map((text, place) => ({ id: `${letter}${place + 1}`, text }));

function questionOf(kind: SentKind, stem: string, ask: string, texts: readonly string[]): PublicQuestion {
  const shape = { form: "public" as const, stem, ask, options: parts("o", texts) };
  switch (kind[0]) {
    case "choice":
      return { ...shape, type: "multiple-choice" };
    case "response":
      return { ...shape, type: "multiple-response", choose: kind[1] };
    case "order":
      return { ...shape, type: "ordering", pick: kind[1] };
    case "match":
      return { ...shape, type: "matching", prompts: parts("p", kind[1]) };
  }
}

/** The place of a thing in a list, which takes it where it is not in it yet. */
function placeIn(list: string[], thing: string): number {
  const place = list.indexOf(thing);
  return place >= 0 ? place : list.push(thing) - 1;
}

/**
 * The room as its page carries it: as one text, since the framework walks through what it sends. The Markdown of a stem
 * stays behind: the stem is sent as it is shown.
 */
export const sentRoom = (room: Room): string => JSON.stringify(packed(room));

function packed({ items, ...head }: Room): SentRoom {
  const sections: string[] = [];
  const cases: string[] = [];
  const scenarios: SentRoom["scenarios"] = [];
  const scenarioOf = ({ scenario }: RoomItem): SentCase | 0 => {
    if (scenario === null) return 0;
    const text = sentText(scenario.text);
    const place = placeIn(cases, JSON.stringify([scenario.title, text]));
    scenarios[place] = [scenario.title, text];
    return [place, scenario.position, scenario.of];
  };
  return {
    head,
    sections,
    scenarios,
    items: items.map((item) => [
      item.id,
      item.section === null ? -1 : placeIn(sections, item.section),
      sentKind(item.question),
      sentText(item.stem),
      item.question.ask,
      item.question.options.map(({ text }) => text),
      scenarioOf(item),
      isUntouched(item.state) ? 0 : item.state,
    ]),
  };
}

/**
 * The room that a page carried, by the text that `sentRoom` made of it: what was given there, but with a stem's words for
 * its Markdown.
 */
export function openRoom(text: string): Room {
  const { head, sections, scenarios, items }: SentRoom = JSON.parse(text);
  return {
    ...head,
    items: items.map(([id, section, kind, sent, ask, options, scenario, state]): RoomItem => {
      const stem = textOf(sent);
      const told = scenario === 0 ? undefined : scenarios[scenario[0]];
      return {
        id,
        section: sections[section] ?? null,
        question: questionOf(kind, plainText(stem), ask, options),
        stem,
        scenario:
          scenario === 0 || told === undefined
            ? null
            : { title: told[0], text: textOf(told[1]), position: scenario[1], of: scenario[2] },
        state: state === 0 ? untouched() : state,
      };
    }),
  };
}
