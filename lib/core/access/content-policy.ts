/** Pages that send a form to another site: to a learning platform, at the address that it gave with its launch. */
const SENDS_A_FORM_AWAY = /^\/courses\/choose\/[^/]+$/;

/**
 * The Content-Security-Policy of a page: only scripts and styles of ours that carry the nonce of this reply, nothing of
 * other sites, no frames.
 *
 * @param development whether the framework's development server sends the page, which evaluates code
 */
export function contentPolicy(path: string, nonce: string, { development }: { development: boolean }): string {
  const directives = {
    "default-src": "'self'",
    "script-src": `'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    "style-src": development ? "'self' 'unsafe-inline'" : `'self' 'nonce-${nonce}'`,
    "img-src": "'self' data: blob:",
    "connect-src": development ? "'self' ws:" : "'self'",
    "worker-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": SENDS_A_FORM_AWAY.test(path) ? "'self' https: http://127.0.0.1:* http://localhost:*" : "'self'",
    "frame-src": "'none'",
    "frame-ancestors": "'none'",
  };
  return Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`)
    .join("; ");
}
