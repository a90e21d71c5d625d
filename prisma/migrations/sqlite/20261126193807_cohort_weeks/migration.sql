-- CreateTable
CREATE TABLE "CohortWeek" (
    "cohortId" TEXT NOT NULL,
    "week" TEXT NOT NULL,
    "mark" TEXT NOT NULL,
    "traps" TEXT NOT NULL,

    PRIMARY KEY ("cohortId", "week"),
    CONSTRAINT "CohortWeek_cohortId_fkey" FOREIGN KEY ("cohortId") REFERENCES "Cohort" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_MemberWeek" (
    "membershipId" TEXT NOT NULL,
    "week" TEXT NOT NULL,
    "counts" TEXT NOT NULL,
    "lastAt" DATETIME NOT NULL,
    "answers" INTEGER NOT NULL DEFAULT 0,
    "right" INTEGER NOT NULL DEFAULT 0,
    "mark" REAL NOT NULL DEFAULT 0,
    "worst" TEXT,

    PRIMARY KEY ("membershipId", "week"),
    CONSTRAINT "MemberWeek_membershipId_fkey" FOREIGN KEY ("membershipId") REFERENCES "Membership" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "new_MemberWeek" ("counts", "lastAt", "membershipId", "week") SELECT "counts", "lastAt", "membershipId", "week" FROM "MemberWeek";
DROP TABLE "MemberWeek";
ALTER TABLE "new_MemberWeek" RENAME TO "MemberWeek";
CREATE INDEX "MemberWeek_membershipId_week_answers_right_mark_lastAt_idx" ON "MemberWeek"("membershipId", "week", "answers", "right", "mark", "lastAt");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
