import { type EpochMs, HOUR_MS, MINUTE_MS } from "@/lib/core/shared/epoch-ms";

/** How an installation stands, as the server that was asked sees it. */
export type Operations = {
  version: string;
  packs: readonly { id: string; hash: string; loadedAt: EpochMs }[];
  database: {
    engine: "sqlite" | "postgresql";
    bytes: number;
    reader: boolean;
    applied: number;
    newest: string | null;
    pending: readonly string[];
  };
  queue: { running: number; waiting: number };
  mail: { sends: boolean; waiting: number; failed: number; oldestWaitingAt: EpochMs | null };
  scores: { waiting: number; failed: number };
  disk: { freeBytes: number; allBytes: number };
  media: { kept: "folder" | "s3"; files: number; bytes: number };
  backups: {
    nightly: boolean;
    keep: number;
    sameDisk: boolean;
    last: { name: string; at: EpochMs; bytes: number; checkedRows: number | null } | null;
  };
  jobs: readonly {
    name: string;
    runs: number;
    failures: number;
    lastDoneAt: EpochMs | null;
    lastFailedAt: EpochMs | null;
  }[];
  leases: readonly { name: string; until: EpochMs }[];
  now: { signedIn: number; attempts: number; liveSessions: number };
  tls: boolean;
};

/** What an operator should do something about: what it is, and the next step. */
export type Warning = { tone: "danger" | "warning" | "info"; title: string; step: string };

const GB = 1024 ** 3;
const LITTLE_DISK = 2 * GB;
const NO_DISK = GB / 4;
const OLD_BACKUP_MS = 26 * HOUR_MS;
const LATE_MAIL_MS = 30 * MINUTE_MS;
const LONG_QUEUE = 100;

const hours = (ms: number): string => `${Math.round(ms / HOUR_MS)} hours`;

function backupWarnings({ backups }: Operations, now: EpochMs): Warning[] {
  const { nightly, last, sameDisk } = backups;
  if (!nightly) {
    const step = "Remove TRAPLINE_BACKUPS=off, unless something else backs the database and the data folder up.";
    return [{ tone: "warning", title: "No backup is made at night", step }];
  }
  if (last === null) {
    const step =
      "The first is made some minutes after the first start. If none comes, look for “backup failed” in the log.";
    return [{ tone: "warning", title: "There is no backup in this server’s folder", step }];
  }
  const found: Warning[] = [];
  if (now - last.at > OLD_BACKUP_MS) {
    const step = "Look for “backup failed” in the log, then run: npm run backup.";
    found.push({ tone: "danger", title: `The last backup is ${hours(now - last.at)} old`, step });
  }
  if (last.checkedRows === null) {
    const step = "It is read again after it was made; if this stays, run: npm run backup.";
    found.push({ tone: "warning", title: "The last backup was not read again", step });
  }
  if (sameDisk) {
    const step = "Set TRAPLINE_BACKUP_DIR to a folder on another disk, or copy the files away each day.";
    found.push({ tone: "info", title: "Backups lie on the disk of the data", step });
  }
  return found;
}

function diskWarnings({ disk }: Operations): Warning[] {
  if (disk.freeBytes >= LITTLE_DISK) return [];
  const tone = disk.freeBytes < NO_DISK ? "danger" : "warning";
  const step =
    "Make room or a larger disk. On a full disk answers stay on the learners’ devices until there is room again.";
  return [{ tone, title: "The disk of the data is nearly full", step }];
}

function mailWarnings({ mail, scores }: Operations, now: EpochMs): Warning[] {
  const found: Warning[] = [];
  if (!mail.sends) {
    const step = "Set SMTP_URL and MAIL_FROM. Until then all there is to tell stands in the app alone.";
    found.push({ tone: "info", title: "Mail is not sent", step });
  } else if (mail.oldestWaitingAt !== null && now - mail.oldestWaitingAt > LATE_MAIL_MS) {
    const step =
      "Look for “mail” in the log: the mail server refuses, or cannot be reached. Nothing is lost meanwhile.";
    found.push({ tone: "warning", title: `Mail has waited for ${hours(now - mail.oldestWaitingAt)}`, step });
  }
  if (mail.sends && mail.failed > 0) {
    const step =
      "Their addresses refuse mail for good. What was told stands in the app; People shows who has another address.";
    found.push({ tone: "info", title: `${mail.failed} mails were given up`, step });
  }
  if (scores.failed > 0) {
    const step = "Look at Learning platforms: the platform refuses them or has no place for them.";
    found.push({ tone: "warning", title: `${scores.failed} scores did not get to a course`, step });
  }
  return found;
}

/** Where an installation needs somebody, the worst first. */
export function warningsOf(operations: Operations, now: EpochMs): Warning[] {
  const found = [...backupWarnings(operations, now), ...diskWarnings(operations), ...mailWarnings(operations, now)];
  if (operations.database.pending.length > 0) {
    const step = "Run: npm run migrate -- apply. Until then this server says that it is not ready.";
    found.push({ tone: "danger", title: "The database lacks migrations", step });
  }
  if (operations.queue.waiting > LONG_QUEUE) {
    const step = "Answers wait and none is lost. If it stays so, move to PostgreSQL: docs/deploying.md.";
    found.push({ tone: "warning", title: `${operations.queue.waiting} writes wait for their turn`, step });
  }
  for (const { name, lastDoneAt, lastFailedAt } of operations.jobs) {
    if (lastFailedAt === null || (lastDoneAt ?? 0) > lastFailedAt) continue;
    found.push({
      tone: "warning",
      title: `“${name}” failed the last time`,
      step: `Look for “${name} failed” in the log.`,
    });
  }
  if (!operations.tls) {
    const step =
      "Put a proxy with a certificate in front and set NEXTAUTH_URL to its https address: docs/deploying.md.";
    found.push({ tone: "warning", title: "Passwords travel without TLS", step });
  }
  const rank = { danger: 0, warning: 1, info: 2 };
  return found.sort((a, b) => rank[a.tone] - rank[b.tone]);
}

const UNITS = ["bytes", "kB", "MB", "GB", "TB"] as const;

/** A size in words: 3 significant figures at the most. */
export function sizeText(bytes: number): string {
  const power = Math.min(UNITS.length - 1, Math.max(0, Math.floor(Math.log(Math.max(bytes, 1)) / Math.log(1024))));
  const value = bytes / 1024 ** power;
  return `${power > 0 && value < 10 ? value.toFixed(1) : Math.round(value)} ${UNITS[power]}`;
}
