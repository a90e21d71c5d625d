import type { NextConfig } from "next";

/**
 * Headers that hold for every response whatever it contains. The Content-Security-Policy of a page carries a nonce for
 * each request and is therefore set where the request is seen (`proxy.ts`); a second one here would replace it.
 */
const securityHeaders = [
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

/** For what is no page, whoever opens it as one: nothing in it is ever run, and no other site frames it. */
const NO_PAGE = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'";
const noPage = [{ key: "Content-Security-Policy", value: NO_PAGE }];
/** A picture is somebody's file: whatever it is, it is of no origin. */
const picture = [{ key: "Content-Security-Policy", value: `${NO_PAGE}; sandbox` }];

const config: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  productionBrowserSourceMaps: false,
  // Types are a step of their own in `npm test`; a start need not check them again.
  typescript: { ignoreBuildErrors: true },
  // Native addons, and Prisma's clients with their WebAssembly, break when the bundler inlines them.
  serverExternalPackages: [
    "better-sqlite3",
    "pg",
    "pino",
    "prom-client",
    "@node-rs/argon2",
    "@prisma/client",
    "@prisma/adapter-better-sqlite3",
    "@prisma/adapter-pg",
    "@prisma/driver-adapter-utils",
    "@prisma/schema-engine-wasm",
  ],
  // No remote pictures, and no optimiser that could be asked to fetch one.
  images: { unoptimized: true },
  headers: () =>
    Promise.resolve([
      { source: "/:path*", headers: securityHeaders },
      { source: "/api/:path*", headers: noPage },
      { source: "/media/:path*", headers: picture },
    ]),
};

export default config;
