import { exportSPKI, generateKeyPair, importJWK, SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { MINUTE_MS } from "@/lib/core/shared/epoch-ms";
import { newId } from "@/lib/data/new-id";
import { onBothEngines } from "@/lib/data/testing/engines";
import { type Begun, begin, launch, ORIGIN, tokenFor } from "@/lib/usecases/testing/launching";
import { type Launching, type SimulatedPlatform, startPlatform } from "@/lib/usecases/testing/lti-platform";
import { at, got, load, newViewer, START_MS } from "@/lib/usecases/testing/scene";
import { beginLogin, type LoginWish } from "./begin-login";
import { enterLaunch } from "./enter-launch";
import { addPlatform, closePlatform, listPublicKeys } from "./manage-platforms";
import { type LaunchRefusal, receiveLaunch } from "./receive-launch";

const here = (now = START_MS) => ({ origin: ORIGIN, now });
const CLAIM = "https://purl.imsglobal.org/spec/lti/claim/";
const refused = (error: unknown) => ({ ok: false, error });

onBothEngines("tokens, logins and tickets", (engine) => {
  const db = () => engine.database();
  let school: SimulatedPlatform;
  let other: SimulatedPlatform;
  let schoolId: string;

  async function enterPlatform(platform: SimulatedPlatform): Promise<string> {
    const admin = at(await newViewer({ role: "admin" }));
    return got(await addPlatform(admin, platform.settings())).platformId;
  }
  beforeAll(async () => {
    await load();
    const toolKeys = async () => ({ keys: await listPublicKeys(START_MS) });
    [school, other] = [await startPlatform({ toolKeys }), await startPlatform({ toolKeys })];
    schoolId = await enterPlatform(school);
    await enterPlatform(other);
  });
  afterAll(async () => {
    await school.stop();
    await other.stop();
  });

  const countUsers = () => db().reader.user.count();

  describe("a token", () => {
    /** What a token may be wrong in; each is refused, and the one beside it that is right gets in. */
    type Forged = (begun: Begun) => Promise<string>;
    const who: Launching = { sub: "forger" };
    const claims = (begun: Begun, more: Record<string, unknown> = {}) => ({
      ...school.claimsOf(who, { nonce: begun.nonce, toolOrigin: ORIGIN }),
      ...more,
    });
    const forged: { name: string; why: LaunchRefusal; make: Forged }[] = [
      {
        name: "signed by another key",
        why: "token",
        make: async (begun) => {
          const { privateKey } = await generateKeyPair("RS256");
          return school.sign(claims(begun), START_MS, privateKey);
        },
      },
      {
        name: "signed by another platform that is known here",
        why: "token",
        make: (begun) => other.sign({ ...claims(begun), iss: school.settings().issuer }, START_MS),
      },
      {
        name: "without a signature",
        why: "token",
        make: async (begun) => {
          const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
          const seconds = START_MS / 1_000;
          const all = { iss: school.settings().issuer, aud: "trapline-client", iat: seconds, exp: seconds + 300 };
          return `${part({ alg: "none", kid: "platform-1" })}.${part({ ...claims(begun), ...all })}.`;
        },
      },
      {
        name: "signed with the public key as a shared secret",
        why: "token",
        make: async (begun) => {
          const key = await importJWK(school.publicJwk, "RS256");
          const secret = new TextEncoder().encode(key instanceof Uint8Array ? "" : await exportSPKI(key));
          const seconds = START_MS / 1_000;
          return new SignJWT({ ...claims(begun), iss: school.settings().issuer, aud: "trapline-client" })
            .setProtectedHeader({ alg: "HS256", kid: "platform-1" })
            .setIssuedAt(seconds)
            .setExpirationTime(seconds + 300)
            .sign(secret);
        },
      },
      {
        name: "for another tool",
        why: "token",
        make: (begun) => school.sign(claims(begun, { aud: "other" }), START_MS),
      },
      {
        name: "for several, and not us",
        why: "token",
        make: (begun) => school.sign(claims(begun, { aud: ["trapline-client", "b"], azp: "b" }), START_MS),
      },
      {
        name: "for several, without saying for whom",
        why: "token",
        make: (begun) => school.sign(claims(begun, { aud: ["trapline-client", "b"] }), START_MS),
      },
      {
        name: "of another issuer",
        why: "token",
        make: (begun) => school.sign(claims(begun, { iss: other.settings().issuer }), START_MS),
      },
      { name: "that has expired", why: "token", make: (begun) => school.sign(claims(begun), START_MS - 7 * MINUTE_MS) },
      {
        name: "that is old and says that it holds for ever",
        why: "token",
        make: (begun) => school.sign(claims(begun, { exp: START_MS / 1_000 + 1e6 }), START_MS - 12 * MINUTE_MS),
      },
      {
        name: "from the future",
        why: "token",
        make: (begun) => school.sign(claims(begun), START_MS + 10 * MINUTE_MS),
      },
      {
        name: "with another nonce",
        why: "token",
        make: (begun) => school.sign(claims(begun, { nonce: "n" }), START_MS),
      },
      {
        name: "without a nonce",
        why: "token",
        make: (begun) => school.sign(claims(begun, { nonce: undefined }), START_MS),
      },
      {
        name: "of another version",
        why: "malformed",
        make: (begun) => school.sign(claims(begun, { [`${CLAIM}version`]: "1.1" }), START_MS),
      },
      {
        name: "of another kind of message",
        why: "malformed",
        make: (begun) =>
          school.sign(claims(begun, { [`${CLAIM}message_type`]: "LtiSubmissionReviewRequest" }), START_MS),
      },
      {
        name: "of a deployment that no admin entered",
        why: "unknown-deployment",
        make: (begun) => school.sign(claims(begun, { [`${CLAIM}deployment_id`]: "2" }), START_MS),
      },
      {
        name: "that leads elsewhere",
        why: "elsewhere",
        make: (begun) =>
          school.sign(claims(begun, { [`${CLAIM}target_link_uri`]: `${ORIGIN}.evil.example/` }), START_MS),
      },
      { name: "that is none", why: "token", make: () => Promise.resolve("a.b.c") },
    ];
    test.each(forged)("$name is refused, and its state is used up", async ({ make, why }) => {
      const before = await countUsers();
      const begun = await begin(school);
      const { state } = begun;
      expect(await receiveLaunch({ state, token: await make(begun) }, here())).toEqual(refused(why));
      expect(await receiveLaunch({ state, token: await tokenFor(school, who, begun) }, here())).toEqual(
        refused("state"),
      );
      expect(await countUsers()).toBe(before);
      const good = await begin(school);
      const token = await tokenFor(school, who, good);
      expect((await receiveLaunch({ state: good.state, token }, here())).ok).toBe(true);
    });

    test("is good once, with the state that it was asked for by, in time", async () => {
      const [begun, second] = [await begin(school), await begin(school)];
      const token = await tokenFor(school, { sub: "once" }, begun);
      expect(await receiveLaunch({ state: newId(), token }, here())).toEqual(refused("state"));
      expect(await receiveLaunch({ state: second.state, token }, here())).toEqual(refused("token"));
      const twice = await Promise.all([0, 1].map(() => receiveLaunch({ state: begun.state, token }, here())));
      expect(twice.filter(({ ok }) => ok)).toHaveLength(1);
      const late = await begin(school);
      const now = START_MS + 11 * MINUTE_MS;
      const fresh = await tokenFor(school, { sub: "once" }, late, now);
      expect(await receiveLaunch({ state: late.state, token: fresh }, here(now))).toEqual(refused("state"));
    });
  });

  describe("a login", () => {
    const wish = (): LoginWish => ({
      issuer: school.settings().issuer,
      clientId: null,
      loginHint: "someone",
      messageHint: "m",
      targetLinkUri: `${ORIGIN}/anything`,
    });
    test("goes to the platform's own address, with what it needs", async () => {
      const { to } = got(await beginLogin(wish(), here()));
      const { origin, pathname, searchParams } = new URL(to);
      expect(`${origin}${pathname}`).toBe(school.settings().authLoginUrl);
      expect(Object.fromEntries(searchParams)).toMatchObject({
        response_type: "id_token",
        response_mode: "form_post",
        scope: "openid",
        prompt: "none",
        client_id: "trapline-client",
        redirect_uri: `${ORIGIN}/api/lti/launch`,
        login_hint: "someone",
        lti_message_hint: "m",
      });
    });
    test.each([
      { name: "of an unknown issuer", change: { issuer: "https://unknown.example" }, why: "unknown-platform" },
      { name: "of another client", change: { clientId: "other" }, why: "unknown-platform" },
      { name: "that leads elsewhere", change: { targetLinkUri: "https://evil.example/" }, why: "elsewhere" },
      { name: "that leads to a look-alike", change: { targetLinkUri: `${ORIGIN}@evil.example/` }, why: "elsewhere" },
      { name: "that leads nowhere", change: { targetLinkUri: "javascript:alert(1)" }, why: "elsewhere" },
    ])("$name is refused", async ({ change, why }) => {
      expect(await beginLogin({ ...wish(), ...change }, here())).toEqual(refused(why));
    });

    test("and a launch of a platform that is closed are refused, until it is open again", async () => {
      const admin = at(await newViewer({ role: "admin" }));
      const begun = await begin(school);
      const token = await tokenFor(school, { sub: "closing" }, begun);
      got(await closePlatform(admin, { platformId: schoolId, closed: true }));
      expect(await beginLogin(wish(), here())).toEqual(refused("unknown-platform"));
      expect(await receiveLaunch({ state: begun.state, token }, here())).toEqual(refused("unknown-platform"));
      got(await closePlatform(admin, { platformId: schoolId, closed: false }));
      expect((await launch(school, { sub: "closing" })).ok).toBe(true);
    });
  });

  describe("a ticket", () => {
    test("is good in the browser that began alone, once, for a while", async () => {
      const begun = await begin(school);
      const token = await tokenFor(school, { sub: newId() }, begun);
      const { ticket } = got(await receiveLaunch({ state: begun.state, token }, here()));
      const { cookieOf } = begun;
      const nobody = { viewer: null, now: START_MS };
      const another = await begin(school);
      for (const cookies of [() => undefined, another.cookieOf, () => "something"])
        expect(await enterLaunch(nobody, { ticket, cookieOf: cookies })).toEqual(refused("ticket"));
      expect(await enterLaunch(nobody, { ticket: newId(), cookieOf })).toEqual(refused("ticket"));
      const late = { viewer: null, now: START_MS + 11 * MINUTE_MS };
      expect(await enterLaunch(late, { ticket, cookieOf })).toEqual(refused("ticket"));
      expect((await enterLaunch(nobody, { ticket, cookieOf })).ok).toBe(true);
      expect(await enterLaunch(nobody, { ticket, cookieOf })).toEqual(refused("ticket"));
    });
  });
});
