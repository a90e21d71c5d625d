import { fail, ok, type Result } from "@/lib/core/shared/result";

/** A picture on its way: its Markdown, or what became of it in words. `stop` gives up. */
export type Sending = { done: Promise<Result<string, string>>; stop: () => void };

const LOST = "The picture did not reach the server. Nothing was stored; look whether you are online and try again.";

const textOf = (body: unknown, name: "markdown" | "message"): string | null => {
  const value: unknown = typeof body === "object" && body !== null && name in body ? Reflect.get(body, name) : null;
  return typeof value === "string" ? value : null;
};

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Sends a picture and tells what share of it has gone. By XMLHttpRequest: `fetch` does not say how far it is. */
export function sendPicture(
  { packId, alt, file }: { packId: string; alt: string; file: Blob },
  onShare: (share: number) => void,
): Sending {
  const request = new XMLHttpRequest();
  const done = new Promise<Result<string, string>>((resolve) => {
    request.upload.onprogress = ({ loaded, total }) => onShare(total > 0 ? loaded / total : 0);
    request.onload = () => {
      const body = parse(request.responseText);
      const markdown = request.status === 200 ? textOf(body, "markdown") : null;
      resolve(markdown === null ? fail(textOf(body, "message") ?? LOST) : ok(markdown));
    };
    request.onerror = () => resolve(fail(LOST));
    request.ontimeout = () => resolve(fail(LOST));
    request.onabort = () => resolve(fail("Stopped. Nothing was stored."));
  });
  request.open("POST", `/media?${new URLSearchParams({ pack: packId, alt }).toString()}`);
  request.timeout = 120_000;
  request.setRequestHeader("content-type", "application/octet-stream");
  request.send(file);
  return { done, stop: () => request.abort() };
}
