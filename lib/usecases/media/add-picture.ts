import { makePicture } from "@/lib/content/pictures/make-picture";
import { type Context, can } from "@/lib/core/access/viewer";
import { type PictureFault, pictureMarkdown } from "@/lib/core/media/picture";
import { fail, ok, type Result } from "@/lib/core/shared/result";
import { database } from "@/lib/data/database";
import { recordMedia, storeMedia } from "@/lib/data/media-files";
import { findPackView } from "@/lib/data/packs";

/** A picture that was kept, as Markdown names it. */
export type AddedPicture = { name: string; width: number; height: number; markdown: string };

/**
 * Keeps a picture for the questions of a pack, for those who write the bank; `missing` for everybody else, and where
 * there is no such pack. The file is judged by its content and written anew; a file that is refused leaves nothing.
 */
export async function addPicture(
  { viewer, now }: Context,
  input: { packId: string; alt: string; bytes: Uint8Array },
): Promise<Result<AddedPicture, PictureFault | "missing">> {
  if (!can(viewer, "writeBank")) return fail("missing");
  const db = await database();
  if ((await findPackView(db.reader, input.packId)) === null) return fail("missing");
  const made = await makePicture(input.bytes);
  if (!made.ok) return made;
  const { name, sha256, data, width, height } = made.value;
  await storeMedia(name, data);
  await db.transaction((tx) =>
    recordMedia(tx, {
      packId: input.packId,
      name,
      hash: sha256,
      bytes: data.byteLength,
      width,
      height,
      alt: input.alt,
      addedBy: viewer.userId,
      addedAt: now,
    }),
  );
  return ok({ name, width, height, markdown: pictureMarkdown(name, input.alt) });
}
