import { expect, test } from "vitest";
import { signUpSchema } from "./accounts";
import common from "./common-passwords.json" with { type: "json" };
import { isKnownPassword } from "./known-password";
import { passwordSchema } from "./password";

const LIST = common.passwords.split(" ");

test("the list holds more than the 3,000 most common passwords that are long enough here", () => {
  expect(new Set(LIST).size).toBe(5_000);
  expect(LIST.filter((one) => one.length < 10 || one !== one.toLowerCase())).toEqual([]);
});

test("every password of the list is refused, however it is written", () => {
  expect(LIST.filter((one) => passwordSchema.safeParse(one).success)).toEqual([]);
  for (const one of [
    "Password123",
    "QWERTYUIOP",
    "qwertyuiop!",
    "Basketball99",
    "1234567890",
    "ｑｗｅｒｔｙｕｉｏｐ",
  ]) {
    expect(isKnownPassword(one), one).toBe(true);
  }
});

test("one letter again and again, and the words of this place, are refused too", () => {
  for (const one of [
    "zzzzzzzzzzzz",
    "ababababababab",
    "Trapline2026!",
    "trapline-admin",
    "instructor1",
    "exam practice 1",
  ]) {
    expect(isKnownPassword(one), one).toBe(true);
  }
});

test("a sentence, a random password and one of digits that nobody else has are taken", () => {
  const good = [
    "a long enough password",
    "another sentence, longer",
    "xK3-vv0_pQz1",
    "8301947265502",
    "добрый вечер, мир",
  ];
  for (const one of good) expect(passwordSchema.safeParse(one).success, one).toBe(true);
});

test("who registers is told why", () => {
  const parsed = signUpSchema.safeParse({ name: "Ada", email: "ada@example.org", password: "qwertyuiop" });
  expect(parsed.error?.issues.map(({ path, message }) => `${path}: ${message}`)).toEqual([
    "password: This is one of the passwords that are tried first. Choose another; a sentence is fine.",
  ]);
});
