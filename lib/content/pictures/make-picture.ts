import { createHash } from "node:crypto";
import sharp from "sharp";
import {
  PICTURE_BYTES,
  PICTURE_PIXELS,
  PICTURE_SIDE,
  type PictureFault,
  type PictureSize,
  pictureName,
} from "@/lib/core/media/picture";
import { fail, ok, type Result } from "@/lib/core/shared/result";

/** A picture as it is kept and served: WebP without metadata. */
export type Picture = PictureSize & { name: string; sha256: string; data: Uint8Array<ArrayBuffer> };

// The decoders of these formats and no other: libvips reads much more (SVG, PDF, TIFF …), which nobody asked for.
sharp.block({ operation: ["VipsForeignLoad"] });
sharp.unblock({
  operation: [
    "VipsForeignLoadPng",
    "VipsForeignLoadJpeg",
    "VipsForeignLoadWebp",
    "VipsForeignLoadNsgif",
    "VipsForeignLoadHeif",
  ],
});
// What was decoded once is not asked for again.
sharp.cache(false);

const SECONDS = 20;
/** A drawing larger than this is kept as a photo is. */
const LOSSLESS_BYTES = 600_000;

type Format = "png" | "jpeg" | "webp" | "gif" | "heif";

const ascii = (bytes: Uint8Array, from: number, to: number): string => String.fromCharCode(...bytes.subarray(from, to));

/** What the first bytes say it is: no decoder sees anything else. */
function formatOf(bytes: Uint8Array): Format | null {
  if (ascii(bytes, 0, 8) === "\x89PNG\r\n\x1a\n") return "png";
  if (ascii(bytes, 0, 3) === "\xff\xd8\xff") return "jpeg";
  if (ascii(bytes, 0, 4) === "RIFF" && ascii(bytes, 8, 12) === "WEBP") return "webp";
  if (/^GIF8[79]a$/.test(ascii(bytes, 0, 6))) return "gif";
  return /^ftyp(avif|avis|mif1|miaf)$/.test(ascii(bytes, 4, 12)) ? "heif" : null;
}

/** Drawings and screenshots come without loss, photos with one. */
const isDrawn = (format: Format): boolean => format === "png" || format === "gif";

async function sizeOf(bytes: Uint8Array, format: Format): Promise<Result<PictureSize, PictureFault>> {
  const { format: found, compression, width, height } = await sharp(bytes, { limitInputPixels: false }).metadata();
  if (found !== format || (format === "heif" && compression !== "av1")) return fail("no-picture");
  return width * height > PICTURE_PIXELS ? fail("too-many-pixels") : ok({ width, height });
}

async function encode(bytes: Uint8Array, lossless: boolean) {
  return (
    sharp(bytes, { limitInputPixels: PICTURE_PIXELS, failOn: "error", sequentialRead: true })
      .timeout({ seconds: SECONDS })
      .autoOrient()
      // Lines that were drawn for a white page must stay visible on a dark one.
      .flatten({ background: "#ffffff" })
      .resize({ width: PICTURE_SIDE, height: PICTURE_SIDE, fit: "inside", withoutEnlargement: true })
      .webp(lossless ? { lossless: true } : { quality: 82 })
      .toBuffer({ resolveWithObject: true })
  );
}

/** The picture's name, by its bytes and size. */
export function nameOf(data: Uint8Array, size: PictureSize): { name: string; sha256: string } {
  const sha256 = createHash("sha256").update(data).digest("hex");
  return { sha256, name: pictureName(sha256, size) };
}

/**
 * Makes the picture that is kept from a file that somebody sent: decided by its content alone, decoded within bounds,
 * upright, at most 1600 px, written anew as WebP. What else the file carried (metadata, a second file behind the first,
 * further frames) is not taken along. The same file gives the same picture.
 */
export async function makePicture(bytes: Uint8Array): Promise<Result<Picture, PictureFault>> {
  if (bytes.byteLength === 0) return fail("empty");
  if (bytes.byteLength > PICTURE_BYTES) return fail("too-large");
  const format = formatOf(bytes);
  if (format === null) return fail("no-picture");
  try {
    const size = await sizeOf(bytes, format);
    if (!size.ok) return size;
    let made = await encode(bytes, isDrawn(format));
    if (isDrawn(format) && made.data.byteLength > LOSSLESS_BYTES) {
      const smaller = await encode(bytes, false);
      if (smaller.data.byteLength < made.data.byteLength) made = smaller;
    }
    const { width, height } = made.info;
    // A copy of exactly these bytes: the buffer may be a window into a larger one.
    const data = new Uint8Array(made.data);
    return ok({ ...nameOf(data, { width, height }), width, height, data });
  } catch {
    // Decoders say what is wrong in words of their own; for the sender all of it is a damaged file.
    return fail("broken");
  }
}

/** The size of a picture that is kept already; null for what is none. */
export async function readPictureSize(data: Uint8Array): Promise<PictureSize | null> {
  if (formatOf(data) !== "webp") return null;
  try {
    const size = await sizeOf(data, "webp");
    return size.ok ? size.value : null;
  } catch {
    return null;
  }
}
