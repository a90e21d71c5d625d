import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import type { Tx } from "./database";
import { newId } from "./new-id";
import { toDate } from "./time";

/** Writes one line of the audit log: who did what to whom. No secrets and no answers in `detail`. */
export async function recordAudit(
  tx: Tx,
  event: { actorId: string | null; action: string; subject: string; detail?: Record<string, string> },
  now: EpochMs,
): Promise<void> {
  await tx.auditEvent.create({
    data: {
      id: newId(),
      actorId: event.actorId,
      action: event.action,
      subject: event.subject,
      detail: JSON.stringify(event.detail ?? {}),
      createdAt: toDate(now),
    },
  });
}
