import { z } from "zod";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import { toDate } from "@/lib/data/time";

const PAGE = 200;

/** Rows one after the other, read in pages by their ids. */
export async function* pagesOf<T extends { id: string }>(
  read: (after: string, take: number) => Promise<T[]>,
): AsyncGenerator<T> {
  for (let after = ""; ; ) {
    const rows = await read(after, PAGE);
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return;
    after = last.id;
  }
}

/** A time as people read it: ISO 8601, UTC. */
export function instant(at: Date): string;
export function instant(at: Date | null): string | null;
export function instant(at: Date | null): string | null {
  return at === null ? null : at.toISOString();
}

const objectSchema = z.record(z.string(), z.unknown());

/** An object that is stored as text; empty where there is none. */
export const readJson = (text: string | null): Record<string, unknown> =>
  text === null ? {} : objectSchema.parse(JSON.parse(text));

/** As `instant`, of a time that is counted in milliseconds. */
export function isoOf(at: EpochMs): string;
export function isoOf(at: EpochMs | null): string | null;
export function isoOf(at: EpochMs | null): string | null {
  return at === null ? null : instant(toDate(at));
}
