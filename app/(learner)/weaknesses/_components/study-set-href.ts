/** Where a study set is built, with what it is about filled in: an address, so that it works without scripts. */
export function studySetHref({ trap, lesson }: { trap?: string; lesson?: string }): string {
  const query = new URLSearchParams();
  if (trap !== undefined) query.set("trap", trap);
  if (lesson !== undefined) query.set("lesson", lesson);
  return `/weaknesses?${query.toString()}#study-set`;
}
