import { strToU8, Zip, ZipDeflate } from "fflate";

/** A file whose text comes in pieces. */
export type StreamedFile = { name: string; pieces: AsyncIterable<string> };

/**
 * The bytes of a zip of these files, made as they are read: no more than one piece of one file is in memory, and nothing
 * is read ahead of whoever takes the bytes.
 */
export async function* zipPieces(files: AsyncIterable<StreamedFile>): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const made: Uint8Array<ArrayBuffer>[] = [];
  const zip = new Zip((error, bytes) => {
    if (error !== null) throw error;
    made.push(new Uint8Array(bytes));
  });
  for await (const { name, pieces } of files) {
    const file = new ZipDeflate(name, { level: 6 });
    zip.add(file);
    for await (const piece of pieces) {
      file.push(strToU8(piece));
      yield* made.splice(0);
    }
    file.push(new Uint8Array(0), true);
    yield* made.splice(0);
  }
  zip.end();
  yield* made.splice(0);
}
