import { deflateSync } from "node:zlib";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { PICTURE_BYTES, type PictureFault, pictureSize } from "@/lib/core/media/picture";
import { makePicture, type Picture, readPictureSize } from "./make-picture";

const red = { r: 200, g: 30, b: 40 };
const drawing = (width = 60, height = 40, alpha = 1) =>
  sharp({ create: { width, height, channels: 4, background: { ...red, alpha } } });

async function made(bytes: Uint8Array): Promise<Picture> {
  const result = await makePicture(bytes);
  if (!result.ok) throw new Error(result.error);
  return result.value;
}

describe("what is taken", () => {
  test.each([
    { name: "PNG", bytes: () => drawing().png().toBuffer() },
    { name: "JPEG", bytes: () => drawing().jpeg().toBuffer() },
    { name: "WebP", bytes: () => drawing().webp().toBuffer() },
    { name: "GIF", bytes: () => drawing().gif().toBuffer() },
    { name: "AVIF", bytes: () => drawing().avif().toBuffer() },
  ])("$name becomes WebP, named by its content and size", async ({ bytes }) => {
    const file = await bytes();
    const picture = await made(file);
    expect(picture).toMatchObject({ width: 60, height: 40 });
    expect(pictureSize(picture.name)).toEqual({ width: 60, height: 40 });
    expect(picture.name.startsWith(picture.sha256.slice(0, 32))).toBe(true);
    expect(await readPictureSize(picture.data)).toEqual({ width: 60, height: 40 });
    expect((await made(file)).name).toBe(picture.name);
  });

  test("a large one is made smaller, a small one stays", async () => {
    expect(await made(await drawing(4_000, 1_000).png().toBuffer())).toMatchObject({ width: 1_600, height: 400 });
    expect(await made(await drawing(3, 2).png().toBuffer())).toMatchObject({ width: 3, height: 2 });
  });

  test("who, where and with what it was made is not kept, and it stands upright", async () => {
    const jpeg = await drawing()
      .withExif({ IFD0: { Artist: "Secret Name", Copyright: "Secret Street" } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const picture = await made(jpeg);
    expect(picture).toMatchObject({ width: 40, height: 60 });
    const { exif, icc, xmp, orientation } = await sharp(picture.data).metadata();
    expect([exif, icc, xmp, orientation]).toEqual([undefined, undefined, undefined, undefined]);
    expect(Buffer.from(picture.data).includes("Secret")).toBe(false);
  });

  test("what is see-through becomes white", async () => {
    const { data } = await made(await drawing(8, 8, 0).png().toBuffer());
    const { dominant } = await sharp(data).stats();
    expect(Math.min(dominant.r, dominant.g, dominant.b)).toBeGreaterThan(240);
    expect((await sharp(data).metadata()).hasAlpha).toBe(false);
  });

  test("of an animation the first frame", async () => {
    const frames = await sharp(
      await Promise.all(["#ff0000", "#0000ff"].map((background) => flat(background).png().toBuffer())),
      { join: { animated: true } },
    )
      .gif()
      .toBuffer();
    expect((await sharp(frames).metadata()).pages).toBe(2);
    const { data, height } = await made(frames);
    expect(height).toBe(10);
    expect((await sharp(data).stats()).dominant.r).toBeGreaterThan(200);
  });

  test("what hangs behind a picture or stands in its comments goes", async () => {
    const payload = "<script>alert(document.domain)</script>";
    const png = Buffer.concat([await drawing().png().toBuffer(), Buffer.from(payload)]);
    const gif = await drawing().gif().toBuffer();
    const comment = Buffer.concat([Buffer.from([0x21, 0xfe, payload.length]), Buffer.from(payload), Buffer.from([0])]);
    // Before the image descriptor, that is, after the header and the colour table.
    const place = 13 + 3 * 2 ** (((gif[10] ?? 0) & 7) + 1);
    const polyglot = Buffer.concat([gif.subarray(0, place), comment, gif.subarray(place)]);
    for (const file of [png, polyglot]) {
      expect(file.includes("<script>")).toBe(true);
      expect(Buffer.from((await made(file)).data).includes("<script>")).toBe(false);
    }
  });
});

const flat = (background: string) => sharp({ create: { width: 10, height: 10, channels: 3, background } });

/** A PNG of one colour with a true checksum, whatever its size: rows of zeros pack to almost nothing. */
function hugePng(width: number, height: number): Buffer {
  const crcTable = Array.from({ length: 256 }, (_, n) => {
    let c = n;
    for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
    return c >>> 0;
  });
  const crc = (data: Buffer) =>
    (data.reduce((c, byte) => (crcTable[(c ^ byte) & 255] ?? 0) ^ (c >>> 8), 0xffffffff) ^ 0xffffffff) >>> 0;
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const [head, tail] = [Buffer.alloc(4), Buffer.alloc(4)];
    head.writeUInt32BE(data.length);
    tail.writeUInt32BE(crc(body));
    return Buffer.concat([head, body, tail]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([1, 0, 0, 0, 0], 8);
  const rows = deflateSync(Buffer.alloc(1_000_000));
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk("IHDR", header),
    chunk("IDAT", rows),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>';

const hostile: { name: string; fault: PictureFault; bytes: () => Uint8Array | Promise<Uint8Array> }[] = [
  { name: "nothing", fault: "empty", bytes: () => new Uint8Array() },
  { name: "a file of any size", fault: "too-large", bytes: () => new Uint8Array(PICTURE_BYTES + 1) },
  { name: "a drawing with a script", fault: "no-picture", bytes: () => Buffer.from(svg) },
  {
    name: "the same behind white space",
    fault: "no-picture",
    bytes: () => Buffer.from(`\ufeff\n\n<?xml version="1.0"?>${svg}`),
  },
  { name: "a page", fault: "no-picture", bytes: () => Buffer.from("<!doctype html><script>alert(1)</script>") },
  { name: "a PDF", fault: "no-picture", bytes: () => Buffer.from("%PDF-1.7\n1 0 obj") },
  { name: "a TIFF", fault: "no-picture", bytes: () => drawing().tiff().toBuffer() },
  {
    name: "a drawing that begins like a PNG",
    fault: "broken",
    bytes: () => Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), Buffer.from(svg)]),
  },
  { name: "a drawing that begins like a GIF", fault: "broken", bytes: () => Buffer.from(`GIF89a${svg}`) },
  {
    name: "a film that calls itself AVIF",
    fault: "broken",
    bytes: () => Buffer.from("\0\0\0\x18ftypavif\0\0\0\0avifmif1moov", "latin1"),
  },
  { name: "a bomb of 10 GB in a few kB", fault: "too-many-pixels", bytes: () => hugePng(100_000, 100_000) },
  { name: "one row of 41 million pixels", fault: "too-many-pixels", bytes: () => hugePng(41_000_000, 1) },
  { name: "a picture that ends too early", fault: "broken", bytes: () => hugePng(6_000, 6_000) },
  { name: "half a JPEG", fault: "broken", bytes: async () => half(await noise().jpeg().toBuffer()) },
  { name: "half a PNG", fault: "broken", bytes: async () => half(await noise().png().toBuffer()) },
  { name: "half a WebP", fault: "broken", bytes: async () => half(await noise().webp().toBuffer()) },
  { name: "half an AVIF", fault: "broken", bytes: async () => half(await noise().avif().toBuffer()) },
  { name: "half a GIF", fault: "broken", bytes: async () => half(await noise().gif().toBuffer()) },
];

const noise = () =>
  sharp({
    create: {
      width: 200,
      height: 200,
      channels: 3,
      background: red,
      noise: { type: "gaussian", mean: 128, sigma: 60 },
    },
  });
const half = (bytes: Buffer): Buffer => bytes.subarray(0, Math.floor(bytes.length / 2));

test.each(hostile)("$name is refused as $fault", async ({ fault, bytes }) => {
  expect(await makePicture(await bytes())).toEqual({ ok: false, error: fault });
});
