// The service worker keeps a copy of a running exam's page, so that a reload without a line still opens it. It holds
// no keys: the page has none. See public/sw.js.

const SCRIPT = "/sw.js";
/** The worker sees nothing outside the exam pages. */
const SCOPE = "/exam/";
/** As in public/sw.js. */
const PAGES = "trapline-exam-pages-v1";
const STATIC = "trapline-static-v1";
const PICTURES = "trapline-pictures-v1";

/** What this page has loaded of the build: what it needs to open without a line. */
function loadedFiles(): string[] {
  const names = performance.getEntriesByType("resource").map((entry) => new URL(entry.name, location.href));
  const own = names.filter((url) => url.origin === location.origin && url.pathname.startsWith("/_next/static/"));
  return [...new Set(own.map((url) => url.href))];
}

/**
 * The worker once it is active; null where it did not get there. Not `serviceWorker.ready`: that waits for a worker of
 * the address at which the document was loaded, and a page that came by a link inside the app was loaded elsewhere.
 */
function activeWorker(registration: ServiceWorkerRegistration): Promise<ServiceWorker | null> {
  const worker = registration.active ?? registration.waiting ?? registration.installing;
  if (worker === null || worker.state === "activated") return Promise.resolve(worker);
  return new Promise((resolve) => {
    worker.addEventListener("statechange", () => {
      if (worker.state === "activated") resolve(worker);
      if (worker.state === "redundant") resolve(null);
    });
  });
}

/**
 * Registers the worker for this exam page and has it keep the page and its files. Does nothing where browsers have no
 * workers (http on a local network): the answers are safe without it, only a reload without a line is not.
 */
export async function keepExamPage(): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  try {
    const registration = await navigator.serviceWorker.register(SCRIPT, { scope: SCOPE, updateViaCache: "none" });
    const worker = await activeWorker(registration);
    worker?.postMessage({ kind: "keep", page: location.pathname, files: loadedFiles() });
  } catch {
    // A browser may forbid workers (private windows, policy): the room goes on without one.
  }
}

/** Forgets the copy of one exam page: the attempt is over. */
export async function forgetExamPage(pathname: string): Promise<void> {
  if (typeof caches === "undefined") return;
  try {
    // A worker that is still keeping the page must not put it back.
    const registration =
      "serviceWorker" in navigator ? await navigator.serviceWorker.getRegistration(SCOPE) : undefined;
    registration?.active?.postMessage({ kind: "forget", page: pathname });
    const pages = await caches.open(PAGES);
    await pages.delete(new URL(pathname, location.origin).href, { ignoreSearch: true });
    await caches.delete(PICTURES);
    if ((await pages.keys()).length === 0) await caches.delete(STATIC);
  } catch {
    // Without access to its caches a page has kept none.
  }
}

/**
 * Forgets all copies of exam pages on this device, and what it had heard of attempts that have nothing left to send:
 * for signing out. Unsent answers stay until they are sent.
 */
export async function forgetExamPages(): Promise<void> {
  if (typeof caches !== "undefined") {
    await Promise.allSettled([PAGES, STATIC, PICTURES].map((name) => caches.delete(name)));
  }
  try {
    const { forgetSettledAttempts } = await import("./saving/device-store");
    await forgetSettledAttempts();
  } catch {
    // No database, nothing kept.
  }
}
