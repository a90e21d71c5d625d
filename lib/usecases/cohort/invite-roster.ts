import { randomBytes } from "node:crypto";
import { readRoster } from "@/lib/content/roster/read-roster";
import type { Context } from "@/lib/core/access/viewer";
import { inviteCode, spacedCode } from "@/lib/core/cohort/invite-code";
import type { RosterOutcome, RosterPerson } from "@/lib/core/cohort/roster";
import { invitationLetter } from "@/lib/core/mail/letters";
import { isPlainAddress } from "@/lib/core/mail/one-line";
import { DAY_MS } from "@/lib/core/shared/epoch-ms";
import { fail, ok, type Result } from "@/lib/core/shared/result";
import { recordAudit } from "@/lib/data/audit";
import { createInvite, listInvites } from "@/lib/data/cohort-invites";
import { findLedCohort, listMembers, lockCohort } from "@/lib/data/cohorts";
import { database } from "@/lib/data/database";
import { hashOfAddress, queueMail, suppressedOf } from "@/lib/data/mail/mail-jobs";
import { mailSettings, siteUrl } from "@/lib/data/mail/mail-settings";
import { hashOfCode } from "./join";

/**
 * Reads a roster for a cohort that the viewer leads and, where `make` says so, makes a code of one place for everybody
 * who is neither in the cohort nor has a code that holds. No account is made, found or told about: whoever is given the
 * code joins with the account that they have or make. `mail`: has each code sent to its address, where this server sends
 * mail and the address has not said that it wants none; the codes are kept as hashes, so it is now or never.
 */
export async function inviteRoster(
  { viewer, now }: Context,
  input: { cohortId: string; text: string; days: number; make: boolean; mail?: boolean },
): Promise<Result<RosterOutcome, "missing" | "archived">> {
  const { cohortId, text, days, make, mail = false } = input;
  const { entries, problems } = readRoster(text);
  const db = await database();
  return db.transaction(async (tx): Promise<Result<RosterOutcome, "missing" | "archived">> => {
    const cohort = await findLedCohort(tx, viewer, cohortId);
    if (cohort === null) return fail("missing");
    if (cohort.archivedAt !== null) return fail("archived");
    await lockCohort(tx, cohortId);
    const members = new Set((await listMembers(tx, cohortId)).map(({ email }) => email));
    const invited = new Set(
      (await listInvites(tx, cohortId))
        .filter(({ revokedAt, expiresAt, used }) => revokedAt === null && expiresAt > now && used === 0)
        .map(({ forEmail }) => forEmail),
    );
    const people = entries.map((entry): RosterPerson => {
      const standing = members.has(entry.email) ? "member" : invited.has(entry.email) ? "invited" : "new";
      return { ...entry, standing };
    });
    const codes: RosterOutcome["codes"] = [];
    if (make) {
      const mails = mail && mailSettings() !== undefined;
      const quiet = await suppressedOf(tx, mails ? people.map(({ email }) => hashOfAddress(email)) : []);
      for (const { name, email } of people.filter(({ standing }) => standing === "new")) {
        const code = inviteCode(randomBytes(12));
        const invite = {
          cohortId,
          codeHash: hashOfCode(code),
          ending: code.slice(-4),
          role: "learner" as const,
          maxUses: 1,
          expiresAt: now + days * DAY_MS,
          forName: name,
          forEmail: email,
          by: viewer.userId,
        };
        await createInvite(tx, invite, now);
        const mailed = mails && isPlainAddress(email) && !quiet.has(hashOfAddress(email));
        if (mailed) {
          const words = { name, cohort: cohort.name, lead: viewer.name, code, spaced: spacedCode(code) };
          const reading = { locale: "en-GB", timeZone: cohort.timeZone };
          const letter = invitationLetter(siteUrl(), { ...words, expiresAt: invite.expiresAt }, reading);
          const dedupeKey = `invitation/${invite.codeHash}`;
          const to = { name, address: email };
          await queueMail(tx, { userId: null, to, kind: "invitation", letter, dedupeKey }, now);
        }
        codes.push({ name, email, code, mailed });
      }
      const detail = { made: String(codes.length), mailed: String(codes.filter(({ mailed }) => mailed).length) };
      await recordAudit(tx, { actorId: viewer.userId, action: "roster-invited", subject: cohortId, detail }, now);
    }
    return ok({ people, problems, codes });
  });
}
