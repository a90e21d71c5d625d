-- AlterTable
ALTER TABLE "AttemptItem" ADD COLUMN     "dropped" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "Question" ADD COLUMN     "searchText" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "stateByHand" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "verifiedOn" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "Draft" (
    "id" TEXT NOT NULL,
    "packId" TEXT NOT NULL,
    "unitId" TEXT NOT NULL,
    "content" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'draft',
    "base" TEXT NOT NULL DEFAULT '{}',
    "revision" INTEGER NOT NULL DEFAULT 0,
    "createdBy" TEXT NOT NULL,
    "editedBy" TEXT NOT NULL,
    "submittedBy" TEXT,
    "submittedAt" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Draft_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "QuestionStep" (
    "id" TEXT NOT NULL,
    "packId" TEXT NOT NULL,
    "unitId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "actorId" TEXT,
    "versions" TEXT NOT NULL DEFAULT '[]',
    "detail" TEXT NOT NULL DEFAULT '{}',
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "QuestionStep_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Import" (
    "id" TEXT NOT NULL,
    "ownerId" TEXT NOT NULL,
    "packId" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "fileName" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "content" TEXT NOT NULL,
    "drafts" TEXT NOT NULL DEFAULT '[]',
    "createdAt" TIMESTAMP(3) NOT NULL,
    "madeAt" TIMESTAMP(3),

    CONSTRAINT "Import_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "BulkChange" (
    "id" TEXT NOT NULL,
    "packId" TEXT NOT NULL,
    "actorId" TEXT NOT NULL,
    "change" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'running',
    "createdAt" TIMESTAMP(3) NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "BulkChange_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "BulkItem" (
    "id" TEXT NOT NULL,
    "changeId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "questionId" TEXT NOT NULL,
    "unitId" TEXT NOT NULL,
    "beforeVersion" TEXT NOT NULL,
    "afterVersion" TEXT,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "note" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "BulkItem_pkey" PRIMARY KEY ("id")
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
    "addedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "MediaFile_pkey" PRIMARY KEY ("packId","name")
);

-- CreateTable
CREATE TABLE "Cohort" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "packId" TEXT NOT NULL,
    "examId" TEXT NOT NULL,
    "timeZone" TEXT NOT NULL,
    "createdBy" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "archivedAt" TIMESTAMP(3),

    CONSTRAINT "Cohort_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Membership" (
    "id" TEXT NOT NULL,
    "cohortId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "joinedAt" TIMESTAMP(3) NOT NULL,
    "endedAt" TIMESTAMP(3),
    "endedBy" TEXT,

    CONSTRAINT "Membership_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CohortInvite" (
    "id" TEXT NOT NULL,
    "cohortId" TEXT NOT NULL,
    "codeHash" TEXT NOT NULL,
    "ending" TEXT NOT NULL,
    "forName" TEXT,
    "forEmail" TEXT,
    "role" TEXT NOT NULL,
    "maxUses" INTEGER NOT NULL,
    "used" INTEGER NOT NULL DEFAULT 0,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "revokedAt" TIMESTAMP(3),
    "createdBy" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "CohortInvite_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AttemptToCount" (
    "attemptId" TEXT NOT NULL,
    "packId" TEXT NOT NULL,

    CONSTRAINT "AttemptToCount_pkey" PRIMARY KEY ("attemptId")
);

-- CreateTable
CREATE TABLE "ItemAnalysis" (
    "packId" TEXT NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "generation" INTEGER NOT NULL DEFAULT 0,
    "building" INTEGER,
    "cursor" TEXT NOT NULL DEFAULT '',
    "batch" TEXT,
    "outdated" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "ItemAnalysis_pkey" PRIMARY KEY ("packId")
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

    CONSTRAINT "ItemStatistic_pkey" PRIMARY KEY ("unit","generation","window","pilot")
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

    CONSTRAINT "FormStatistic_pkey" PRIMARY KEY ("packId","generation","examId","blueprintId","length")
);

-- CreateTable
CREATE TABLE "ItemFigure" (
    "subject" TEXT NOT NULL,
    "packId" TEXT NOT NULL,
    "lesson" TEXT NOT NULL,
    "n" INTEGER NOT NULL,
    "p" DOUBLE PRECISION,
    "discrimination" DOUBLE PRECISION,
    "rank" INTEGER NOT NULL,
    "flags" TEXT NOT NULL,
    "pilot" TEXT,
    "content" TEXT NOT NULL,
    "stale" BOOLEAN NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "ItemFigure_pkey" PRIMARY KEY ("subject")
);

-- CreateTable
CREATE TABLE "QuestionFlag" (
    "questionId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,

    CONSTRAINT "QuestionFlag_pkey" PRIMARY KEY ("questionId","kind")
);

-- CreateTable
CREATE TABLE "Dispute" (
    "id" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "packId" TEXT NOT NULL,
    "questionId" TEXT NOT NULL,
    "versionId" TEXT NOT NULL,
    "itemId" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "openKey" TEXT,
    "answer" TEXT,
    "answeredById" TEXT,
    "answeredAt" TIMESTAMP(3),

    CONSTRAINT "Dispute_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Repair" (
    "id" TEXT NOT NULL,
    "packId" TEXT NOT NULL,
    "questionId" TEXT NOT NULL,
    "versionId" TEXT NOT NULL,
    "disputeId" TEXT,
    "ruling" TEXT NOT NULL,
    "because" TEXT NOT NULL,
    "madeById" TEXT,
    "madeAt" TIMESTAMP(3) NOT NULL,
    "undoneById" TEXT,
    "undoneAt" TIMESTAMP(3),
    "inForceFor" TEXT,
    "phase" TEXT NOT NULL,
    "cursor" TEXT NOT NULL DEFAULT '',
    "learners" INTEGER NOT NULL DEFAULT 0,
    "questionWas" TEXT NOT NULL,
    "nextVersionId" TEXT,

    CONSTRAINT "Repair_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ResultRevision" (
    "id" TEXT NOT NULL,
    "attemptId" TEXT NOT NULL,
    "repairId" TEXT NOT NULL,
    "undone" BOOLEAN NOT NULL,
    "was" TEXT NOT NULL,
    "now" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "ResultRevision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Notice" (
    "id" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "content" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "readAt" TIMESTAMP(3),

    CONSTRAINT "Notice_pkey" PRIMARY KEY ("id")
);

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

-- CreateIndex
CREATE INDEX "Question_packId_id_idx" ON "Question"("packId", "id");

-- CreateIndex
CREATE INDEX "Question_packId_verifiedOn_id_idx" ON "Question"("packId", "verifiedOn", "id");

-- CreateIndex
CREATE INDEX "Question_packId_difficulty_id_idx" ON "Question"("packId", "difficulty", "id");

-- AddForeignKey
ALTER TABLE "BulkItem" ADD CONSTRAINT "BulkItem_changeId_fkey" FOREIGN KEY ("changeId") REFERENCES "BulkChange"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_cohortId_fkey" FOREIGN KEY ("cohortId") REFERENCES "Cohort"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CohortInvite" ADD CONSTRAINT "CohortInvite_cohortId_fkey" FOREIGN KEY ("cohortId") REFERENCES "Cohort"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AttemptToCount" ADD CONSTRAINT "AttemptToCount_attemptId_fkey" FOREIGN KEY ("attemptId") REFERENCES "Attempt"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "QuestionFlag" ADD CONSTRAINT "QuestionFlag_questionId_fkey" FOREIGN KEY ("questionId") REFERENCES "Question"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Dispute" ADD CONSTRAINT "Dispute_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ResultRevision" ADD CONSTRAINT "ResultRevision_attemptId_fkey" FOREIGN KEY ("attemptId") REFERENCES "Attempt"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ResultRevision" ADD CONSTRAINT "ResultRevision_repairId_fkey" FOREIGN KEY ("repairId") REFERENCES "Repair"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Notice" ADD CONSTRAINT "Notice_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;
