import type { Loss, QuestionDraft } from "@/lib/content/interchange/exchange";
import { paragraphs } from "./texts";

/** A scenario that questions of another system's package refer to. */
export type Scenario = { path: string; identifier: string; title: string; scenario: string };

/** A checked draft; with a scenario that still has to be made its case. */
export type ReadDraft = { at: { element: string }; draft: QuestionDraft; scenario?: Scenario };

/** A case holds two to four questions. */
const MOST_OF_A_CASE = 4;

/** Characters of a text of a draft. */
export const MOST_TEXT = 8_000;

type Placed = { at: { element: string }; draft: QuestionDraft };

/** Puts each of a case's questions into it. */
function oneCase(questions: readonly ReadDraft[], scenario: Scenario, part: string): Placed[] {
  return questions.map(({ at, draft }, index) => ({
    at,
    draft: {
      ...draft,
      inCase: {
        id: `${scenario.identifier.slice(0, 70)}${part === "" ? "" : `-${part}`}` || undefined,
        title: `${scenario.title || "Case"}${part === "" ? "" : ` (${part})`}`,
        scenario: scenario.scenario,
        index,
      },
    },
  }));
}

/** Questions that hang on one scenario as cases, or as one question with the scenario in its text where it is alone. */
function placed(questions: readonly ReadDraft[], scenario: Scenario, losses: Loss[]): Placed[] {
  const [first] = questions;
  if (scenario.scenario === "" || first === undefined) return [...questions];
  if (questions.length === 1) {
    const stem = paragraphs([scenario.scenario, first.draft.stem]);
    return stem.length <= MOST_TEXT
      ? [{ at: first.at, draft: { ...first.draft, stem } }]
      : oneCase(questions, scenario, "");
  }
  const count = Math.ceil(questions.length / MOST_OF_A_CASE);
  if (count > 1) {
    losses.push({
      at: { element: scenario.path },
      what: `${questions.length} questions share a text; they became ${count} cases, since a case holds up to ${MOST_OF_A_CASE}`,
    });
  }
  return Array.from({ length: count }, (_, part) => {
    const from = Math.round((part * questions.length) / count);
    const to = Math.round(((part + 1) * questions.length) / count);
    return oneCase(questions.slice(from, to), scenario, count === 1 ? "" : String(part + 1));
  }).flat();
}

/** The drafts in their order, those that share a scenario as its cases. */
export function caseDrafts(read: readonly ReadDraft[], losses: Loss[]): Placed[] {
  const together = new Map<Scenario, ReadDraft[]>();
  for (const question of read) {
    if (question.scenario === undefined) continue;
    const others = together.get(question.scenario);
    if (others === undefined) together.set(question.scenario, [question]);
    else others.push(question);
  }
  const done = new Set<Scenario>();
  return read.flatMap((question): Placed[] => {
    const { at, draft, scenario } = question;
    if (scenario === undefined) return [{ at, draft }];
    if (done.has(scenario)) return [];
    done.add(scenario);
    return placed(together.get(scenario) ?? [], scenario, losses);
  });
}
