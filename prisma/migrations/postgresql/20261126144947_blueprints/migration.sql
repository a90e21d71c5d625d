-- AlterTable
ALTER TABLE "Pack" ADD COLUMN     "blueprintRevision" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "Blueprint" (
    "packId" TEXT NOT NULL,
    "examId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "content" TEXT NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "updatedById" TEXT,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Blueprint_pkey" PRIMARY KEY ("packId","examId","id")
);
