import type { Prisma, PrismaClient } from "./generated/sqlite/client";

/** What an engine brings: two clients, and how many transactions it runs at a time. */
export type EngineClients = {
  writer: PrismaClient;
  reader: PrismaClient;
  /** A transaction whose raw statements take the shortest way that the engine has; `begun` as `OnBegin` was told. */
  straight: (tx: Prisma.TransactionClient, begun: unknown) => Prisma.TransactionClient;
  concurrency: number;
  close(): Promise<void>;
};

/** Is told, where an engine has many connections, which one a transaction has got: in the course of its beginning. */
export type OnBegin = (begun: unknown) => void;
