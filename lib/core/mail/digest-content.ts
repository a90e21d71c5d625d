import type { LearnerState } from "@/lib/core/learning/fold/learner-state";
import type { Digest } from "@/lib/core/notice/notice";
import type { DigestWeek } from "./digest-week";

/** The traps whose last turn within a time was this one: cured, or caught again. */
function turned(state: Pick<LearnerState, "remediations">, { from, to }: Pick<DigestWeek, "from" | "to">) {
  const last = new Map<string, "cured" | "relapsed">();
  const entries = Object.values(state.remediations)
    .flatMap(({ story }) => story)
    .filter(({ at }) => from <= at && at < to)
    .sort((a, b) => a.at - b.at);
  for (const { kind, trap } of entries) if (kind === "cured" || kind === "relapsed") last.set(trap, kind);
  const those = (kind: "cured" | "relapsed") => [...last].flatMap(([trap, turn]) => (turn === kind ? [trap] : []));
  return { cured: those("cured"), relapsed: those("relapsed") };
}

/**
 * What a digest has to say, from what is folded alone; null where that is nothing.
 *
 * @param seen `answered`: since the digest before, null where there was none; `short`: a trap's short name.
 */
export function digestContent(
  state: Pick<LearnerState, "remediations">,
  week: DigestWeek,
  seen: { answered: number | null; due: number; next: string; short: (trap: string) => string },
): Digest | null {
  const { cured, relapsed } = turned(state, week);
  const { answered, due, next, short } = seen;
  if ((answered ?? 0) === 0 && cured.length === 0 && relapsed.length === 0 && due === 0) return null;
  return { week: week.week, answered, cured: cured.map(short), relapsed: relapsed.map(short), due, next };
}
