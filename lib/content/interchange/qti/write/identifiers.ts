/** What may be an identifier in QTI and, since it is also a file's name here, on any disk. */
const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_.-]{0,79}$/;

/** Names that some disks cannot hold whatever their ending. */
const DEVICES = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/**
 * Gives identifiers that are valid in QTI and differ from each other, letters' case aside: the wanted one where it is
 * both, else `fallback` with a number.
 */
export class Identifiers {
  private readonly taken = new Set<string>();
  private readonly counts = new Map<string, number>();

  give(wanted: string | undefined, fallback: string): string {
    if (wanted !== undefined && IDENTIFIER.test(wanted) && !DEVICES.test(wanted) && this.take(wanted)) return wanted;
    for (;;) {
      const count = (this.counts.get(fallback) ?? 0) + 1;
      this.counts.set(fallback, count);
      const numbered = `${fallback}-${count}`;
      if (this.take(numbered)) return numbered;
    }
  }

  private take(identifier: string): boolean {
    const key = identifier.toLowerCase();
    if (this.taken.has(key)) return false;
    this.taken.add(key);
    return true;
  }
}
