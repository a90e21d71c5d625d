import { type APIRequestContext, expect, test } from "@playwright/test";
import { strFromU8, unzipSync } from "fflate";
import { ID } from "../fixtures/fuzz/action-rows";
import { examOf, newPerson } from "../fixtures/fuzz/people";
import { ROUTES } from "../fixtures/routes";

/** All that the server holds of whoever asks, but for their sessions' signs of life. */
async function holdings(request: APIRequestContext): Promise<Record<string, string>> {
  const reply = await request.get("/api/v1/me/export");
  expect(reply.status()).toBe(200);
  const files = Object.entries(unzipSync(new Uint8Array(await reply.body()))).filter(([name]) => name !== "README.txt");
  return Object.fromEntries(
    files.map(([name, bytes]) => [name, strFromU8(bytes).replaceAll(/"seenAt":\s*("[^"]*"|\d+)/g, '"seenAt":0')]),
  );
}

const READS = ["/api/v1/attempts/ID", "/api/v1/exports?format=csv", "/api/lti/jwks", "/api/ready", "/api/health"];

for (const role of ["learner", "instructor", "lead", "admin"] as const) {
  test(`every page and reading route, opened by ${role}, changes nothing of theirs`, async ({
    playwright,
    baseURL,
  }) => {
    test.slow();
    const cookie = await newPerson(role);
    const request = await playwright.request.newContext({ baseURL, extraHTTPHeaders: { cookie } });
    // An exam that runs: opening its room neither ends it nor answers anything.
    const exam = await examOf(cookie);
    const none = {
      practice: ID,
      finished: exam,
      abandoned: ID,
      diagnosed: ID,
      diagnosis: ID,
      cohort: ID,
      assignment: ID,
    };
    const ids = { ...none, exam, liveCohort: ID, live: ID, handedIn: ID, dispute: ID, draft: ID };
    const paths = [...ROUTES.map(({ address }) => address(ids)), ...READS.map((path) => path.replace("ID", exam))];
    // The first visit writes down what a newcomer is shown with.
    for (const path of ["/home", "/weaknesses"]) await request.get(path);
    const before = await holdings(request);
    const failed: string[] = [];
    for (const path of paths) {
      const reply = await request.get(path, { maxRedirects: 0, timeout: 120_000 });
      if (reply.status() >= 500) failed.push(`${reply.status()} ${path}`);
    }
    expect(failed).toEqual([]);
    expect(await holdings(request)).toEqual(before);
    expect((await request.post(`/api/v1/attempts/${exam}/finish`, { data: {} })).status()).toBe(200);
    expect(await holdings(request), "what does change something is seen").not.toEqual(before);
    await request.dispose();
  });
}

test("a body does not make a reading out of a writing: GET of a route that writes is refused", async ({ request }) => {
  for (const path of [
    `/api/v1/attempts/${ID}/finish`,
    `/api/v1/attempts/${ID}/events`,
    "/api/v1/imports",
    "/api/lti/launch",
  ]) {
    expect((await request.get(path)).status(), path).toBe(405);
  }
});
