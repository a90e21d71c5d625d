/** Runs once when a server starts. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { env } = await import("@/lib/env");
  const { log } = await import("@/lib/log");
  const { stopOnSignals } = await import("@/lib/usecases/running/shut-down");
  stopOnSignals();
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
