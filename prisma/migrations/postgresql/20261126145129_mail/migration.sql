-- AlterTable
ALTER TABLE "User" ADD COLUMN     "locale" TEXT NOT NULL DEFAULT 'en-GB',
ADD COLUMN     "timeZone" TEXT;

-- CreateTable
CREATE TABLE "MailJob" (
    "id" TEXT NOT NULL,
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
    "nextAt" TIMESTAMP(3) NOT NULL,
    "leaseHolder" TEXT,
    "leasedUntil" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL,
    "sentAt" TIMESTAMP(3),
    "lastError" TEXT,

    CONSTRAINT "MailJob_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MailWish" (
    "userId" TEXT NOT NULL,
    "due" BOOLEAN NOT NULL DEFAULT true,
    "repair" BOOLEAN NOT NULL DEFAULT true,
    "digest" BOOLEAN,

    CONSTRAINT "MailWish_pkey" PRIMARY KEY ("userId")
);

-- CreateTable
CREATE TABLE "MailSuppression" (
    "addressHash" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "MailSuppression_pkey" PRIMARY KEY ("addressHash")
);

-- CreateTable
CREATE TABLE "DigestMark" (
    "userId" TEXT NOT NULL,
    "week" TEXT NOT NULL,
    "packId" TEXT NOT NULL,
    "answers" INTEGER NOT NULL,

    CONSTRAINT "DigestMark_pkey" PRIMARY KEY ("userId")
);

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

-- AddForeignKey
ALTER TABLE "MailJob" ADD CONSTRAINT "MailJob_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MailWish" ADD CONSTRAINT "MailWish_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DigestMark" ADD CONSTRAINT "DigestMark_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;
