-- AlterTable
ALTER TABLE "MemberWeek" ADD COLUMN     "answers" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "mark" DOUBLE PRECISION NOT NULL DEFAULT 0,
ADD COLUMN     "right" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "worst" TEXT;

-- CreateTable
CREATE TABLE "CohortWeek" (
    "cohortId" TEXT NOT NULL,
    "week" TEXT NOT NULL,
    "mark" TEXT NOT NULL,
    "traps" TEXT NOT NULL,

    CONSTRAINT "CohortWeek_pkey" PRIMARY KEY ("cohortId","week")
);

-- CreateIndex
CREATE INDEX "MemberWeek_membershipId_week_answers_right_mark_lastAt_idx" ON "MemberWeek"("membershipId", "week", "answers", "right", "mark", "lastAt");

-- AddForeignKey
ALTER TABLE "CohortWeek" ADD CONSTRAINT "CohortWeek_cohortId_fkey" FOREIGN KEY ("cohortId") REFERENCES "Cohort"("id") ON DELETE CASCADE ON UPDATE CASCADE;
