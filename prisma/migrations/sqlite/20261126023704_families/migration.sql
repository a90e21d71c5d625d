-- AlterTable
ALTER TABLE "Question" ADD COLUMN "family" TEXT;

-- AlterTable
ALTER TABLE "QuestionVersion" ADD COLUMN "seed" TEXT;

-- CreateIndex
CREATE INDEX "Question_family_idx" ON "Question"("family");
