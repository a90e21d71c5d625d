import { type Context, can } from "@/lib/core/access/viewer";
import { type CureRow, cureRow, EMPTY_TALLY, NO_CURES, tallyLearner } from "@/lib/core/learning/cures/count-cures";
import type { PackView } from "@/lib/core/pack/pack-view";
import { database } from "@/lib/data/database";
import { unscopedListRemediationsOfEverybody } from "@/lib/data/learners";
import { getCurrentExam } from "@/lib/usecases/learn/current-exam";

/** Learners that are read at a time. */
const PAGE = 200;

export type SectionCures = { lesson: string; section: string; title: string; traps: number; row: CureRow };
export type TrapCures = { id: string; name: string; lesson: string; row: CureRow };
export type Cures = { sections: SectionCures[]; traps: TrapCures[] };

const keyOf = ({ lesson, section }: { lesson: string; section: string }): string => `${lesson}#${section}`;

/** The sections that refute a trap, in the order of the lessons, each with how many traps it refutes. */
function sectionsOf(pack: PackView): Omit<SectionCures, "row">[] {
  const traps = [...pack.traps.values()];
  return [...pack.lessons.values()].flatMap((lesson) =>
    lesson.sections.flatMap(({ id, title }) => {
      const own = traps.filter((trap) => trap.lesson === lesson.id && trap.section === id).length;
      return own === 0 ? [] : [{ lesson: lesson.id, section: id, title, traps: own }];
    }),
  );
}

/**
 * How many learners of the pack were treated for each trap and by each lesson section, and what became of it: counts
 * over everybody, from twenty learners on, for those who may read the bank. Null for everybody else.
 */
export async function getCures({ viewer }: Context): Promise<Cures | null> {
  if (!can(viewer, "readBank")) return null;
  const { pack } = await getCurrentExam(viewer);
  const { reader } = await database();
  const groupOf = (trap: string): string | undefined => {
    const found = pack.traps.get(trap);
    return found === undefined ? undefined : keyOf(found);
  };
  let tally = EMPTY_TALLY;
  let after: string | null = null;
  for (;;) {
    const page = await unscopedListRemediationsOfEverybody(reader, pack.id, after, PAGE);
    for (const { remediations } of page) {
      const states = remediations.flatMap(({ traps }) =>
        Object.entries(traps).map(([trap, state]) => ({ trap, state })),
      );
      tally = tallyLearner(tally, states, groupOf);
    }
    after = page.at(-1)?.learnerId ?? null;
    if (page.length < PAGE) break;
  }
  return {
    sections: sectionsOf(pack).map((section) => ({
      ...section,
      row: cureRow(tally.groups[keyOf(section)] ?? NO_CURES),
    })),
    traps: [...pack.traps.values()].map(({ id, name, lesson }) => ({
      id,
      name,
      lesson,
      row: cureRow(tally.traps[id] ?? NO_CURES),
    })),
  };
}
