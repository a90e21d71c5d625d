import { pictureSize } from "@/lib/core/media/picture";
import { database } from "@/lib/data/database";
import { isMedia, readMedia } from "@/lib/data/media-files";

/**
 * A picture for somebody who is signed in, guests too. Its name is 128 bits of its content's hash and stands only in the
 * questions that show it: who knows it has been served one. Null for what no pack has.
 */
export async function findPicture(name: string): Promise<Uint8Array<ArrayBuffer> | null> {
  if (pictureSize(name) === null) return null;
  const { reader } = await database();
  return (await isMedia(reader, name)) ? readMedia(name) : null;
}
