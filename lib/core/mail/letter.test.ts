import { expect, test } from "vitest";
import { withFoot, writeLetter } from "./letter";

const evil = `<img src=x onerror="alert('1')">&`;

test("whatever is said stands as words in the HTML, and as it is in the text", () => {
  const letter = withFoot(
    writeLetter(`News\r\nBcc: all@example.org`, [
      { kind: "words", words: evil },
      { kind: "list", items: [evil] },
      { kind: "code", code: evil },
      { kind: "button", label: evil, href: `https://example.org/"${evil}` },
    ]),
    evil,
    { label: "Unsubscribe", href: "https://example.org/unsubscribe?token=a&b" },
  );
  expect(letter.subject).toBe("News Bcc: all@example.org");
  expect(letter.html).not.toContain("<img");
  expect(letter.html).not.toMatch(/href="[^"]*"[^>]/);
  expect(letter.html).toContain("token=a&amp;b");
  expect(letter.text).toContain(evil);
  expect(letter.text).toContain("Unsubscribe: https://example.org/unsubscribe?token=a&b");
});
