import type { PrismaClient } from "./generated/sqlite/client";

/** What an engine brings: two clients, and how many transactions it runs at a time. */
export type EngineClients = {
  writer: PrismaClient;
  reader: PrismaClient;
  concurrency: number;
  close(): Promise<void>;
};
