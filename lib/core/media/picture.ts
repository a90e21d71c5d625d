// Pictures of questions: their names, and what may be sent in. No zod in here: the browser uses this file.

/** The largest file that is taken. */
export const PICTURE_BYTES = 10 * 1024 * 1024;
/** The most pixels that are decoded: of a telephone's photo, not of a bomb. */
export const PICTURE_PIXELS = 40_000_000;
/** The longest side of a picture that is kept; a larger one is made smaller. */
export const PICTURE_SIDE = 1_600;
/** The longest description of a picture. */
export const PICTURE_WORDS = 300;
/** What a file chooser offers. What a file is decides its content alone. */
export const PICTURE_TYPES = ["image/png", "image/jpeg", "image/webp", "image/gif", "image/avif"] as const;

/**
 * A picture's name: the first 128 bits of the SHA-256 of its bytes, and its size, so that a page can keep its place
 * free before it is there. Other bytes have another name, and nobody guesses one.
 */
const NAME = /^[0-9a-f]{32}-([1-9]\d{0,3})x([1-9]\d{0,3})\.webp$/;

export type PictureSize = { width: number; height: number };

export const pictureName = (sha256: string, { width, height }: PictureSize): string =>
  `${sha256.slice(0, 32)}-${width}x${height}.webp`;

/** The size that a picture's name says; null for what is no picture's name. */
export function pictureSize(name: string): PictureSize | null {
  const [, width, height] = NAME.exec(name) ?? [];
  if (width === undefined || height === undefined) return null;
  const size = { width: Number(width), height: Number(height) };
  return Math.max(size.width, size.height) <= PICTURE_SIDE ? size : null;
}

/** The name of the picture that Markdown means by `media/<name>`; null for any other source. */
export function pictureOfSource(source: string): string | null {
  const name = source.startsWith("media/") ? source.slice("media/".length) : "";
  return pictureSize(name) === null ? null : name;
}

/** Where a picture is served. */
export const pictureAddress = (name: string): string => `/media/${name}`;

/** A picture as Markdown, with its words escaped. */
export const pictureMarkdown = (name: string, alt: string): string =>
  `![${alt
    .replaceAll(/\s+/g, " ")
    .trim()
    .replaceAll(/[\\[\]]/g, "\\$&")}](media/${name})`;

/** Why a file is not kept as a picture. */
export type PictureFault = "empty" | "too-large" | "no-picture" | "too-many-pixels" | "broken";

/** What is wrong with a file, and what to do about it. */
export const PICTURE_FAULTS = {
  empty: "The file is empty. Nothing was stored.",
  "too-large": "The file is larger than 10 MB. Make it smaller and send it again; nothing was stored.",
  "no-picture":
    "That is no picture that can be used here. Send PNG, JPEG, WebP, GIF or AVIF (a drawing in SVG must be saved as one of these); nothing was stored.",
  "too-many-pixels":
    "The picture has more than 40 million pixels. Make it smaller and send it again; nothing was stored.",
  broken: "The picture is damaged or incomplete. Save it anew and send it again; nothing was stored.",
} as const satisfies Record<PictureFault, string>;
