import { v7 } from "uuid";

/** A new key: UUID version 7 as text (RFC 9562), so that keys sort by the time they were made and need no sequence. */
export function newId(): string {
  return v7();
}
