import { type IncomingMessage, Server, type ServerResponse } from "node:http";
import { noPageHeaders, securityHeaders } from "@/lib/core/access/security-headers";
import { log } from "@/lib/log";
import { onRequest } from "@/lib/usecases/running/on-request";
import { askedByNode } from "./asked";
import type { WriteRoute } from "./define-route";
import { isForPage, PageTurns } from "./page-turns";

/** A route of an attempt that is answered without the framework: its method, and the last part of its address. */
export type StraightRoute = { method: string; step: string; handler: WriteRoute<{ attemptId: string }> };

/** Enough for as many processors as a process uses, while some of them wait for the database. */
const PAGES_AT_ONCE = 4;
const LONGEST_PAGE_MS = 5_000;

/** Ids are ours; any other address is for the framework. */
const ADDRESS = /^\/api\/v1\/attempts\/([0-9a-f-]{1,64})\/([a-z]{1,20})$/;

const HEADERS = Object.fromEntries([...securityHeaders, ...noPageHeaders].map(({ key, value }) => [key, value]));

async function send(reply: Response, response: ServerResponse): Promise<void> {
  const body = await reply.text();
  if (response.destroyed) return;
  const more = { "content-length": Buffer.byteLength(body) };
  response.writeHead(reply.status, { ...HEADERS, ...Object.fromEntries(reply.headers), ...more });
  response.end(body);
}

/** Whether the request is for one of the routes; then it is answered. */
function take(routes: readonly StraightRoute[], request: IncomingMessage, response: ServerResponse): boolean {
  const [, attemptId, step] = ADDRESS.exec(request.url ?? "") ?? [];
  const route = routes.find((one) => one.method === request.method && one.step === step);
  if (attemptId === undefined || route === undefined) return false;
  route.handler
    .answer(askedByNode(request), { attemptId })
    .then((reply) => send(reply, response))
    .catch((error: unknown) => {
      log.error("straight route failed", error);
      response.destroy();
    });
  return true;
}

/**
 * From now on answers these routes before the framework sees them: what it does around a small write costs several times
 * the write, and an exam is nothing but small writes. The same handlers serve the framework's routes, which answer where
 * this cannot be done. All else is the framework's, pages a few at a time.
 */
export function answerStraight(routes: readonly StraightRoute[]): void {
  const seen = new WeakSet<Server>();
  const pages = new PageTurns(PAGES_AT_ONCE, LONGEST_PAGE_MS);
  onRequest(({ server }) => {
    if (!(server instanceof Server) || seen.has(server)) return;
    seen.add(server);
    const [framework, ...others] = server.listeners("request");
    if (framework === undefined || others.length > 0) return;
    server.removeAllListeners("request");
    server.on("request", (request: IncomingMessage, response: ServerResponse) => {
      if (take(routes, request, response)) return;
      const hand = (): void => void Reflect.apply(framework, server, [request, response]);
      if (isForPage(request)) pages.take(response, hand);
      else hand();
    });
  });
}
