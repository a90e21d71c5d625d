-- AlterTable
ALTER TABLE "Cohort" ADD COLUMN     "retentionDays" INTEGER;

-- AlterTable
ALTER TABLE "User" ADD COLUMN     "deletingAt" TIMESTAMP(3);

-- CreateTable
CREATE TABLE "AccessLog" (
    "id" TEXT NOT NULL,
    "leadId" TEXT NOT NULL,
    "learnerId" TEXT NOT NULL,
    "cohortId" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "AccessLog_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DepartedItem" (
    "versionId" TEXT NOT NULL,
    "window" INTEGER NOT NULL,
    "pilot" BOOLEAN NOT NULL,
    "packId" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "counts" TEXT NOT NULL,

    CONSTRAINT "DepartedItem_pkey" PRIMARY KEY ("versionId","window","pilot")
);

-- CreateTable
CREATE TABLE "DepartedForm" (
    "packId" TEXT NOT NULL,
    "examId" TEXT NOT NULL,
    "blueprintId" TEXT NOT NULL,
    "length" INTEGER NOT NULL,
    "counts" TEXT NOT NULL,

    CONSTRAINT "DepartedForm_pkey" PRIMARY KEY ("packId","examId","blueprintId","length")
);

-- CreateTable
CREATE TABLE "DepartedTrap" (
    "packId" TEXT NOT NULL,
    "trap" TEXT NOT NULL,
    "falls" INTEGER NOT NULL,
    "decided" INTEGER NOT NULL,

    CONSTRAINT "DepartedTrap_pkey" PRIMARY KEY ("packId","trap")
);

-- CreateTable
CREATE TABLE "DepartedChoice" (
    "packId" TEXT NOT NULL,
    "questionId" TEXT NOT NULL,
    "taken" TEXT NOT NULL,
    "n" INTEGER NOT NULL,

    CONSTRAINT "DepartedChoice_pkey" PRIMARY KEY ("packId","questionId","taken")
);

-- CreateTable
CREATE TABLE "DepartedOutcome" (
    "id" TEXT NOT NULL,
    "examId" TEXT NOT NULL,
    "readiness" DOUBLE PRECISION NOT NULL,
    "passed" BOOLEAN NOT NULL,

    CONSTRAINT "DepartedOutcome_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "AccessLog_learnerId_at_idx" ON "AccessLog"("learnerId", "at");

-- CreateIndex
CREATE INDEX "AccessLog_leadId_learnerId_cohortId_at_idx" ON "AccessLog"("leadId", "learnerId", "cohortId", "at");

-- CreateIndex
CREATE INDEX "AccessLog_cohortId_at_idx" ON "AccessLog"("cohortId", "at");

-- CreateIndex
CREATE INDEX "DepartedItem_packId_idx" ON "DepartedItem"("packId");

-- CreateIndex
CREATE INDEX "DepartedOutcome_examId_idx" ON "DepartedOutcome"("examId");

-- CreateIndex
CREATE INDEX "User_deletingAt_idx" ON "User"("deletingAt");

-- AddForeignKey
ALTER TABLE "AccessLog" ADD CONSTRAINT "AccessLog_learnerId_fkey" FOREIGN KEY ("learnerId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AccessLog" ADD CONSTRAINT "AccessLog_cohortId_fkey" FOREIGN KEY ("cohortId") REFERENCES "Cohort"("id") ON DELETE CASCADE ON UPDATE CASCADE;
