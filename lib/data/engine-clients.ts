import type { Prisma, PrismaClient } from "./generated/sqlite/client";

/** What an engine brings: two clients, and how many transactions it runs at a time. */
export type EngineClients = {
  writer: PrismaClient;
  reader: PrismaClient;
  /** A transaction whose raw statements take the shortest way that the engine has. */
  straight: (tx: Prisma.TransactionClient) => Prisma.TransactionClient;
  concurrency: number;
  close(): Promise<void>;
};
