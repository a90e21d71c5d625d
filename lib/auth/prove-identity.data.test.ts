import { expect, test } from "vitest";
import type { Viewer } from "@/lib/core/access/viewer";
import { MINUTE_MS } from "@/lib/core/shared/epoch-ms";
import { newId } from "@/lib/data/new-id";
import { createSession, findSession } from "@/lib/data/sessions";
import { onBothEngines } from "@/lib/data/testing/engines";
import { createUser } from "@/lib/data/users";
import { hashPassword } from "./password";
import { proofFor, proveIdentity } from "./prove-identity";

const NOW = Date.UTC(2026, 10, 23, 9);
const PASSWORD = "a sentence that is long";

onBothEngines("proving who one is", (engine) => {
  async function viewerWith(email: string | null, password: string | null): Promise<Viewer> {
    const passwordHash = password === null ? null : await hashPassword(password);
    const idHash = newId();
    return engine.database().transaction(async (tx) => {
      const userId = await createUser(tx, { email, name: "Ida", role: "learner", passwordHash }, NOW);
      await createSession(tx, { idHash, userId, device: "" }, NOW);
      const session = await findSession(tx, idHash);
      if (session === null) throw new Error("no session");
      return session.viewer;
    });
  }
  const address = () => `${newId()}@example.org`;

  test("by the password, where there is one; the word is not enough, and ten wrong ones close the door", async () => {
    const context = { viewer: await viewerWith(address(), PASSWORD), now: NOW };
    expect(await proofFor(context)).toBe("password");
    expect(await proveIdentity(context, "delete")).toEqual({ ok: false, error: { kind: "wrong" } });
    expect(await proveIdentity(context, PASSWORD)).toEqual({ ok: true, value: null });
    for (let tries = 0; tries < 10; tries += 1) await proveIdentity(context, "wrong");
    expect(await proveIdentity(context, PASSWORD)).toMatchObject({ ok: false, error: { kind: "wait" } });
  });

  test("by the word, for a guest, however long they are here", async () => {
    const context = { viewer: await viewerWith(null, null), now: NOW + 60 * MINUTE_MS };
    expect(await proofFor(context)).toBe("word");
    expect(await proveIdentity(context, "")).toEqual({ ok: false, error: { kind: "word" } });
    expect(await proveIdentity(context, " Delete ")).toEqual({ ok: true, value: null });
  });

  test("by the word, without a password, within a quarter of an hour of the sign-in", async () => {
    const viewer = await viewerWith(address(), null);
    expect(await proveIdentity({ viewer, now: NOW + 15 * MINUTE_MS }, "delete")).toEqual({ ok: true, value: null });
    const late = { viewer, now: NOW + 16 * MINUTE_MS };
    expect(await proofFor(late)).toBe("sign-in");
    expect(await proveIdentity(late, "delete")).toEqual({ ok: false, error: { kind: "sign-in" } });
  });
});
