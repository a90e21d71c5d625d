import { seededRng } from "@/lib/core/shared/rng";

function joined(...parts: Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/**
 * Damaged copies of a file, the same on every run: bytes flipped, pieces taken out, doubled or moved, the end cut off.
 * One to four wounds each.
 */
export function* damaged(bytes: Uint8Array, count: number, seed: string): Generator<Uint8Array> {
  const rng = seededRng(seed);
  const below = (limit: number): number => Math.floor(rng() * Math.max(1, limit));
  for (let copy = 0; copy < count; copy += 1) {
    let now: Uint8Array = bytes.slice();
    for (let wounds = 1 + below(4); wounds > 0; wounds -= 1) {
      const at = below(now.length);
      const end = Math.min(now.length, at + 1 + below(40));
      const piece = now.slice(at, end);
      switch (below(5)) {
        case 0:
          if (now.length > 0) now[at] = (now[at] ?? 0) ^ (1 << below(8));
          break;
        case 1:
          now = joined(now.subarray(0, at), now.subarray(end));
          break;
        case 2:
          now = joined(now.subarray(0, end), piece, now.subarray(end));
          break;
        case 3: {
          const to = below(now.length);
          now = joined(now.subarray(0, to), piece, now.subarray(to));
          break;
        }
        default:
          now = now.slice(0, at);
      }
    }
    yield now;
  }
}
