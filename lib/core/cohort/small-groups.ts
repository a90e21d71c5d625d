/** Fewer people than this are never shown as a group that something is compared with: one could tell who is who. */
export const LEAST_SHOWN = 5;

/** Whether a figure about so many people may stand beside another one. */
export const mayCompare = (people: number): boolean => people >= LEAST_SHOWN;

export type Group = { key: string; people: number };

/**
 * The groups of a whole that may be shown beside it. Small ones are hidden, and then larger ones too, the smallest first,
 * as long as what is hidden could be worked out: the whole less what is shown is a figure about all the hidden ones
 * together, so they have to be two groups at least, and enough people.
 *
 * `wholeShown`: whether the figure of all together is told somewhere; without it nothing can be subtracted from.
 * Groups share nobody. Those without anybody are hidden and say nothing.
 */
export function shownGroups(groups: readonly Group[], { wholeShown = true } = {}): Set<string> {
  const shown = groups.filter(({ people }) => mayCompare(people)).sort((a, b) => a.people - b.people || byKey(a, b));
  const hidden = groups.filter(({ people }) => people > 0 && !mayCompare(people));
  if (!wholeShown || hidden.length === 0) return new Set(shown.map(({ key }) => key));
  const sum = () => hidden.reduce((total, { people }) => total + people, 0);
  while (shown.length > 0 && (hidden.length < 2 || !mayCompare(sum()))) hidden.push(...shown.splice(0, 1));
  return new Set(shown.map(({ key }) => key));
}

const byKey = (a: Group, b: Group): number => (a.key < b.key ? -1 : 1);
