import { describe, expect, test } from "vitest";
import { HOUR_MS } from "@/lib/core/shared/epoch-ms";
import { type Operations, sizeText, warningsOf } from "./operations";

const NOW = 1_800_000_000_000;
const GB = 1024 ** 3;
const job = { name: "sweep", runs: 9, failures: 0, lastDoneAt: NOW, lastFailedAt: null };
const well: Operations = {
  version: "1.0.0",
  packs: [],
  database: { engine: "sqlite", bytes: 1, reader: false, applied: 1, newest: "1_a", pending: [] },
  queue: { running: 1, waiting: 2 },
  mail: { sends: true, waiting: 1, failed: 0, oldestWaitingAt: NOW - 1 },
  scores: { waiting: 0, failed: 0 },
  disk: { freeBytes: 20 * GB, allBytes: 40 * GB },
  media: { kept: "folder", files: 0, bytes: 0 },
  backups: {
    nightly: true,
    keep: 7,
    sameDisk: false,
    last: { name: "b", at: NOW - HOUR_MS, bytes: 9, checkedRows: 3 },
  },
  jobs: [job],
  leases: [],
  now: { signedIn: 0, attempts: 0, liveSessions: 0 },
  tls: true,
};
const last = { name: "b", at: NOW, bytes: 9, checkedRows: 3 };
const backups = (more: Partial<Operations["backups"]>) => ({ backups: { ...well.backups, ...more } });

describe("warnings", () => {
  test("there are none where all is well", () => expect(warningsOf(well, NOW)).toEqual([]));

  const cases: readonly [string, Partial<Operations>, string][] = [
    ["warning No backup is made at night", backups({ nightly: false }), "TRAPLINE_BACKUPS"],
    ["warning There is no backup in this server’s folder", backups({ last: null }), "log"],
    [
      "danger The last backup is 30 hours old",
      backups({ last: { ...last, at: NOW - 30 * HOUR_MS } }),
      "npm run backup",
    ],
    ["warning The last backup was not read again", backups({ last: { ...last, checkedRows: null } }), "npm run backup"],
    ["info Backups lie on the disk of the data", backups({ sameDisk: true }), "TRAPLINE_BACKUP_DIR"],
    ["warning The disk of the data is nearly full", { disk: { freeBytes: GB, allBytes: 40 * GB } }, "room"],
    ["danger The disk of the data is nearly full", { disk: { freeBytes: 1, allBytes: 40 * GB } }, "room"],
    ["info Mail is not sent", { mail: { ...well.mail, sends: false, failed: 3 } }, "SMTP_URL"],
    ["warning Mail has waited for 5 hours", { mail: { ...well.mail, oldestWaitingAt: NOW - 5 * HOUR_MS } }, "log"],
    ["info 3 mails were given up", { mail: { ...well.mail, failed: 3 } }, "People"],
    ["warning 2 scores did not get to a course", { scores: { waiting: 0, failed: 2 } }, "Learning platforms"],
    ["danger The database lacks migrations", { database: { ...well.database, pending: ["2_b"] } }, "npm run migrate"],
    ["warning 101 writes wait for their turn", { queue: { running: 1, waiting: 101 } }, "docs/deploying.md"],
    ["warning “sweep” failed the last time", { jobs: [{ ...job, lastFailedAt: NOW + 1 }] }, "“sweep failed”"],
    ["warning Passwords travel without TLS", { tls: false }, "NEXTAUTH_URL"],
  ];
  test.each(cases)("%s, with the next step", (told, change, step) => {
    const found = warningsOf({ ...well, ...change }, NOW);
    expect(found.map(({ tone, title }) => `${tone} ${title}`)).toEqual([told]);
    expect(found[0]?.step).toContain(step);
  });

  test("the worst comes first; a job that was done since it failed is well", () => {
    const bad = { ...well, ...backups({ last: { ...last, at: 0 }, sameDisk: true }), tls: false };
    expect(warningsOf(bad, NOW).map(({ tone }) => tone)).toEqual(["danger", "warning", "info"]);
    expect(warningsOf({ ...well, jobs: [{ ...job, lastFailedAt: NOW - 1 }] }, NOW)).toEqual([]);
  });
});

test.each([
  [0, "0 bytes"],
  [1023, "1023 bytes"],
  [1536, "1.5 kB"],
  [20 * 1024 ** 2, "20 MB"],
  [3.4 * GB, "3.4 GB"],
])("%d is %s", (bytes, text) => expect(sizeText(bytes)).toBe(text));
