import "server-only";
import { parseCookie } from "cookie";
import { redirect } from "next/navigation";
import { cache } from "react";
import { type Context, can, type Permission, type Viewer } from "@/lib/core/access/viewer";
import { env } from "@/lib/env";
import { type Arrival, findArrivalBy } from "./arrival";
import { idHashOfToken, readSessionIdHash, sessionCookieName } from "./session-token";

/** Where who owes a second factor is led before anything else. */
const SET_UP = "/account/second-factor?owed=1";

const arrivalOf = (idHash: string | null): Promise<Arrival | null> =>
  idHash === null ? Promise.resolve(null) : findArrivalBy(idHash, Date.now(), env().secondFactorFor);

/**
 * Who is signed in, looked up on every request: a sign-out, a role or a password change acts at once. Null for nobody.
 * Memoised within one request only. For the few places where who owes a second factor gets one; all others ask
 * `findViewer`.
 */
export const findArrival = cache(async (): Promise<Arrival | null> => arrivalOf(await readSessionIdHash()));

const viewerOf = (arrival: Arrival | null): Viewer | null => (arrival === null || arrival.owes ? null : arrival.viewer);

/** Who asks; null for nobody, and for who owes a second factor. */
export async function findViewer(): Promise<Viewer | null> {
  return viewerOf(await findArrival());
}

/** As `findViewer`, of a request that the framework has not seen, by its Cookie header. */
export async function findViewerByCookies(header: string | undefined): Promise<Viewer | null> {
  const token = header === undefined ? undefined : parseCookie(header)[sessionCookieName()];
  return token === undefined ? null : viewerOf(await arrivalOf(await idHashOfToken(token)));
}

const toSignIn = (here: string): never => redirect(`/sign-in?next=${encodeURIComponent(here)}`);

/**
 * The viewer and the time of the request; sends everybody else to sign in and back to `here`, and who owes a second
 * factor to set it up.
 */
export async function requireContext(here: string): Promise<Context> {
  const arrival = await findArrival();
  if (arrival === null) return toSignIn(here);
  if (arrival.owes) redirect(SET_UP);
  return { viewer: arrival.viewer, now: Date.now() };
}

/** As `requireContext`, also for who owes a second factor: for the page on which they set it up. */
export async function requireArrival(here: string): Promise<Context & { owes: boolean }> {
  const arrival = await findArrival();
  return arrival === null ? toSignIn(here) : { ...arrival, now: Date.now() };
}

/** Leads who owes a second factor to where they set it up; from pages that others see without a sign-in. */
export async function leadToSecondFactor(): Promise<void> {
  if ((await findArrival())?.owes === true) redirect(SET_UP);
}

/** As `requireContext`; null where the viewer's role may not do this, which pages show as not found. */
export async function findContextFor(permission: Permission, here: string): Promise<Context | null> {
  const context = await requireContext(here);
  return can(context.viewer, permission) ? context : null;
}
