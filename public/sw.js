// The service worker of the exam pages (scope /exam/): a reload without a line opens the kept copy of that very page.
// It keeps the pictures that the page's questions show as long as the page, and nothing else: no API replies, no results,
// no reviews. The pages hold no answer keys.

// The names carry the version of what they hold. components/exam/register-worker.ts knows them too.
const PAGES = "trapline-exam-pages-v1";
const STATIC = "trapline-static-v1";
const PICTURES = "trapline-pictures-v1";
const MINE = [PAGES, STATIC, PICTURES];

/** An exam page itself, nothing below it. */
const isExamPage = (url) => url.origin === self.location.origin && /^\/exam\/[^/]+\/?$/.test(url.pathname);
const isStatic = (url) => url.origin === self.location.origin && url.pathname.startsWith("/_next/static/");

/** A picture's name stands for its content, so it never changes (lib/core/media/picture.ts). */
const PICTURE = /\/media\/[0-9a-f]{32}-[0-9]+x[0-9]+\.webp/g;
const isPicture = (url) =>
  url.origin === self.location.origin && url.pathname.replace(PICTURE, "") === "" && url.pathname !== "";

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

/** A picture from the copy, else from the network; it is kept with the page that names it. */
async function picture(request) {
  const copy = await (await caches.open(PICTURES)).match(request);
  return copy ?? fetch(request);
}

/** Keeps the pictures that a page's questions show, the later ones too. */
async function keepPictures(html) {
  const pictures = await caches.open(PICTURES);
  await Promise.allSettled(
    [...new Set(html.match(PICTURE) ?? [])].map(async (path) => {
      const address = new URL(path, self.location.origin).href;
      if ((await pictures.match(address)) !== undefined) return;
      const response = await fetch(address, { credentials: "same-origin" });
      if (isImmutable(response)) await pictures.put(address, response);
    }),
  );
}

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
  else if (isPicture(url)) event.respondWith(picture(request));
});

/** The files of the build that a page names: a page that came by a link inside the app has loaded only some of them. */
const filesOf = (html) => html.match(/\/_next\/static\/[\w./~@%?&=-]+/g) ?? [];

/** Pages whose attempt is over. */
const over = new Set();

async function forget(page) {
  const key = pageKey(new URL(page, self.location.origin));
  over.add(key);
  await (await caches.open(PAGES)).delete(key);
  await caches.delete(PICTURES);
}

/** Keeps a page that came before the worker did, and the files that it names or had loaded by then. */
async function keep(page, files) {
  const url = new URL(page, self.location.origin);
  if (!isExamPage(url) || over.has(pageKey(url))) return;
  const pages = await caches.open(PAGES);
  let copy = await pages.match(pageKey(url));
  if (copy === undefined) {
    const response = await fetch(pageKey(url), { credentials: "same-origin", headers: { accept: "text/html" } });
    if (!isPage(response)) return;
    copy = response.clone();
    await pages.put(pageKey(url), response);
    if (over.has(pageKey(url))) await pages.delete(pageKey(url));
  }
  const html = await copy.text();
  const named = filesOf(html);
  const wanted = [...named, ...files].map((file) => new URL(file, self.location.origin)).filter(isStatic);
  const store = await caches.open(STATIC);
  await Promise.allSettled(
    [...new Set(wanted.map((file) => file.href))].map(async (file) => {
      if ((await store.match(file)) !== undefined) return;
      const response = await fetch(file);
      if (isImmutable(response)) await store.put(file, response);
    }),
  );
  await keepPictures(html);
  if (over.has(pageKey(url))) await caches.delete(PICTURES);
}

self.addEventListener("message", (event) => {
  const { data } = event;
  if (data?.kind === "keep" && typeof data.page === "string" && Array.isArray(data.files)) {
    event.waitUntil(keep(data.page, data.files).catch(() => undefined));
  } else if (data?.kind === "forget" && typeof data.page === "string") {
    event.waitUntil(forget(data.page).catch(() => undefined));
  }
});
