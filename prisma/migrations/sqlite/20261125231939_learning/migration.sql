-- AlterTable
ALTER TABLE "AttemptItem" ADD COLUMN "missType" TEXT;

-- CreateTable
CREATE TABLE "ParameterSnapshot" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "packId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "content" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "Learner" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "userId" TEXT NOT NULL,
    "packId" TEXT NOT NULL,
    "snapshot" INTEGER NOT NULL,
    "logged" INTEGER NOT NULL DEFAULT 0,
    "folded" INTEGER NOT NULL DEFAULT 0,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "state" TEXT NOT NULL DEFAULT '{}',
    "answers" INTEGER NOT NULL DEFAULT 0,
    "updatedAt" DATETIME NOT NULL,
    CONSTRAINT "Learner_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "LearningEvent" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "learnerId" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" DATETIME NOT NULL,
    "kind" TEXT NOT NULL,
    "content" TEXT NOT NULL,
    CONSTRAINT "LearningEvent_learnerId_fkey" FOREIGN KEY ("learnerId") REFERENCES "Learner" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "LearnerLesson" (
    "learnerId" TEXT NOT NULL,
    "lesson" TEXT NOT NULL,
    "answered" INTEGER NOT NULL,
    "right" INTEGER NOT NULL,
    "state" TEXT NOT NULL,

    PRIMARY KEY ("learnerId", "lesson"),
    CONSTRAINT "LearnerLesson_learnerId_fkey" FOREIGN KEY ("learnerId") REFERENCES "Learner" ("id") ON DELETE CASCADE ON UPDATE CASCADE
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
    "dueAt" DATETIME,

    PRIMARY KEY ("learnerId", "trap"),
    CONSTRAINT "LearnerTrap_learnerId_fkey" FOREIGN KEY ("learnerId") REFERENCES "Learner" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Remediation" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "learnerId" TEXT NOT NULL,
    "symptom" TEXT NOT NULL,
    "openedBy" TEXT NOT NULL,
    "openedAt" DATETIME NOT NULL,
    "closedAt" DATETIME,
    "state" TEXT NOT NULL,
    "updatedAt" DATETIME NOT NULL,
    CONSTRAINT "Remediation_learnerId_fkey" FOREIGN KEY ("learnerId") REFERENCES "Learner" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ExamDate" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "userId" TEXT NOT NULL,
    "examId" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "outcome" TEXT,
    "score" INTEGER,
    "readiness" REAL,
    "updatedAt" DATETIME NOT NULL,
    CONSTRAINT "ExamDate_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
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
