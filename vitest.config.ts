import { configDefaults, defineConfig } from "vitest/config";

const root = import.meta.dirname;

// Everything that needs a database, on both engines. What is not named here runs in `core`, so no test is left out.
const withDatabase = [
  "lib/data/**/*.test.ts",
  "lib/usecases/**/*.test.ts",
  "lib/actions/**/*.test.ts",
  "**/*.data.test.ts",
];

export default defineConfig({
  resolve: {
    alias: {
      "@": root,
      "server-only": `${root}/node_modules/server-only/empty.js`,
    },
  },
  test: {
    // Two cores may be shared with others: no test may fail for that alone.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    provide: { form: process.env.TRAPLINE_FULL === "1" ? "full" : "short" },
    projects: [
      {
        extends: true,
        test: {
          name: "core",
          // By default one core of two is left idle.
          maxWorkers: 2,
          include: ["**/*.test.{ts,tsx}"],
          exclude: [...configDefaults.exclude, ".next/**", ".tmp/**", "e2e/**", ...withDatabase],
        },
      },
      {
        extends: true,
        test: {
          name: "data",
          include: withDatabase,
          exclude: [...configDefaults.exclude, ".next/**", ".tmp/**", "e2e/**"],
          globalSetup: "lib/data/testing/migrated-databases.ts",
          setupFiles: ["lib/data/testing/fixed-ids.ts", "lib/data/testing/distributed/hold-emitted-sql.ts"],
          // The simulated learning platform is on this machine.
          env: { TRAPLINE_LTI_LOOPBACK: "yes" },
          maxWorkers: 2,
        },
      },
    ],
  },
});
