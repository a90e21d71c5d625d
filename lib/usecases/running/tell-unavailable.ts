import { AsyncLocalStorage } from "node:async_hooks";
import type { ServerResponse } from "node:http";
import { isDatabaseBusy } from "@/lib/data/database-errors";
import { onRequest } from "./on-request";

const RETRY_AFTER_S = 5;
const responses = new AsyncLocalStorage<ServerResponse>();

/**
 * Knows from now on which response each request has. The framework shows it to nobody, and has no way for a page to
 * say that it cannot be made now.
 */
export function followResponses(): void {
  onRequest(({ response }) => responses.enterWith(response));
}

/**
 * Of a page that failed because the database cannot take work now: answers 503 with Retry-After instead of 500, so that
 * whoever shares out requests, watches or crawls knows that it will pass.
 */
export function tellUnavailable(error: unknown): void {
  const response = responses.getStore();
  if (response === undefined || response.headersSent || !isDatabaseBusy(error)) return;
  response.setHeader("retry-after", String(RETRY_AFTER_S));
  // The framework sets a 500 afterwards.
  Object.defineProperty(response, "statusCode", { get: () => 503, set: () => undefined, configurable: true });
}
