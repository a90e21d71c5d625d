import { describe, expect, test } from "vitest";
import { errorFields, scrub } from "./scrub";

describe("scrub", () => {
  test.each([
    ["550 no such user <ada.lovelace@school.example>", "550 no such user <…@…>"],
    ["connect ECONNREFUSED 10.1.2.3:5432", "connect ECONNREFUSED [address]:5432"],
    ["connect ECONNREFUSED 127.0.0.1:5432", "connect ECONNREFUSED 127.0.0.1:5432"],
    ["connect ECONNREFUSED 2001:db8::7:443", "connect ECONNREFUSED [address]"],
    ["listening on fe80::1%eth0", "listening on [address]"],
    ["Unexpected token 'A', \"Ada wrote \"... is not valid JSON", 'Unexpected token "…", "…"... is not valid JSON'],
    ["Key (email)=(ada@school.example) already exists", "Key (email)=(…) already exists"],
    ["Unique constraint failed on the fields: (`email`)", "Unique constraint failed on the fields: (`email`)"],
    ["got `an answer, with commas: and all`", "got `…`"],
    ["GET https://x.example/reset/secret failed", "GET https://… failed"],
    ["an open quote “of somebody", 'an open quote "…"'],
    ["the database doesn't answer, and it isn't known why", "the database doesn't answer, and it isn't known why"],
    ["at 12:00:01 it stopped\n\n  for good", "at 12:00:01 it stopped for good"],
  ])("%s", (text, clean) => expect(scrub(text)).toBe(clean));

  test("is bounded, whatever it is given", () => {
    expect(scrub("word ".repeat(10_000)).length).toBeLessThan(310);
  });
});

describe("an error", () => {
  test("is told by kind, code and place, and its message stands nowhere else", () => {
    const told = errorFields(Object.assign(new Error('no "Ada"'), { code: "E1", digest: "77" }));
    expect(told).toMatchObject({ name: "Error", message: 'no "…"', code: "E1", digest: "77" });
    expect(told.stack).toMatch(/^\s+at /);
    expect(JSON.stringify(told)).not.toContain("Ada");
  });

  test("of the database client is told without the call, which holds the values", () => {
    const error = new Error(
      "\nInvalid `tx.user.create()` invocation in\n\n{ data: { name: Ada } }\n\nArgument `role` is missing.",
    );
    error.name = "PrismaClientValidationError";
    expect(errorFields(error).message).toBe("Argument `role` is missing.");
  });

  test("of another realm is an error too", () => {
    expect(errorFields({ name: "Error", message: 'no action "Ada"' })).toEqual({
      name: "Error",
      message: 'no action "…"',
    });
  });

  test("is told with its causes, so many of them", () => {
    const ring = new Error("one");
    ring.cause = ring;
    expect(errorFields(ring)).toMatchObject({ cause: { cause: { cause: { message: "one" } } } });
    expect(errorFields("Ada")).toEqual({ name: "not an error", message: "string" });
  });
});
