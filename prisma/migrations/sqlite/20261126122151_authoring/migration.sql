-- CreateTable
CREATE TABLE "Draft" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "packId" TEXT NOT NULL,
    "unitId" TEXT NOT NULL,
    "content" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'draft',
    "base" TEXT NOT NULL DEFAULT '{}',
    "revision" INTEGER NOT NULL DEFAULT 0,
    "createdBy" TEXT NOT NULL,
    "editedBy" TEXT NOT NULL,
    "submittedBy" TEXT,
    "submittedAt" DATETIME,
    "createdAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "QuestionStep" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "packId" TEXT NOT NULL,
    "unitId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "actorId" TEXT,
    "versions" TEXT NOT NULL DEFAULT '[]',
    "detail" TEXT NOT NULL DEFAULT '{}',
    "createdAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "Import" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "ownerId" TEXT NOT NULL,
    "packId" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "fileName" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "content" TEXT NOT NULL,
    "drafts" TEXT NOT NULL DEFAULT '[]',
    "createdAt" DATETIME NOT NULL,
    "madeAt" DATETIME
);

-- CreateTable
CREATE TABLE "BulkChange" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "packId" TEXT NOT NULL,
    "actorId" TEXT NOT NULL,
    "change" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'running',
    "createdAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "BulkItem" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "changeId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "questionId" TEXT NOT NULL,
    "unitId" TEXT NOT NULL,
    "beforeVersion" TEXT NOT NULL,
    "afterVersion" TEXT,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "note" TEXT NOT NULL DEFAULT '',
    CONSTRAINT "BulkItem_changeId_fkey" FOREIGN KEY ("changeId") REFERENCES "BulkChange" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "MediaFile" (
    "packId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "alt" TEXT NOT NULL,
    "addedBy" TEXT,
    "addedAt" DATETIME NOT NULL,

    PRIMARY KEY ("packId", "name")
);

-- CreateTable
CREATE TABLE "Cohort" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "packId" TEXT NOT NULL,
    "examId" TEXT NOT NULL,
    "timeZone" TEXT NOT NULL,
    "createdBy" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "archivedAt" DATETIME
);

-- CreateTable
CREATE TABLE "Membership" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "cohortId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "joinedAt" DATETIME NOT NULL,
    "endedAt" DATETIME,
    "endedBy" TEXT,
    CONSTRAINT "Membership_cohortId_fkey" FOREIGN KEY ("cohortId") REFERENCES "Cohort" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Membership_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "CohortInvite" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "cohortId" TEXT NOT NULL,
    "codeHash" TEXT NOT NULL,
    "ending" TEXT NOT NULL,
    "forName" TEXT,
    "forEmail" TEXT,
    "role" TEXT NOT NULL,
    "maxUses" INTEGER NOT NULL,
    "used" INTEGER NOT NULL DEFAULT 0,
    "expiresAt" DATETIME NOT NULL,
    "revokedAt" DATETIME,
    "createdBy" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "CohortInvite_cohortId_fkey" FOREIGN KEY ("cohortId") REFERENCES "Cohort" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "AttemptToCount" (
    "attemptId" TEXT NOT NULL PRIMARY KEY,
    "packId" TEXT NOT NULL,
    CONSTRAINT "AttemptToCount_attemptId_fkey" FOREIGN KEY ("attemptId") REFERENCES "Attempt" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ItemAnalysis" (
    "packId" TEXT NOT NULL PRIMARY KEY,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "generation" INTEGER NOT NULL DEFAULT 0,
    "building" INTEGER,
    "cursor" TEXT NOT NULL DEFAULT '',
    "batch" TEXT,
    "outdated" BOOLEAN NOT NULL DEFAULT false
);

-- CreateTable
CREATE TABLE "ItemStatistic" (
    "unit" TEXT NOT NULL,
    "generation" INTEGER NOT NULL,
    "window" INTEGER NOT NULL,
    "pilot" BOOLEAN NOT NULL,
    "packId" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "n" INTEGER NOT NULL,
    "right" INTEGER NOT NULL,
    "counts" TEXT NOT NULL,

    PRIMARY KEY ("unit", "generation", "window", "pilot")
);

-- CreateTable
CREATE TABLE "FormStatistic" (
    "packId" TEXT NOT NULL,
    "generation" INTEGER NOT NULL,
    "examId" TEXT NOT NULL,
    "blueprintId" TEXT NOT NULL,
    "length" INTEGER NOT NULL,
    "n" INTEGER NOT NULL,
    "counts" TEXT NOT NULL,

    PRIMARY KEY ("packId", "generation", "examId", "blueprintId", "length")
);

-- CreateTable
CREATE TABLE "ItemFigure" (
    "subject" TEXT NOT NULL PRIMARY KEY,
    "packId" TEXT NOT NULL,
    "lesson" TEXT NOT NULL,
    "n" INTEGER NOT NULL,
    "p" REAL,
    "discrimination" REAL,
    "rank" INTEGER NOT NULL,
    "flags" TEXT NOT NULL,
    "pilot" TEXT,
    "content" TEXT NOT NULL,
    "stale" BOOLEAN NOT NULL,
    "updatedAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "QuestionFlag" (
    "questionId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,

    PRIMARY KEY ("questionId", "kind"),
    CONSTRAINT "QuestionFlag_questionId_fkey" FOREIGN KEY ("questionId") REFERENCES "Question" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Dispute" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "userId" TEXT NOT NULL,
    "packId" TEXT NOT NULL,
    "questionId" TEXT NOT NULL,
    "versionId" TEXT NOT NULL,
    "itemId" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "openKey" TEXT,
    "answer" TEXT,
    "answeredById" TEXT,
    "answeredAt" DATETIME,
    CONSTRAINT "Dispute_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Repair" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "packId" TEXT NOT NULL,
    "questionId" TEXT NOT NULL,
    "versionId" TEXT NOT NULL,
    "disputeId" TEXT,
    "ruling" TEXT NOT NULL,
    "because" TEXT NOT NULL,
    "madeById" TEXT,
    "madeAt" DATETIME NOT NULL,
    "undoneById" TEXT,
    "undoneAt" DATETIME,
    "inForceFor" TEXT,
    "phase" TEXT NOT NULL,
    "cursor" TEXT NOT NULL DEFAULT '',
    "learners" INTEGER NOT NULL DEFAULT 0,
    "questionWas" TEXT NOT NULL,
    "nextVersionId" TEXT
);

-- CreateTable
CREATE TABLE "ResultRevision" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "attemptId" TEXT NOT NULL,
    "repairId" TEXT NOT NULL,
    "undone" BOOLEAN NOT NULL,
    "was" TEXT NOT NULL,
    "now" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    CONSTRAINT "ResultRevision_attemptId_fkey" FOREIGN KEY ("attemptId") REFERENCES "Attempt" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "ResultRevision_repairId_fkey" FOREIGN KEY ("repairId") REFERENCES "Repair" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Notice" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "userId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "content" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "readAt" DATETIME,
    CONSTRAINT "Notice_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_AttemptItem" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "attemptId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "questionId" TEXT NOT NULL,
    "questionVersionId" TEXT NOT NULL,
    "caseId" TEXT,
    "pilot" BOOLEAN NOT NULL DEFAULT false,
    "dropped" BOOLEAN NOT NULL DEFAULT false,
    "presented" TEXT NOT NULL,
    "checkedAt" DATETIME,
    "outcome" TEXT,
    "evidence" TEXT,
    "spentMs" INTEGER,
    "missType" TEXT,
    CONSTRAINT "AttemptItem_attemptId_fkey" FOREIGN KEY ("attemptId") REFERENCES "Attempt" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "AttemptItem_questionVersionId_fkey" FOREIGN KEY ("questionVersionId") REFERENCES "QuestionVersion" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
INSERT INTO "new_AttemptItem" ("attemptId", "caseId", "checkedAt", "evidence", "id", "missType", "outcome", "pilot", "position", "presented", "questionId", "questionVersionId", "spentMs") SELECT "attemptId", "caseId", "checkedAt", "evidence", "id", "missType", "outcome", "pilot", "position", "presented", "questionId", "questionVersionId", "spentMs" FROM "AttemptItem";
DROP TABLE "AttemptItem";
ALTER TABLE "new_AttemptItem" RENAME TO "AttemptItem";
CREATE INDEX "AttemptItem_questionId_idx" ON "AttemptItem"("questionId");
CREATE UNIQUE INDEX "AttemptItem_attemptId_position_key" ON "AttemptItem"("attemptId", "position");
CREATE TABLE "new_Question" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "packId" TEXT NOT NULL,
    "family" TEXT,
    "lesson" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "caseId" TEXT,
    "caseIndex" INTEGER,
    "state" TEXT NOT NULL DEFAULT 'published',
    "versionId" TEXT,
    "difficulty" INTEGER NOT NULL,
    "counterCue" BOOLEAN NOT NULL,
    "exams" TEXT NOT NULL,
    "traps" TEXT NOT NULL,
    "stateByHand" BOOLEAN NOT NULL DEFAULT false,
    "verifiedOn" TEXT NOT NULL DEFAULT '',
    "updatedAt" DATETIME NOT NULL,
    "searchText" TEXT NOT NULL DEFAULT ''
);
INSERT INTO "new_Question" ("caseId", "caseIndex", "counterCue", "difficulty", "exams", "family", "id", "lesson", "packId", "state", "traps", "type", "updatedAt", "versionId") SELECT "caseId", "caseIndex", "counterCue", "difficulty", "exams", "family", "id", "lesson", "packId", "state", "traps", "type", "updatedAt", "versionId" FROM "Question";
DROP TABLE "Question";
ALTER TABLE "new_Question" RENAME TO "Question";
CREATE UNIQUE INDEX "Question_versionId_key" ON "Question"("versionId");
CREATE INDEX "Question_packId_state_lesson_idx" ON "Question"("packId", "state", "lesson");
CREATE INDEX "Question_packId_id_idx" ON "Question"("packId", "id");
CREATE INDEX "Question_packId_verifiedOn_id_idx" ON "Question"("packId", "verifiedOn", "id");
CREATE INDEX "Question_packId_difficulty_id_idx" ON "Question"("packId", "difficulty", "id");
CREATE INDEX "Question_family_idx" ON "Question"("family");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- CreateIndex
CREATE UNIQUE INDEX "Draft_unitId_key" ON "Draft"("unitId");

-- CreateIndex
CREATE INDEX "Draft_packId_state_updatedAt_idx" ON "Draft"("packId", "state", "updatedAt");

-- CreateIndex
CREATE INDEX "QuestionStep_unitId_createdAt_idx" ON "QuestionStep"("unitId", "createdAt");

-- CreateIndex
CREATE INDEX "QuestionStep_packId_createdAt_idx" ON "QuestionStep"("packId", "createdAt");

-- CreateIndex
CREATE INDEX "Import_ownerId_createdAt_idx" ON "Import"("ownerId", "createdAt");

-- CreateIndex
CREATE INDEX "Import_createdAt_idx" ON "Import"("createdAt");

-- CreateIndex
CREATE INDEX "BulkChange_packId_createdAt_idx" ON "BulkChange"("packId", "createdAt");

-- CreateIndex
CREATE INDEX "BulkItem_changeId_state_position_idx" ON "BulkItem"("changeId", "state", "position");

-- CreateIndex
CREATE UNIQUE INDEX "BulkItem_changeId_questionId_key" ON "BulkItem"("changeId", "questionId");

-- CreateIndex
CREATE INDEX "MediaFile_name_idx" ON "MediaFile"("name");

-- CreateIndex
CREATE INDEX "Membership_userId_idx" ON "Membership"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "Membership_cohortId_userId_key" ON "Membership"("cohortId", "userId");

-- CreateIndex
CREATE UNIQUE INDEX "CohortInvite_codeHash_key" ON "CohortInvite"("codeHash");

-- CreateIndex
CREATE INDEX "CohortInvite_cohortId_idx" ON "CohortInvite"("cohortId");

-- CreateIndex
CREATE INDEX "AttemptToCount_packId_idx" ON "AttemptToCount"("packId");

-- CreateIndex
CREATE INDEX "ItemStatistic_packId_generation_idx" ON "ItemStatistic"("packId", "generation");

-- CreateIndex
CREATE INDEX "ItemStatistic_subject_generation_idx" ON "ItemStatistic"("subject", "generation");

-- CreateIndex
CREATE INDEX "ItemFigure_packId_rank_subject_idx" ON "ItemFigure"("packId", "rank", "subject");

-- CreateIndex
CREATE INDEX "ItemFigure_packId_stale_idx" ON "ItemFigure"("packId", "stale");

-- CreateIndex
CREATE INDEX "QuestionFlag_kind_idx" ON "QuestionFlag"("kind");

-- CreateIndex
CREATE UNIQUE INDEX "Dispute_openKey_key" ON "Dispute"("openKey");

-- CreateIndex
CREATE INDEX "Dispute_userId_versionId_idx" ON "Dispute"("userId", "versionId");

-- CreateIndex
CREATE INDEX "Dispute_questionId_idx" ON "Dispute"("questionId");

-- CreateIndex
CREATE INDEX "Dispute_answeredAt_createdAt_idx" ON "Dispute"("answeredAt", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "Repair_inForceFor_key" ON "Repair"("inForceFor");

-- CreateIndex
CREATE INDEX "Repair_phase_madeAt_idx" ON "Repair"("phase", "madeAt");

-- CreateIndex
CREATE INDEX "Repair_questionId_idx" ON "Repair"("questionId");

-- CreateIndex
CREATE INDEX "ResultRevision_repairId_idx" ON "ResultRevision"("repairId");

-- CreateIndex
CREATE UNIQUE INDEX "ResultRevision_attemptId_repairId_undone_key" ON "ResultRevision"("attemptId", "repairId", "undone");

-- CreateIndex
CREATE INDEX "Notice_userId_createdAt_idx" ON "Notice"("userId", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "Notice_userId_key_key" ON "Notice"("userId", "key");
