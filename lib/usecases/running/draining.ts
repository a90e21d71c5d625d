// A bundler may make several copies of this module; a process stops once all the same.
declare global {
  var traplineDraining: { begun: boolean; goodbyes: Set<() => void> } | undefined;
}
globalThis.traplineDraining ??= { begun: false, goodbyes: new Set() };
const draining = globalThis.traplineDraining;

/** Whether this process has been told to stop: it ends what it has, and asks for nothing new. */
export const isDraining = (): boolean => draining.begun;

/** Says goodbye to whoever would stay for long, such as the reader of a stream, once the process is to stop. Returns how to take that back. */
export function onDrain(goodbye: () => void): () => void {
  draining.goodbyes.add(goodbye);
  return () => void draining.goodbyes.delete(goodbye);
}

/** From now on this process is not ready any more. */
export function beginDraining(): void {
  draining.begun = true;
}

/** Ends what would stay for long. */
export function sayGoodbye(): void {
  for (const goodbye of draining.goodbyes) goodbye();
}

/** For tests: as if nothing had been said. */
export function takeDrainingBack(): void {
  draining.begun = false;
  draining.goodbyes.clear();
}
