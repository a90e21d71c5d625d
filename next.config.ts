import type { NextConfig } from "next";
import { noPageHeaders, pictureHeaders, securityHeaders } from "./lib/core/access/security-headers";

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
      { source: "/:path*", headers: [...securityHeaders] },
      { source: "/api/:path*", headers: [...noPageHeaders] },
      { source: "/media/:path*", headers: [...pictureHeaders] },
    ]),
};

export default config;
