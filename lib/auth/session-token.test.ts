import { encode } from "next-auth/jwt";
import { beforeAll, expect, test, vi } from "vitest";
import { MINUTE_MS } from "@/lib/core/shared/epoch-ms";
import { hashOfSecret } from "@/lib/data/random-secret";
import { idHashOfToken } from "./session-token";

const SECRET = "a secret of thirty-two characters or more";
const tokenOf = (sid: string, secret = SECRET, maxAge = 60) => encode({ token: { sid }, secret, maxAge });

beforeAll(() => vi.stubEnv("NEXTAUTH_SECRET", SECRET));

test("a token that was opened before tells the same session again, and each its own", async () => {
  const [one, other] = [await tokenOf("one"), await tokenOf("other")];
  for (let times = 0; times < 2; times += 1) {
    expect(await idHashOfToken(one)).toBe(hashOfSecret("one"));
    expect(await idHashOfToken(other)).toBe(hashOfSecret("other"));
  }
});

test("one that has expired tells none, whether or not it was opened while it held", async () => {
  const [opened, fresh] = [await tokenOf("opened"), await tokenOf("fresh")];
  expect(await idHashOfToken(opened)).toBe(hashOfSecret("opened"));
  const later = Date.now() + 2 * MINUTE_MS;
  expect([await idHashOfToken(opened, later), await idHashOfToken(fresh, later)]).toEqual([null, null]);
});

test("one that another secret signed, that was cut, or that names no session tells none, however often it is tried", async () => {
  const token = await tokenOf("cut");
  const tries = [
    await tokenOf("forged", `${SECRET} of another server`),
    token.slice(0, -1),
    `${token}x`,
    await encode({ token: {}, secret: SECRET, maxAge: 60 }),
    "",
  ];
  for (const tried of [...tries, ...tries]) expect(await idHashOfToken(tried)).toBeNull();
});
