// How the balancer and the line of `soak` hand requests on.
import http from "node:http";
import type { AddressInfo } from "node:net";

export type Reply = { status: number; headers: http.IncomingHttpHeaders; body: Buffer };
export type Asked = { method: string; path: string; headers: http.IncomingHttpHeaders; body: Buffer };

async function bytesOf(message: http.IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

/** A request as it came, read to its end. */
export async function readRequest(request: http.IncomingMessage): Promise<Asked> {
  const { connection: _, ...headers } = request.headers;
  return { method: request.method ?? "GET", path: request.url ?? "/", headers, body: await bytesOf(request) };
}

/** Sends it to a port of this machine, over a connection of its own, and reads the reply to its end. */
export function send(port: number, { method, path, headers, body }: Asked, timeoutMs: number): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(timeoutMs);
    const asking = http.request({ host: "127.0.0.1", port, method, path, headers, agent: false, signal }, (reply) => {
      bytesOf(reply).then((bytes) => {
        resolve({ status: reply.statusCode ?? 502, headers: reply.headers, body: bytes });
      }, reject);
    });
    asking.on("error", reject);
    asking.end(body);
  });
}

/** Answers with a reply of somebody else. */
export function handOn(response: http.ServerResponse, { status, headers, body }: Reply): void {
  const { connection: _, "transfer-encoding": __, ...kept } = headers;
  response.writeHead(status, { ...kept, "content-length": body.byteLength });
  response.end(body);
}

/** Listens on a port of this machine; 0 takes one that is free. Returns which. */
export async function listen(server: http.Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const isAddress = (address: AddressInfo | string | null): address is AddressInfo => typeof address === "object";
  const address = server.address();
  return isAddress(address) ? address.port : port;
}
