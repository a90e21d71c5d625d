/** Does work that no other tab of this attempt does at the same time. */
export type OneAtATime = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * One flusher per attempt across tabs, by the browser's locks. Those exist only on https and localhost: without them
 * each tab keeps to one flush of its own at a time, and what two tabs send twice the server answers as `duplicate`.
 */
export function oneAtATime(attemptId: string): OneAtATime {
  const locks = typeof navigator === "undefined" ? undefined : navigator.locks;
  if (locks !== undefined) {
    return async (work) => await locks.request(`trapline:flush:${attemptId}`, work);
  }
  let line: Promise<unknown> = Promise.resolve();
  return (work) => {
    const result = line.then(work);
    line = result.catch(() => undefined);
    return result;
  };
}
