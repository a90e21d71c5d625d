type Header = { readonly key: string; readonly value: string };

/**
 * Headers that hold for every response whatever it contains. The Content-Security-Policy of a page carries a nonce for
 * each request and is therefore set where the request is seen (`proxy.ts`); a second one here would replace it.
 */
export const securityHeaders: readonly Header[] = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "Referrer-Policy", value: "same-origin" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Cross-Origin-Resource-Policy", value: "same-origin" },
  {
    key: "Permissions-Policy",
    value: "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
  },
];

const NO_PAGE = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'";

/** For what is no page, whoever opens it as one: nothing in it is ever run, and no other site frames it. */
export const noPageHeaders: readonly Header[] = [{ key: "Content-Security-Policy", value: NO_PAGE }];

/** A picture is somebody's file: whatever it is, it is of no origin. */
export const pictureHeaders: readonly Header[] = [{ key: "Content-Security-Policy", value: `${NO_PAGE}; sandbox` }];
