import { canonicalJson } from "@/lib/content/canonical-json";
import type { Spot } from "@/lib/content/interchange/exchange";
import { type DraftFile, questionOfDraft } from "@/lib/core/authoring/draft-file";
import type { ExistingChoice } from "@/lib/core/authoring/existing-choice";
import { questionSchema } from "@/lib/core/question/schema";
import { draftQuestionOf, type ImportDefaults, type ImportedUnit, MOST_IN_CASE } from "./imported-units";

/** What the bank has under the id of a question or case. */
export type KnownUnit = {
  packId: string;
  /** A draw of a family, which is code. */
  isDraw: boolean;
  /** Whether new forms take all of it now. */
  inService: boolean;
  /** As it was published last; null where there is a draft alone. */
  file: DraftFile | null;
  /** Question id → the version that a draft of it begins from. */
  base: Readonly<Record<string, string>>;
  /** What somebody is writing; null where nobody is. */
  draft: DraftFile | null;
};

/**
 * `new`: its id was free, or is made. `copy`: its id is taken, it gets another. `update`: a draft of the question that
 * has the id. `same`: the bank, or a draft, has it as it is. `skip`: left out by choice. The last two make nothing.
 */
export type Fate = "new" | "copy" | "update" | "same" | "skip";

export type PlannedUnit = {
  at: Spot;
  fate: Fate;
  wanted: string;
  /** Why it has not the id that it wants, or what it is the same as. */
  reason: string | null;
  file: DraftFile;
  base: Readonly<Record<string, string>>;
  notes: readonly string[];
};

export type PlanWishes = {
  packId: string;
  defaults: ImportDefaults;
  existing: ExistingChoice;
  /** What ids that are made begin with. */
  prefix: string;
};

/** What is asked of the bank while planning. */
export type BankAnswers = {
  knownOf: (unitId: string) => KnownUnit | null;
  /** Whether any question, case or draft has the id. */
  isTaken: (id: string) => boolean;
};

/** The content of a file by which two are the same: all that a learner can see or that decides score and tags. */
function contentOf(file: DraftFile): string {
  const { inCase } = file;
  return canonicalJson({
    inCase: inCase === null ? null : { title: inCase.title.trim(), scenario: inCase.scenario.trim() },
    questions: file.questions.map((draft) => {
      const raw = questionOfDraft(draft);
      const parsed: Record<string, unknown> = questionSchema.safeParse(raw).data ?? raw;
      const { verifiedOn: _verifiedOn, ...content } = parsed;
      return content;
    }),
  });
}

const same = (one: DraftFile | null, other: DraftFile): boolean => one !== null && contentOf(one) === contentOf(other);

const fileOf = (
  unit: ImportedUnit,
  ids: { unit: string; questions: readonly string[] },
  known: DraftFile | null,
  defaults: ImportDefaults,
): DraftFile => ({
  inCase: unit.inCase === null ? null : { id: ids.unit, ...unit.inCase },
  questions: unit.questions.map(({ draft }, index) => {
    const id = ids.questions[index] ?? "";
    return draftQuestionOf(draft, id, known?.questions.find((one) => one.id === id) ?? null, defaults);
  }),
});

/** A case of which the file has a part keeps its other questions, in their places, as far as a case has room. */
function withRest(said: DraftFile, before: DraftFile | null): DraftFile {
  const rest = before?.questions.filter(({ id }) => !said.questions.some((question) => question.id === id)) ?? [];
  if (before === null || said.inCase === null || before.inCase === null || rest.length === 0) return said;
  const added = said.questions.filter(({ id }) => !before.questions.some((question) => question.id === id));
  const kept = before.questions.map((old) => said.questions.find(({ id }) => id === old.id) ?? old);
  return kept.length + added.length > MOST_IN_CASE ? said : { ...said, questions: [...kept, ...added] };
}

/** Why a unit cannot be a change of what has its id; null where it can. */
function obstacle(unit: ImportedUnit, known: KnownUnit, packId: string): string | null {
  if (known.packId !== packId) return "A question of another pack has this id.";
  if (known.isDraw) return "A family's draw has this id; families are code and are not imported.";
  if (known.file === null) return "Somebody is writing a draft with this id.";
  if ((known.file.inCase === null) !== (unit.inCase === null))
    return known.file.inCase === null ? "A single question has this id." : "A case has this id.";
  return known.draft === null ? null : "Somebody is writing a draft of this question.";
}

const MOST_ID = 80;

/** Hands out ids that nobody has: not the bank, nor anything in the file. */
class Ids {
  private readonly used: Set<string>;

  constructor(
    units: readonly ImportedUnit[],
    private readonly bank: BankAnswers,
  ) {
    // Ids that the file says are kept for those that say them.
    this.used = new Set(units.flatMap(({ wanted, questions }) => [wanted, ...questions.map((one) => one.wanted)]));
  }

  free(base: string, from: number): string {
    for (let number = from; ; number += 1) {
      const ending = number === 1 ? "" : `-${number}`;
      const id = base.slice(0, MOST_ID - ending.length).replace(/[-.]$/, "") + ending;
      if (this.used.has(id) || this.bank.isTaken(id)) continue;
      this.used.add(id);
      return id;
    }
  }
}

/**
 * What an import comes to. Nothing that exists is overwritten: a taken id leads to a draft of the question that has it
 * or, by choice or where that cannot be, to another id.
 */
export function planImport(units: readonly ImportedUnit[], wishes: PlanWishes, bank: BankAnswers): PlannedUnit[] {
  const { packId, defaults, existing, prefix } = wishes;
  const ids = new Ids(units, bank);
  const claimed = new Set<string>();
  const claim = (id: string): boolean => id !== "" && !claimed.has(id) && claimed.add(id).has(id);
  const made = (wanted: string, number: number): string =>
    wanted === "" ? ids.free(`${prefix}-${number}`, 1) : ids.free(wanted, 2);

  let number = 0;
  return units.map((unit): PlannedUnit => {
    number += 1;
    const { at, wanted, notes, inCase } = unit;
    const own = { at, wanted, notes, base: {}, reason: null };
    const isFirst = claim(wanted);
    const known = isFirst ? bank.knownOf(wanted) : null;
    /** The ids of a case's questions; those that `kept` names stay as they are. */
    const questionIds = (unitId: string, kept: readonly string[]): string[] =>
      inCase === null
        ? [unitId]
        : unit.questions.map((question, index) => {
            const mayStay = kept.includes(question.wanted) || !bank.isTaken(question.wanted);
            if (claim(question.wanted) && mayStay) return question.wanted;
            return question.wanted === "" ? ids.free(`${unitId}-q${index + 1}`, 1) : ids.free(question.wanted, 2);
          });
    const another = (reason: string): PlannedUnit => {
      const id = made(wanted, number);
      return {
        ...own,
        fate: "copy",
        reason,
        file: fileOf(unit, { unit: id, questions: questionIds(id, []) }, null, defaults),
      };
    };

    if (wanted === "") {
      const id = made("", number);
      return { ...own, fate: "new", file: fileOf(unit, { unit: id, questions: questionIds(id, []) }, null, defaults) };
    }
    if (!isFirst) return another("Another question of the file has this id.");
    if (known === null) {
      if (bank.isTaken(wanted)) return another("A question of a case has this id.");
      const file = fileOf(unit, { unit: wanted, questions: questionIds(wanted, []) }, null, defaults);
      return { ...own, fate: "new", file };
    }
    const before = known.file ?? known.draft;
    const kept = before?.questions.map(({ id }) => id) ?? [];
    const said = fileOf(unit, { unit: wanted, questions: questionIds(wanted, kept) }, before, defaults);
    const changed = withRest(said, before);
    if (known.packId === packId && !known.isDraw) {
      if (known.inService && same(known.file, changed)) return { ...own, fate: "same", file: changed };
      if (same(known.draft, changed)) return { ...own, fate: "same", reason: "There is a draft of it.", file: changed };
    }
    if (existing === "skip") return { ...own, fate: "skip", reason: "Left out: its id is taken.", file: changed };
    const hindered = obstacle(unit, known, packId);
    if (hindered !== null || existing === "copy") return another(hindered ?? "Another question has this id.");
    const gone = kept.filter((id) => !changed.questions.some((question) => question.id === id));
    const leaves = gone.map((id) => `The case has no room left for its question ${id}: publishing retires it.`);
    return { ...own, fate: "update", file: changed, base: known.base, notes: [...notes, ...leaves] };
  });
}

/** Whether a fate makes a draft. */
export const makesDraft = ({ fate }: Pick<PlannedUnit, "fate">): boolean =>
  fate === "new" || fate === "copy" || fate === "update";
