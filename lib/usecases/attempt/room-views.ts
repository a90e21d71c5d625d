import { richText } from "@/lib/content/markdown";
import type { ItemState } from "@/lib/core/attempt/item-state";
import type { AttemptPlan } from "@/lib/core/attempt/plan";
import type { ItemFeedback, RoomItem, RoomItemState, RoomQuestion, Source } from "@/lib/core/attempt/room";
import { sectionOf } from "@/lib/core/exam/blueprint";
import { findLessonEntry, type PackView } from "@/lib/core/pack/pack-view";
import type { Answer } from "@/lib/core/question/answer";
import { type PresentedOrder, present, promptTokenOf, tokenOf, toTokens } from "@/lib/core/question/present";
import { toPublic, toPublicCase } from "@/lib/core/question/public";
import { authoredReasons } from "@/lib/core/question/reasons";
import { ruledQuestions } from "@/lib/core/question/ruling/rekeyed";
import { explainedBy, scoreRuled } from "@/lib/core/question/ruling/score-ruled";
import type { Question } from "@/lib/core/question/schema";
import { keyOf } from "@/lib/core/question/score";
import type { ServedQuestion } from "@/lib/core/question/served";
import type { AttemptItemRow } from "@/lib/data/attempts";
import type { EffectiveRuling } from "@/lib/data/rulings";

/** The question as this learner sees it; whatever is not listed in core's public form stays here. */
export function roomQuestion(served: ServedQuestion, order: PresentedOrder): RoomQuestion {
  const question = present(toPublic(served.question), order);
  const scenario = served.context === null ? null : toPublicCase(served.context);
  return {
    question,
    stem: richText(question.stem),
    scenario:
      scenario === null
        ? null
        : {
            title: scenario.title,
            text: richText(scenario.scenario),
            position: scenario.position + 1,
            of: scenario.of,
          },
  };
}

/** The learner's own marks on an item, in tokens. */
export const roomItemState = (state: ItemState, order: PresentedOrder): RoomItemState => ({
  answer: toTokens(order, state.answer.value),
  revision: state.answer.revision,
  flagged: state.flag.value,
  struck: state.strike.value.map((id) => tokenOf(order, id)),
  highlights: state.highlight.value,
  confidence: state.confidence.value,
});

export const roomItem = (item: AttemptItemRow, served: ServedQuestion, plan?: AttemptPlan): RoomItem => ({
  ...roomQuestion(served, item.presented),
  id: item.id,
  section: plan?.kind === "blueprint" ? sectionOf(plan.blueprint, served.question.lesson) : null,
  state: roomItemState(item.state, item.presented),
});

/** What facts a question names, as a reader can look them up; an address stands for itself. */
function sourcesOf(pack: PackView, facts: readonly string[], verifiedOn: string): Source[] {
  return facts.map((id) => {
    const fact = pack.facts.get(id);
    if (fact === undefined) {
      const address = id.startsWith("https://") ? id : null;
      return { id, says: "", titles: [id], address, verifiedOn };
    }
    return {
      id,
      says: fact.says,
      titles: fact.sources.map((source) => source.title),
      address: fact.sources.find((source) => source.address !== undefined)?.address ?? null,
      verifiedOn: fact.verifiedOn,
    };
  });
}

/** What was ruled, with every answer that is right beside the one that is explained. */
function ruledFeedback(
  question: Question,
  { ruling, because }: EffectiveRuling,
  order: PresentedOrder,
  explained: Answer,
): ItemFeedback["ruling"] {
  if (ruling.kind === "drop") return { kind: "drop", because, alsoRight: [] };
  const keys =
    question.type === "multiple-choice" ? ruling.keys : ruledQuestions(question, ruling).map((one) => keyOf(one));
  const shown = keys.map((key) => toTokens(order, key));
  const same = JSON.stringify(explained);
  return { kind: "accept", because, alsoRight: shown.filter((key) => JSON.stringify(key) !== same) };
}

/**
 * Feedback on an answer, with key and rationale. Callers make sure first that this learner may see it: the attempt is
 * over, or the answer was checked in practice, and the question is in no running exam of theirs.
 */
export function itemFeedback(
  pack: PackView,
  served: ServedQuestion,
  item: Pick<AttemptItemRow, "presented" | "state">,
  verifiedOn: string,
  ruled: EffectiveRuling | null = null,
): ItemFeedback {
  const { question } = served;
  const order = item.presented;
  const answer = item.state.answer.value;
  const ruling = ruled?.ruling ?? null;
  const { outcome, evidence } = scoreRuled(question, answer, ruling);
  const explained = explainedBy(question, answer, ruling);
  const key = toTokens(order, keyOf(explained));
  if (key === null) throw new Error(`question ${question.id} has no key`);
  return {
    outcome,
    key,
    ruling: ruled === null ? null : ruledFeedback(question, ruled, order, key),
    reasons: authoredReasons(explained, answer).map((reason) => ({
      kind: reason.kind,
      refs: [
        ...(reason.prompt === null ? [] : [promptTokenOf(order, reason.prompt)]),
        ...reason.options.map((id) => tokenOf(order, id)),
      ],
      right: reason.right,
      chosen: reason.chosen,
      why: richText(reason.why),
      trap: reason.trap === null ? null : { id: reason.trap, name: pack.traps.get(reason.trap)?.name ?? reason.trap },
    })),
    trapsTaken: evidence.taken.flatMap((id) => {
      const trap = pack.traps.get(id);
      if (trap === undefined) return [];
      return [
        {
          id,
          name: trap.name,
          short: trap.short,
          refutedBy: trap.refutedBy,
          lesson: trap.lesson,
          section: trap.section,
        },
      ];
    }),
    sources: sourcesOf(pack, question.facts, verifiedOn),
    lesson: { id: question.lesson, title: findLessonEntry(pack, question.lesson)?.title ?? question.lesson },
    difficulty: question.difficulty,
    verifiedOn,
    counterCue: question.counterCue,
  };
}
