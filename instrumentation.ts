import type { Instrumentation } from "next";

let tell: ((error: unknown) => void) | undefined;

/** Runs once when a server starts. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { takeOverConsole, watchRequests } = await import("@/lib/usecases/running/watch-requests");
  watchRequests();
  if (process.env.NODE_ENV === "production") takeOverConsole(console);
  const { keepToTls } = await import("@/lib/usecases/running/keep-to-tls");
  keepToTls();
  const { stopOnSignals } = await import("@/lib/usecases/running/shut-down");
  stopOnSignals();
  const { followResponses, tellUnavailable } = await import("@/lib/usecases/running/tell-unavailable");
  followResponses();
  tell = tellUnavailable;
  const { answerStraight } = await import("@/lib/actions/straight");
  const { examRoutes } = await import("@/app/api/v1/attempts/straight-routes");
  answerStraight(examRoutes);
  const { env } = await import("@/lib/env");
  const { log } = await import("@/lib/log");
  const { recordDuty } = await import("@/lib/auth/second-factor");
  await recordDuty(env().secondFactorFor, Date.now()).catch((error: unknown) => log.error("duty not recorded", error));
  const { startSweeper } = await import("@/lib/usecases/attempt/sweep");
  startSweeper();
  const { startMailer } = await import("@/lib/usecases/mail/keep-mail");
  startMailer();
  const { startScoreSender } = await import("@/lib/usecases/lti/send-scores");
  startScoreSender();
  const { startBackups } = await import("@/lib/usecases/running/keep-backups");
  startBackups();
}

/** An error that a page, an action or a route did not catch; runs before the response has a status. */
export const onRequestError: Instrumentation.onRequestError = async (error, _request, { routeType, routePath }) => {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  tell?.(error);
  const { tellPageError } = await import("@/lib/usecases/running/watch-requests");
  tellPageError(error, routeType, routePath);
};
