import pg from "pg";

/**
 * A connection of its own, not yet open. That it breaks is learned by whoever asks it something; between two questions
 * the driver would end the whole process with it.
 */
export function postgresClient(connectionString: string, connectTimeoutMs?: number): pg.Client {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: connectTimeoutMs });
  client.on("error", () => undefined);
  return client;
}
