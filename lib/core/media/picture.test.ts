import { expect, test } from "vitest";
import { pictureMarkdown, pictureName, pictureOfSource, pictureSize } from "./picture";

const HASH = "0123456789abcdef".repeat(4);
const NAME = pictureName(HASH, { width: 640, height: 480 });

test("a name says its size and nothing but a name does", () => {
  expect(NAME).toBe("0123456789abcdef0123456789abcdef-640x480.webp");
  expect(pictureSize(NAME)).toEqual({ width: 640, height: 480 });
});

test.each([
  "",
  "cup.webp",
  `../${NAME}`,
  `${NAME}/..`,
  `${NAME}\n`,
  NAME.toUpperCase(),
  NAME.replace("640", "0"),
  NAME.replace("640", "1601"),
  NAME.replace("640", "99999"),
  NAME.replace(".webp", ".svg"),
  `${NAME}.svg`,
])("%j is no name", (name) => {
  expect(pictureSize(name)).toBeNull();
});

test.each([
  { source: `media/${NAME}`, name: NAME },
  { source: NAME, name: null },
  { source: `/media/${NAME}`, name: null },
  { source: `https://example.org/media/${NAME}`, name: null },
  { source: "media/cup.png", name: null },
])("$source means the picture $name", ({ source, name }) => {
  expect(pictureOfSource(source)).toBe(name);
});

test("words of a picture cannot leave their brackets", () => {
  expect(pictureMarkdown(NAME, "a ](x)\n [b] \\")).toBe(`![a \\](x) \\[b\\] \\\\](media/${NAME})`);
});
