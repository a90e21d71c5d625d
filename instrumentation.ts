let tell: ((error: unknown) => void) | undefined;

/** Runs once when a server starts. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { stopOnSignals } = await import("@/lib/usecases/running/shut-down");
  stopOnSignals();
  const { followResponses, tellUnavailable } = await import("@/lib/usecases/running/tell-unavailable");
  followResponses();
  tell = tellUnavailable;
  const { startSweeper } = await import("@/lib/usecases/attempt/sweep");
  startSweeper();
  const { startMailer } = await import("@/lib/usecases/mail/keep-mail");
  startMailer();
  const { startScoreSender } = await import("@/lib/usecases/lti/send-scores");
  startScoreSender();
  const { startBackups } = await import("@/lib/usecases/running/keep-backups");
  startBackups();
}

/** Runs for each error that a page or an action throws, before the response has a status. */
export function onRequestError(error: unknown): void {
  tell?.(error);
}
