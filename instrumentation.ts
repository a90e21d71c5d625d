/** Runs once when a server starts. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { stopOnSignals } = await import("@/lib/usecases/running/shut-down");
  stopOnSignals();
  const { startSweeper } = await import("@/lib/usecases/attempt/sweep");
  startSweeper();
  const { startMailer } = await import("@/lib/usecases/mail/keep-mail");
  startMailer();
  const { startScoreSender } = await import("@/lib/usecases/lti/send-scores");
  startScoreSender();
  const { startBackups } = await import("@/lib/usecases/running/keep-backups");
  startBackups();
}
