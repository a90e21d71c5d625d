"use client";

declare global {
  // The name under which the scroll lock inside Radix's dialog looks for the nonce of its style element.
  var __webpack_nonce__: string | undefined;
}

/**
 * Lets the style element that Radix's scroll lock adds pass a Content-Security-Policy with nonces: it carries the
 * nonce of the page's own scripts. Without a policy there is none, and nothing happens.
 */
export function shareScriptNonce(): void {
  if (typeof document === "undefined") return;
  const nonce = document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce;
  if (nonce) globalThis.__webpack_nonce__ = nonce;
}
