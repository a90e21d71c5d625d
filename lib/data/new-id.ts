import { v7 } from "uuid";

let source: () => string = v7;

/** A new key: UUID version 7 as text (RFC 9562), so that keys sort by the time they were made and need no sequence. */
export function newId(): string {
  return source();
}

/** Takes keys from elsewhere from now on; without a source, real ones again. For tests, whose draws keys seed. */
export function takeIdsFrom(ids: () => string = v7): void {
  source = ids;
}
