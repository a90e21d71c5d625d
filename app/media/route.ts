import { z } from "zod";
import { answer, bytesRoute, refuse } from "@/lib/actions/define-route";
import { PICTURE_BYTES, PICTURE_FAULTS, PICTURE_WORDS } from "@/lib/core/media/picture";
import { slugSchema } from "@/lib/core/question/fields";
import { addPicture } from "@/lib/usecases/media/add-picture";

const fields = z.strictObject({
  pack: slugSchema,
  alt: z
    .string()
    .trim()
    .min(1, "Say in words what the picture shows.")
    .max(PICTURE_WORDS, `Describe the picture in at most ${PICTURE_WORDS} characters.`),
});

/** Takes a picture for the questions of a pack: `POST /media?pack=…&alt=…` with the file as the body. */
export const POST = bytesRoute(
  { fields, limit: PICTURE_BYTES, tooLarge: PICTURE_FAULTS["too-large"] },
  async (context, { pack, alt }, bytes) => {
    const added = await addPicture(context, { packId: pack, alt, bytes });
    if (added.ok) return answer(added.value);
    if (added.error === "missing") return refuse(404, "missing", "There is no such pack. Nothing was stored.");
    return refuse(added.error === "too-large" ? 413 : 422, added.error, PICTURE_FAULTS[added.error]);
  },
);
