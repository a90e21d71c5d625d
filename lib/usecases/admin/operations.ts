import { type Context, can } from "@/lib/core/access/viewer";
import { type Operations, type Warning, warningsOf } from "@/lib/core/running/operations";
import { database } from "@/lib/data/database";
import { installedVersion } from "@/lib/data/installation";
import { databaseBytes, migrationState, readDisks, readSettings, readStanding } from "@/lib/data/operations";
import { listJobs } from "@/lib/usecases/running/jobs";

/** How this installation stands, and what needs somebody, for admins; null for everybody else. */
export async function getOperations({
  viewer,
  now,
}: Context): Promise<{ operations: Operations; warnings: readonly Warning[] } | null> {
  if (!can(viewer, "manageUsers")) return null;
  const db = await database();
  const { databaseUrl, engine, reader, mediaKept, sendsMail, tls } = readSettings();
  const [standing, disks, bytes, migrations] = await Promise.all([
    readStanding(db.reader, now),
    readDisks(),
    databaseBytes(databaseUrl),
    migrationState(databaseUrl, engine),
  ]);
  const operations: Operations = {
    ...standing,
    ...disks,
    version: installedVersion(),
    database: { engine, bytes, reader, ...migrations },
    queue: db.load(),
    mail: { sends: sendsMail, ...standing.mail },
    media: { kept: mediaKept, ...standing.media },
    jobs: listJobs(),
    tls,
  };
  return { operations, warnings: warningsOf(operations, now) };
}
