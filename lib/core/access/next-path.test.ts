import fc from "fast-check";
import { expect, test } from "vitest";
import { FIXED_RUNS } from "@/lib/core/question/testing/arbitrary-question";
import { safeNextPath } from "./next-path";

const SITE = "https://trapline.example";

test.each([
  "/",
  "/home",
  "/attempts/1?page=2#top",
  "/a//b",
  "/%2F%2Fevil.example",
  "/?next=https://evil.example",
  "/ä",
])("%s is a path of this site", (next) => {
  expect(safeNextPath(next, "/home")).toBe(next);
});

const hostile: readonly { name: string; next: string | string[] | undefined }[] = [
  { name: "nothing", next: undefined },
  { name: "no words", next: "" },
  { name: "several values", next: ["/home", "//evil.example"] },
  { name: "another site", next: "https://evil.example/" },
  { name: "another site without a scheme", next: "//evil.example" },
  { name: "three slashes", next: "///evil.example" },
  { name: "dots that a browser takes out", next: "/.//evil.example" },
  { name: "dots that lead up", next: "/..//evil.example" },
  { name: "a backslash for a slash", next: "/\\evil.example" },
  { name: "two backslashes", next: "\\\\evil.example" },
  { name: "a backslash later on", next: "/a\\..\\..\\evil.example" },
  { name: "a tab between the slashes", next: "/\t/evil.example" },
  { name: "a line feed between the slashes", next: "/\n/evil.example" },
  { name: "a carriage return before a header", next: "/home\r\nLocation: https://evil.example" },
  { name: "a zero byte", next: "/\0/evil.example" },
  { name: "a space before the slashes", next: " //evil.example" },
  { name: "a tab before the slashes", next: "\t//evil.example" },
  { name: "a script", next: "javascript:alert(1)" },
  { name: "data", next: "data:text/html,hello" },
  { name: "a relative path", next: "home" },
  { name: "an address with a person in it", next: "@evil.example" },
  { name: "a scheme with this site's name", next: `${SITE}.evil.example/` },
];

test.each(hostile)("$name is no path of this site", ({ next }) => {
  expect(safeNextPath(next, "/home")).toBe("/home");
});

test("whatever the address says, a browser stays on this site", () => {
  const piece = fc.constantFrom(
    "/",
    "\\",
    "\t",
    "\n",
    "\r",
    "\0",
    " ",
    ".",
    "@",
    ":",
    "?",
    "#",
    "%2f",
    "evil.example",
    "https:",
    "a",
  );
  const address = fc.oneof(
    fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join("")),
    fc.string({ unit: "binary-ascii" }),
  );
  let kept = 0;
  fc.assert(
    fc.property(
      fc.oneof(
        address,
        address.map((rest) => `/${rest}`),
      ),
      (next) => {
        const path = safeNextPath(next, "/home");
        kept += path === next ? 1 : 0;
        expect(path === next || path === "/home").toBe(true);
        expect(new URL(path, SITE).origin).toBe(SITE);
      },
    ),
    { ...FIXED_RUNS, numRuns: 500 },
  );
  expect(kept).toBeGreaterThan(50);
});
