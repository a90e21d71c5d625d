-- CreateTable
CREATE TABLE "MailJob" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "messageId" TEXT NOT NULL,
    "userId" TEXT,
    "toAddress" TEXT NOT NULL,
    "toName" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "html" TEXT NOT NULL,
    "dedupeKey" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "nextAt" DATETIME NOT NULL,
    "leaseHolder" TEXT,
    "leasedUntil" DATETIME,
    "createdAt" DATETIME NOT NULL,
    "sentAt" DATETIME,
    "lastError" TEXT,
    CONSTRAINT "MailJob_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "MailWish" (
    "userId" TEXT NOT NULL PRIMARY KEY,
    "due" BOOLEAN NOT NULL DEFAULT true,
    "repair" BOOLEAN NOT NULL DEFAULT true,
    "digest" BOOLEAN,
    CONSTRAINT "MailWish_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "MailSuppression" (
    "addressHash" TEXT NOT NULL PRIMARY KEY,
    "createdAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "DigestMark" (
    "userId" TEXT NOT NULL PRIMARY KEY,
    "week" TEXT NOT NULL,
    "packId" TEXT NOT NULL,
    "answers" INTEGER NOT NULL,
    CONSTRAINT "DigestMark_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- AlterTable
ALTER TABLE "User" ADD COLUMN "locale" TEXT NOT NULL DEFAULT 'en-GB';
ALTER TABLE "User" ADD COLUMN "timeZone" TEXT;


-- CreateIndex
CREATE UNIQUE INDEX "MailJob_messageId_key" ON "MailJob"("messageId");

-- CreateIndex
CREATE UNIQUE INDEX "MailJob_dedupeKey_key" ON "MailJob"("dedupeKey");

-- CreateIndex
CREATE INDEX "MailJob_state_nextAt_idx" ON "MailJob"("state", "nextAt");

-- CreateIndex
CREATE INDEX "MailJob_createdAt_idx" ON "MailJob"("createdAt");

-- CreateIndex
CREATE INDEX "MailJob_userId_idx" ON "MailJob"("userId");

-- CreateIndex
CREATE INDEX "Notice_userId_readAt_idx" ON "Notice"("userId", "readAt");
