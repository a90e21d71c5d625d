-- CreateTable
CREATE TABLE "MemberWeek" (
    "membershipId" TEXT NOT NULL,
    "week" TEXT NOT NULL,
    "counts" TEXT NOT NULL,
    "lastAt" DATETIME NOT NULL,

    PRIMARY KEY ("membershipId", "week"),
    CONSTRAINT "MemberWeek_membershipId_fkey" FOREIGN KEY ("membershipId") REFERENCES "Membership" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
