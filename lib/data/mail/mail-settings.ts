import { env, type MailSettings } from "@/lib/env";

// As with the database: a process has one setting, however many copies of this module a bundler makes.
declare global {
  var traplineMail: { settings: MailSettings | undefined } | undefined;
}

/** How mail is sent; undefined where the operator set nothing, and nothing is queued. */
export const mailSettings = (): MailSettings | undefined =>
  globalThis.traplineMail === undefined ? env().mail : globalThis.traplineMail.settings;

/** Puts settings in place for tests; `"environment"` takes them away again. */
export function useMailSettings(settings: MailSettings | "off" | "environment"): void {
  globalThis.traplineMail =
    settings === "environment" ? undefined : { settings: settings === "off" ? undefined : settings };
}

/** The address under which people reach this server, without a slash at its end. */
export const siteUrl = (): string => (env().nextauthUrl ?? "http://localhost:3000").replace(/\/+$/, "");
