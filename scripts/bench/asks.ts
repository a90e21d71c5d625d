import { listItems } from "@/lib/data/attempts";
import { database } from "@/lib/data/database";
import { newId } from "@/lib/data/new-id";
import { there } from "@/lib/usecases/testing/scene";
import type { Ask, Asking } from "./generate-load";
import type { Scenes, Sitter } from "./scenes";
import type { CellName } from "./verdicts";

// What the clients of a cell ask. Every reply is looked at: a fast error is no speed.

const is =
  (wanted: number, ...parts: readonly string[]) =>
  (status: number, body: string): string | null => {
    if (status !== wanted) return `status ${status}`;
    const lacking = parts.find((part) => !body.includes(part));
    return lacking === undefined ? null : `the reply lacks ${lacking}: ${body.slice(0, 200)}`;
  };

const get = (path: string, cookie: string, ...parts: readonly string[]): Ask => ({
  method: "GET",
  path,
  headers: { cookie },
  faultOf: is(200, ...parts),
});

const always =
  (ask: Ask): Asking =>
  () =>
    ask;

/** What is asked of the servers beside the product. */
export function emptyAsking(name: "empty-route" | "empty-page" | "durable-write"): Asking {
  const path = name === "empty-route" ? "/nothing" : "/";
  return always(get(path, "", name === "empty-page" ? "One line of text." : "{}"));
}

type Sent = { address: string };

/** One answer after another, each on the next question, as a browser sends them. */
async function saving({ cookie, attemptId, items }: Sitter, { address }: Sent): Promise<Asking> {
  const { reader } = await database();
  const rows = await listItems(reader, attemptId);
  const revisions = new Map(rows.map(({ id, state }) => [id, state.answer.revision]));
  const clientId = `bench-${newId()}`;
  let clientSeq = 0;
  return () => {
    const { id, answers } = there(items[clientSeq % items.length]);
    const value = answers[Math.floor(clientSeq / items.length) % 2];
    clientSeq += 1;
    const baseRevision = revisions.get(id) ?? 0;
    revisions.set(id, baseRevision + 1);
    const event = { itemId: id, kind: "answer", value, clientId, clientSeq, baseRevision, clientAt: Date.now() };
    return {
      method: "PUT",
      path: `/api/v1/attempts/${attemptId}/events`,
      headers: { "content-type": "application/json", cookie, origin: address },
      body: JSON.stringify({ events: [event] }),
      faultOf: is(200, '"outcome":"stored"'),
    };
  };
}

/** Hands in one attempt after another, each of somebody else. */
function finishing(ready: Scenes["ready"], { address }: Sent): Asking {
  return () => {
    const next = ready.pop();
    if (next === undefined) return null;
    return {
      method: "POST",
      path: `/api/v1/attempts/${next.attemptId}/finish`,
      headers: { "content-type": "application/json", cookie: next.cookie, origin: address },
      body: "{}",
      faultOf: is(200, '"phase":"finished"'),
    };
  };
}

/** The hidden fields of the form that starts an exam, as a browser without scripts sends them. */
export type StartForm = readonly (readonly [string, string])[];

const ATTRIBUTE = /(name|value)="([^"]*)"/g;
const plain = (text: string): string =>
  text
    .replaceAll("&quot;", '"')
    .replaceAll("&#x27;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");

/** Finds the form of an exam in the page that offers it. */
export function startFormIn(html: string, blueprintId: string): StartForm {
  const form = html.split("<form").find((part) => part.includes(`name="blueprint" value="${blueprintId}"`));
  if (form === undefined) throw new Error("the exam is not offered");
  const inputs = form.split("</form>")[0]?.match(/<input[^>]*type="hidden"[^>]*>/g) ?? [];
  return inputs.map((input) => {
    const attributes = Object.fromEntries([...input.matchAll(ATTRIBUTE)].map(([, name, value]) => [name, value]));
    return [plain(attributes.name ?? ""), plain(attributes.value ?? "")] as const;
  });
}

const BOUNDARY = "bench-boundary";

/** The request that starts an exam. */
export function startAsk(cookie: string, form: StartForm, { address }: Sent): Ask {
  const fields = [...form, ["extraTime", "none"] as const];
  const parts = fields.map(
    ([name, value]) => `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  return {
    method: "POST",
    path: "/exams",
    headers: { "content-type": `multipart/form-data; boundary=${BOUNDARY}`, cookie, origin: address },
    body: `${parts.join("")}--${BOUNDARY}--\r\n`,
    faultOf: is(303),
  };
}

/** What each client of a cell of the product asks. */
export async function productAskings(
  name: Exclude<CellName, "empty-route" | "empty-page" | "durable-write">,
  clients: number,
  { scenes, form, address }: { scenes: Scenes; form: StartForm; address: string },
): Promise<readonly Asking[]> {
  const each = <T>(of: readonly T[], make: (one: T) => Asking): Asking[] => of.slice(0, clients).map(make);
  const { lead } = scenes;
  switch (name) {
    case "save":
      return Promise.all(scenes.sitting.slice(0, clients).map((sitter) => saving(sitter, { address })));
    case "attempt-page":
      return each(scenes.sitting, ({ cookie, attemptId }) => always(get(`/exam/${attemptId}`, cookie, attemptId)));
    case "review":
      return each(scenes.reviewing, ({ cookie, attemptId }) =>
        always(get(`/attempts/${attemptId}/review`, cookie, 'id="q20"')),
      );
    case "dashboard":
      return each(scenes.members, (cookie) => always(get("/weaknesses", cookie, "</html>")));
    case "home":
      return each(scenes.members, (cookie) => always(get("/home", cookie, "</html>")));
    case "board":
      return each(scenes.members, () => always(get(`/cohorts/${lead.cohortId}/board`, lead.cookie, "Learner 00")));
    case "start":
      return each(scenes.members, () => () => {
        const cookie = scenes.fresh.pop();
        return cookie === undefined ? null : startAsk(cookie, form, { address });
      });
    case "finish":
      return each(scenes.members, () => finishing(scenes.ready, { address }));
  }
}
