import { assembleForm, type Candidate, type Shortfall } from "@/lib/core/exam/assemble-form";
import type { Blueprint } from "@/lib/core/exam/blueprint";
import { enoughOfEach } from "@/lib/core/exam/check-blueprint";
import { seededRng } from "@/lib/core/shared/rng";

export type Fresh = Omit<Candidate, "seen" | "familySeen">;

const shortOf = (blueprint: Blueprint, bank: readonly Fresh[]): Shortfall[] => {
  const form = assembleForm(
    blueprint,
    enoughOfEach(blueprint, bank).map((question) => ({ ...question, seen: 0, familySeen: 0 })),
    seededRng(`bulk/${blueprint.id}`),
  );
  return form.ok ? [] : form.error;
};

/** The blueprints that a bank fills now and would not fill after a change, with what would be short. */
export function newlyShort(
  blueprints: readonly Blueprint[],
  before: readonly Fresh[],
  after: readonly Fresh[],
): { blueprint: Blueprint; short: Shortfall[] }[] {
  return blueprints.flatMap((blueprint) => {
    const short = shortOf(blueprint, after);
    return short.length > 0 && shortOf(blueprint, before).length === 0 ? [{ blueprint, short }] : [];
  });
}
