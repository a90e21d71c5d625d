import { problemsOf, type Rule, type Spot } from "@/lib/content/lint/rule";
import type { PackContent } from "@/lib/content/read-pack";
import type { Trap } from "@/lib/core/pack/schema";

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

type Fault = { message: string; path: readonly PropertyKey[] };

function parentFaults(pack: PackContent, { id, parent }: Trap): Fault[] {
  if (parent === undefined) return [];
  const path = ["parent"];
  const found = pack.traps.find((trap) => trap.id === parent);
  if (found === undefined) return [{ message: `there is no trap ${parent} to be its parent`, path }];
  if (parent === id) return [{ message: "it is its own parent", path }];
  return found.parent === undefined ? [] : [{ message: `its parent ${parent} has a parent itself`, path }];
}

function sectionFaults(pack: PackContent, { lesson, section }: Trap): Fault[] {
  const found = pack.lessons.find(({ id }) => id === lesson);
  if (found === undefined) return [{ message: `there is no lesson ${lesson}`, path: ["lesson"] }];
  if (found.sections.some(({ id }) => id === section)) return [];
  return [{ message: `lesson ${lesson} has no section ${section}`, path: ["section"] }];
}

function contrastFaults({ contrast: [first, second] }: Trap): Fault[] {
  const path = ["contrast"];
  return [
    ...(plain(first.key) === plain(second.key) ? [{ message: "both contrast stems have the same key", path }] : []),
    ...(plain(first.stem) === plain(second.stem) ? [{ message: "both contrast stems are the same", path }] : []),
  ];
}

/** chapter.yaml says of each symptom which traps it speaks for; the trap must name that symptom, and the other way. */
function symptomFaults(pack: PackContent, { id, symptoms }: Trap): Fault[] {
  const path = ["symptoms"];
  const inChapter = pack.chapters
    .flatMap((chapter) => chapter.symptoms)
    .filter(({ traps }) => traps.includes(id))
    .map((symptom) => symptom.id);
  return [
    ...symptoms
      .filter((symptom) => !inChapter.includes(symptom))
      .map((symptom) => ({ message: `names the symptom ${symptom}, which does not name the trap`, path })),
    ...inChapter
      .filter((symptom) => !symptoms.includes(symptom))
      .map((symptom) => ({ message: `the symptom ${symptom} names the trap, which does not name it`, path })),
  ];
}

/** Every trap leads somewhere: its section, its parent (at most one level), its symptoms; and its contrast contrasts. */
export const traps: Rule = (pack) => {
  const report = problemsOf(pack, "traps");
  return pack.traps.flatMap((trap) => {
    const faults = [
      ...sectionFaults(pack, trap),
      ...parentFaults(pack, trap),
      ...contrastFaults(trap),
      ...symptomFaults(pack, trap),
    ];
    return faults.map(({ message, path }) => {
      const spot: Spot = { kind: "trap", id: trap.id, path };
      return report.error(`${trap.id}: ${message}`, spot);
    });
  });
};
