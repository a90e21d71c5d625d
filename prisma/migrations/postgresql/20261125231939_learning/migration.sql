-- AlterTable
ALTER TABLE "AttemptItem" ADD COLUMN     "missType" TEXT;

-- CreateTable
CREATE TABLE "ParameterSnapshot" (
    "id" TEXT NOT NULL,
    "packId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "content" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "ParameterSnapshot_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Learner" (
    "id" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "packId" TEXT NOT NULL,
    "snapshot" INTEGER NOT NULL,
    "logged" INTEGER NOT NULL DEFAULT 0,
    "folded" INTEGER NOT NULL DEFAULT 0,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "state" TEXT NOT NULL DEFAULT '{}',
    "answers" INTEGER NOT NULL DEFAULT 0,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Learner_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LearningEvent" (
    "id" TEXT NOT NULL,
    "learnerId" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "content" TEXT NOT NULL,

    CONSTRAINT "LearningEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LearnerLesson" (
    "learnerId" TEXT NOT NULL,
    "lesson" TEXT NOT NULL,
    "answered" INTEGER NOT NULL,
    "right" INTEGER NOT NULL,
    "state" TEXT NOT NULL,

    CONSTRAINT "LearnerLesson_pkey" PRIMARY KEY ("learnerId","lesson")
);

-- CreateTable
CREATE TABLE "LearnerTrap" (
    "learnerId" TEXT NOT NULL,
    "trap" TEXT NOT NULL,
    "offered" INTEGER NOT NULL,
    "decided" INTEGER NOT NULL,
    "falls" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "card" TEXT,
    "dueAt" TIMESTAMP(3),

    CONSTRAINT "LearnerTrap_pkey" PRIMARY KEY ("learnerId","trap")
);

-- CreateTable
CREATE TABLE "Remediation" (
    "id" TEXT NOT NULL,
    "learnerId" TEXT NOT NULL,
    "symptom" TEXT NOT NULL,
    "openedBy" TEXT NOT NULL,
    "openedAt" TIMESTAMP(3) NOT NULL,
    "closedAt" TIMESTAMP(3),
    "state" TEXT NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Remediation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ExamDate" (
    "id" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "examId" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "outcome" TEXT,
    "score" INTEGER,
    "readiness" DOUBLE PRECISION,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "ExamDate_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "ParameterSnapshot_packId_number_key" ON "ParameterSnapshot"("packId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "Learner_userId_packId_key" ON "Learner"("userId", "packId");

-- CreateIndex
CREATE UNIQUE INDEX "LearningEvent_learnerId_seq_key" ON "LearningEvent"("learnerId", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "Remediation_learnerId_symptom_key" ON "Remediation"("learnerId", "symptom");

-- CreateIndex
CREATE INDEX "ExamDate_examId_outcome_idx" ON "ExamDate"("examId", "outcome");

-- CreateIndex
CREATE UNIQUE INDEX "ExamDate_userId_examId_day_key" ON "ExamDate"("userId", "examId", "day");

-- AddForeignKey
ALTER TABLE "Learner" ADD CONSTRAINT "Learner_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LearningEvent" ADD CONSTRAINT "LearningEvent_learnerId_fkey" FOREIGN KEY ("learnerId") REFERENCES "Learner"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LearnerLesson" ADD CONSTRAINT "LearnerLesson_learnerId_fkey" FOREIGN KEY ("learnerId") REFERENCES "Learner"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LearnerTrap" ADD CONSTRAINT "LearnerTrap_learnerId_fkey" FOREIGN KEY ("learnerId") REFERENCES "Learner"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Remediation" ADD CONSTRAINT "Remediation_learnerId_fkey" FOREIGN KEY ("learnerId") REFERENCES "Learner"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ExamDate" ADD CONSTRAINT "ExamDate_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;
