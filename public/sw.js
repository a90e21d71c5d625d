// The service worker of the exam pages (scope /exam/): a reload without a line opens the kept copy of that very page.
// It keeps nothing else: no API replies, no results, no reviews. The pages hold no answer keys.

// The names carry the version of what they hold. components/exam/register-worker.ts knows them too.
const PAGES = "trapline-exam-pages-v1";
const STATIC = "trapline-static-v1";
const MINE = [PAGES, STATIC];

/** An exam page itself, nothing below it. */
const isExamPage = (url) => url.origin === self.location.origin && /^\/exam\/[^/]+\/?$/.test(url.pathname);
const isStatic = (url) => url.origin === self.location.origin && url.pathname.startsWith("/_next/static/");

/** The copy is found by the page's path: what stands behind a question mark does not make another exam. */
const pageKey = (url) => new URL(url.pathname, self.location.origin).href;

/** Only files that say they never change are kept; a development server's do not. */
const isImmutable = (response) =>
  response.ok && response.type === "basic" && (response.headers.get("cache-control") ?? "").includes("immutable");

const isPage = (response) =>
  response.ok &&
  response.type === "basic" &&
  !response.redirected &&
  (response.headers.get("content-type") ?? "").startsWith("text/html");

/** Keeping is a favour: a full disk must not cost the page itself. */
const tryToKeep = (cache, key, response) => cache.put(key, response).catch(() => undefined);

self.addEventListener("install", (event) => event.waitUntil(self.skipWaiting()));

self.addEventListener("activate", (event) =>
  event.waitUntil(
    (async () => {
      const names = await caches.keys();
      const old = names.filter((name) => name.startsWith("trapline-") && !MINE.includes(name));
      await Promise.all(old.map((name) => caches.delete(name)));
      await self.clients.claim();
    })(),
  ),
);

/** From the network, and kept; without a line, the copy. A page that leads elsewhere or is gone leaves none behind. */
async function examPage(request, url) {
  let response;
  try {
    response = await fetch(request);
  } catch (error) {
    const copy = await (await caches.open(PAGES)).match(pageKey(url));
    if (copy !== undefined) return copy;
    throw error;
  }
  const pages = await caches.open(PAGES);
  if (isPage(response)) await tryToKeep(pages, pageKey(url), response.clone());
  else if (response.type === "opaqueredirect" || response.status === 404) await pages.delete(pageKey(url));
  return response;
}

async function staticFile(request) {
  const files = await caches.open(STATIC);
  const copy = await files.match(request);
  if (copy !== undefined) return copy;
  const response = await fetch(request);
  if (isImmutable(response)) await tryToKeep(files, request, response.clone());
  return response;
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  const url = new URL(request.url);
  if (request.mode === "navigate" && isExamPage(url)) event.respondWith(examPage(request, url));
  else if (isStatic(url)) event.respondWith(staticFile(request));
});

/** The files of the build that a page names: a page that came by a link inside the app has loaded only some of them. */
const filesOf = (html) => html.match(/\/_next\/static\/[\w./~@%?&=-]+/g) ?? [];

/** Keeps a page that came before the worker did, and the files that it names or had loaded by then. */
async function keep(page, files) {
  const url = new URL(page, self.location.origin);
  if (!isExamPage(url)) return;
  const pages = await caches.open(PAGES);
  let copy = await pages.match(pageKey(url));
  if (copy === undefined) {
    const response = await fetch(pageKey(url), { credentials: "same-origin", headers: { accept: "text/html" } });
    if (!isPage(response)) return;
    copy = response.clone();
    await pages.put(pageKey(url), response);
  }
  const named = filesOf(await copy.text());
  const wanted = [...named, ...files].map((file) => new URL(file, self.location.origin)).filter(isStatic);
  const store = await caches.open(STATIC);
  await Promise.allSettled(
    [...new Set(wanted.map((file) => file.href))].map(async (file) => {
      if ((await store.match(file)) !== undefined) return;
      const response = await fetch(file);
      if (isImmutable(response)) await store.put(file, response);
    }),
  );
}

self.addEventListener("message", (event) => {
  const { data } = event;
  if (data?.kind === "keep" && typeof data.page === "string" && Array.isArray(data.files)) {
    event.waitUntil(keep(data.page, data.files).catch(() => undefined));
  }
});
