import { DEFAULT_WISH, type MailWish, type WishKind, wantsMail } from "@/lib/core/mail/mail-kind";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import type { Reader, Tx } from "@/lib/data/database";
import { toDate, toEpochMs } from "@/lib/data/time";

/** Somebody whom mail goes to, with how they read dates, and which mail they want. */
export type MailPerson = {
  userId: string;
  name: string;
  /** Null for guests, for whoever may not sign in any more, and while the address is not proved: they get no mail. */
  address: string | null;
  locale: string;
  /** Null until they or their browser have said. */
  timeZone: string | null;
  wish: MailWish;
  inCohort: boolean;
};

const select = {
  id: true,
  name: true,
  email: true,
  isGuest: true,
  disabledAt: true,
  emailVerifiedAt: true,
  locale: true,
  timeZone: true,
  mailWish: { select: { due: true, repair: true, digest: true } },
  memberships: { where: { endedAt: null, cohort: { archivedAt: null } }, select: { id: true }, take: 1 },
} as const;

type Stored = {
  id: string;
  name: string;
  email: string | null;
  isGuest: boolean;
  disabledAt: Date | null;
  emailVerifiedAt: Date | null;
  locale: string;
  timeZone: string | null;
  mailWish: MailWish | null;
  memberships: { id: string }[];
};

const personOf = ({
  id,
  email,
  isGuest,
  disabledAt,
  emailVerifiedAt,
  mailWish,
  memberships,
  name,
  locale,
  timeZone,
}: Stored): MailPerson => ({
  userId: id,
  name,
  address: isGuest || disabledAt !== null || emailVerifiedAt === null ? null : email,
  locale,
  timeZone,
  wish: mailWish ?? DEFAULT_WISH,
  inCohort: memberships.length > 0,
});

/** Somebody as mail sees them; null where they are gone. */
export async function findMailPerson(db: Reader, userId: string): Promise<MailPerson | null> {
  const row = await db.user.findUnique({ where: { id: userId }, select });
  return row === null ? null : personOf(row);
}

/** Where mail of a kind to somebody goes; null where none goes. */
export function addressFor(person: MailPerson | null, kind: WishKind): { name: string; address: string } | null {
  if (person === null || person.address === null || !wantsMail(person.wish, kind, person.inCohort)) return null;
  return { name: person.name, address: person.address };
}

/** Writes which mail somebody wants. */
export async function saveMailWish(tx: Tx, userId: string, wish: Partial<MailWish>): Promise<void> {
  await tx.mailWish.upsert({ where: { userId }, update: wish, create: { userId, ...wish } });
}

/** Turns one kind of mail off. Somebody who is gone wants none anyway. */
export async function turnMailOff(tx: Tx, userId: string, kind: WishKind): Promise<void> {
  if ((await tx.user.findUnique({ where: { id: userId }, select: { id: true } })) === null) return;
  await saveMailWish(tx, userId, { [kind]: false });
}

/** Writes how somebody reads dates. */
export async function saveReading(
  tx: Tx,
  userId: string,
  reading: { locale?: string; timeZone?: string },
): Promise<void> {
  await tx.user.update({ where: { id: userId }, data: reading });
}

/** Takes the zone of somebody's browser where none is known; what they chose stays. */
export async function saveFirstZone(tx: Tx, userId: string, timeZone: string): Promise<void> {
  await tx.user.updateMany({ where: { id: userId, timeZone: null }, data: { timeZone } });
}

/** Whether a time zone is known of somebody. Who is gone needs none. */
export async function hasZone(db: Reader, { userId }: { userId: string }): Promise<boolean> {
  const row = await db.user.findUnique({ where: { id: userId }, select: { timeZone: true } });
  return row === null || row.timeZone !== null;
}

/** The time zones that people are in; null stands for those who have not said. */
export async function unscopedListZones(db: Reader): Promise<(string | null)[]> {
  const rows = await db.user.groupBy({ by: ["timeZone"], where: { isGuest: false, disabledAt: null } });
  return rows.map(({ timeZone }) => timeZone);
}

/** Somebody who gets a digest, with the exam that they practise for, and since when they are here. */
export type ForDigest = { userId: string; examId: string | null; since: EpochMs };

/** Who gets the digest of a week in a time zone and has not been looked at, by id, at most so many. */
export async function unscopedListForDigest(
  db: Reader,
  { timeZone, week, bornBefore }: { timeZone: string | null; week: string; bornBefore: EpochMs },
  take: number,
): Promise<ForDigest[]> {
  const rows = await db.user.findMany({
    where: {
      timeZone,
      isGuest: false,
      disabledAt: null,
      createdAt: { lt: toDate(bornBefore) },
      AND: [
        { OR: [{ digestMark: null }, { digestMark: { week: { not: week } } }] },
        {
          OR: [
            { mailWish: { digest: true } },
            {
              memberships: { some: { endedAt: null, cohort: { archivedAt: null } } },
              OR: [{ mailWish: null }, { mailWish: { digest: null } }],
            },
          ],
        },
      ],
    },
    orderBy: { id: "asc" },
    take,
    select: { id: true, examId: true, createdAt: true },
  });
  return rows.map(({ id, examId, createdAt }) => ({ userId: id, examId, since: toEpochMs(createdAt) }));
}

export type DigestMark = { week: string; packId: string; answers: number };

export const findDigestMark = (db: Reader, userId: string): Promise<DigestMark | null> =>
  db.digestMark.findUnique({ where: { userId }, select: { week: true, packId: true, answers: true } });

/**
 * Says that somebody's digest of a week is being made, and what is folded by now. False where it had been made: of two
 * processes at once one gets true.
 */
export async function takeDigest(tx: Tx, userId: string, mark: DigestMark): Promise<boolean> {
  // The row is made first where there is none, so that the second statement alone decides.
  await tx.digestMark.upsert({
    where: { userId },
    update: { userId },
    create: { userId, week: "", packId: mark.packId, answers: 0 },
  });
  const { count } = await tx.digestMark.updateMany({ where: { userId, week: { not: mark.week } }, data: mark });
  return count === 1;
}
