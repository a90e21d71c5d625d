import { readRoute, refuse } from "@/lib/actions/define-route";
import { findPicture } from "@/lib/usecases/media/get-picture";

// That nothing in it is ever run, and no other site shows it, is said in next.config.ts for all addresses of pictures.
const headers = {
  "content-type": "image/webp",
  "content-disposition": "inline",
  // A name stands for its content; only the browser of who was let in keeps it.
  "cache-control": "private, max-age=31536000, immutable",
};

/** A picture of a question, for who is signed in. */
export const GET = readRoute<{ name: string }>(async (_context, { name }) => {
  const picture = await findPicture(name);
  return picture === null
    ? refuse(404, "missing", "There is no such picture.")
    : new Response(picture, { headers: { ...headers, "content-length": String(picture.byteLength) } });
});
