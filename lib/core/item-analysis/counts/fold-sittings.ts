import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import { type FormCounts, type OpenFormCounts, openFormCounts, renameItems } from "./form-counts";
import { itemAnswer, type ScoredAnswer } from "./item-answer";
import { type ItemCounts, mergeCounts, type OpenCounts, openCounts } from "./item-counts";
import { windowOf } from "./windows";

/** An ended exam. */
export type Sitting = {
  examId: string;
  blueprintId: string;
  endedAt: EpochMs;
  /** `isPresent`: of a draw, whether its version is the published one. */
  items: readonly (ScoredAnswer & { questionId: string; versionId: string; isPresent: boolean; pilot: boolean })[];
};

/**
 * Answers in one window of time: `unit` is the version of a question, or the family of a draw; `subject` the question, or
 * the family.
 */
export type FoldedItem = { unit: string; window: number; pilot: boolean; subject: string; counts: ItemCounts };
export type FoldedForm = { examId: string; blueprintId: string; length: number; counts: FormCounts };

/**
 * Whether a sitting says something about its questions: at least half were answered. Who opens an exam and leaves does
 * not find every question too hard.
 */
const isSat = ({ items }: Sitting): boolean =>
  items.filter(({ scored }) => scored.outcome !== "unanswered").length * 2 >= items.length && items.length > 0;

/**
 * Draws that were replaced count no more: they have no version that a family's counts could be kept by. When draws
 * change, all is counted anew.
 */
const isCounted = ({ family, isPresent }: Sitting["items"][number]): boolean => family === null || isPresent;

export type Folded = { items: FoldedItem[]; forms: FoldedForm[] };

/** Sittings that are being folded, in any order and as many at a time as one likes. */
export type OpenFold = { add(sittings: readonly Sitting[]): void; close(): Folded };

/**
 * A fold of nothing yet. By version, the draws of a family are kept apart and those that were replaced too, so that
 * `joinDraws` makes of it what the other fold makes, whatever draws are present by then.
 */
export function openFold(by: "unit" | "version" = "unit"): OpenFold {
  const items = new Map<string, Omit<FoldedItem, "counts"> & { open: OpenCounts }>();
  const forms = new Map<string, Omit<FoldedForm, "counts"> & { open: OpenFormCounts }>();

  function itemOf({ versionId, pilot, family, questionId }: Sitting["items"][number], window: number): OpenCounts {
    const unit = by === "version" ? versionId : (family ?? versionId);
    const key = `${unit}/${window}/${pilot}`;
    const known = items.get(key);
    if (known !== undefined) return known.open;
    const open = openCounts();
    items.set(key, { unit, window, pilot, subject: family ?? questionId, open });
    return open;
  }

  function formOf({ examId, blueprintId }: Sitting, length: number): OpenFormCounts {
    const key = `${examId}/${blueprintId}/${length}`;
    const known = forms.get(key);
    if (known !== undefined) return known.open;
    const open = openFormCounts();
    forms.set(key, { examId, blueprintId, length, open });
    return open;
  }

  function add(sitting: Sitting): void {
    const window = windowOf(sitting.endedAt);
    const scored = sitting.items.filter(({ pilot }) => !pilot);
    const rights = scored.filter((item) => item.scored.outcome === "right").length;
    for (const item of sitting.items) {
      if (by === "unit" && !isCounted(item)) continue;
      const own = !item.pilot && item.scored.outcome === "right" ? 1 : 0;
      const rest = { right: rights - own, of: scored.length - (item.pilot ? 0 : 1) };
      itemOf(item, window).add(itemAnswer(item, rest));
    }
    formOf(sitting, scored.length).add(
      scored.map((item) => ({
        item: (by === "unit" && isCounted(item) ? item.family : null) ?? item.versionId,
        right: item.scored.outcome === "right",
      })),
    );
  }

  return {
    add: (sittings) => sittings.filter(isSat).forEach(add),
    close: () => ({
      items: [...items.values()].map(({ open, ...rest }) => ({ ...rest, counts: open.close() })),
      forms: [...forms.values()].map(({ open, ...rest }) => ({ ...rest, counts: open.close() })),
    }),
  };
}

/** Sittings folded at once. */
export function foldSittings(sittings: readonly Sitting[], by: "unit" | "version" = "unit"): Folded {
  const fold = openFold(by);
  fold.add(sittings);
  return fold.close();
}

/** Of a draw: its family, and whether its version is the published one. */
export type Draw = { family: string; isPresent: boolean };

/** Makes of a fold by version what one by unit would be, with these draws; versions that are none of them stay. */
export function joinDraws({ items, forms }: Folded, draws: ReadonlyMap<string, Draw>): Folded {
  const joined = new Map<string, Omit<FoldedItem, "counts"> & { parts: ItemCounts[] }>();
  for (const { unit: versionId, counts, ...item } of items) {
    const draw = draws.get(versionId);
    if (draw !== undefined && !draw.isPresent) continue;
    const unit = draw?.family ?? versionId;
    const key = `${unit}/${item.window}/${item.pilot}`;
    const known = joined.get(key);
    if (known === undefined) joined.set(key, { ...item, unit, parts: [counts] });
    else known.parts.push(counts);
  }
  const unitOf = (versionId: string): string => {
    const draw = draws.get(versionId);
    return draw?.isPresent === true ? draw.family : versionId;
  };
  return {
    items: [...joined.values()].map(({ parts, ...item }) => ({ ...item, counts: mergeCounts(parts) })),
    forms: forms.map(({ counts, ...form }) => ({ ...form, counts: renameItems(counts, unitOf) })),
  };
}
