type Listed = { id: string; parent: string | null; falls: number; decided: number };

/** Traps as the dashboard lists them, each parent followed by its shapes. */
export type TrapGroups<Trap> = {
  /** Those that were fallen for, and the parents of such; the most falls of a family first. */
  caught: Trap[];
  /** Decided, and never fallen for. */
  refused: Trap[];
  /** Never decided: nothing is known. */
  undecided: Trap[];
};

/** Sorts traps into families (a parent and its shapes), and those into what can be said of them. */
export function groupTraps<Trap extends Listed>(traps: readonly Trap[]): TrapGroups<Trap> {
  const known = new Set(traps.map(({ id }) => id));
  const heads = traps.filter(({ parent }) => parent === null || !known.has(parent));
  const families = heads
    .map((head) => {
      const shapes = traps.filter(({ parent }) => parent === head.id).sort((a, b) => b.falls - a.falls);
      return { head, shapes, falls: [head, ...shapes].reduce((sum, { falls }) => sum + falls, 0) };
    })
    .sort((a, b) => b.falls - a.falls);
  const caught = families.flatMap(({ head, shapes, falls }) =>
    falls === 0 ? [] : [head, ...shapes.filter((shape) => shape.falls > 0)],
  );
  const rest = families.flatMap(({ head, shapes }) => [head, ...shapes]).filter((trap) => !caught.includes(trap));
  return {
    caught,
    refused: rest.filter(({ decided }) => decided > 0),
    undecided: rest.filter(({ decided }) => decided === 0),
  };
}
