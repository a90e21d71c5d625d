import { subscribe } from "node:diagnostics_channel";
import { IncomingMessage, ServerResponse } from "node:http";

/** A request of this process with its response, and the server that it came to, whichever module made that. */
type Begun = { request: IncomingMessage; response: ServerResponse; server: unknown };

/**
 * From now on tells of every request, before it is handed out. The framework makes the server and shows it and its
 * responses to nobody; every request does.
 */
export function onRequest(tell: (begun: Begun) => void): void {
  subscribe("http.server.request.start", (message) => {
    if (typeof message !== "object" || message === null) return;
    if (!("request" in message) || !("response" in message) || !("server" in message)) return;
    const { request, response, server } = message;
    if (!(request instanceof IncomingMessage) || !(response instanceof ServerResponse)) return;
    tell({ request, response, server });
  });
}
