-- CreateTable
CREATE TABLE "Blueprint" (
    "packId" TEXT NOT NULL,
    "examId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "content" TEXT NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "createdAt" DATETIME NOT NULL,
    "updatedById" TEXT,
    "updatedAt" DATETIME NOT NULL,

    PRIMARY KEY ("packId", "examId", "id")
);

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Pack" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "hash" TEXT NOT NULL,
    "loadedAt" DATETIME NOT NULL,
    "position" INTEGER NOT NULL,
    "blueprintRevision" INTEGER NOT NULL DEFAULT 0
);
INSERT INTO "new_Pack" ("hash", "id", "loadedAt", "position") SELECT "hash", "id", "loadedAt", "position" FROM "Pack";
DROP TABLE "Pack";
ALTER TABLE "new_Pack" RENAME TO "Pack";
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
