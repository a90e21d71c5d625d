import { inject } from "vitest";

declare module "vitest" {
  export interface ProvidedContext {
    /** `full` in `npm run test:full`. */
    form: "short" | "full";
  }
}

/** What a test works with: little in `npm test`, which everybody waits for, and all of it in `npm run test:full`. */
export const byForm = <T>(short: T, full: T): T => (inject("form") === "full" ? full : short);
