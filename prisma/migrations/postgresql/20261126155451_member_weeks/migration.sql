-- CreateTable
CREATE TABLE "MemberWeek" (
    "membershipId" TEXT NOT NULL,
    "week" TEXT NOT NULL,
    "counts" TEXT NOT NULL,
    "lastAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "MemberWeek_pkey" PRIMARY KEY ("membershipId","week")
);

-- AddForeignKey
ALTER TABLE "MemberWeek" ADD CONSTRAINT "MemberWeek_membershipId_fkey" FOREIGN KEY ("membershipId") REFERENCES "Membership"("id") ON DELETE CASCADE ON UPDATE CASCADE;
