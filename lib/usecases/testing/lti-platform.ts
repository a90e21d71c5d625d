import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createLocalJWKSet, exportJWK, generateKeyPair, type JWTPayload, jwtVerify, SignJWT } from "jose";
import { z } from "zod";

const CLAIM = "https://purl.imsglobal.org/spec/lti/claim/";
const SCOPE = "https://purl.imsglobal.org/spec/lti-ags/scope/";
const NRPS = "https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly";
const ROLE = "http://purl.imsglobal.org/vocab/lis/v2/membership#";
const TOKEN_SECONDS = 300;

const keysSchema = z.object({ keys: z.array(z.object({ kty: z.string(), kid: z.string() }).catchall(z.unknown())) });
const scoreSchema = z
  .object({ userId: z.string(), scoreGiven: z.number(), scoreMaximum: z.number() })
  .catchall(z.unknown());

export type SentScore = z.infer<typeof scoreSchema> & { item: string };
export type CourseMember = { user_id: string; roles: string[]; name?: string; email?: string; status?: string };

/** Who launches what. `claims` stand beside the usual ones, or in their place; undefined takes one out. */
export type Launching = {
  sub: string;
  role?: "Instructor" | "Learner" | "Mentor";
  name?: string;
  course?: string;
  link?: string;
  custom?: Record<string, string>;
  claims?: Record<string, unknown>;
};

/** What the platform was sent and asked, and how it is to answer. */
type PlatformState = {
  scores: SentScore[];
  items: { id: string; resourceLinkId: string }[];
  members: CourseMember[];
  tokensGiven: number;
  /** What the next requests for scores are answered with; then 200. */
  failures: number[];
  /** Where the roster says that its next page is, in place of the true address. */
  rosterElsewhere: string | null;
  /** Where requests for the roster are sent on to, in place of an answer. */
  redirect: string | null;
  /** What was chosen for new links. */
  chosen: JWTPayload[];
  asked: string[];
};

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString("utf8");
}

/**
 * A learning platform as a real one would answer: its keys, tokens for who proves to be the tool, line items, scores and
 * a roster in pages. What it was sent is there to look at, and it can be told to fail.
 */
export async function startPlatform({
  toolKeys,
  clientId = "trapline-client",
}: {
  toolKeys: () => Promise<unknown>;
  clientId?: string;
}) {
  const pair = await generateKeyPair("RS256", { extractable: true });
  const publicJwk = { ...(await exportJWK(pair.publicKey)), kid: "platform-1", alg: "RS256", use: "sig" };
  const state: PlatformState = {
    scores: [],
    items: [],
    members: [],
    tokensGiven: 0,
    failures: [],
    rosterElsewhere: null,
    redirect: null,
    chosen: [],
    asked: [],
  };
  const tokens = new Map<string, string>();
  const people = new Map<string, Launching>();

  /** What the tool signed, for `audience`, now; throws everything else. */
  const checkTool = async (message: string, audience: string) =>
    jwtVerify(message, createLocalJWKSet(keysSchema.parse(await toolKeys())), {
      algorithms: ["RS256"],
      issuer: clientId,
      audience,
      requiredClaims: ["jti", "exp", "iat"],
      currentDate: clock(),
    });

  async function giveToken(body: string): Promise<[number, unknown]> {
    const form = new URLSearchParams(body);
    try {
      const { payload } = await checkTool(form.get("client_assertion") ?? "", `${origin()}/token`);
      if (payload.sub !== clientId) throw new Error("another subject");
    } catch {
      return [401, { error: "invalid_client" }];
    }
    state.tokensGiven += 1;
    const token = `token-${state.tokensGiven}`;
    tokens.set(token, form.get("scope") ?? "");
    return [200, { access_token: token, token_type: "Bearer", expires_in: 3600, scope: form.get("scope") }];
  }

  /** Signs whoever the hint means in, and sends the browser back with what it says of them, as platforms do. */
  async function signedIn(asked: URLSearchParams): Promise<{ status: number; body: string }> {
    const redirect = asked.get("redirect_uri") ?? "";
    const who = people.get(asked.get("login_hint") ?? "");
    if (who === undefined || asked.get("client_id") !== clientId) return { status: 400, body: "no" };
    const about = { nonce: asked.get("nonce") ?? "", toolOrigin: new URL(redirect).origin };
    const token = await sign(claimsOf(who, about), Date.now());
    const body = `<!doctype html><form method="post" action="${redirect}"><input name="id_token" value="${token}">
<input name="state" value="${asked.get("state")}"></form><script>document.forms[0].submit()</script>`;
    return { status: 200, body };
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", origin());
    const body = await bodyOf(request);
    state.asked.push(`${request.method} ${url.pathname}`);
    const reply = (status: number, value: unknown, headers: Record<string, string> = {}) => {
      response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(value));
    };
    const may = (scope: string) =>
      tokens
        .get(request.headers.authorization?.replace(/^Bearer /, "") ?? "")
        ?.split(" ")
        .includes(scope) ?? false;
    if (url.pathname === "/choice") {
      const message = new URLSearchParams(body).get("JWT") ?? "";
      const { payload } = await checkTool(message, origin());
      state.chosen.push(payload);
      response.writeHead(200, { "content-type": "text/html" }).end("<h1>The link is made</h1>");
      return;
    }
    if (url.pathname === "/auth") {
      const { body: page, status } = await signedIn(url.searchParams);
      response.writeHead(status, { "content-type": "text/html" }).end(page);
      return;
    }
    if (url.pathname === "/jwks") return reply(200, { keys: [publicJwk] });
    if (url.pathname === "/token") return reply(...(await giveToken(body)));
    if (url.pathname.endsWith("/scores")) {
      if (!may(`${SCOPE}score`)) return reply(401, {});
      const failure = state.failures.shift();
      if (failure !== undefined) return reply(failure, {});
      const item = `${origin()}${url.pathname.replace(/\/scores$/, "")}${url.search}`;
      state.scores.push({ ...scoreSchema.parse(JSON.parse(body)), item });
      return reply(200, {});
    }
    if (url.pathname === "/items") {
      if (!may(`${SCOPE}lineitem`)) return reply(401, {});
      if (request.method === "GET") return reply(200, state.items);
      const made = z.object({ resourceLinkId: z.string() }).catchall(z.unknown()).parse(JSON.parse(body));
      const item = { ...made, id: `${origin()}/items/${state.items.length + 1}` };
      state.items.push(item);
      return reply(201, item);
    }
    if (url.pathname === "/members") {
      if (!may(NRPS)) return reply(401, {});
      if (state.redirect !== null) return reply(302, {}, { location: state.redirect });
      const page = Number(url.searchParams.get("page") ?? 1);
      const half = Math.ceil(state.members.length / 2);
      const next = state.rosterElsewhere ?? `${origin()}/members?page=2`;
      return reply(
        200,
        { id: url.href, context: { id: "course-1" }, members: state.members.slice((page - 1) * half, page * half) },
        page === 1 ? { link: `<${next}>; rel="next"` } : {},
      );
    }
    return reply(404, {});
  }

  let clock = () => new Date();
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.writeHead(500).end());
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const origin = () => `http://127.0.0.1:${port}`;

  /** The claims of a launch as Moodle and Canvas send them. */
  function claimsOf(launching: Launching, { nonce, toolOrigin }: { nonce: string; toolOrigin: string }): JWTPayload {
    const { sub, role = "Learner", name = "Sam Student", course = "course-1", link = "link-1", custom } = launching;
    return {
      sub,
      nonce,
      name,
      email: `${sub}@school.example`,
      [`${CLAIM}version`]: "1.3.0",
      [`${CLAIM}message_type`]: "LtiResourceLinkRequest",
      [`${CLAIM}deployment_id`]: "1",
      [`${CLAIM}target_link_uri`]: `${toolOrigin}/`,
      [`${CLAIM}roles`]: [`${ROLE}${role}`],
      [`${CLAIM}context`]: { id: course, title: "Brewing 101", label: "B101" },
      [`${CLAIM}resource_link`]: { id: link, title: "Mock exam" },
      ...(custom === undefined ? {} : { [`${CLAIM}custom`]: custom }),
      "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint": {
        scope: [`${SCOPE}lineitem`, `${SCOPE}score`],
        lineitems: `${origin()}/items`,
        lineitem: `${origin()}/items/of-${link}?type_id=1`,
      },
      "https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice": {
        context_memberships_url: `${origin()}/members`,
        service_versions: ["2.0"],
      },
      ...launching.claims,
    };
  }

  const sign = (claims: JWTPayload, now: number, key = pair.privateKey): Promise<string> => {
    const seconds = Math.floor(now / 1_000);
    const all = { iss: origin(), aud: clientId, iat: seconds, exp: seconds + TOKEN_SECONDS, ...claims };
    return new SignJWT(all).setProtectedHeader({ alg: "RS256", kid: "platform-1" }).sign(key);
  };

  /** What turns a launch into the question what a new link is to open. */
  const asking = (data = "as it was"): Record<string, unknown> => ({
    [`${CLAIM}message_type`]: "LtiDeepLinkingRequest",
    [`${CLAIM}resource_link`]: undefined,
    "https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings": {
      deep_link_return_url: `${origin()}/choice`,
      accept_types: ["link", "ltiResourceLink"],
      accept_presentation_document_targets: ["window"],
      data,
    },
  });

  return {
    state,
    publicJwk,
    asking,
    claimsOf,
    sign,
    /** What an admin enters of it. */
    settings: () => ({
      name: "School",
      issuer: origin(),
      clientId,
      authLoginUrl: `${origin()}/auth`,
      tokenUrl: `${origin()}/token`,
      jwksUrl: `${origin()}/jwks`,
      serviceOrigin: origin(),
      deploymentIds: ["1"],
    }),
    /** Puts a link into somebody's course: the address that a click on it opens. */
    linkFor: (who: Launching, toolOrigin: string): string => {
      people.set(who.sub, who);
      const fields = { iss: origin(), client_id: clientId, login_hint: who.sub, target_link_uri: `${toolOrigin}/` };
      return `${toolOrigin}/api/lti/login?${new URLSearchParams(fields)}`;
    },
    /** The time by which it checks what it is sent. */
    setClock: (now: number) => {
      clock = () => new Date(now);
    },
    stop: () =>
      new Promise<void>((stopped) => {
        server.close(() => stopped());
        server.closeAllConnections();
      }),
  };
}
export type SimulatedPlatform = Awaited<ReturnType<typeof startPlatform>>;
