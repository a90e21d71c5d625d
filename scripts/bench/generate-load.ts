import autocannon from "autocannon";
import type { Sample } from "./statistics";

/** A request, and what of its reply is not as it should be (null: all is well). */
export type Ask = {
  method: "GET" | "PUT" | "POST";
  path: string;
  headers: Record<string, string>;
  body?: string;
  faultOf: (status: number, body: string) => string | null;
};

/** What one client asks, one after the other; null when it has nothing left to ask. */
export type Asking = () => Ask | null;

const MOST_FAULTS = 5;

export class LoadFault extends Error {
  override readonly name = "LoadFault";
}

/**
 * So many clients ask at the same time, each its next when the last was answered, for so many seconds or until one of
 * them has nothing left to ask.
 *
 * @throws LoadFault where a reply was not as it should be: a figure of a failing server says nothing. Where no reply came in
 * time there are no times.
 */
export async function generateLoad(
  address: string,
  clients: number,
  seconds: number,
  askingOf: (client: number) => Asking,
): Promise<Sample> {
  const times: number[] = [];
  const faults: string[] = [];
  let bytes = 0;
  let over = false;
  let number = 0;
  const began = performance.now();
  let ended = began;
  await new Promise<void>((resolve, reject) => {
    const run = autocannon(
      {
        url: address,
        connections: clients,
        duration: Math.ceil(seconds) + 1,
        timeout: 60,
        setupClient: (client) => {
          const asking = askingOf(number);
          number += 1;
          let current: Ask | null = null;
          client.setRequests([
            {
              setupRequest: (request) => {
                const next = over ? null : asking();
                if (next === null) finish();
                current = next ?? current;
                if (current === null) throw new LoadFault("a client has nothing to ask at all");
                const { method, path, headers, body } = current;
                return { ...request, method, path, headers, body };
              },
              onResponse: (status, body) => {
                if (over || current === null) return;
                const fault = current.faultOf(status, body);
                if (fault !== null) faults.push(`${current.method} ${current.path}: ${fault}`);
                bytes = Buffer.byteLength(body);
                if (faults.length > MOST_FAULTS) finish();
              },
            },
          ]);
        },
      },
      (error) => (error ? reject(error) : resolve()),
    );
    const timer = setTimeout(() => finish(), seconds * 1_000);
    function finish() {
      if (over) return;
      over = true;
      ended = performance.now();
      clearTimeout(timer);
      run.stop();
    }
    run.on("response", (_client, _status, _bytes, ms) => {
      if (!over) times.push(ms);
    });
    run.on("reqError", (error) => {
      if (!over) faults.push(String(error));
    });
  });
  if (faults.length > 0) throw new LoadFault(faults.slice(0, MOST_FAULTS).join("; "));
  return { times, seconds: (ended - began) / 1_000, bytes };
}
