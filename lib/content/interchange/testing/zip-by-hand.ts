import { crc32, deflateRawSync } from "node:zlib";

// Zip archives written field by field, so that tests can lie in each of them.

export type HandEntry = {
  name: string | Uint8Array;
  content?: string | Uint8Array;
  deflate?: boolean;
  /** What the headers say instead of the truth; `local…` stand in the local header alone. */
  method?: number;
  flags?: number;
  mode?: number;
  size?: number;
  packed?: number;
  crc?: number;
  localName?: string;
  localSize?: number;
};

const encoder = new TextEncoder();
const bytesOf = (text: string | Uint8Array): Uint8Array => (typeof text === "string" ? encoder.encode(text) : text);

function record(fields: readonly (readonly [bytes: 2 | 4, value: number])[], ...tails: Uint8Array[]): Uint8Array {
  const head = fields.reduce((sum, [bytes]) => sum + bytes, 0);
  const out = new Uint8Array(head + tails.reduce((sum, tail) => sum + tail.length, 0));
  const view = new DataView(out.buffer);
  let at = 0;
  for (const [bytes, value] of fields) {
    if (bytes === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += bytes;
  }
  for (const tail of tails) {
    out.set(tail, at);
    at += tail.length;
  }
  return out;
}

/** An archive of the entries; `count`, `start` and `disk` are what its end record says, `before` and `comment` go around it. */
export function zipByHand(
  entries: readonly HandEntry[],
  around: { before?: Uint8Array; comment?: string; count?: number; start?: number; disk?: number } = {},
): Uint8Array {
  const parts: Uint8Array[] = [around.before ?? new Uint8Array()];
  const starts: number[] = [];
  let at = parts[0]?.length ?? 0;
  const central: Uint8Array[] = [];
  for (const entry of entries) {
    const content = bytesOf(entry.content ?? "");
    const data = entry.deflate ? deflateRawSync(content) : content;
    const method = entry.method ?? (entry.deflate ? 8 : 0);
    const flags = entry.flags ?? 0;
    const size = entry.size ?? content.length;
    const packed = entry.packed ?? data.length;
    const crc = entry.crc ?? crc32(content);
    const name = bytesOf(entry.name);
    const localName = bytesOf(entry.localName ?? entry.name);
    starts.push(at);
    const local = record(
      [
        [4, 0x04034b50],
        [2, 20],
        [2, flags],
        [2, method],
        [4, 0x00210000],
        [4, crc],
        [4, packed],
        [4, entry.localSize ?? size],
        [2, localName.length],
        [2, 0],
      ],
      localName,
      data,
    );
    parts.push(local);
    at += local.length;
    central.push(
      record(
        [
          [4, 0x02014b50],
          [2, (3 << 8) | 20],
          [2, 20],
          [2, flags],
          [2, method],
          [4, 0x00210000],
          [4, crc],
          [4, packed],
          [4, size],
          [2, name.length],
          [2, 0],
          [2, 0],
          [2, 0],
          [2, 0],
          [2, 0],
          [2, entry.mode ?? 0o100644],
          [4, starts.at(-1) ?? 0],
        ],
        name,
      ),
    );
  }
  const directory = central.reduce((sum, part) => sum + part.length, 0);
  const comment = bytesOf(around.comment ?? "");
  const count = around.count ?? entries.length;
  const end = record(
    [
      [4, 0x06054b50],
      [2, around.disk ?? 0],
      [2, 0],
      [2, count],
      [2, count],
      [4, directory],
      [4, around.start ?? at],
      [2, comment.length],
    ],
    comment,
  );
  return record([], ...parts, ...central, end);
}
