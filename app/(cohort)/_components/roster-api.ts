import type { RosterOutcome } from "@/lib/core/cohort/roster";

export type RosterReply = { ok: true; outcome: RosterOutcome } | { ok: false; message: string };

type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null;

// A captive portal answers 200 too: what is not shaped like our reply counts as no line.
const isOutcome = (value: unknown): value is RosterOutcome =>
  isFields(value) && Array.isArray(value.people) && Array.isArray(value.problems) && Array.isArray(value.codes);

/** Has a roster read, and its codes made where `make` says so. */
export async function sendRoster(
  cohortId: string,
  body: { text: string; days: number; make: boolean; mail: boolean },
): Promise<RosterReply> {
  try {
    const response = await fetch(`/api/v1/cohorts/${cohortId}/roster`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    const reply: unknown = await response.json();
    if (response.ok && isOutcome(reply)) return { ok: true, outcome: reply };
    const told = isFields(reply) && typeof reply.message === "string" ? reply.message : null;
    return { ok: false, message: told ?? "That did not work. Nothing was made; try again." };
  } catch {
    return { ok: false, message: "There is no line to the server. Nothing was made; try again in a moment." };
  }
}
